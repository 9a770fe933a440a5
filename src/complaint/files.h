/*
 * Files: staged as they are uploaded, sealed chunk by chunk under a key of their own,
 * then claimed by a complaint. Claiming moves the key under the complaint's key;
 * the chunks stay where they are. [7.2-e] [S30] [S31]
 */
#ifndef COMPLAINT_FILES_H
#define COMPLAINT_FILES_H

#include "complaint/history.h"
#include "db/tables.h"

/* Told before the upload and held while it runs. */
struct file_limits {
    int64_t file_bytes;      /* of one file */
    int64_t complaint_bytes; /* of all files of a complaint */
    int files;               /* of a complaint */
};
extern const struct file_limits file_limits;

/* -- staging, outside any case -- */

struct staging; /* one file on its way in */

/* `owner` is a keyed hash of the form or the session; only the same may claim it. */
MUST_CHECK bool staging_begin(const struct act *act, const char *owner, const char *file_name,
                              struct staging **out, int64_t *blob, struct err *err);
MUST_CHECK bool staging_bytes(struct staging *s, const void *bytes, size_t n, struct err *err);
/* Refuses a type that is not allowed: by content and name together. */
MUST_CHECK bool staging_end(struct staging *s, struct err *err);
/* Staged files that this owner may claim. */
MUST_CHECK bool staged_list(const struct act *act, const char *owner, struct rows *out,
                            struct err *err);
struct staged_file {
    int64_t id;
    const char *name;
    const char *type;
    int64_t size;
    const char *sha256;
};
extern const struct record staged_file_record;
MUST_CHECK bool staged_remove(const struct act *act, int64_t blob, const char *owner,
                              struct err *err);
/* The clerk's broom: removes staged files that came before `forms` and that nobody claimed; those
 * of a form on the desk, which is kept as a draft, only when they came before `drafts`. */
MUST_CHECK bool staged_sweep(const struct act *act, struct instant forms, struct instant drafts,
                             struct err *err);

/* -- files of a case -- */

/* Makes a staged file part of the case, in the event that is open. `direction`: in, out,
 * internal. `out_id` may be NULL. */
MUST_CHECK bool file_claim(struct history *h, int64_t blob, const char *owner,
                           const char *direction, int64_t entry, int64_t *out_id, struct err *err);

/* The same of a redacted copy, which is shown instead of `of`. */
MUST_CHECK bool file_claim_copy(struct history *h, int64_t blob, const char *owner,
                                const struct file_row *of, struct err *err);

struct file_reader; /* walks the chunks of a file */
/* The file as it came, for who sent it and for who may read originals. `f` is opened (row_open). */
MUST_CHECK bool file_read_original(const struct act *act, const struct file_row *f,
                                   struct file_reader **out, struct err *err);
/* The file as everybody else gets it: a picture without place, time and device. ERR_REFUSED when it
 * is withheld, and when it is a picture that cannot be read. */
MUST_CHECK bool file_read(const struct act *act, const struct file_row *f, struct file_reader **out,
                          struct err *err);
/* How many bytes come. */
int64_t file_reader_size(const struct file_reader *r);
/* The next piece of plain bytes; n = 0 at the end. */
MUST_CHECK bool file_read_next(struct file_reader *r, struct arena *a, struct bytes *piece,
                               struct err *err);

/* Whether pictures of this type are given out without place, time and device (complaint/photo.h).
 */
bool file_stripped(const char *type);
/* Our name for the type of these bytes under that name, "image/png"; NULL = not allowed. */
const char *file_type(const char *name, struct bytes head);
/* A name without path parts, control characters and direction marks. */
const char *file_clean_name(struct arena *a, const char *name);

#endif
