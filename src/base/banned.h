/*
 * Calls that nobody here may make, as compile errors: each has no bound, no
 * thread safety or no error, and each has a replacement in base/. The build
 * includes this header before every file of ours.
 */
#ifndef BASE_BANNED_H
#define BASE_BANNED_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* The C library makes macros of these in a hardened build. */
#undef strcpy
#undef strcat
#undef sprintf
#undef vsprintf

#pragma GCC poison strcpy strcat sprintf vsprintf strtok gets
#pragma GCC poison gmtime localtime atoi atol system popen

#endif
