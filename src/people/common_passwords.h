/* The list of common passwords, sorted: data/common_passwords.txt in C. */
#ifndef PEOPLE_COMMON_PASSWORDS_H
#define PEOPLE_COMMON_PASSWORDS_H

#include "base/base.h"

extern const char *const common_passwords[];
extern const size_t common_passwords_n;

#endif
