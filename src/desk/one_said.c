/* What was said and done in each of the eight steps, from the case as it is. [B-a] */
#include "desk/one_show.h"

#include "complaint/pack_version.h"
#include "desk/one_flow.h"
#include "portal/receipt.h"

#include <string.h>

enum { LINES = 24 };

struct said {
    const struct case_show *s;
    struct sheet_line line[LINES];
    size_t n;
};

/* A line for what is there; nothing for what is not. `lang` is that of what people wrote. */
static void add(struct said *out, const char *label, const char *value, const char *lang)
{
    if (value && *value && out->n < LINES)
        out->line[out->n++] = (struct sheet_line){ .label = lang_text(out->s->rq->lang, label),
                                                   .value = value,
                                                   .lang = lang };
}

static void own(struct said *out, enum gate_step stage)
{
    const struct pack_version *v = out->s->d->pack;

    for (size_t i = 0; v && i < v->n_fields && out->n < LINES; i++) {
        struct sheet_line line;
        if (v->field[i].stage != stage ||
            !pack_concerns(v, &v->field[i].classes, out->s->d->c.class))
            continue;
        line = case_own_line(out->s, &v->field[i]);
        if (line.value)
            out->line[out->n++] = line;
    }
}

static const char *word(const struct said *out, const struct words *w, const char *code)
{
    return desk_word(out->s->rq, w, code);
}

/* The line for the invoice and the sign at the counter, ready to be copied. */
static void open_to_complaints(struct said *out)
{
    struct req *rq = out->s->rq;

    add(out, N_("How it reached you"), word(out, &channel_words, out->s->d->c.channel), NULL);
    add(out, N_("For your invoice and the sign at the counter"),
        lang_format(rq->a, rq->lang,
                    N_("Not happy? Please tell us, so that we can put it right: {address}"),
                    "address", portal_address(rq, "/complain"), NULL),
        NULL);
}

static void written_down(struct said *out)
{
    const struct complaint_row *c = &out->s->d->c;

    add(out, N_("What they say"), c->description.text, c->language);
    add(out, N_("What they want"), c->remedy_sought.text, c->language);
    own(out, GATE_RECEIPT);
}

static void acknowledged(struct said *out)
{
    const struct dossier *d = out->s->d;
    const struct acknowledgement_row *a =
        d->acknowledgement.n > 0 ? &d->acknowledgement.row[d->acknowledgement.n - 1] : NULL;

    if (a) {
        add(out, N_("How they were told"), word(out, &ack_way_words, a->way), NULL);
        add(out, N_("What was said"), a->detail.text, NULL);
    }
    own(out, GATE_ACKNOWLEDGEMENT);
}

static void assessed(struct said *out)
{
    const struct assessment_row *a = dossier_assessment(out->s->d);

    if (a) {
        add(out, N_("Is it about you?"), word(out, &validity_words, a->validity), NULL);
        add(out, N_("How bad it is"), word(out, &severity_words, a->severity), NULL);
        add(out, N_("Can anybody be hurt?"), word(out, &safety_words, a->safety), NULL);
        add(out, N_("Why you see it so"), a->reasons.text, NULL);
    }
    add(out, N_("Who deals with it"), case_name(out->s, out->s->d->c.owner_id), NULL);
    own(out, GATE_ASSESSMENT);
}

static void found(struct said *out)
{
    const struct dossier *d = out->s->d;

    for (size_t i = 0; i < d->allegation.n; i++) {
        const struct allegation_row *a = &d->allegation.row[i];
        add(out, N_("What went wrong"), a->text.text, NULL);
        add(out, N_("Was it so?"), word(out, &finding_words, a->finding), NULL);
        add(out, N_("What you found"), a->finding_why.text, NULL);
    }
    for (size_t i = 0; i < d->cause.n; i++) {
        if (instant_is_set(d->cause.row[i].ended_at))
            continue;
        add(out, N_("Where it came from"),
            procedure_label(out->s->p, "cause", d->cause.row[i].code, out->s->rq->lang), NULL);
        add(out, N_("How it came about"), d->cause.row[i].analysis.text, NULL);
    }
    own(out, GATE_INVESTIGATION);
}

static const char *remedy_words(const struct said *out, const struct remedy_row *r)
{
    struct req *rq = out->s->rq;
    const char *kind = procedure_label(out->s->p, "remedy_kind", r->kind, rq->lang);
    const char *sum = r->amount > 0 ? lang_money(rq->a, rq->lang, r->amount, r->currency) : NULL;
    const char *day = lang_date(rq->a, rq->lang, r->due_on, DATE_DAY, rq->today);

    if (sum)
        return lang_format(rq->a, rq->lang, N_("{what}, {sum}, until {day}: {state}"), "what", kind,
                           "sum", sum, "day", day, "state",
                           word(out, &remedy_state_words, r->state), NULL);
    return lang_format(rq->a, rq->lang, N_("{what}, until {day}: {state}"), "what", kind, "day",
                       day, "state", word(out, &remedy_state_words, r->state), NULL);
}

static void promises(struct said *out)
{
    const struct dossier *d = out->s->d;

    for (size_t i = 0; i < d->remedy.n; i++) {
        add(out, N_("What they get"), remedy_words(out, &d->remedy.row[i]), NULL);
        add(out, N_("What exactly"), d->remedy.row[i].text.text, NULL);
    }
}

static void intended(struct said *out)
{
    const struct dossier *d = out->s->d;

    for (size_t i = 0; i < d->allegation.n; i++)
        add(out, N_("What you intend"), d->allegation.row[i].response.text, NULL);
    promises(out);
    own(out, GATE_RESPONSE);
    add(out, N_("So that it does not happen again"), d->c.preventive.text, NULL);
}

static void told(struct said *out)
{
    const struct dossier *d = out->s->d;
    const struct decision_row *r = dossier_decision(d);

    if (r) {
        add(out, N_("What you decided"), word(out, &outcome_words, r->outcome), NULL);
        add(out, N_("Why"), r->reasons.text, NULL);
        add(out, N_("How they were told"), word(out, &channel_words, r->channel), NULL);
        add(out, N_("What they answered"), word(out, &answer_words, r->answer), NULL);
        add(out, N_("In their words"), r->answer_text.text, d->c.language);
    }
    for (size_t i = 0; i < d->remedy.n; i++)
        add(out, N_("What was done"), d->remedy.row[i].proof.text, NULL);
    add(out, N_("Outside"), word(out, &outside_words, d->c.outside), NULL);
    own(out, GATE_DECISION);
    own(out, GATE_COMMUNICATION);
}

static void looked_back(struct said *out)
{
    add(out, N_("What you learned"), out->s->d->c.lessons.text, NULL);
    own(out, GATE_CLOSING);
}

/* Step 7 is done when nothing of it is open: told, answered, and what was promised carried out. */
static struct instant done_at(const struct case_facts *f, int number)
{
    enum one_step next = one_next(f);
    const struct instant at[ONE_NUMBERS + 1] = {
        [1] = f->received,     [2] = f->received, [3] = f->acknowledged, [4] = f->assessed,
        [5] = f->investigated, [6] = f->proposed, [7] = f->communicated, [8] = f->closed,
    };

    if (number == 7 && next != ONE_CLOSE && next != ONE_NONE)
        return (struct instant){ 0 };
    return at[number];
}

void one_said(const struct case_show *s, struct one_step_view *out)
{
    static void (*const says[ONE_NUMBERS + 1])(struct said *) = {
        [1] = open_to_complaints,
        [2] = written_down,
        [3] = acknowledged,
        [4] = assessed,
        [5] = found,
        [6] = intended,
        [7] = told,
        [8] = looked_back,
    };
    struct said *said = ARENA_NEW(s->rq->a, struct said);
    struct instant at = done_at(&s->d->facts, out->number);

    said->s = s;
    says[out->number](said);
    out->said = (struct rows){ said->line, said->n };
    out->done = instant_is_set(at) || (out->number == 3 && s->d->facts.ack_way == ACK_IMPOSSIBLE);
    if (instant_is_set(at))
        out->on = zone_date(s->rq->app->zone, at, NULL);
}
