/* The right-hand panel: the people with their needs, what is wanted and promised, tasks,
 * other cases, files, and who has read this. */
#include "desk/case_show.h"

#include "complaint/pack_version.h"
#include "complaint/remedy_words.h"
#include "db/desk_sql.h"
#include "desk/alert_significant.h"
#include "desk/budget.h"
#include "desk/copies.h"
#include "desk/search.h"
#include "desk/sheet.h"
#include "edge/uploads.h"
#include "group/group_page.h"
#include "operation/task/task_page.h"
#include "operation/tracking/satisfaction.h"
#include "portal/portal_view.h"
#include "walls/readers.h"

#include <string.h>

enum { EARLIER_SHOWN = 3, ALIKE_SHOWN = 5 };

static struct rows needs_of(const struct case_show *s, const struct person_row *p)
{
    struct req *rq = s->rq;
    struct need_view *list = ARENA_ARRAY(rq->a, struct need_view, 20);
    const char *codes = p->need_codes ? p->need_codes : "";
    const struct lang *speaks = p->language ? lang_by_tag(p->language) : NULL;
    size_t n = 0;

    if (p->needs.text)
        list[n++] = (struct need_view){ .text = p->needs.text, .access = true };
    while (*codes && n < 16) {
        size_t len = strcspn(codes, " ");
        const char *code = arena_strn(rq->a, codes, len);
        if (len > 0)
            list[n++] =
                (struct need_view){ .text = procedure_label(s->p, "support_need", code, rq->lang),
                                    .access = true };
        codes += len + strspn(codes + len, " ");
    }
    if (speaks && speaks != rq->lang)
        list[n++] = (struct need_view){ .text = speaks->name, .language = true };
    if (p->channel && strcmp(p->channel, "telephone") == 0)
        list[n++] = (struct need_view){ .text = desk_word(rq, &channel_words, p->channel),
                                        .telephone = true };
    return (struct rows){ list, n };
}

static const char *party_words(struct req *rq, const char *role)
{
    static const struct {
        const char *role, *words;
    } table[] = {
        { "customer", N_("Customer") },
        { "representative", N_("Representative") },
        { "contact", N_("Contact person") },
        { "complained_about", N_("Complained about") },
    };

    for (size_t i = 0; i < COUNT(table); i++)
        if (strcmp(table[i].role, role) == 0)
            return lang_text(rq->lang, table[i].words);
    return NULL;
}

static bool cases_show(const struct case_show *s, const struct rows *keys, struct rows *out)
{
    struct req *rq = s->rq;
    const struct list_row *row;
    struct panel_line *list;
    struct rows rows;

    if (!desk_list_rows(rq, &s->reach, keys->row, keys->n, &rows))
        return false;
    row = rows.row;
    list = ARENA_ARRAY(rq->a, struct panel_line, rows.n + 1);
    for (size_t i = 0; i < rows.n; i++)
        list[i] = (struct panel_line){ .text = row[i].subject,
                                       .detail = arena_join(rq->a, row[i].reference, ", ",
                                                            row[i].step ? row[i].step : ""),
                                       .href = row[i].href };
    *out = (struct rows){ list, rows.n };
    return true;
}

static bool same_person_cases(const struct case_show *s, int64_t person, struct rows *out)
{
    struct req *rq = s->rq;
    int64_t any;

    if (!sql_person_elsewhere(rq->a, rq->db, person, s->d->c.id, &any, rq->err))
        return false;
    if (any == 0)
        return true;
    return sql_person_cases(rq->a, rq->db, person, s->d->c.id, rq->user->id, rq->now, s->reach.all,
                            s->reach.teams, s->reach.barred, out, rq->err);
}

static bool party_show(const struct case_show *s, size_t i, struct party_view *out)
{
    struct req *rq = s->rq;
    const struct party_row *party = &s->d->party.row[i];
    const struct person_row *p = &s->d->person[i];
    bool complainant = strcmp(party->role, "complainant") == 0;
    bool known = case_may(s, MAY_READ_IDENTITY);
    struct rows earlier = { 0 };

    *out = (struct party_view){
        .role = complainant ? NULL : party_words(rq, party->role),
        .name = p->name.text,
        .sealed = !known,
        .anonymous = complainant && strcmp(s->d->c.privacy, "anonymous") == 0,
        .confidential = complainant && strcmp(s->d->c.privacy, "confidential") == 0,
        .about = party->authority.text,
        .email = p->email.text,
        .phone = p->phone.text,
        .address = p->address.text,
        .needs = needs_of(s, p),
    };
    if (!known && out->confidential && case_may(s, MAY_ASK_IDENTITY))
        out->open_href = arena_join(rq->a, s->path, "/", "identity");
    /* That there are earlier complaints tells something of a sealed person, too. */
    if (!known || !complainant)
        return true;
    if (!same_person_cases(s, p->id, &earlier))
        return false;
    if (case_may(s, MAY_JOIN_PERSONS))
        out->persons_href = arena_join(rq->a, s->path, "/", "persons");
    out->earlier = (int)earlier.n;
    out->earlier_href = arena_printf(rq->a, "/desk/search?person=%" PRId64, p->id);
    earlier.n = earlier.n < EARLIER_SHOWN ? earlier.n : EARLIER_SHOWN;
    return earlier.n == 0 || cases_show(s, &earlier, &out->earlier_cases);
}

static bool parties_show(const struct case_show *s, struct case_page *page)
{
    struct party_view *list = ARENA_ARRAY(s->rq->a, struct party_view, s->d->party.n + 1);
    size_t n = 0;

    /* The complainant stands first. */
    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < s->d->party.n; i++) {
            const struct party_row *party = &s->d->party.row[i];
            if (instant_is_set(party->ended_at) ||
                (strcmp(party->role, "complainant") == 0) != (pass == 0))
                continue;
            if (!party_show(s, i, &list[n++]))
                return false;
        }
    if (n == 0)
        list[n++] = (struct party_view){ .anonymous = true };
    page->parties = (struct rows){ list, n };
    return true;
}

/* "Refund: paid back in cash, voucher 12" */
static const char *remedy_line_words(struct req *rq, const struct remedy_row *r)
{
    const char *kind = desk_word(rq, &remedy_kind_words, r->kind);

    return r->text.text ? lang_format(rq->a, rq->lang, N_("{kind}: {text}"), "kind", kind, "text",
                                      desk_excerpt(rq->a, r->text.text, 80), NULL)
                        : kind;
}

/* Those of the complainant, or those that are done for everybody. */
static bool remedies_show(const struct case_show *s, bool measures, struct rows *out)
{
    struct req *rq = s->rq;
    struct panel_line *list = ARENA_ARRAY(rq->a, struct panel_line, s->d->remedy.n + 1);
    size_t n = 0;

    for (size_t i = 0; i < s->d->remedy.n; i++) {
        const struct remedy_row *r = &s->d->remedy.row[i];
        const char *state = desk_word(rq, &remedy_state_words, r->state), *more;
        if (remedy_measure(r) != measures)
            continue;
        if (!remedy_detail(rq, s->p, r, &more))
            return false;
        list[n++] = (struct panel_line){
            .id = r->id,
            .text = remedy_line_words(rq, r),
            .detail = arena_printf(rq->a, "%s%s%s%s%s", state, date_is_set(r->due_on) ? ", " : "",
                                   date_is_set(r->due_on) ? lang_date(rq->a, rq->lang, r->due_on,
                                                                      DATE_SHORT, rq->today)
                                                          : "",
                                   more ? " · " : "", more ? more : ""),
            .done = strcmp(r->state, "verified") == 0 || strcmp(r->state, "carried_out") == 0,
        };
    }
    *out = (struct rows){ list, n };
    return true;
}

static struct rows tasks_show(const struct case_show *s)
{
    struct req *rq = s->rq;
    struct panel_line *list =
        ARENA_ARRAY(rq->a, struct panel_line, s->d->task.n + s->d->plan_item.n);
    size_t n = 0;

    for (; n < s->d->task.n; n++)
        list[n] = task_panel_line(s, &s->d->task.row[n]);

    for (size_t i = 0; i < s->d->plan_item.n; i++) {
        const struct plan_item_row *t = &s->d->plan_item.row[i];
        list[n++] = (struct panel_line){
            .id = t->id,
            .text = t->text.text,
            .detail = date_is_set(t->due_on)
                          ? lang_date(rq->a, rq->lang, t->due_on, DATE_SHORT, rq->today)
                          : NULL,
            .done = instant_is_set(t->done_at) || t->waived_why.text,
        };
    }
    return (struct rows){ list, n };
}

static bool like_cases(const struct case_show *s, const char *teams, const char *barred,
                       struct rows *out)
{
    struct req *rq = s->rq;
    const struct complaint_row *c = &s->d->c;

    *out = (struct rows){ 0 };
    if (!c->class)
        return true;
    if (s->reach.all)
        return sql_class_cases_all(rq->a, rq->db, c->class, c->id, rq->user->id, barred, out,
                                   rq->err);
    return sql_class_cases(rq->a, rq->db, c->class, c->id, rq->user->id, teams, barred, out,
                           rq->err);
}

/* Cases in which the same stands in a field that the procedure looks for, such as a batch number:
 * before those of the same class, with what they share. What this reader may not see does not
 * find them. [REG-S3] [7.6-b] */
static bool alike_add(const struct case_show *s, const struct pack_field *f, struct rows *out)
{
    const char *value = dossier_own(s->d, f->name);
    struct search search = { .q = value };
    struct rows found;
    struct pick pick;
    struct panel_line *list;
    size_t n = 0;

    if (!f->alike || !value)
        return true;
    if (!search_cases(s->rq, &s->reach, &search, &pick))
        return false;
    for (size_t i = 0; i < pick.n; i++)
        if (pick.key[i].id != s->d->c.id && n < ALIKE_SHOWN)
            pick.key[n++] = pick.key[i];
    if (!cases_show(s, &(struct rows){ pick.key, n }, &found))
        return false;
    list = ARENA_ARRAY(s->rq->a, struct panel_line, found.n + out->n);
    for (size_t i = 0; i < found.n; i++) {
        list[i] = ((const struct panel_line *)found.row)[i];
        list[i].detail = arena_printf(s->rq->a, "%s · %s %s", list[i].detail,
                                      f->text.in[s->rq->lang->index], value);
    }
    if (out->n > 0)
        memcpy(list + found.n, out->row, out->n * sizeof *list);
    *out = (struct rows){ list, found.n + out->n };
    return true;
}

static bool alike_show(const struct case_show *s, struct rows *out)
{
    const struct pack_version *v = s->d->pack;

    for (size_t i = v ? v->n_fields : 0; i-- > 0;)
        if (!alike_add(s, &v->field[i], out))
            return false;
    return true;
}

static bool others_show(const struct case_show *s, struct case_page *page)
{
    struct req *rq = s->rq;
    const struct complaint_row *c = &s->d->c;
    const char *teams = s->reach.teams;
    const char *barred = s->reach.barred;
    struct rows like, linked = { 0 };
    int64_t any = 0;

    return like_cases(s, teams, barred, &like) &&
           sql_linked_any(rq->a, rq->db, c->id, &any, rq->err) &&
           ((any == 0 && c->linked_to_id == 0) ||
            sql_linked_cases(rq->a, rq->db, c->id, c->linked_to_id, s->reach.all, teams, barred,
                             &linked, rq->err)) &&
           cases_show(s, &like, &page->like) && alike_show(s, &page->like) &&
           cases_show(s, &linked, &page->related);
}

/* For who may know it. */
static bool readers_show(const struct case_show *s, struct case_page *page)
{
    if (!case_may(s, MAY_READ_READERS))
        return true;
    page->readers_href = arena_join(s->rq->a, s->path, "/", "readers");
    return looks_panel(s->rq, s->d, &page->read_by);
}

/* What is not as it came. */
static const char *file_note(struct req *rq, const struct file_row *f)
{
    if (f->withheld)
        return lang_text(rq->lang, N_("Withheld"));
    if (f->copy_of_id)
        return lang_text(rq->lang, N_("Redacted copy"));
    return file_stripped(f->type) ? lang_text(rq->lang, N_("Location removed")) : NULL;
}

struct rows desk_files(struct req *rq, const struct dossier *d, int64_t entry, bool all)
{
    struct file_view *list = ARENA_ARRAY(rq->a, struct file_view, d->file.n + 1);
    struct may_object object = edge_object(rq, d);
    bool internal = may(rq->user, MAY_READ_INTERNAL, &object);
    size_t n = 0;

    for (size_t i = 0; i < d->file.n; i++) {
        const struct file_row *f = &d->file.row[i];
        if (instant_is_set(f->removed_at) || (!all && f->entry_id != entry) ||
            (!internal && strcmp(f->direction, "internal") == 0))
            continue;
        list[n] = (struct file_view){ .id = f->id,
                                      .name = f->name.text,
                                      .size = f->size,
                                      .kind = lang_text(rq->lang, upload_kind(f->type)),
                                      .at = f->at,
                                      .note = file_note(rq, f) };
        if (!f->withheld)
            list[n].href = arena_printf(rq->a, "/files/%" PRId64, f->id);
        n++;
    }
    return (struct rows){ list, n };
}

static void said(const struct case_show *s, struct panel_line *list, size_t *n,
                 const char *question, const char *words)
{
    if (words)
        list[(*n)++] = (struct panel_line){ .text = lang_text(s->rq->lang, words),
                                            .detail = lang_text(s->rq->lang, question) };
}

static void questions_said(const struct case_show *s, struct panel_line *list, size_t *n)
{
    const struct pack_version *v = s->d->pack;

    for (size_t i = 0; v && i < v->n_questions; i++) {
        const struct pack_field *f = &v->question[i];
        const char *said = dossier_own_shown(s->rq->a, s->d, f, s->rq->lang->index);
        if (said)
            list[(*n)++] =
                (struct panel_line){ .text = said, .detail = f->text.in[s->rq->lang->index] };
    }
}

/* How they were treated, in the complainant's own view of it. [7.9-e] */
static struct rows satisfaction_show(const struct case_show *s)
{
    struct panel_line *list =
        ARENA_ARRAY(s->rq->a, struct panel_line, 5 + (s->d->pack ? s->d->pack->n_questions : 0));
    const struct complaint_row *c = &s->d->c;
    const char *handling = arena_printf(s->rq->a, "%" PRId64, c->satisfaction);
    const char *outcome = arena_printf(s->rq->a, "%" PRId64, c->satisfaction_outcome);
    size_t n = 0;

    said(s, list, &n, N_("How we dealt with it"),
         satisfaction_words(satisfaction_handling, handling));
    said(s, list, &n, N_("Both sides treated fairly"),
         satisfaction_words(satisfaction_fair, c->satisfaction_fair));
    said(s, list, &n, N_("The outcome"), satisfaction_words(satisfaction_outcome, outcome));
    questions_said(s, list, &n);
    said(s, list, &n, N_("Follow-up call"),
         word_label(&call_words, word_value(&call_words, c->called)));
    if (c->satisfaction_text.text)
        list[n++] = (struct panel_line){ .text = c->satisfaction_text.text };
    return (struct rows){ list, n };
}

bool case_panel(const struct case_show *s, struct case_page *page)
{
    page->matter = case_matter(s);
    page->wants = s->d->c.remedy_sought.text;
    page->wants_lang = s->d->c.language;
    page->tasks = tasks_show(s);
    page->satisfaction = satisfaction_show(s);
    page->sheets = sheet_links(s->rq, s->d);
    page->files = desk_files(s->rq, s->d, 0, true);
    return remedies_show(s, false, &page->remedies) && remedies_show(s, true, &page->measures) &&
           group_panel(s, page) && repeat_panel(s, page) && copies_panel(s, page) &&
           significant_show(s, page) && case_routings(s, page) && parties_show(s, page) &&
           others_show(s, page) && readers_show(s, page);
}
