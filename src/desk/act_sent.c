#include "desk/act_sent.h"

#include "complaint/similar.h"
#include "operation/investigation/investigation.h"
#include "operation/step.h"
#include "pack/pack.h"
#include "people/staff.h"

#include <stdlib.h>
#include <string.h>

const char *sent_text(const struct act_page *page, const char *name)
{
    const char *text = form_text(page->rq->form, name);

    return step_given(text) ? text : NULL;
}

bool sent_tick(const struct act_page *page, const char *name)
{
    return sent_text(page, name) != NULL;
}

int64_t sent_id(const struct act_page *page, const char *name)
{
    const char *text = sent_text(page, name);

    return text ? strtoll(text, NULL, 10) : 0;
}

static bool wrong(struct act_page *page, const char *name)
{
    struct err err = { 0 };

    err_field(&err, name, N_("Write the day as a date, such as 27 3 2026."));
    field_errors_add(page->rq, &page->errors, &err);
    return false;
}

bool sent_day(struct act_page *page, const char *name, struct date *out)
{
    const char *text = sent_text(page, name);

    *out = (struct date){ 0 };
    return !text || date_parse(text, strlen(text), out) || wrong(page, name);
}

/* "2026-11-25T10:42", as browsers send it; a blank instead of the T is fine. */
bool sent_moment(struct act_page *page, const char *name, struct instant *out)
{
    const char *text = sent_text(page, name);
    struct date day;
    int minute = 0;

    *out = (struct instant){ 0 };
    if (!text)
        return true;
    if (strlen(text) < 10 || !date_parse(text, 10, &day))
        return wrong(page, name);
    if (strlen(text) >= 16 && text[13] == ':')
        minute = (int)strtol(text + 11, NULL, 10) * 60 + (int)strtol(text + 14, NULL, 10);
    if (minute < 0 || minute >= 24 * 60)
        return wrong(page, name);
    *out = zone_instant(page->p->zone, day, minute);
    return true;
}

const char **sent_lines(const struct act_page *page, const char *name, size_t *n)
{
    const char *text = sent_text(page, name);
    size_t room = 1;
    const char **lines;

    for (const char *s = text; s && *s; s++)
        room += *s == '\n';
    lines = ARENA_ARRAY(page->rq->a, const char *, room);
    *n = 0;
    while (text && *text) {
        size_t length = strcspn(text, "\r\n");
        const char *line = arena_strn(page->rq->a, text, length);
        if (step_given(line))
            lines[(*n)++] = line;
        text += length + (text[length] != '\0');
    }
    return lines;
}

const char *sent_name(const char *field, const char *const *pairs)
{
    for (; field && pairs[0]; pairs += 2)
        if (strcmp(field, pairs[0]) == 0)
            return pairs[1];
    return field;
}

void sent_field(struct act_page *page, const char *const *pairs)
{
    page->rq->err->field = sent_name(page->rq->err->field, pairs);
}

const struct answer *act_codes(struct act_page *page, const char *list)
{
    const struct code_row *row = page->p->codes.row;
    struct choice *choices = ARENA_ARRAY(page->rq->a, struct choice, page->p->codes.n);
    size_t n = 0;

    for (size_t i = 0; i < page->p->codes.n; i++)
        if (strcmp(row[i].list, list) == 0 && !instant_is_set(row[i].ended_at))
            choices[n++] = (struct choice){ .value = row[i].code,
                                            .label = code_label(&row[i], page->rq->lang) };
    return answer_choices(page->rq->a, choices, n);
}

const char *act_code(struct act_page *page, const char *list, const char *code)
{
    return procedure_label(page->p, list, code, page->rq->lang);
}

const char *act_role(struct act_page *page, const char *role)
{
    static const struct {
        const char *code, *label;
    } roles[] = {
        { "complainant", N_("Complainant") },           { "customer", N_("Customer") },
        { "representative", N_("Representative") },     { "contact", N_("Contact person") },
        { "complained_about", N_("Complained about") },
    };

    for (size_t i = 0; i < COUNT(roles); i++)
        if (strcmp(roles[i].code, role) == 0)
            return lang_text(page->rq->lang, roles[i].label);
    return role;
}

const char *act_name(struct req *rq, int64_t staff)
{
    struct staff_row row = { 0 };
    struct err none = { 0 };

    return staff != 0 && staff_load(edge_act(rq), staff, &row, &none) ? row.name.text : NULL;
}

const struct answer *act_parties(struct act_page *page, bool about)
{
    struct arena *a = page->rq->a;
    const struct dossier *d = &page->d;
    struct choice *list = ARENA_ARRAY(a, struct choice, d->party.n + 1);
    size_t n = 0;

    for (size_t i = 0; i < d->party.n; i++) {
        const struct party_row *party = &d->party.row[i];
        const char *name = act_name(page->rq, party->staff_id);
        if (instant_is_set(party->ended_at) || (about && party->staff_id == 0))
            continue;
        if (!name)
            name = d->person[i].name.text;
        list[n++] = (struct choice){ .value = arena_printf(a, "%" PRId64, party->id),
                                     .label = arena_printf(a, "%s%s%s", act_role(page, party->role),
                                                           name ? " · " : "", name ? name : "") };
    }
    return answer_choices(a, list, n);
}

bool act_staff(struct act_page *page, const struct answer **out)
{
    struct req *rq = page->rq;
    const struct staff_row *row;
    struct rows rows = { 0 };
    struct choice *list;
    size_t n = 0;

    if (!staff_list(page->act, &rows, rq->err))
        return false;
    row = rows.row;
    list = ARENA_ARRAY(rq->a, struct choice, rows.n + 1);
    for (size_t i = 0; i < rows.n; i++)
        if (!instant_is_set(row[i].ended_at))
            list[n++] = (struct choice){ .value = arena_printf(rq->a, "%" PRId64, row[i].id),
                                         .label = row[i].name.text };
    *out = answer_choices(rq->a, list, n);
    return true;
}

const char *act_when_who(struct act_page *page, struct instant at, int64_t staff)
{
    struct req *rq = page->rq;
    const char *day = lang_instant(rq->a, rq->lang, at, page->p->zone, DATE_SHORT, rq->today);
    const char *name = act_name(rq, staff);

    return name ? arena_printf(rq->a, "%s · %s", day, name) : day;
}

bool act_depth(struct act_page *page, enum severity severity, const char **out)
{
    const struct pack *pack = page->p->pack;
    const struct depth_rule *rule;
    struct req *rq = page->rq;
    int similar;

    *out = NULL;
    if (severity == SEVERITY_NONE)
        return true;
    if (!similar_cases(page->act, page->p, &page->d, pack->similar_months, &similar, rq->err))
        return false;
    rule = investigation_depth(pack->depth, pack->n_depth, severity, similar);
    if (rule)
        *out = lang_format(rq->a, rq->lang,
                           N_("{depth}. {why} Similar complaints in {months} months: {n}."),
                           "depth", lang_text(rq->lang, word_label(&depth_words, rule->depth)),
                           "why", pack->depth_text[rule - pack->depth].in[rq->lang->index],
                           "months", lang_number(rq->a, rq->lang, pack->similar_months), "n",
                           lang_number(rq->a, rq->lang, similar), NULL);
    return true;
}
