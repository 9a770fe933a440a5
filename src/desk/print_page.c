/*
 * The case on paper in the layout of the follow-up form: groups 1 to 6, and as the seventh the
 * eight tracked steps. Internal notes only when they are asked for. [Annex E]
 */
#include "desk/case_show.h"

#include "complaint/remedy_words.h"
#include "edge/own.h"
#include "operation/receipt/matter_flow.h"
#include "operation/tracking/track.h"

#include <string.h>

enum { LINES = 12 };

struct sheet {
    const struct case_show *s;
    struct sheet_group *group;
    size_t n;
    struct sheet_line *line;
    size_t n_lines;
};

static void group(struct sheet *sheet, const char *title)
{
    sheet->line = ARENA_ARRAY(sheet->s->rq->a, struct sheet_line, LINES);
    sheet->n_lines = 0;
    sheet->group[sheet->n++] = (struct sheet_group){ .title = lang_text(sheet->s->rq->lang, title),
                                                     .lines = { sheet->line, 0 } };
}

static void line(struct sheet *sheet, const char *label, const char *value, const char *lang)
{
    sheet->line[sheet->n_lines++] = (struct sheet_line){
        .label = lang_text(sheet->s->rq->lang, label), .value = value, .lang = lang
    };
    sheet->group[sheet->n - 1].lines.n = sheet->n_lines;
}

static const char *moment_text(const struct case_show *s, struct instant t)
{
    return instant_is_set(t)
               ? lang_instant(s->rq->a, s->rq->lang, t, s->rq->app->zone, DATE_LONG, s->rq->today)
               : NULL;
}

/* What this reader may not know has a word on paper: blank is what nobody told us. */
static const char *sealed_words(const struct sheet *sheet)
{
    const struct case_show *s = sheet->s;

    return case_may(s, MAY_READ_IDENTITY) ? NULL : lang_text(s->rq->lang, N_("Sealed"));
}

static const char *nobody_words(const struct sheet *sheet)
{
    const struct case_show *s = sheet->s;
    bool anonymous = strcmp(s->d->c.privacy, "anonymous") == 0;

    return anonymous ? lang_text(s->rq->lang, N_("Anonymous")) : NULL;
}

/* The lines of the form are there, too, where nobody is named. */
static void person_lines(struct sheet *sheet, const struct person_row *p)
{
    static const struct person_row nobody;
    const char *name = p ? p->name.text : nobody_words(sheet);
    const char *sealed = p ? sealed_words(sheet) : NULL;

    if (!p)
        p = &nobody;
    line(sheet, N_("Name"), sealed ? sealed : name, NULL);
    line(sheet, N_("Address"), sealed ? sealed : p->address.text, NULL);
    line(sheet, N_("Postcode and town"), sealed ? sealed : p->postcode.text, NULL);
    line(sheet, N_("Country"), p->country, NULL);
    line(sheet, N_("Telephone"), sealed ? sealed : p->phone.text, NULL);
    line(sheet, N_("E-mail"), sealed ? sealed : p->email.text, NULL);
    line(sheet, N_("Fax"), sealed ? sealed : p->fax.text, NULL);
}

static const char *reached(struct arena *a, const struct person_row *p)
{
    const char *const parts[] = { p->name.text, p->phone.text, p->email.text, p->address.text };
    struct buf b = buf_new(a);

    for (size_t i = 0; i < COUNT(parts); i++)
        if (parts[i])
            buf_printf(&b, "%s%s", b.n > 0 ? ", " : "", parts[i]);
    return b.n > 0 ? buf_text(&b) : NULL;
}

/* Who acts for the complainant, and whom to ask. Whoever may not see who somebody is sees no
 * authority either. */
static void others_lines(struct sheet *sheet)
{
    const struct dossier *d = sheet->s->d;
    struct arena *a = sheet->s->rq->a;
    const struct person_row *acts = dossier_person(d, "representative");
    const struct person_row *contact = dossier_person(d, "contact");
    const char *sealed = sealed_words(sheet);

    if (acts) {
        line(sheet, N_("Represented by"), sealed ? sealed : reached(a, acts), NULL);
        line(sheet, N_("Authority to act"),
             sealed ? sealed : dossier_party(d, "representative")->authority.text, NULL);
    }
    if (contact)
        line(sheet, N_("Contact person"), sealed ? sealed : reached(a, contact), NULL);
}

static void receipt_group(struct sheet *sheet)
{
    const struct case_show *s = sheet->s;
    const struct complaint_row *c = &s->d->c;
    struct req *rq = s->rq;

    group(sheet, N_("1. Receipt"));
    line(sheet, N_("Reference"), c->reference, NULL);
    line(sheet, N_("Received"), moment_text(s, c->received_at), NULL);
    line(sheet, N_("Channel"), desk_word(rq, &channel_words, c->channel), NULL);
    line(sheet, N_("Taken down by"), case_name(s, c->entered_by), NULL);
    line(sheet, N_("Answers for it"), case_name(s, c->owner_id), NULL);
}

static void content_groups(struct sheet *sheet)
{
    const struct case_show *s = sheet->s;
    const struct complaint_row *c = &s->d->c;
    struct req *rq = s->rq;

    group(sheet, N_("3. Product, service or practice complained about"));
    line(sheet, N_("What it is"), c->product.text, c->language);
    line(sheet, N_("Number of the order or contract"), c->product_reference.text, NULL);
    line(sheet, N_("Class"), desk_class_label(rq, s->p, c->class), NULL);
    line(sheet, N_("Reference elsewhere"), c->external_reference, NULL);
    line(sheet, N_("Passed on to us by"), c->referred_by.text, NULL);
    group(sheet, N_("4. The problem"));
    line(sheet, N_("Happened on"), case_happened(s), NULL);
    line(sheet, N_("When"), c->happened_text.text, c->language);
    line(sheet, N_("Where"), c->place.text, c->language);
    line(sheet, N_("Statement of the complainant"), c->description.text, c->language);
    line(sheet, N_("It happened before"), desk_word(rq, &yes_no_words, c->recurrent), NULL);
    line(sheet, N_("Problem codes"), case_codes(s, "problem"), NULL);
    line(sheet, N_("What exactly"), matter_detail(s->d), NULL);
}

/* What the procedure asks beside the standard, in the order of its pack. An answer stays on paper
 * when its field is not of the complaint's class any more. */
static void own_group_print(struct sheet *sheet)
{
    const struct case_show *s = sheet->s;
    const struct pack_version *v = s->d->pack;

    if (!v || v->n_fields + v->n_questions == 0)
        return;
    group(sheet, N_("Fields of the procedure"));
    sheet->line = ARENA_ARRAY(s->rq->a, struct sheet_line, v->n_fields + v->n_questions);
    sheet->group[sheet->n - 1].lines.row = sheet->line;
    for (size_t i = 0; i < v->n_fields; i++)
        if (pack_concerns(v, &v->field[i].classes, s->d->c.class) ||
            dossier_own(s->d, v->field[i].name))
            sheet->line[sheet->n_lines++] = case_own_line(s, &v->field[i]);
    for (size_t i = 0; i < v->n_questions; i++)
        if (dossier_own(s->d, v->question[i].name))
            sheet->line[sheet->n_lines++] = case_own_line(s, &v->question[i]);
    sheet->group[sheet->n - 1].lines.n = sheet->n_lines;
    if (sheet->n_lines == 0) /* none of them is asked of this class */
        sheet->n--;
}

/* What was done on receipt, and what the assessment found must be done at once. [7.7-d] */
static const char *at_once_text(const struct case_show *s)
{
    struct buf b = buf_new(s->rq->a);

    buf_str(&b, s->d->c.immediate_action.text);
    for (size_t i = 0; i < s->d->measure.n; i++)
        if (s->d->measure.row[i].text.text)
            buf_printf(&b, "%s%s", b.n > 0 ? "\n" : "", s->d->measure.row[i].text.text);
    return b.n > 0 ? buf_text(&b) : NULL;
}

static void assessment_group(struct sheet *sheet)
{
    static const struct assessment_row none;
    const struct case_show *s = sheet->s;
    const struct complaint_row *c = &s->d->c;
    const struct assessment_row *a = dossier_assessment(s->d);
    struct req *rq = s->rq;

    if (!a)
        a = &none;
    group(sheet, N_("5. Assessment"));
    line(sheet, N_("Severity"), desk_word(rq, &severity_words, c->severity), NULL);
    line(sheet, N_("Safety"), desk_word(rq, &safety_words, c->safety), NULL);
    line(sheet, N_("Complexity"), desk_word(rq, &complexity_words, a->complexity), NULL);
    line(sheet, N_("Impact"), desk_word(rq, &impact_words, a->impact), NULL);
    line(sheet, N_("Must something be done now?"), desk_word(rq, &yes_no_words, a->need), NULL);
    line(sheet, N_("Can it be done now?"), desk_word(rq, &yes_no_words, a->possible), NULL);
    line(sheet, N_("Immediate action"), at_once_text(s), NULL);
    line(sheet, N_("Is compensation likely?"), desk_word(rq, &yes_no_words, a->compensation_likely),
         NULL);
    line(sheet, N_("Priority"), desk_word(rq, &priority_words, c->priority), NULL);
    line(sheet, N_("Reasons"), a->reasons.text, NULL);
}

static void resolution_group(struct sheet *sheet)
{
    const struct case_show *s = sheet->s;
    const struct decision_row *d = dossier_decision(s->d);
    struct req *rq = s->rq;
    struct buf b = buf_new(rq->a);

    for (size_t i = 0; i < s->d->remedy.n; i++)
        buf_printf(&b, "%s%s (%s)", i > 0 ? "\n" : "",
                   remedy_words(rq->a, s->p, rq->lang, &s->d->remedy.row[i]),
                   desk_word(rq, &remedy_state_words, s->d->remedy.row[i].state));
    group(sheet, N_("6. Resolution"));
    line(sheet, N_("Remedy sought"), s->d->c.remedy_sought.text, s->d->c.language);
    line(sheet, N_("Outcome"), desk_word(rq, &outcome_words, d ? d->outcome : NULL), NULL);
    line(sheet, N_("Reasons"), d ? d->reasons.text : NULL, NULL);
    line(sheet, N_("Actions"), case_codes(s, "action"), NULL);
    line(sheet, N_("Remedies"), b.n > 0 ? buf_text(&b) : NULL, NULL);
    line(sheet, N_("Closed"), moment_text(s, s->d->c.closed_at), NULL);
    line(sheet, N_("What we learned"), s->d->c.lessons.text, NULL);
}

static const struct case_event *newest(const struct case_show *s, const char *kind)
{
    const struct case_event *event = s->events.row;

    for (size_t i = 0; i < s->events.n; i++)
        if (strcmp(event[i].kind, kind) == 0)
            return &event[i];
    return NULL;
}

/* The newest event that completes a tracked step. Solved on the spot is several of them at once. */
static const struct case_event *step_event_of(const struct case_show *s, enum track_step step)
{
    static const char *const kinds[TRACK_STEPS] = {
        [TRACK_ACKNOWLEDGED] = "acknowledged", [TRACK_ASSESSED] = "assessed",
        [TRACK_INVESTIGATED] = "investigated", [TRACK_RESOLVED] = "decided",
        [TRACK_INFORMED] = "decision_told",    [TRACK_CORRECTED] = "remedy_carried_out",
        [TRACK_VERIFIED] = "remedy_verified",  [TRACK_CLOSED] = "closed",
    };
    const struct case_event *event = newest(s, kinds[step]);

    if (event || (step == TRACK_ACKNOWLEDGED && s->d->facts.ack_way == ACK_PAGE))
        return event;
    return instant_is_set(s->d->facts.solved) ? newest(s, "solved") : NULL;
}

/* What is to be known of a step that was taken: by what way, with what result. */
static const char *step_remarks(const struct case_show *s, enum track_step step)
{
    const struct case_facts *f = &s->d->facts;
    const struct decision_row *decision = dossier_decision(s->d);
    struct req *rq = s->rq;

    switch (step) {
    case TRACK_ACKNOWLEDGED:
        return desk_word(rq, &ack_way_words, word_code(&ack_way_words, f->ack_way));
    case TRACK_ASSESSED:
        return desk_word(rq, &severity_words, s->d->c.severity);
    case TRACK_INVESTIGATED:
        return NULL;
    case TRACK_RESOLVED:
        return decision ? desk_word(rq, &outcome_words, decision->outcome) : NULL;
    case TRACK_INFORMED:
        return decision ? desk_word(rq, &channel_words, decision->channel) : NULL;
    case TRACK_CORRECTED:
    case TRACK_VERIFIED:
        return f->n_remedies == 0 ? lang_text(rq->lang, N_("no remedy was promised")) : NULL;
    case TRACK_CLOSED:
        return desk_word(rq, &closing_reason_words, word_code(&closing_reason_words, f->closing));
    }
    return NULL;
}

static void step_taken(const struct case_show *s, enum track_step step, struct sheet_step *out)
{
    const struct case_event *event = step_event_of(s, step);

    out->remarks = step_remarks(s, step);
    if (step == TRACK_ACKNOWLEDGED && !event) { /* with the receipt, by nobody's hand */
        out->action = lang_text(s->rq->lang, event_words("acknowledged"));
        out->on = zone_date(s->rq->app->zone, s->d->facts.acknowledged, NULL);
        out->who = lang_text(s->rq->lang, N_("The program"));
    }
    if (!event)
        return;
    out->action = lang_text(s->rq->lang, event_words(event->kind));
    out->on = zone_date(s->rq->app->zone, event->at, NULL);
    if (strcmp(event->actor_kind, "staff") == 0 || strcmp(event->actor_kind, "api") == 0)
        out->who = case_name(s, event->actor_id);
}

static struct rows tracking(const struct case_show *s)
{
    struct sheet_step *list = ARENA_ARRAY(s->rq->a, struct sheet_step, TRACK_STEPS);
    enum track_state states[TRACK_STEPS];

    track_steps(&s->d->facts, states);
    for (int i = 0; i < TRACK_STEPS; i++) {
        list[i].step = lang_text(s->rq->lang, track_label((enum track_step)i));
        if (states[i] == TRACK_NOT_NEEDED)
            list[i].remarks = lang_text(s->rq->lang, N_("not needed"));
        else if (states[i] == TRACK_DONE)
            step_taken(s, (enum track_step)i, &list[i]);
    }
    return (struct rows){ list, TRACK_STEPS };
}

/* What may leave the house: nothing internal unless it was asked for. [P2] */
static struct rows entries(const struct case_show *s, bool with_notes)
{
    struct case_page all = { 0 };
    const struct entry_view *from;
    struct entry_view *list;
    size_t n = 0;

    case_timeline(s, &all);
    from = all.entries.row;
    list = ARENA_ARRAY(s->rq->a, struct entry_view, all.entries.n + 1);
    for (size_t i = 0; i < all.entries.n; i++)
        if (from[i].fold == 0 && (with_notes || !from[i].internal))
            list[n++] = from[i];
    return (struct rows){ list, n };
}

static bool print_get(struct req *rq)
{
    const char *notes = form_text(rq->query, "notes");
    struct case_show s = { .rq = rq };
    struct sheet_page page = { .printed = rq->now };
    struct sheet sheet = { .s = &s };
    struct dossier d;

    if (!edge_case(rq, req_param(rq, "reference"), MAY_READ, &d) || !edge_read_identity(rq, &d) ||
        !look_note(edge_act(rq), d.c.id, "printed", rq->err))
        return false;
    s.d = &d;
    s.on_paper = true;
    if (!case_show_load(&s))
        return false;
    sheet.group = ARENA_ARRAY(rq->a, struct sheet_group, 7);
    receipt_group(&sheet);
    group(&sheet, N_("2. Complainant"));
    person_lines(&sheet, dossier_person(&d, "complainant"));
    others_lines(&sheet);
    content_groups(&sheet);
    own_group_print(&sheet);
    assessment_group(&sheet);
    resolution_group(&sheet);
    page.reference = d.c.reference;
    page.back = s.path;
    page.parts = (struct rows){ sheet.group, sheet.n };
    page.tracking = tracking(&s);
    page.may_notes = case_may(&s, MAY_READ_INTERNAL);
    page.with_notes = notes && page.may_notes;
    page.entries = entries(&s, page.with_notes);
    return req_render(rq, "desk/print.html", &sheet_page_record, &page);
}

const struct route print_routes[] = {
    { GET, "/desk/complaints/{reference}/print", MAY_READ, print_get, 0 },
    { 0 },
};
