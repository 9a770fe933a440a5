/* Files of a case: given out through its rights, as downloads, piece by piece; and added by
 * staff. [S30] [S31] [S49] */
#include "db/desk_sql.h"
#include "desk/act_page.h"
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
    file = dossier_file(&d, path_id(rq));
    if (!file || !edge_file_known(rq, &object, file))
        return not_there(rq);
    return file_read(edge_act(rq), file, &reader, rq->err) &&
           look_note(edge_act(rq), d.c.id, "file_read", rq->err) &&
           req_stream(rq, file->type, file->name.text, file_reader_size(reader), piece_next,
                      reader);
}

/* -- adding files -- */

static bool form_show(struct act_page *page)
{
    struct act_files view = { .files_max = file_limits.files,
                              .file_bytes = file_limits.file_bytes,
                              .complaint_bytes = file_limits.complaint_bytes,
                              .held = desk_files(page->rq, &page->d, 0, true) };

    return act_show(page, "desk/act/files.html", &act_files_record, &view, NULL, NULL);
}

static bool form_get(struct req *rq)
{
    struct act_page page;

    return act_open(rq, MAY_REPLY, "files", &page) && form_show(&page);
}

/* One event for all that came with the form. */
static bool files_claim(struct act_page *page, const char *owner, const char *direction)
{
    struct req *rq = page->rq;
    const struct staged_file *file;
    AUTO_STEP s = { 0 };
    struct rows staged;

    if (!staged_list(page->act, owner, &staged, rq->err))
        return false;
    if (staged.n == 0)
        return page->errors.n > 0 || err_field(rq->err, "files", N_("Choose at least one file."));
    if (!step_open(&s, page->act, page->p, page->d.c.id, 0, rq->err) ||
        !step_event(&s, "file_added", NULL, rq->err))
        return false;
    file = staged.row;
    for (size_t i = 0; i < staged.n; i++)
        if (!file_claim(&s.h, file[i].id, owner, direction, 0, NULL, rq->err))
            return false;
    return step_done(&s, rq->err);
}

/* What could not be taken is named; the others are in, and stand above the form. */
static bool files_again(struct act_page *page, bool too_large)
{
    if (!act_again(page) || !edge_case(page->rq, page->d.c.reference, page->right, &page->d))
        return false;
    if (too_large)
        page->status = 413;
    return form_show(page);
}

static bool files_post(struct req *rq)
{
    const char *owner = random_hex(rq->a, 16);
    const char *internal = form_text(rq->form, "internal");
    struct act_page page;
    bool too_large = false;

    if (!act_open(rq, MAY_REPLY, "files", &page) ||
        !uploads_adopt(rq, "files", owner, &too_large, &page.errors))
        return false;
    if (files_claim(&page, owner, internal && *internal ? "internal" : "in") && page.errors.n == 0)
        return act_done(&page, "file");
    return files_again(&page, too_large);
}

const struct route files_routes[] = {
    { GET, "/files/{id}", MAY_READ, file_get, 0 },
    { GET, "/desk/complaints/{reference}/files", MAY_REPLY, form_get, 0 },
    { POST, "/desk/complaints/{reference}/files", MAY_REPLY, files_post, ROUTE_UPLOAD },
    { 0 },
};
