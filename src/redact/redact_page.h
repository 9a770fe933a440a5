/* The pages of redactions: routes, and what the files of this folder share. */
#ifndef REDACT_REDACT_PAGE_H
#define REDACT_REDACT_PAGE_H

#include "desk/act_sent.h"
#include "redact/redact.h"
#include "redact/redact_view.h"

extern const struct route redact_routes[];

/* -- for the files of this folder -- */

/* The dossier as it is stored, with its marks: act_open's shows blocks instead. */
MUST_CHECK bool redact_dossier(struct act_page *page, struct dossier *out);
/* A number in the address behind "?", 0 when it is none. */
int64_t redact_asked(const struct req *rq, const char *name);
/* Marks and what stands between them: struct redact_piece. */
struct rows redact_pieces(struct act_page *page, const char *text);

bool redact_text_get(struct req *rq);
bool redact_text_post(struct req *rq);
bool redact_file_get(struct req *rq);
bool redact_file_post(struct req *rq);
bool redact_lift_get(struct req *rq);
bool redact_lift_post(struct req *rq);
bool originals_get(struct req *rq);
bool originals_post(struct req *rq);

#endif
