/*
 * Double persons: likely ones of the complainant of a case, two records side by side, joined
 * with a reason, and parted again. [7.2-b] [4.9-a]
 */
#include "desk/persons.h"

#include "complaint/grants.h"
#include "db/person_sql.h"
#include "desk/act_sent.h"
#include "desk/people_view.h"
#include "operation/receipt/person_flow.h"
#include "operation/receipt/person_rows.h"

#include <stdlib.h>
#include <string.h>

static const char *cases_words(struct req *rq, int64_t n)
{
    return lang_plural(rq->a, rq->lang, N_PLURAL("1 complaint", "{n} complaints"), n);
}

/* -- who else it may be -- */

static const struct person_row *record_of(const struct rows *persons, int64_t id)
{
    const struct person_row *row = persons->row;

    for (size_t i = 0; i < persons->n; i++)
        if (row[i].id == id)
            return &row[i];
    return NULL;
}

/* "mai@example.org · 0799 111 · 2 complaints": a record that stands behind another one is shown
 * nowhere else as it was taken down. */
static const char *particulars(struct req *rq, const struct person_row *p, const char *cases)
{
    const char *const known[] = { p->email.text, p->phone.text, p->address.text, cases };
    struct buf b = buf_new(rq->a);

    for (size_t i = 0; i < COUNT(known); i++)
        if (known[i])
            buf_printf(&b, "%s%s", b.n > 0 ? " · " : "", known[i]);
    return buf_text(&b);
}

/* Those that stand behind the complainant's record, as far as the reader may see their cases. */
static bool joined_read(struct act_page *page, const struct reach *reach, struct rows *out)
{
    struct req *rq = page->rq;
    const struct person_row *own = dossier_person(&page->d, "complainant");
    const struct person_record_row *record;
    struct double_view *list;
    struct rows records, persons;
    struct grants grants;
    size_t n = 0;

    if (!grants_of(page->act, rq->user->id, &grants, rq->err) ||
        !sql_person_records(rq->a, rq->db, own->id, grants.listed, reach->all, reach->teams,
                            reach->barred, &records, rq->err) ||
        !sql_persons_joined(rq->a, rq->db, own->id, &persons, rq->err) ||
        !rows_open(rq->a, page->act->keys, &person_table, &persons, rq->err))
        return false;
    record = records.row;
    list = ARENA_ARRAY(rq->a, struct double_view, records.n + 1);
    for (size_t i = 0; i < records.n; i++) {
        const struct person_row *person = record_of(&persons, record[i].person);
        if (person)
            list[n++] =
                (struct double_view){ .name = person->name.text,
                                      .reference = record[i].reference,
                                      .detail =
                                          particulars(rq, person, cases_words(rq, record[i].cases)),
                                      .href = desk_case_path(rq->a, record[i].reference),
                                      .value = arena_printf(rq->a, "%" PRId64, person->id) };
    }
    *out = (struct rows){ list, n };
    return true;
}

static const struct answer *joined_choices(struct act_page *page, const struct rows *joined)
{
    const struct double_view *view = joined->row;
    struct choice *list = ARENA_ARRAY(page->rq->a, struct choice, joined->n + 1);

    for (size_t i = 0; i < joined->n; i++)
        list[i] = (struct choice){ .value = view[i].value,
                                   .label = arena_printf(page->rq->a, "%s · %s",
                                                         view[i].name ? view[i].name : "–",
                                                         view[i].reference) };
    return answer_choices(page->rq->a, list, joined->n);
}

/* Only where the complainant is on record and the reader may know who it is. */
static bool persons_open(struct req *rq, struct act_page *page)
{
    const struct person_row *person;

    if (!act_open(rq, MAY_JOIN_PERSONS, "persons", page))
        return false;
    person = dossier_person(&page->d, "complainant");
    return (person && may(rq->user, MAY_READ_IDENTITY, &page->object)) ||
           err_set(rq->err, ERR_NOT_FOUND, N_("This page does not exist, or it is not for you."));
}

static bool persons_show(struct act_page *page)
{
    struct req *rq = page->rq;
    struct persons_page view = { .compare = page->head.action,
                                 .name = dossier_person(&page->d, "complainant")->name.text };
    struct reach reach;

    if (!edge_reach(rq, MAY_JOIN_PERSONS, &reach) ||
        !persons_doubles(rq, &reach, &page->d, page->head.action, &view.doubles) ||
        !joined_read(page, &reach, &view.joined))
        return false;
    view.person = joined_choices(page, &view.joined);
    act_fill(page, &persons_page_record, &view, NULL, NULL);
    if (rq->method == GET && form_text(rq->query, "other"))
        ((struct answer *)(uintptr_t)view.other)->value = form_text(rq->query, "other");
    return act_render(page, "desk/persons.html", &persons_page_record, &view);
}

/* Whether the complainant of that case can be held beside this one's; otherwise why not, in words:
 * what cannot be compared is no page of its own. */
static bool other_known(struct act_page *page, const char *reference, struct dossier *out)
{
    struct req *rq = page->rq;
    struct may_object object;

    if (!edge_case(rq, reference, MAY_JOIN_PERSONS, out)) {
        if (rq->err->kind != ERR_NOT_FOUND)
            return false;
        err_clear(rq->err);
        return err_field(rq->err, "other",
                         N_("There is no other complaint with this reference. Check it."));
    }
    object = edge_object(rq, out);
    if (out->c.id == page->d.c.id)
        return err_field(rq->err, "other", N_("This is the same complaint. Choose another one."));
    return (dossier_person(out, "complainant") && may(rq->user, MAY_READ_IDENTITY, &object)) ||
           err_field(rq->err, "other",
                     N_("One of the two complaints has no complainant on record."));
}

/* With the reference of another complaint it goes on to comparing the two. */
static bool persons_get(struct req *rq)
{
    const char *other = form_text(rq->query, "other");
    struct act_page page;
    struct dossier d;

    if (!persons_open(rq, &page))
        return false;
    other = other ? arena_trimmed(rq->a, other) : NULL;
    if (!other || !*other)
        return persons_show(&page);
    if (other_known(&page, other, &d))
        return req_redirect(rq, "%s/%s", page.head.action, d.c.reference);
    return act_again(&page) && persons_show(&page);
}

/* The person that was sent, where it is one of those that are shown; 0 = none of them. */
static bool joined_sent(struct act_page *page, int64_t *out)
{
    int64_t sent = sent_id(page, "person");
    const struct double_view *view;
    struct reach reach;
    struct rows joined;

    *out = 0;
    if (!edge_reach(page->rq, MAY_JOIN_PERSONS, &reach) || !joined_read(page, &reach, &joined))
        return false;
    view = joined.row;
    for (size_t i = 0; i < joined.n; i++)
        if (strtoll(view[i].value, NULL, 10) == sent)
            *out = sent;
    return true;
}

static bool persons_post(struct req *rq)
{
    struct act_page page;
    int64_t person;

    if (!persons_open(rq, &page) || !joined_sent(&page, &person))
        return false;
    if (persons_part(page.act, page.p, page.d.c.id, page.version, person,
                     sent_text(&page, "reason"), rq->err))
        return act_done(&page, "done");
    return act_again(&page) && persons_show(&page);
}

/* -- two side by side -- */

struct comparing {
    struct act_page page;
    struct dossier other;
};

static bool comparing_open(struct req *rq, struct comparing *c)
{
    const char *reference = req_param(rq, "other");
    struct may_object object;

    if (!persons_open(rq, &c->page) || !edge_case(rq, reference, MAY_JOIN_PERSONS, &c->other))
        return false;
    object = edge_object(rq, &c->other);
    c->page.head.action =
        arena_printf(rq->a, "%s/persons/%s", c->page.head.path, c->other.c.reference);
    return (c->other.c.id != c->page.d.c.id && dossier_person(&c->other, "complainant") &&
            may(rq->user, MAY_READ_IDENTITY, &object)) ||
           err_set(rq->err, ERR_NOT_FOUND, N_("This page does not exist, or it is not for you."));
}

static const char *language_name(const char *tag)
{
    const struct lang *l = tag ? lang_by_tag(tag) : NULL;

    return l ? l->name : tag;
}

static bool same_text(const char *one, const char *two)
{
    return one && two && strcmp(one, two) == 0;
}

/* Whether one record stands for both. */
static bool are_joined(const struct comparing *c)
{
    return dossier_person(&c->page.d, "complainant")->id ==
           dossier_person(&c->other, "complainant")->id;
}

/* The record of that case; of two that were joined each as it was taken down, for the one that
 * stands for both is on both sides otherwise. */
static bool record_read(const struct comparing *c, const struct dossier *d, struct person_row *out)
{
    struct req *rq = c->page.rq;

    if (are_joined(c))
        return person_by_id(rq->a, rq->db, dossier_party(d, "complainant")->person_id, out,
                            rq->err) &&
               row_open(rq->a, c->page.act->keys, &person_table, out, rq->err);
    *out = *dossier_person(d, "complainant");
    return true;
}

static struct rows compare_lines(struct comparing *c, const struct person_row *a,
                                 const struct person_row *b)
{
    struct req *rq = c->page.rq;
    const struct compare_line lines[] = {
        { N_("Name"), a->name.text, b->name.text, persons_same_name(rq, a->name.text, b->name.text),
          false },
        { N_("E-mail"), a->email.text, b->email.text,
          persons_same_email(a->email.text, b->email.text), false },
        { N_("Telephone"), a->phone.text, b->phone.text,
          persons_same_phone(rq, a->phone.text, b->phone.text), false },
        { N_("Postal address"), a->address.text, b->address.text,
          same_text(a->address.text, b->address.text), true },
        { N_("Language"), language_name(a->language), language_name(b->language),
          same_text(a->language, b->language), false },
        { N_("Reached by"), desk_word(rq, &channel_words, a->channel),
          desk_word(rq, &channel_words, b->channel), same_text(a->channel, b->channel), false },
        { N_("Subject"), c->page.head.subject,
          c->other.c.subject.text ? c->other.c.subject.text
                                  : desk_excerpt(rq->a, c->other.c.description.text, 90),
          false, true },
    };
    struct compare_line *list = ARENA_ARRAY(rq->a, struct compare_line, COUNT(lines));
    size_t n = 0;

    for (size_t i = 0; i < COUNT(lines); i++) {
        if (!lines[i].one && !lines[i].two)
            continue;
        list[n] = lines[i];
        list[n++].label = lang_text(rq->lang, lines[i].label);
    }
    return (struct rows){ list, n };
}

static const struct answer *keep_choices(const struct comparing *c)
{
    struct req *rq = c->page.rq;
    struct choice *list = ARENA_ARRAY(rq->a, struct choice, 2);

    list[0] = (struct choice){ "this",
                               lang_format(rq->a, rq->lang, N_("As in {reference}"), "reference",
                                           c->page.d.c.reference, NULL),
                               NULL, false };
    list[1] = (struct choice){ "other",
                               lang_format(rq->a, rq->lang, N_("As in {reference}"), "reference",
                                           c->other.c.reference, NULL),
                               NULL, false };
    return answer_choices(rq->a, list, 2);
}

static bool comparing_show(struct comparing *c)
{
    struct compare_page view = {
        .other = c->other.c.reference,
        .other_href = desk_case_path(c->page.rq->a, c->other.c.reference),
        .joined = are_joined(c),
        .keep = keep_choices(c),
    };
    struct person_row one = { 0 }, two = { 0 };

    if (!record_read(c, &c->page.d, &one) || !record_read(c, &c->other, &two))
        return false;
    view.lines = compare_lines(c, &one, &two);
    return edge_read_identity(c->page.rq, &c->other) &&
           act_show(&c->page, "desk/persons_compare.html", &compare_page_record, &view, NULL, NULL);
}

static bool comparing_get(struct req *rq)
{
    struct comparing c;

    return comparing_open(rq, &c) && comparing_show(&c);
}

static bool comparing_post(struct req *rq)
{
    struct comparing c;
    struct person_join join;
    const char *keep;

    if (!comparing_open(rq, &c))
        return false;
    keep = sent_text(&c.page, "keep");
    join = (struct person_join){ .complaint = c.page.d.c.id,
                                 .other = c.other.c.id,
                                 .version = c.page.version,
                                 .keep_other = keep && strcmp(keep, "other") == 0,
                                 .reason = sent_text(&c.page, "reason") };
    if (!keep)
        err_field(rq->err, "keep", N_("Choose whose particulars are right from now on."));
    else if (persons_join(c.page.act, c.page.p, &join, rq->err))
        return act_done(&c.page, "done");
    return act_again(&c.page) && comparing_show(&c);
}

#define CASE "/desk/complaints/{reference}/"
const struct route persons_routes[] = {
    { GET, CASE "persons", MAY_JOIN_PERSONS, persons_get, 0 },
    { POST, CASE "persons", MAY_JOIN_PERSONS, persons_post, 0 },
    { GET, CASE "persons/{other}", MAY_JOIN_PERSONS, comparing_get, 0 },
    { POST, CASE "persons/{other}", MAY_JOIN_PERSONS, comparing_post, 0 },
    { 0 },
};
