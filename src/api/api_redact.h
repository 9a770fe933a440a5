/*
 * Redaction over the API: what can be redacted and what was, a passage, a file, lifting it. The
 * flows, rights and refusals are those of the desk. [4.10-a] [S57]
 */
#ifndef API_API_REDACT_H
#define API_API_REDACT_H

#include "api/api_act.h"

struct api_redactable {
    const char *place, *text, *label, *language, *open, *close;
};
struct api_redaction {
    int64_t id;
    const char *place, *reason, *why;
    struct instant at;
    const char *by;
    struct instant lifted_at;
    const char *lifted_by, *lift_reason;
};
struct api_redactions {
    struct rows texts;      /* struct api_redactable */
    struct rows redactions; /* struct api_redaction */
};
extern const struct record api_redactions_record;

bool api_redactions_get(struct req *rq);

extern const struct api_act api_redact_acts[];

#endif
