/*
 * The API for other systems: JSON over /api/v1.
 *
 * Handlers read a body by its field table, call the same flows as portal and desk,
 * and answer by a field table. Who asks is a system with a key, a member of staff with
 * a login, a complainant with reference and code, or, to file a complaint, anybody.
 * What is missing and what is not for somebody answer alike. [S23] [S49] [S50]
 */
#ifndef API_API_H
#define API_API_H

#include "api/api_view.h"
#include "edge/edge.h"

extern const struct route api_routes[];

/* -- who asks (api_door.c) -- */

/* Whether a credential that was sent is a good one: ERR_UNAUTHORISED for a key that is
 * none, so that nobody acts as the public without knowing. */
MUST_CHECK bool api_credential_good(struct req *rq);

/* Whether a member of staff or a system asks, ERR_UNAUTHORISED. */
MUST_CHECK bool api_logged_in(struct req *rq);

/* The same, and it is a person: what a key has no answer of its own for is refused to it. */
MUST_CHECK bool api_person(struct req *rq);

enum api_view { API_STAFF, API_COMPLAINANT };

/* The case of the path's {reference}: for somebody who may do `what` on it, or, with a
 * Complaint-Code header where `code_opens`, for its complainant. */
MUST_CHECK bool api_case(struct req *rq, enum may what, bool code_opens, struct dossier *d,
                         enum api_view *view);

/* The same for a reference that does not stand in the path. */
MUST_CHECK bool api_case_of(struct req *rq, const char *reference, enum may what, bool code_opens,
                            struct dossier *d, enum api_view *view);

/* -- reading -- */

/* The JSON body by a field table: unknown and repeated members, wrong kinds and words
 * that are none are refused. Without a body every member is missing. */
MUST_CHECK bool api_body(struct req *rq, const struct record *r, void *row);

/* The one-time id of the header Idempotency-Key, which belongs to whoever sent it; NULL = without
 * one nobody can send the same again. More of it in api_once.h. */
MUST_CHECK bool api_once_read(struct req *rq, const char **out);
/* It came before with other content: 422. Returns false. */
bool api_once_other(struct err *err);

/* The parameters of the URL by a field table: unknown and repeated ones are refused. */
MUST_CHECK bool api_query(struct req *rq, const struct record *r, void *row);

/* -- showing (api_show.c) -- */

MUST_CHECK bool api_show(struct req *rq, const struct dossier *d, enum api_view view,
                         struct api_complaint *out);

/* The problem codes that stand, divided by blanks; NULL = none. And read again from such a text:
 * `codes` has room for FILING_PROBLEMS. */
void api_codes_read(struct arena *a, const char *text, const char **codes, size_t *n);

struct api_file api_file_show(struct arena *a, const struct file_row *f, enum api_view view);

/* -- handlers -- */

handler api_filing_post;
handler api_solved_post;
handler api_complaint_get;
handler api_receipt_get;
handler api_readers_get;
handler api_identity_requests_get;
handler api_access_post;
handler api_analyses_get;
handler api_appraisals_get;
handler api_retention_get;
handler api_budget_get;
handler api_disposals_get;
handler api_list_get;
handler api_file_get;
handler api_files_post;
handler api_me_get;
handler api_act_post;
handler api_disclosures_get;
handler api_disclosure_read_post;
handler api_disclosure_statement_post;
handler api_openapi_get;

#endif
