/* What the C library lets a program say about its memory, which Swift's own module of it leaves out. */
#ifndef CMALLOC_H
#define CMALLOC_H

#include <malloc.h>

#endif
