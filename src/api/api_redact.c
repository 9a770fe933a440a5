#include "api/api_redact.h"

#include "redact/redact.h"

#include <string.h>

static const struct field redactable_fields[] = {
    FIELD(struct api_redactable, place, .required = true, .help = "For redacting a passage of it."),
    FIELD(struct api_redactable, text, .required = true, .lines = true,
          .help = "As it stands, with a mark where something is redacted."),
    FIELD(struct api_redactable, label, .required = true,
          .help = "What it is, in the reader's language."),
    FIELD(struct api_redactable, language, .help = "BCP 47 tag; null where it is not known."),
    FIELD(struct api_redactable, open, .required = true,
          .help = "What begins a passage: two characters that are not in the text."),
    FIELD(struct api_redactable, close, .required = true, .help = "What ends it."),
};
static const struct record api_redactable_record = RECORD(struct api_redactable, redactable_fields);

static const struct field redaction_fields[] = {
    FIELD(struct api_redaction, id, .required = true, .help = "For lifting it."),
    FIELD(struct api_redaction, place, .required = true, .help = "Where it stands."),
    FIELD(struct api_redaction, reason, .required = true, .help = "A code of the list redaction."),
    FIELD(struct api_redaction, why, .lines = true, .help = "In words."),
    FIELD(struct api_redaction, at, .required = true, .help = "When."),
    FIELD(struct api_redaction, by, .help = "Who; null where the name is not known."),
    FIELD(struct api_redaction, lifted_at, .help = "Null while it stands."),
    FIELD(struct api_redaction, lifted_by, .help = "Who lifted it."),
    FIELD(struct api_redaction, lift_reason, .lines = true, .help = "Why."),
};
static const struct record api_redaction_record = RECORD(struct api_redaction, redaction_fields);

static const struct field redactions_fields[] = {
    FIELD_ROWS(struct api_redactions, texts, &api_redactable_record),
    FIELD_ROWS(struct api_redactions, redactions, &api_redaction_record),
};
const struct record api_redactions_record = RECORD(struct api_redactions, redactions_fields);

/* -- what there is -- */

static struct rows texts_show(struct req *rq, const struct rows *all)
{
    const struct redactable *r = all->row;
    struct api_redactable *list = ARENA_ARRAY(rq->a, struct api_redactable, all->n + 1);

    for (size_t i = 0; i < all->n; i++) {
        struct brackets pair = passage_brackets(r[i].text);
        list[i] = (struct api_redactable){ .place = place_name(rq->a, r[i].place),
                                           .text = r[i].text,
                                           .label = place_label(rq->a, &r[i], rq->lang),
                                           .language = r[i].language,
                                           .open = pair.open,
                                           .close = pair.close };
    }
    return (struct rows){ list, all->n };
}

static bool one_show(struct req *rq, const struct redaction_row *r, struct api_redaction *out)
{
    struct place place = { r->place_table, r->place_column, r->place_id, NULL };

    *out = (struct api_redaction){ .id = r->id,
                                   .place = place_name(rq->a, place),
                                   .reason = r->reason,
                                   .why = r->why.text,
                                   .at = r->at,
                                   .lifted_at = r->lifted_at,
                                   .lift_reason = r->lift_why.text };
    return api_staff_name(rq, r->by_id, &out->by) &&
           (r->lifted_by == 0 || api_staff_name(rq, r->lifted_by, &out->lifted_by));
}

static bool redactions_show(struct req *rq, int64_t complaint, struct rows *out)
{
    const struct redaction_row *r;
    struct api_redaction *list;
    struct rows rows;

    if (!redactions_load(edge_act(rq), complaint, &rows, rq->err))
        return false;
    r = rows.row;
    list = ARENA_ARRAY(rq->a, struct api_redaction, rows.n + 1);
    for (size_t i = 0; i < rows.n; i++)
        if (!one_show(rq, &r[i], &list[i]))
            return false;
    *out = (struct rows){ list, rows.n };
    return true;
}

/* The dossier of a door has blocks: what is redacted next stands between the marks. */
bool api_redactions_get(struct req *rq)
{
    struct api_redactions out = { 0 };
    const struct procedure *p;
    enum api_view view;
    struct dossier d, stored;
    struct rows all;

    if (!api_case(rq, MAY_REDACT, false, &d, &view) || !edge_procedure(rq, &p) ||
        !redact_stored(edge_act(rq), p, &d, &stored, rq->err))
        return false;
    all = places_all(rq->a, &stored);
    out.texts = texts_show(rq, &all);
    return redactions_show(rq, d.c.id, &out.redactions) &&
           req_json(rq, 200, &api_redactions_record, &out);
}

/* -- redacting -- */

struct api_redact {
    const char *place, *text, *reason, *why;
};
static const struct field redact_fields[] = {
    FIELD(struct api_redact, place, .required = true, .max = 100, .help = "Which text."),
    FIELD(struct api_redact, text, .required = true, .max = 200000, .lines = true,
          .help = "The whole text, unchanged, with `open` and `close` around each passage."),
    FIELD(struct api_redact, reason, .required = true, .max = 40,
          .help = "A code of the list redaction."),
    FIELD(struct api_redact, why, .max = 5000, .lines = true,
          .help = "In words; needed where the code wants them."),
};
static const struct record redact_record = RECORD(struct api_redact, redact_fields);

static bool passage_run(const struct api_acting *x, const void *in, struct err *err)
{
    const struct api_redact *form = in;
    struct redacting why = { form->reason, form->why };
    struct passage passages[PASSAGES];
    const struct redactable *of;
    struct dossier stored;
    struct rows all;
    size_t n = 0;

    if (!redact_stored(x->act, x->p, x->d, &stored, err))
        return false;
    all = places_all(x->rq->a, &stored);
    of = place_named(x->rq->a, &all, form->place);
    if (!of)
        return err_field(err, "place", N_("This complaint has no such text."));
    return redact_enclosed(of->text, form->text, passages, &n, err) &&
           redact_text(API_CASE(x), x->version, of->place, passages, n, &why, err);
}

struct api_redact_file {
    const char *reason, *why;
};
static const struct field file_fields[] = {
    FIELD(struct api_redact_file, reason, .required = true, .max = 40,
          .help = "A code of the list redaction."),
    FIELD(struct api_redact_file, why, .max = 5000, .lines = true,
          .help = "In words; needed where the code wants them."),
};
static const struct record file_record = RECORD(struct api_redact_file, file_fields);

static bool file_run(const struct api_acting *x, const void *in, struct err *err)
{
    const struct api_redact_file *form = in;
    struct redacting why = { form->reason, form->why };

    return redact_file(API_CASE(x), x->version, api_path_id(x, "file"), 0, NULL, &why, err);
}

static bool lift_run(const struct api_acting *x, const void *in, struct err *err)
{
    return api_named(redact_lift(API_CASE(x), api_path_id(x, "id"),
                                 ((const struct api_reason *)in)->reason, err),
                     err, "why", "reason");
}

const struct api_act api_redact_acts[] = {
    API_ACT("redactions", MAY_REDACT, passage_run, "redact", DOOR_SESSION, &redact_record,
            "Takes passages of a text out of what everybody sees; what stood there is sealed. "
            "[4.10-a]"),
    API_ACT("redactions/{id}/lift", MAY_REDACT, lift_run, "liftRedaction", DOOR_SESSION,
            &api_reason_record,
            "Puts back what stood there; of a file everything. Wants a login of the last minutes."),
    API_ACT("files/{file}/redact", MAY_REDACT, file_run, "redactFile", DOOR_SESSION, &file_record,
            "Withholds a file with its name."),
    { 0 },
};
