/*
 * Who else the complainant of a case may be. [7.2-b] [4.9-a]
 */
#ifndef DESK_PERSONS_H
#define DESK_PERSONS_H

#include "desk/desk.h"

enum { DOUBLES_MOST = 8 };

/* Other records with the same e-mail address, telephone number or name, the likeliest first,
 * where the reader may see both: struct double_view. `path` is where comparing begins. */
MUST_CHECK bool persons_doubles(struct req *rq, const struct reach *reach, const struct dossier *d,
                                const char *path, struct rows *out);

/* Whether two texts are the same e-mail address, telephone number or name, however written. */
bool persons_same_email(const char *one, const char *two);
bool persons_same_phone(const struct req *rq, const char *one, const char *two);
bool persons_same_name(const struct req *rq, const char *one, const char *two);

#endif
