/*
 * Staging: bytes are gathered to a few chunks and written in a transaction of their own, so
 * that a slow sender never holds the writer's lock.
 */
#include "edge/uploads.h"

#include "db/uploads_sql.h"
#include "edge/edge.h"

#include <string.h>
#include <strings.h>

enum { GATHERED = 4 * FILE_CHUNK };

enum verdict { TAKEN, WRONG_TYPE, TOO_LARGE, EMPTY, TOO_MANY, FAILED };

struct arrival {
    const char *field, *name;
    struct staging *staging;
    int64_t blob, size;
    enum verdict verdict;
    struct arrival *next;
};

struct arrivals {
    struct req *rq;
    const char *owner; /* this request's alone */
    struct arrival *first, *last;
    int64_t files; /* that began */
    size_t n;      /* bytes gathered */
    unsigned char bytes[GATHERED];
};

/* The rows of a file that was refused half-way go at once. */
static void drop(struct arrivals *all, struct arrival *file, enum verdict why)
{
    AUTO_TX tx = { 0 };
    struct err none = { 0 };

    file->verdict = why;
    if (file->blob && tx_begin(&tx, all->rq->db, &none) &&
        staged_remove(edge_act(all->rq), file->blob, all->owner, &none) && tx_commit(&tx, &none))
        file->blob = 0;
}

/* Files are listed by when they came: those of one request a microsecond apart, so that they
 * stay in the order in which they were sent. */
static const struct act *arrival_act(struct arrivals *all)
{
    struct act *act = ARENA_NEW(all->rq->a, struct act);

    *act = *edge_act(all->rq);
    act->now.us += all->files++;
    return act;
}

static bool write_begin(struct arrivals *all, struct arrival *file, struct err *err)
{
    AUTO_TX tx = { 0 };

    return tx_begin(&tx, all->rq->db, err) &&
           staging_begin(arrival_act(all), all->owner, file->name, &file->staging, &file->blob,
                         err) &&
           tx_commit(&tx, err);
}

static bool file_begin(void *to, const char *field, const char *file_name, const char *type,
                       int64_t *staged, struct err *err)
{
    struct arrivals *all = to;
    struct arrival *file = ARENA_NEW(all->rq->a, struct arrival);
    struct err why = { 0 };

    (void)type;
    (void)err;
    *file = (struct arrival){ .field = field, .name = file_name };
    *(all->last ? &all->last->next : &all->first) = file;
    all->last = file;
    all->n = 0;
    *staged = 0;
    if (!req_throttle(all->rq, THROTTLE_UPLOAD, NULL)) {
        err_clear(all->rq->err);
        file->verdict = TOO_MANY;
    } else if (!write_begin(all, file, &why)) {
        file->blob = 0;
        file->verdict = FAILED;
    }
    *staged = file->blob;
    return true;
}

static void gathered_write(struct arrivals *all, struct arrival *file)
{
    AUTO_TX tx = { 0 };
    struct err err = { 0 };
    bool ok = all->n == 0 ||
              (tx_begin(&tx, all->rq->db, &err) &&
               staging_bytes(file->staging, all->bytes, all->n, &err) && tx_commit(&tx, &err));

    all->n = 0;
    if (ok)
        return;
    tx_rollback(&tx);
    drop(all, file, err.kind == ERR_TOO_LARGE ? TOO_LARGE : FAILED);
}

static bool file_bytes(void *to, int64_t staged, const void *s, size_t n, struct err *err)
{
    struct arrivals *all = to;
    struct arrival *file = all->last;
    const unsigned char *from = s;

    (void)staged;
    (void)err;
    file->size += (int64_t)n;
    while (n > 0 && file->verdict == TAKEN) {
        size_t part = n < GATHERED - all->n ? n : GATHERED - all->n;
        memcpy(all->bytes + all->n, from, part);
        all->n += part;
        from += part;
        n -= part;
        if (all->n == GATHERED)
            gathered_write(all, file);
    }
    return true;
}

static bool file_end(void *to, int64_t staged, int64_t size, struct err *err)
{
    struct arrivals *all = to;
    struct arrival *file = all->last;
    struct err why = { 0 };
    AUTO_TX tx = { 0 };

    (void)staged;
    (void)size;
    (void)err;
    if (file->verdict == TAKEN)
        gathered_write(all, file);
    if (file->verdict != TAKEN)
        return true;
    if (tx_begin(&tx, all->rq->db, &why) && staging_end(file->staging, &why) &&
        tx_commit(&tx, &why))
        return true;
    tx_rollback(&tx);
    drop(all, file, why.kind != ERR_INVALID ? FAILED : file->size == 0 ? EMPTY : WRONG_TYPE);
    return true;
}

bool uploads_sink(struct req *rq, struct form_sink *sink)
{
    struct arrivals *all = ARENA_NEW(rq->a, struct arrivals);

    all->rq = rq;
    all->owner = random_hex(rq->a, 16);
    *edge_arrivals(rq) = all;
    *sink = (struct form_sink){ all, file_begin, file_bytes, file_end };
    return true;
}

static void say(struct req *rq, const struct arrival *file, struct field_errors *errors)
{
    struct err err = { 0 };

    switch (file->verdict) {
    case TAKEN:
        return;
    case WRONG_TYPE:
        err_field(&err, file->field,
                  N_("“{file}” is of a kind that cannot be taken. Send a photo, a PDF, a text, a "
                     "sound or a film."));
        break;
    case TOO_LARGE:
        err_field(&err, file->field,
                  N_("“{file}” is larger than {max} MB. Choose a smaller copy of it."));
        err_arg_int(&err, "max", file_limits.file_bytes / (1024 * 1024));
        break;
    case EMPTY:
        err_field(&err, file->field, N_("“{file}” is empty. Choose another file."));
        break;
    case TOO_MANY:
        err_field(&err, file->field,
                  N_("“{file}” was not taken: too many files came in a short time. Send the form "
                     "without it; you can add it later."));
        break;
    case FAILED:
        err_field(&err, file->field, N_("“{file}” could not be stored. Please add it again."));
        break;
    }
    err_arg(&err, "file", file->name);
    field_errors_add(rq, errors, &err);
}

static void say_full(struct req *rq, const struct arrival *file, bool many,
                     struct field_errors *errors)
{
    struct err err = { 0 };

    if (many) {
        err_field(&err, file->field,
                  N_("“{file}” was not taken: there can be {max} files at most."));
        err_arg_int(&err, "max", file_limits.files);
    } else {
        err_field(&err, file->field,
                  N_("“{file}” was not taken: all files together may have {max} MB at most."));
        err_arg_int(&err, "max", file_limits.complaint_bytes / (1024 * 1024));
    }
    err_arg(&err, "file", file->name);
    field_errors_add(rq, errors, &err);
}

/* What the owner had before; the limits hold for both together. */
static bool staged_before(const struct act *act, const char *owner, int *files, int64_t *bytes,
                          struct err *err)
{
    const struct staged_file *list;
    struct rows rows;

    if (!staged_list(act, owner, &rows, err))
        return false;
    list = rows.row;
    *files = (int)rows.n;
    *bytes = 0;
    for (size_t i = 0; i < rows.n; i++)
        *bytes += list[i].size;
    return true;
}

bool uploads_adopt(struct req *rq, const char *field, const char *owner, bool *too_large,
                   struct field_errors *errors)
{
    struct arrivals *all = *edge_arrivals(rq);
    const struct act *act = edge_act(rq);
    AUTO_TX tx = { 0 };
    int64_t bytes, changed;
    int files;

    *too_large = false;
    if (!all || !all->first)
        return true;
    if (!tx_begin(&tx, rq->db, rq->err) || !staged_before(act, owner, &files, &bytes, rq->err))
        return false;
    for (struct arrival *file = all->first; file; file = file->next) {
        bool many = files + 1 > file_limits.files;
        if (strcmp(file->field, field) != 0)
            continue;
        *too_large |= file->verdict == TOO_LARGE;
        say(rq, file, errors);
        if (file->verdict != TAKEN)
            continue;
        if (many || bytes + file->size > file_limits.complaint_bytes) {
            *too_large |= !many;
            say_full(rq, file, many, errors);
            if (!staged_remove(act, file->blob, all->owner, rq->err))
                return false;
            continue;
        }
        if (!sql_blob_adopt(rq->a, rq->db, file->blob, all->owner, owner, &changed, rq->err))
            return false;
        files++;
        bytes += file->size;
    }
    return tx_commit(&tx, rq->err);
}

bool uploads_over(struct req *rq, const char *field, struct field_errors *errors)
{
    const char *type = req_header(rq, "Content-Type");
    struct err err = { 0 };

    if (!rq->too_large)
        return false;
    if (type && strncasecmp(type, "multipart/", 10) == 0)
        err_field(&err, field,
                  N_("The files were larger than {max} MB together, so none of them was taken. "
                     "Your words are all here. Choose fewer or smaller files, or add them later."));
    else
        err_set(&err, ERR_TOO_LARGE,
                N_("This is more text than one form can carry. Its beginning is here: please "
                   "shorten it, or send the whole as a file."));
    err_arg_int(&err, "max", file_limits.complaint_bytes / (1024 * 1024));
    field_errors_add(rq, errors, &err);
    return true;
}

const char *upload_kind(const char *type)
{
    static const struct {
        const char *begins;
        const char *words;
    } kinds[] = {
        { "image/", N_("photo") },           { "application/pdf", N_("PDF document") },
        { "audio/", N_("sound recording") }, { "video/", N_("film") },
        { "text/", N_("text file") },        { "message/", N_("mail") },
    };

    for (size_t i = 0; i < COUNT(kinds); i++)
        if (strncmp(type, kinds[i].begins, strlen(kinds[i].begins)) == 0)
            return kinds[i].words;
    return N_("document");
}
