/* Files of a case: given out through its rights, as downloads, piece by piece; and added by
 * staff. [S30] [S31] [S49] */
#include "db/desk_sql.h"
#include "desk/desk.h"
#include "edge/uploads.h"
#include "operation/step.h"

#include <stdlib.h>
#include <string.h>

static bool not_there(struct req *rq)
{
    return err_set(rq->err, ERR_NOT_FOUND, N_("This page does not exist, or it is not for you."));
}

static bool piece_next(void *from, struct arena *a, struct bytes *piece, struct err *err)
{
    return file_read_next(from, a, piece, err);
}

/* The number in the path, 0 when it is none. */
static int64_t path_id(struct req *rq)
{
    const char *text = req_param(rq, "id");
    size_t n = strspn(text, "0123456789");

    return n > 0 && n < 19 && text[n] == '\0' ? strtoll(text, NULL, 10) : 0;
}

static const struct file_row *file_in(const struct dossier *d, int64_t id)
{
    for (size_t i = 0; i < d->file.n; i++)
        if (d->file.row[i].id == id && !instant_is_set(d->file.row[i].removed_at))
            return &d->file.row[i];
    return NULL;
}

static bool file_get(struct req *rq)
{
    struct err none = { 0 };
    struct complaint_row c;
    struct may_object object;
    const struct file_row *file;
    struct file_reader *reader;
    struct dossier d;
    int64_t complaint;

    if (!sql_complaint_of_file(rq->a, rq->db, path_id(rq), &complaint, &none))
        return none.kind == ERR_NOT_FOUND ? not_there(rq) : (*rq->err = none, false);
    if (!complaint_by_id(rq->a, rq->db, complaint, &c, rq->err) ||
        !edge_case(rq, c.reference, MAY_READ, &d))
        return false;
    object = edge_object(rq, &d);
    file = file_in(&d, path_id(rq));
    if (!file ||
        (strcmp(file->direction, "internal") == 0 && !may(rq->user, MAY_READ_INTERNAL, &object)))
        return not_there(rq);
    return file_read(edge_act(rq), file, &reader, rq->err) &&
           req_stream(rq, file->type, file->name.text, file->size, piece_next, reader);
}

/* One event for all that came with the form. */
static bool files_claim(struct req *rq, const struct procedure *p, int64_t complaint,
                        const char *owner, const char *direction)
{
    const struct staged_file *file;
    AUTO_STEP s = { 0 };
    struct rows staged;

    if (!staged_list(edge_act(rq), owner, &staged, rq->err))
        return false;
    if (staged.n == 0)
        return true;
    if (!step_open(&s, edge_act(rq), p, complaint, 0, rq->err) ||
        !step_event(&s, "file_added", NULL, rq->err))
        return false;
    file = staged.row;
    for (size_t i = 0; i < staged.n; i++)
        if (!file_claim(&s.h, file[i].id, owner, direction, 0, NULL, rq->err))
            return false;
    return step_done(&s, rq->err);
}

static bool files_post(struct req *rq)
{
    const char *owner = random_hex(rq->a, 16);
    const char *internal = form_text(rq->form, "internal");
    struct field_errors *errors = ARENA_NEW(rq->a, struct field_errors);
    const struct procedure *p;
    struct case_page page = { 0 };
    struct dossier d;
    bool too_large;

    if (!edge_case(rq, req_param(rq, "reference"), MAY_NOTE, &d) || !edge_procedure(rq, &p) ||
        !uploads_adopt(rq, "files", owner, &too_large, errors) ||
        !files_claim(rq, p, d.c.id, owner, internal && *internal ? "internal" : "in"))
        return false;
    if (errors->n == 0)
        return req_redirect(rq, "%s?done=file", desk_case_path(rq->a, d.c.reference));
    page.errors = (struct rows){ errors->e, errors->n };
    if (!edge_case(rq, req_param(rq, "reference"), MAY_NOTE, &d) || !case_show(rq, &d, &page))
        return false;
    if (too_large)
        rq->status = 413;
    return true;
}

const struct route files_routes[] = {
    { GET, "/files/{id}", MAY_READ, file_get, 0 },
    { POST, "/desk/complaints/{reference}/files", MAY_NOTE, files_post, ROUTE_UPLOAD },
    { 0 },
};
