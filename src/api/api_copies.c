#include "api/api_copies.h"

#include "api/api_own.h"
#include "api/api_page.h"
#include "complaint/pack_version.h"
#include "desk/copies.h"
#include "edge/names.h"

static const struct field copy_fields[] = {
    FIELD(struct api_copy, id, .required = true, .help = "For taking note of it."),
    FIELD(struct api_copy, reference, .required = true, .help = "Of the complaint."),
    FIELD(struct api_copy, name, .required = true, .help = "Name of the copy in the procedure."),
    FIELD(struct api_copy, title, .required = true, .help = "In the reader's language."),
    FIELD(struct api_copy, team, .help = "Whom it is for; null in the list of what waits."),
    FIELD(struct api_copy, at, .required = true, .help = "Since when."),
    FIELD(struct api_copy, noted_at, .help = "When somebody of the team took note."),
    FIELD(struct api_copy, noted_by, .help = "Who."),
};
static const struct record api_copy_record = RECORD(struct api_copy, copy_fields);

static const struct field copies_fields[] = {
    FIELD_ROWS(struct api_copies, items, &api_copy_record),
    API_NEXT(struct api_copies),
};
const struct record api_copies_record = RECORD(struct api_copies, copies_fields);

bool api_copies_get(struct req *rq)
{
    struct api_copies out = { 0 };
    struct api_copy *list;
    enum api_view view;
    struct dossier d;

    if (!api_case(rq, MAY_READ, false, &d, &view))
        return false;
    list = ARENA_ARRAY(rq->a, struct api_copy, d.case_copy.n + 1);
    for (size_t i = 0; i < d.case_copy.n; i++) {
        const struct case_copy_row *c = &d.case_copy.row[i];
        list[i] = (struct api_copy){ .id = c->id,
                                     .reference = d.c.reference,
                                     .name = c->name,
                                     .title = copy_title(rq, d.pack, c->name),
                                     .at = c->at,
                                     .noted_at = c->noted_at };
        if (!edge_team_name(rq, c->team_id, &list[i].team) ||
            !api_staff_name(rq, c->noted_by, &list[i].noted_by))
            return false;
    }
    out.items = (struct rows){ list, d.case_copy.n };
    return req_json(rq, 200, &api_copies_record, &out);
}

bool api_copies_open_get(struct req *rq)
{
    struct api_page in = { .limit = API_LIMIT };
    int64_t place = 0, last = 0;
    struct api_copies out = { 0 };
    const struct procedure *p;
    const struct copy_line *row;
    struct api_copy *list;
    struct rows rows;
    size_t limit;
    bool more;

    if (!api_logged_in(rq) || !api_query(rq, &api_page_record, &in) ||
        !api_limit_read(in.limit, &limit, rq->err) ||
        !api_place_read(in.after, 'c', &place, &last, rq->err) || !edge_procedure(rq, &p) ||
        !copies_open(rq, last, (int64_t)limit + 1, &rows))
        return false;
    more = api_more(&rows, limit);
    row = rows.row;
    list = ARENA_ARRAY(rq->a, struct api_copy, rows.n + 1);
    for (size_t i = 0; i < rows.n; i++) {
        const struct pack_version *v;
        if (!procedure_pack(p, rq->db, row[i].pack_id, &v, rq->err))
            return false;
        list[i] = (struct api_copy){ .id = row[i].id,
                                     .reference = row[i].reference,
                                     .name = row[i].name,
                                     .title = copy_title(rq, v, row[i].name),
                                     .at = row[i].at };
    }
    out.items = (struct rows){ list, rows.n };
    if (more)
        out.next = api_place(rq->a, 'c', 0, row[rows.n - 1].id);
    return req_json(rq, 200, &api_copies_record, &out);
}

static bool note_run(const struct api_acting *x, const void *in, struct err *err)
{
    int64_t id = api_path_id(x, "copy");

    (void)in;
    return copy_mine(x->rq, x->d, id) && copy_note(API_CASE(x), id, err);
}

static bool fields_run(const struct api_acting *x, const void *in, struct err *err)
{
    const struct rows *sent = &((const struct api_own_fields *)in)->fields;
    struct own_value *typed = ARENA_ARRAY(x->rq->a, struct own_value, sent->n);
    const struct api_own_field *field = sent->row;

    for (size_t i = 0; i < sent->n; i++)
        typed[i] = (struct own_value){ field[i].name, field[i].value };
    return api_own_named(
        x->rq->a, copy_answer(x->rq, x->d, api_path_id(x, "copy"), typed, sent->n, err), err);
}

const struct api_act api_copy_acts[] = {
    API_ACT("copies/{copy}/fields", MAY_ANSWER_COPY, fields_run, "answerCopy", DOOR_SESSION,
            &api_own_fields_record,
            "Fills in the own fields that a copy asks for, as somebody of the team it is for."),
    API_ACT("copies/{copy}/note", MAY_TAKE_NOTE, note_run, "takeNote", DOOR_SESSION,
            &api_nothing_record, "Takes note of a copy, as somebody of the team it is for."),
    { 0 },
};
