/* The letter of a decision: its usual words, its whole, and the check that nothing is gone. */
#include "operation/decision/letter.h"

#include "complaint/due.h"
#include "complaint/letter_blocks.h"
#include "complaint/name_mark.h"
#include "complaint/pack_version.h"
#include "complaint/remedy_words.h"
#include "db/letter_sql.h"
#include "operation/decision/decision.h"
#include "operation/step.h"

#include <string.h>

struct letter {
    const char *name;
    const char *reference;
    const char *subject;
    const char *organisation;
    struct date received_on;
    const char *outcome, *reasons, *remedy, *not_satisfied, *inside, *outside;
    const char *title, *required; /* of the pack's letter; NULL = none, or all of it stands there */
    struct date answer_by;
};
static const struct field letter_fields[] = {
    FIELD(struct letter, name),          FIELD(struct letter, reference),
    FIELD(struct letter, subject),       FIELD(struct letter, organisation),
    FIELD(struct letter, received_on),   FIELD(struct letter, outcome),
    FIELD(struct letter, reasons),       FIELD(struct letter, remedy),
    FIELD(struct letter, not_satisfied), FIELD(struct letter, inside),
    FIELD(struct letter, outside),       FIELD(struct letter, answer_by),
    FIELD(struct letter, title),         FIELD(struct letter, required),
};
const struct record letter_record = RECORD(struct letter, letter_fields);

static const struct field letter_form_fields[] = {
    FIELD(struct letter_form, letter_remedy, .max = 10000, .lines = true),
    FIELD(struct letter_form, letter_not_satisfied, .max = 10000, .lines = true),
    FIELD(struct letter_form, letter_inside, .max = 10000, .lines = true),
    FIELD(struct letter_form, letter_outside, .max = 10000, .lines = true),
};
const struct record letter_form_record = RECORD(struct letter_form, letter_form_fields);

const struct lang *letter_lang(const struct procedure *p, const struct dossier *d)
{
    const struct person_row *person = dossier_person(d, "complainant");
    const struct lang *own = person && person->language ? lang_by_tag(person->language) : NULL;
    const struct lang *written = d->c.language ? lang_by_tag(d->c.language) : NULL;

    return own ? own : written ? written : p->lang;
}

static void remedy_lines(struct buf *b, const struct procedure *p, const struct lang *lang,
                         const struct dossier *d, bool measures)
{
    for (size_t i = 0; i < d->remedy.n; i++) {
        const struct remedy_row *r = &d->remedy.row[i];
        if (strcmp(r->state, "dropped") != 0 && remedy_measure(r) == measures)
            buf_printf(b, "%s%s", b->n > 0 ? "\n" : "", remedy_words(b->a, p, lang, r));
    }
}

/* What they get, and below it what is done for everybody because of them. */
static const char *remedies_text(struct arena *a, const struct procedure *p,
                                 const struct lang *lang, const struct dossier *d)
{
    struct buf b = buf_new(a), measures = buf_new(a);

    remedy_lines(&b, p, lang, d, false);
    remedy_lines(&measures, p, lang, d, true);
    if (measures.n > 0)
        buf_printf(&b, "%s%s\n%s", b.n > 0 ? "\n\n" : "",
                   lang_text(lang, N_("What we do because of your complaint:")),
                   buf_text(&measures));
    if (b.n == 0)
        buf_str(&b, d->c.remedy_none.text ? d->c.remedy_none.text
                                          : lang_text(lang, N_("No remedy is due.")));
    return buf_text(&b);
}

static const char *inside_text(const struct dossier *d)
{
    return decision_offers_review(&d->facts)
               ? N_("You can ask us to look at it again. Somebody who had no part in this decision "
                    "will do so. It is free.")
               : N_("This was our last step. We have no further review inside.");
}

static bool outside_text(const struct act *act, const struct procedure *p, const struct lang *lang,
                         const char **out, struct err *err)
{
    struct rows rows = { 0 };
    const struct notice_row *row;

    if (!sql_notice_outside(act->a, act->db, lang->tag, p->lang->tag, &rows, err))
        return false;
    row = rows.row;
    for (size_t i = 0; i < rows.n; i++)
        if (!*out || strcmp(row[i].language, lang->tag) == 0) {
            *out = row[i].outside_options;
            if (strcmp(row[i].language, lang->tag) == 0)
                break;
        }
    if (!step_given(*out))
        *out = procedure_text(p, "outside_options", NULL);
    return true;
}

/* What the pack says of outside bodies stands for what nobody wrote. */
static bool outside_default(const struct act *act, const struct procedure *p,
                            const struct dossier *d, const char **out, struct err *err)
{
    const struct lang *lang = letter_lang(p, d);
    const struct pack_letter *asked;

    if (!outside_text(act, p, lang, out, err) || !letter_asked(act, p, d, &asked, err))
        return false;
    if (!step_given(*out))
        *out = letter_blocks(act->a, asked, lang, NULL);
    return true;
}

bool letter_defaults(const struct act *act, const struct procedure *p, const struct dossier *d,
                     struct letter_form *form, struct err *err)
{
    const struct lang *lang = letter_lang(p, d);

    if (!form->letter_remedy)
        form->letter_remedy = remedies_text(act->a, p, lang, d);
    if (!form->letter_not_satisfied)
        form->letter_not_satisfied = lang_text(
            lang, N_("Tell us that you do not accept this decision: on the page where you follow "
                     "your complaint, by telephone or by letter. Your complaint then stays open."));
    if (!form->letter_inside)
        form->letter_inside = lang_text(lang, inside_text(d));
    return form->letter_outside || outside_default(act, p, d, &form->letter_outside, err);
}

bool letter_answer_by(const struct act *act, const struct procedure *p, const struct dossier *d,
                      struct instant *due, struct date *day, struct err *err)
{
    struct clock_sum sum;

    if (!due_promise(act->a, p, d->pack, d->c.class, "answer", act->now, &sum, err))
        return false;
    *due = sum.due;
    *day = sum.day;
    return true;
}

/* Of a decision that is told today. */
static bool letter_of(const struct act *act, const struct procedure *p, const struct dossier *d,
                      const struct decision_row *r, struct letter *out, struct err *err)
{
    const struct lang *lang = letter_lang(p, d);
    const char *outcome = word_label(&outcome_words, word_value(&outcome_words, r->outcome));
    const struct pack_letter *asked;
    const char *outside;
    struct instant due;

    if (!letter_asked(act, p, d, &asked, err))
        return false;
    outside = letter_blocks_of(act->a, d, asked, lang, r->letter_outside.text);
    *out = (struct letter){
        .name = d->name_hidden ? name_sealed_words(lang) : dossier_name(d),
        .reference = d->c.reference,
        .subject = d->c.subject.text,
        .organisation = procedure_text(p, "organisation_name", NULL),
        .received_on = zone_date(p->zone, d->c.received_at, NULL),
        .outcome = outcome ? lang_text(lang, outcome) : NULL,
        .reasons = r->reasons.text,
        .remedy = r->letter_remedy.text,
        .not_satisfied = r->letter_not_satisfied.text,
        .inside = r->letter_inside.text,
        .outside = outside,
        .title = asked ? asked->title.in[lang->index] : NULL,
        .required = letter_blocks(act->a, asked, lang, outside),
    };
    return letter_answer_by(act, p, d, &due, &out->answer_by, err);
}

/* Templates escape for pages; a letter is plain text, so what they escaped is turned back. */
static const char *plain(struct arena *a, const char *s)
{
    static const struct {
        const char *entity;
        char c;
    } entities[] = {
        { "&amp;", '&' }, { "&lt;", '<' }, { "&gt;", '>' }, { "&quot;", '"' }, { "&#39;", '\'' },
    };
    struct buf b = buf_new(a);

    while (*s) {
        size_t i = 0, n = 0;
        while (i < COUNT(entities) &&
               strncmp(s, entities[i].entity, n = strlen(entities[i].entity)) != 0)
            i++;
        buf_char(&b, i < COUNT(entities) ? entities[i].c : *s);
        s += i < COUNT(entities) ? n : 1;
    }
    return buf_text(&b);
}

bool letter_write(const struct act *act, const struct procedure *p, const struct templates *t,
                  const struct dossier *d, const char **out, struct err *err)
{
    const struct decision_row *r = dossier_decision(d);
    struct template_env env = { .lang = letter_lang(p, d),
                                .zone = p->zone,
                                .today = zone_date(p->zone, act->now, NULL) };
    struct buf b = buf_new(act->a);
    struct letter letter;

    if (!r)
        return err_set(err, ERR_REFUSED, N_("There is no decision to tell yet."));
    if (!letter_of(act, p, d, r, &letter, err) ||
        !template_render(t, "letter/decision.txt", &letter_record, &letter, NULL, NULL, &env, &b,
                         err))
        return false;
    *out = plain(act->a, buf_text(&b));
    return true;
}

bool letter_outside(const struct act *act, const struct procedure *p, const struct dossier *d,
                    struct decision_row *r, struct err *err)
{
    const struct pack_letter *asked;

    if (!letter_asked(act, p, d, &asked, err))
        return false;
    r->letter_outside =
        secret_text(letter_blocks_of(act->a, d, asked, letter_lang(p, d), r->letter_outside.text));
    return true;
}

static bool part_missing(struct err *err, const char *text)
{
    return err_field(err, "letter", text);
}

bool letter_whole(const struct act *act, const struct procedure *p, const struct dossier *d,
                  const char *text, struct err *err)
{
    struct date today = zone_date(p->zone, act->now, NULL);
    struct letter l;

    if (!letter_of(act, p, d, dossier_decision(d), &l, err))
        return false;
    if (!text)
        text = "";
    if (!letter_holds(text, l.outcome))
        return part_missing(err, N_("The letter does not say the outcome."));
    if (!letter_holds(text, l.reasons))
        return part_missing(err, N_("The letter does not give the reasons."));
    if (!letter_holds(text, l.remedy))
        return part_missing(err, N_("The letter does not say what will be put right."));
    if (!letter_holds(text, l.not_satisfied))
        return part_missing(
            err, N_("The letter does not say what to do if the complainant is not satisfied."));
    if (!letter_holds(text, l.inside))
        return part_missing(err, N_("The letter does not name the options inside."));
    if (!letter_holds(text, l.outside))
        return part_missing(err, N_("The letter does not name the options outside."));
    if (!letter_holds(text, lang_date(act->a, letter_lang(p, d), l.answer_by, DATE_LONG, today)))
        return part_missing(err, N_("The letter does not name the time limit."));
    return letter_blocks_whole(act, p, d, text, err);
}
