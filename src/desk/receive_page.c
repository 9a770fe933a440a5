/*
 * A new complaint at the desk: by telephone, at the counter, on paper with its true date.
 * What is likely the same complaint is shown before it is saved; the receiver decides.
 * [7.2-a] [7.2-c] [4.9-a]
 */
#include "db/desk_sql.h"
#include "desk/act_view.h"
#include "desk/desk.h"
#include "desk/search.h"
#include "edge/uploads.h"
#include "i18n/words.h"
#include "operation/receipt/filing.h"
#include "operation/receipt/repeat.h"
#include "pack/pack.h"
#include "portal/portal_view.h"
#include "web/answer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct ticked {
    const char *value;
};
static const struct field ticked_fields[] = { FIELD(struct ticked, value) };
static const struct record ticked_record = RECORD(struct ticked, ticked_fields);

/* What the form says. */
struct receiving {
    const char *channel, *received_time, *type, *subject, *description, *description_language;
    struct date received_on, happened_on;
    const char *category, *product, *product_reference, *remedy_sought, *naming;
    const char *name, *organisation_name, *email, *phone, *address, *language, *contact_by;
    struct rows needs, problem; /* struct ticked */
    const char *representative_name, *representative_authority, *team;
};

static const struct field receiving_fields[] = {
    FIELD(struct receiving, channel, .required = true),
    FIELD(struct receiving, received_on),
    FIELD(struct receiving, received_time, .max = 5),
    FIELD(struct receiving, type),
    FIELD(struct receiving, subject, .max = 200),
    FIELD(struct receiving, description, .max = 50000, .lines = true, .required = true),
    FIELD(struct receiving, description_language),
    FIELD(struct receiving, category),
    FIELD(struct receiving, product),
    FIELD(struct receiving, product_reference, .max = 100),
    FIELD(struct receiving, happened_on),
    FIELD(struct receiving, remedy_sought, .max = 5000, .lines = true),
    FIELD(struct receiving, naming),
    FIELD(struct receiving, name, .max = 200),
    FIELD(struct receiving, organisation_name, .max = 200),
    FIELD(struct receiving, email, .max = 254),
    FIELD(struct receiving, phone, .max = 60),
    FIELD(struct receiving, address, .max = 1000, .lines = true),
    FIELD(struct receiving, language),
    FIELD(struct receiving, contact_by),
    FIELD_ROWS(struct receiving, needs, &ticked_record),
    FIELD_ROWS(struct receiving, problem, &ticked_record),
    FIELD(struct receiving, representative_name, .max = 200),
    FIELD(struct receiving, representative_authority),
    FIELD(struct receiving, team),
};
static const struct record receiving_record = RECORD(struct receiving, receiving_fields);

struct reception {
    struct req *rq;
    const struct procedure *p;
    struct reach reach;
    struct receiving in;
    struct field_errors errors;
    struct rows repeats;
    const char *once;  /* one-time id */
    const char *owner; /* of the staged files */
    bool too_large;
};

/* -- choices -- */

static const struct answer *words_answer(struct req *rq, const struct words *w, const char *chosen)
{
    struct choice *list = ARENA_ARRAY(rq->a, struct choice, w->n);

    for (int i = 1; i < w->n; i++)
        list[i - 1] = (struct choice){ .value = w->word[i].code,
                                       .label = lang_text(rq->lang, w->word[i].label),
                                       .chosen = chosen && strcmp(w->word[i].code, chosen) == 0 };
    return answer_choices(rq->a, list, (size_t)w->n - 1);
}

static const struct answer *codes_answer(const struct reception *r, const char *name)
{
    const struct code_row *code = r->p->codes.row;
    struct choice *list = ARENA_ARRAY(r->rq->a, struct choice, r->p->codes.n + 1);
    size_t n = 0;

    for (size_t i = 0; i < r->p->codes.n; i++)
        if (strcmp(code[i].list, name) == 0 && !instant_is_set(code[i].ended_at))
            list[n++] = (struct choice){ .value = code[i].code,
                                         .label = code_label(&code[i], r->rq->lang) };
    return answer_choices(r->rq->a, list, n);
}

static const struct answer *languages_answer(struct req *rq)
{
    struct choice *list = ARENA_ARRAY(rq->a, struct choice, LANGS);

    for (int i = 0; i < LANGS; i++)
        list[i] = (struct choice){ langs[i].tag, langs[i].name, NULL, i == rq->lang->index };
    return answer_choices(rq->a, list, LANGS);
}

static const struct answer *naming_answer(struct req *rq)
{
    struct choice list[] = {
        { "named", lang_text(rq->lang, N_("With the name")), NULL, true },
        { "confidential", lang_text(rq->lang, N_("Confidential")),
          lang_text(rq->lang, N_("Only those who handle it see the name.")), false },
        { "anonymous", lang_text(rq->lang, N_("Anonymous")), NULL, false },
    };
    struct choice *copy = ARENA_ARRAY(rq->a, struct choice, COUNT(list));

    memcpy(copy, list, sizeof list);
    return answer_choices(rq->a, copy, COUNT(list));
}

static bool choices_fill(const struct reception *r, struct act_receive *v)
{
    struct req *rq = r->rq;
    struct rows teams;

    v->channel = words_answer(rq, &channel_words, "telephone");
    v->type = words_answer(rq, &contact_type_words, "complaint");
    v->description_language = languages_answer(rq);
    v->category = codes_answer(r, desk_class_list(r->p));
    v->naming = naming_answer(rq);
    v->language = languages_answer(rq);
    v->contact_by = words_answer(rq, &channel_words, NULL);
    v->needs = codes_answer(r, "support_need");
    v->problem = codes_answer(r, "problem");
    if (!desk_teams(rq, &r->reach, 0, &teams))
        return false;
    v->team = answer_choices(rq->a, (struct choice *)(uintptr_t)teams.row, teams.n);
    return true;
}

static void carry(const struct reception *r, struct act_receive *v)
{
    struct carried *list = ARENA_ARRAY(r->rq->a, struct carried, 2);
    size_t n = 0;

    list[n++] = (struct carried){ "once", r->once };
    if (r->repeats.n > 0)
        list[n++] = (struct carried){ "repeats_seen", "1" };
    v->carried = (struct rows){ list, n };
}

static bool reception_show(struct reception *r)
{
    struct req *rq = r->rq;
    struct act_receive v = { .action = "/desk/new",
                             .errors = { r->errors.e, r->errors.n },
                             .repeats = r->repeats,
                             .files_max = file_limits.files,
                             .file_bytes = file_limits.file_bytes };
    int status = r->too_large ? 413 : r->errors.n > 0 ? 422 : 200;

    if (!choices_fill(r, &v))
        return false;
    carry(r, &v);
    answers_fill(rq->a, &act_receive_record, &v, &receiving_record, &r->in,
                 rq->method == POST ? rq->form : NULL, &r->errors);
    /* Files cannot be put back into a form; those that came stay with its one-time id. */
    if (!v.files)
        v.files = ARENA_NEW(rq->a, struct answer);
    return req_render_status(rq, status, "desk/act/receive.html", &act_receive_record, &v);
}

/* -- likely the same -- */

static bool candidates_add(struct reception *r, const char *words, bool person,
                           struct repeat_candidate *list, size_t *n, size_t room)
{
    static const struct pick_filter any;
    struct pick pick;

    if (!words)
        return true;
    if (!search_cases(r->rq, &r->reach, words, &any, &pick))
        return false;
    for (size_t i = 0; i < pick.n && i < 10 && *n < room; i++) {
        size_t at = 0;
        while (at < *n && list[at].id != pick.key[i].id)
            at++;
        if (at == *n)
            list[(*n)++] = (struct repeat_candidate){ .id = pick.key[i].id };
        list[at].same_complainant |= person;
        list[at].same_product |= !person;
        list[at].same_class =
            r->in.category && pick.key[i].class && strcmp(r->in.category, pick.key[i].class) == 0;
        list[at].days_apart =
            (int)((r->rq->now.us - pick.key[i].received_at.us) / SECONDS(24 * 60 * 60));
    }
    return true;
}

/* How many words two texts share, by their hashes, which stand in order. */
static int words_shared(const char *one, const char *two, int *shorter)
{
    int shared = 0, n_one = *one != '\0', n_two = *two != '\0';

    for (const char *s = one; *s; s++)
        n_one += *s == ' ';
    for (const char *s = two; *s; s++)
        n_two += *s == ' ';
    while (*one && *two) {
        size_t a = strcspn(one, " "), b = strcspn(two, " ");
        int order = strncmp(one, two, a < b ? a : b);
        shared += order == 0;
        if (order <= 0)
            one += a + (one[a] == ' ');
        if (order >= 0)
            two += b + (two[b] == ' ');
    }
    *shorter = n_one < n_two ? n_one : n_two;
    return shared;
}

/* Weighs the statements, which the rule counts besides who and what. */
static bool statements_weigh(struct reception *r, struct repeat_candidate *list, size_t n)
{
    struct req *rq = r->rq;
    const char *mine = words_index(rq->a, rq->app->vault, r->in.description);
    struct buf ids = buf_new(rq->a);
    struct case_text *text;
    struct rows rows;

    if (n == 0)
        return true;
    for (size_t i = 0; i < n; i++)
        buf_printf(&ids, "%s%" PRId64, i > 0 ? "," : "", list[i].id);
    if (!sql_case_texts(rq->a, rq->db, buf_text(&ids), &rows, rq->err))
        return false;
    text = (struct case_text *)(uintptr_t)rows.row;
    for (size_t i = 0; i < rows.n && i < n; i++) {
        struct seal_place place = { "complaint", "description", text[i].id };
        struct err none = { 0 };
        if (!secret_open(rq->a, edge_act(rq)->keys, KEY_COMPLAINT, text[i].id, place,
                         &text[i].description, &none))
            continue; /* erased: nothing to compare with */
        list[i].words_shared = words_shared(
            mine, words_index(rq->a, rq->app->vault, text[i].description.text), &list[i].words);
    }
    return true;
}

static bool repeats_find(struct reception *r)
{
    enum { ROOM = 30, SHOWN = 5 };
    struct req *rq = r->rq;
    struct repeat_candidate list[ROOM] = { { 0 } };
    struct case_key keys[SHOWN] = { { 0 } };
    const struct list_row *row;
    struct panel_line *lines;
    struct rows rows;
    size_t n = 0;

    if (!candidates_add(r, r->in.email, true, list, &n, ROOM) ||
        !candidates_add(r, r->in.phone, true, list, &n, ROOM) ||
        !candidates_add(r, r->in.product_reference, false, list, &n, ROOM) ||
        !statements_weigh(r, list, n))
        return false;
    if (r->p->pack)
        n = repeat_rank(list, n, &r->p->pack->repeat);
    n = n < SHOWN ? n : SHOWN;
    for (size_t i = 0; i < n; i++)
        keys[i].id = list[i].id;
    if (!desk_list_rows(rq, &r->reach, keys, n, &rows))
        return false;
    row = rows.row;
    lines = ARENA_ARRAY(rq->a, struct panel_line, rows.n + 1);
    for (size_t i = 0; i < rows.n; i++)
        lines[i] = (struct panel_line){ .text = row[i].subject,
                                        .detail = arena_printf(rq->a, "%s, %s", row[i].reference,
                                                               row[i].step),
                                        .href = row[i].href };
    r->repeats = (struct rows){ lines, rows.n };
    return true;
}

/* -- saving -- */

/* Midnight in the organisation's zone, or the time of day that was given. */
static struct instant received_at(struct reception *r)
{
    struct req *rq = r->rq;
    struct err err = { 0 };
    int hour = 0, minute = 0;
    char rest;

    if (!date_is_set(r->in.received_on))
        return (struct instant){ 0 };
    if (r->in.received_time &&
        (sscanf(r->in.received_time, "%2d:%2d%c", &hour, &minute, &rest) != 2 || hour > 23 ||
         minute > 59 || hour < 0 || minute < 0)) {
        err_field(&err, "received_time", N_("Give the time as hours and minutes, 14:30."));
        field_errors_add(rq, &r->errors, &err);
    }
    if (date_compare(r->in.received_on, rq->today) == 0 && !r->in.received_time)
        return rq->now;
    return zone_instant(rq->app->zone, r->in.received_on, hour * 60 + minute);
}

static const char *ticked_text(struct arena *a, const struct rows *rows)
{
    const struct ticked *t = rows->row;
    struct buf b = buf_new(a);

    for (size_t i = 0; i < rows->n; i++)
        buf_printf(&b, "%s%s", i > 0 ? " " : "", t[i].value);
    return rows->n > 0 ? buf_text(&b) : NULL;
}

/* Spoken complaints are acknowledged while they are taken down; paper is not. [7.4-a] */
static const char *acknowledged_by(const char *channel)
{
    if (strcmp(channel, "telephone") == 0 || strcmp(channel, "in_person") == 0)
        return channel;
    return NULL;
}

static bool team_reached(const struct reception *r, int64_t team)
{
    return team == 0 || strstr(arena_printf(r->rq->a, ",%s,", r->reach.teams),
                               arena_printf(r->rq->a, ",%" PRId64 ",", team)) != NULL;
}

static struct filing filing_of(struct reception *r, const struct rows *files)
{
    const struct receiving *in = &r->in;
    const struct staged_file *file = files->row;
    const struct ticked *problem = in->problem.row;
    bool organisation = in->organisation_name && *in->organisation_name;
    struct filing f = {
        .one_time = arena_printf(r->rq->a, "desk:%" PRId64 ":%s", r->rq->user->id, r->once),
        .type = in->type,
        .channel = in->channel,
        .language = in->description_language ? in->description_language : r->rq->lang->tag,
        .privacy = in->naming,
        .received_at = received_at(r),
        .subject = in->subject,
        .description = in->description,
        .product = in->product,
        .product_reference = in->product_reference,
        .class_code = in->category,
        .remedy_sought = in->remedy_sought,
        .happened_on = in->happened_on,
        .complainant = { .kind = organisation ? "organisation" : "person",
                         .name = organisation ? in->organisation_name : in->name,
                         .address = in->address,
                         .email = in->email,
                         .phone = in->phone,
                         .language = in->language,
                         .channel = in->contact_by,
                         .need_codes = ticked_text(r->rq->a, &in->needs) },
        .representative = { .name = in->representative_name },
        .authority = in->representative_authority,
        .team = in->team ? strtoll(in->team, NULL, 10) : 0,
        .blob_owner = r->owner,
        .acknowledged_by = acknowledged_by(in->channel),
    };

    if (f.privacy && strcmp(f.privacy, "anonymous") == 0)
        f.complainant = (struct filing_person){ .need_codes = f.complainant.need_codes };
    for (size_t i = 0; i < files->n && f.n_blobs < FILING_FILES; i++)
        f.blobs[f.n_blobs++] = file[i].id;
    for (size_t i = 0; i < in->problem.n && f.n_problems < COUNT(f.problems); i++)
        f.problems[f.n_problems++] = problem[i].value;
    return f;
}

/* The case with the code, which the receiver tells or hands to the complainant now. */
static bool receipt_show(struct reception *r, const struct receipt *receipt)
{
    struct req *rq = r->rq;
    struct case_page page = { 0 };
    struct dossier d;

    page.done =
        lang_format(rq->a, rq->lang,
                    N_("Received as {reference}. The complainant’s code is {code}: tell "
                       "it to them now, it is shown this once."),
                    "reference", receipt->reference, "code", arena_str(rq->a, receipt->code), NULL);
    return edge_case(rq, receipt->reference, MAY_READ, &d) && case_show(rq, &d, &page);
}

static bool save(struct reception *r)
{
    struct req *rq = r->rq;
    struct receipt receipt;
    struct filing f;
    struct rows files;

    if (!staged_list(edge_act(rq), r->owner, &files, rq->err))
        return false;
    f = filing_of(r, &files);
    if (r->errors.n > 0)
        return reception_show(r);
    if (!team_reached(r, f.team))
        f.team = 0;
    if (receipt_file(edge_act(rq), r->p, &f, &receipt, rq->err))
        return receipt_show(r, &receipt);
    if (rq->err->kind != ERR_INVALID)
        return false;
    if (rq->err->field && strcmp(rq->err->field, "received_at") == 0)
        rq->err->field = "received_on";
    field_errors_add(rq, &r->errors, rq->err);
    return reception_show(r);
}

static bool reception_open(struct req *rq, struct reception *r)
{
    const char *once = form_text(rq->form, "once");

    *r = (struct reception){ .rq = rq };
    r->once = once && strlen(once) == 32 ? once : random_hex(rq->a, 16);
    r->owner = arena_printf(rq->a, "desk:%" PRId64 ":%s", rq->user->id, r->once);
    return edge_procedure(rq, &r->p) && edge_reach(rq, MAY_RECEIVE, &r->reach);
}

static bool new_get(struct req *rq)
{
    struct reception r;

    if (!reception_open(rq, &r))
        return false;
    r.in.received_on = rq->today;
    return reception_show(&r);
}

static bool new_post(struct req *rq)
{
    const char *seen = form_text(rq->form, "repeats_seen");
    struct reception r;

    if (!reception_open(rq, &r) || !uploads_adopt(rq, "files", r.owner, &r.too_large, &r.errors))
        return false;
    if (!form_record(rq, &receiving_record, &r.in, &r.errors))
        err_clear(rq->err);
    if (r.errors.n > 0)
        return reception_show(&r);
    if (!seen && !repeats_find(&r))
        return false;
    return r.repeats.n > 0 ? reception_show(&r) : save(&r);
}

const struct route receive_routes[] = {
    { GET, "/desk/new", MAY_RECEIVE, new_get, 0 },
    { POST, "/desk/new", MAY_RECEIVE, new_post, ROUTE_UPLOAD },
    { 0 },
};
