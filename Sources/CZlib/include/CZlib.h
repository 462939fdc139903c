/* zlib for Swift: compressing and expanding by pieces. All that is used of it imports directly. */
#ifndef CZLIB_H
#define CZLIB_H

#include <zlib.h>

#endif
