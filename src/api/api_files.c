/*
 * Files: POST /api/v1/complaints/{reference}/files, GET /api/v1/files/{id}. Bytes go in and out
 * in pieces; a file is given through the rights of its case. [S30] [S31] [S32] [S49]
 */
#include "api/api_act.h"
#include "api/api_once.h"

#include "base/buf.h"
#include "db/api_sql.h"
#include "edge/uploads.h"
#include "operation/step.h"
#include "operation/tracking/tracking_flow.h"
#include "redact/redact.h"

#include <stdlib.h>
#include <string.h>

static bool not_there(struct req *rq)
{
    return err_set(rq->err, ERR_NOT_FOUND, N_("There is no such file, or it is not for you."));
}

/* The number in the path, 0 when it is none. */
static int64_t path_id(struct req *rq)
{
    const char *text = req_param(rq, "id");
    size_t n = strspn(text, "0123456789");

    return n > 0 && n < 19 && text[n] == '\0' ? strtoll(text, NULL, 10) : 0;
}

/* The complaint whose file it is; one that does not exist leads to a reference that
 * nobody has, and so to the same refusal. */
static bool reference_of(struct req *rq, const char **out)
{
    struct complaint_row c = { 0 };
    struct err none = { 0 };

    if (!sql_api_file_case(rq->a, rq->db, path_id(rq), &c, &none) && none.kind != ERR_NOT_FOUND) {
        *rq->err = none;
        return false;
    }
    *out = c.reference ? c.reference : "";
    return true;
}

static bool piece_next(void *from, struct arena *a, struct bytes *piece, struct err *err)
{
    return file_read_next(from, a, piece, err);
}

bool api_file_get(struct req *rq)
{
    const struct file_row *file;
    struct file_reader *reader;
    const char *reference;
    enum api_view view;
    struct dossier d;

    if (!reference_of(rq, &reference))
        return false;
    if (!api_case_of(rq, reference, MAY_READ, true, &d, &view))
        return rq->err->kind == ERR_NOT_FOUND ? (err_clear(rq->err), not_there(rq)) : false;
    file = dossier_file(&d, path_id(rq));
    if (!file)
        return not_there(rq);
    return (view == API_COMPLAINANT ? redact_file_read : file_read)(edge_act(rq), file, &reader,
                                                                    rq->err) &&
           (view == API_COMPLAINANT || look_note(edge_act(rq), d.c.id, "file_read", rq->err)) &&
           req_stream(rq, file->type, file->name.text, file_reader_size(reader), piece_next,
                      reader);
}

/* What staff or a system adds, in one event. What a member of staff adds is among staff until it is
 * sent. */
static bool staff_claim(struct req *rq, const struct act *act, const struct procedure *p,
                        int64_t complaint, const char *owner, const struct rows *staged)
{
    const char *direction = rq->user->kind == USER_STAFF ? "internal" : "in";
    const struct staged_file *file = staged->row;
    AUTO_STEP s = { 0 };

    if (!step_open(&s, act, p, complaint, 0, rq->err) ||
        !step_event(&s, "file_added", NULL, rq->err))
        return false;
    for (size_t i = 0; i < staged->n; i++)
        if (!file_claim(&s.h, file[i].id, owner, direction, 0, NULL, rq->err))
            return false;
    return step_done(&s, rq->err);
}

/* What the complainant adds: a case that waited for it goes on. */
static bool own_claim(struct req *rq, const struct act *act, const struct procedure *p,
                      int64_t complaint, const char *owner, const struct rows *staged)
{
    const struct staged_file *file = staged->row;
    struct added added = { .kind = "fact", .channel = "web", .blob_owner = owner };

    for (size_t i = 0; i < staged->n && i < ADDED_FILES; i++)
        added.blobs[added.n_blobs++] = file[i].id;
    return tracking_add(act, p, complaint, &added, rq->err);
}

static bool one_of(const struct rows *staged, const char *sha256)
{
    const struct staged_file *file = staged->row;

    for (size_t i = 0; sha256 && i < staged->n; i++)
        if (strcmp(file[i].sha256, sha256) == 0)
            return true;
    return false;
}

/* The files that came now, or those of the case that are what was sent. */
static bool files_answer(struct req *rq, const struct dossier *d, const struct rows *sent,
                         enum api_view view)
{
    const struct file_row *f;
    struct rows rows = { 0 };
    struct api_files out = { 0 };
    struct api_file *list;

    if (!file_of(rq->a, rq->db, d->c.id, &rows, rq->err) ||
        !rows_open(rq->a, edge_act(rq)->keys, &file_table, &rows, rq->err))
        return false;
    f = rows.row;
    list = ARENA_ARRAY(rq->a, struct api_file, rows.n);
    for (size_t i = 0; i < rows.n; i++)
        if (sent ? one_of(sent, f[i].sha256.text) : f[i].at.us == rq->now.us)
            list[out.files.n++] = api_file_show(rq->a, &f[i], view);
    if (out.files.n == 0)
        return err_set(rq->err, ERR_REFUSED,
                       N_("These files came before, and are not here any more."));
    out.files.row = list;
    return req_json(rq, 201, &api_files_record, &out);
}

/* What could not be taken is said in the words of the first. */
static bool refused(struct req *rq, const struct field_errors *errors, bool too_large)
{
    if (too_large)
        return err_set(rq->err, ERR_TOO_LARGE,
                       N_("A file is larger than can be accepted, or all together are."));
    err_field(rq->err, "file", N_("This file was not taken: {why}"));
    err_arg(rq->err, "why", errors->e[0].text);
    return false;
}

/* The files of this request, staged for `owner`, as what came with its key. */
static bool files_take(struct req *rq, const char *owner, struct rows *staged,
                       struct api_once *once)
{
    struct field_errors errors = { 0 };
    const struct staged_file *file;
    struct buf b = buf_new(rq->a);
    bool too_large = false;

    if (!uploads_adopt(rq, "file", owner, &too_large, &errors))
        return false;
    if (errors.n > 0)
        return refused(rq, &errors, too_large);
    if (!staged_list(edge_act(rq), owner, staged, rq->err))
        return false;
    if (staged->n == 0)
        return err_field(rq->err, "file", N_("Please send a file in the field “file”."));
    file = staged->row;
    for (size_t i = 0; i < staged->n; i++) {
        api_once_part(&b, file[i].name);
        api_once_part(&b, file[i].sha256);
    }
    api_once_content(rq, buf_text(&b), once);
    return true;
}

static bool files_drop(struct req *rq, const char *owner, const struct rows *staged)
{
    const struct staged_file *file = staged->row;
    AUTO_TX tx = { 0 };

    if (!tx_begin(&tx, rq->db, rq->err))
        return false;
    for (size_t i = 0; i < staged->n; i++)
        if (!staged_remove(edge_act(rq), file[i].id, owner, rq->err))
            return false;
    return tx_commit(&tx, rq->err);
}

/* What came before is answered as it was, also when the case is out of reach now: first it is
 * looked whether the key came, then whether with these files. */
static bool once_given(struct req *rq, const char *owner, struct rows *staged,
                       struct api_once *once, bool *given)
{
    if (!api_credential_good(rq) || !api_once_case(rq, true, true, once) ||
        !api_once_given(rq, once, given))
        return false;
    if (!once->marked)
        return true;
    return files_take(rq, owner, staged, once) && api_once_ask(rq, once, given) &&
           (!*given || files_drop(rq, owner, staged));
}

/* Done, and never answered, or what was answered was erased. */
static bool done_before(struct req *rq, const char *owner, const struct rows *staged,
                        const struct dossier *d, enum api_view view)
{
    return files_drop(rq, owner, staged) && files_answer(rq, d, staged, view);
}

bool api_files_post(struct req *rq)
{
    const char *owner = random_hex(rq->a, 16);
    const struct procedure *p;
    struct api_once once;
    struct rows staged;
    struct act act;
    enum api_view view;
    struct dossier d;
    bool given;

    if (!once_given(rq, owner, &staged, &once, &given))
        return false;
    if (given)
        return true;
    if (!api_case(rq, MAY_REPLY, true, &d, &view) || !edge_procedure(rq, &p))
        return false;
    if (once.marked)
        return done_before(rq, owner, &staged, &d, view);
    if (!files_take(rq, owner, &staged, &once))
        return false;
    act = *edge_act(rq);
    act.once = once.mac;
    act.once_of = once.content;
    return ((view == API_STAFF ? staff_claim : own_claim)(rq, &act, p, d.c.id, owner, &staged) &&
            files_answer(rq, &d, NULL, view) && api_once_keep(rq, d.c.id, &once)) ||
           api_once_raced(rq, &once);
}
