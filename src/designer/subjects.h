/*
 * What people can choose as the subject of a complaint before and after a procedure is taken. One
 * without classes leaves them the organisation's own; with its first class they have only its own.
 */
#ifndef DESIGNER_SUBJECTS_H
#define DESIGNER_SUBJECTS_H

#include "complaint/pack_version.h"
#include "complaint/procedure.h"
#include "web/req.h"

/* struct designer_line, its a: what is said about it; none where the choice stays of its kind.
 * `before` NULL: no procedure is in force. */
struct rows subjects_show(struct req *rq, const struct procedure *p,
                          const struct pack_version *before, const struct pack_version *after);

#endif
