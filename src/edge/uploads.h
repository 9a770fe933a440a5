/*
 * Files on their way in, from any form of ours: the hook app->uploads.
 *
 * A file goes to staged rows while its bytes arrive, before it is known who sends the form:
 * until the handler adopts it, it belongs to the request alone. What cannot be taken does
 * not break the form: the file is dropped, the form is read to its end, and the handler
 * says which file it was and why. [7.2-e] [S30] [S31]
 */
#ifndef EDGE_UPLOADS_H
#define EDGE_UPLOADS_H

#include "complaint/files.h"
#include "web/req.h"

/* The hook. */
bool uploads_sink(struct req *rq, struct form_sink *sink);

/* Gives the files that came in the form field `field` to `owner`, together with those the
 * owner had before no more than the limits allow. Each that could not be taken is an error of
 * that field, with its name in it; `*too_large` (set on success) says that one was too large,
 * for which the answer is 413. False only when the database fails. */
MUST_CHECK bool uploads_adopt(struct req *rq, const char *field, const char *owner, bool *too_large,
                              struct field_errors *errors);

/* Says of a form that was too large as a whole that its files were dropped, as an error of
 * `field`, or that its text was cut; whether it was. */
bool uploads_over(struct req *rq, const char *field, struct field_errors *errors);

struct app;
/* For the clerk: files of forms that can no longer be sent, and of drafts long left alone. */
MUST_CHECK bool uploads_sweep_job(struct app *app, struct err *err);

/* A kind of file in words, "photo", as a message id. */
const char *upload_kind(const char *type);

#endif
