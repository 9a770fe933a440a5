/* What is being edited: the draft of whoever acts, or the text in force with the next number. */
#ifndef DESIGNER_DRAFT_TEXT_H
#define DESIGNER_DRAFT_TEXT_H

#include "complaint/procedure.h"
#include "web/req.h"

struct draft_text {
    const struct procedure *p;
    const struct pack_version *before; /* in force; NULL = none */
    struct pack_draft_row row;
    const char *yaml;
    int64_t days;
    const char *kept; /* when the draft was kept; NULL: there is none */
};

/* `yaml` is "" when there is neither a draft nor a version in force. */
MUST_CHECK bool draft_text(struct req *rq, struct draft_text *out);

#endif
