/* libyaml, as the system has it. */
#ifndef CLIBYAML_H
#define CLIBYAML_H

#include <yaml.h>

#endif
