/* Two versions are put side by side by the names of their parts; a gate has none, and is known by
 * what it asks for and before which step. */
#include "designer/compare.h"

#include "base/buf.h"
#include "complaint/clock_words.h"
#include "complaint/pack_version.h"
#include "complaint/procedure.h"
#include "complaint/words.h"

#include <string.h>

enum { CHANGES = 800 };

struct comparing {
    struct arena *a;
    const struct lang *lang;
    const struct pack_version *before, *after;
    struct change *list;
    size_t n;
    struct buf detail; /* of the part that is being compared */
};

static const char *label(const struct comparing *c, const char *kind, const char *name)
{
    return lang_format(c->a, c->lang, N_("{kind}: {name}"), "kind", lang_text(c->lang, kind),
                       "name", name ? name : "", NULL);
}

static void note(struct comparing *c, struct change change)
{
    if (c->n < CHANGES)
        c->list[c->n++] = change;
}

static void added(struct comparing *c, const char *kind, const char *name)
{
    note(c, (struct change){ .added = true, .what = label(c, kind, name) });
}

static void removed(struct comparing *c, const char *kind, const char *name)
{
    note(c, (struct change){ .removed = true, .what = label(c, kind, name) });
}

/* Ends the comparison of a part that both have. */
static void changed(struct comparing *c, const char *kind, const char *name)
{
    if (c->detail.n > 0)
        note(c, (struct change){ .changed = true,
                                 .what = label(c, kind, name),
                                 .detail = arena_str(c->a, buf_text(&c->detail)) });
    c->detail = buf_new(c->a);
}

static void text_differs(struct comparing *c, const char *what, const char *before,
                         const char *after)
{
    before = before ? before : "";
    after = after ? after : "";
    if (strcmp(before, after) == 0)
        return;
    buf_printf(&c->detail, "%s%s", c->detail.n > 0 ? " " : "",
               lang_format(c->a, c->lang, N_("{what}: {before} → {after}."), "what",
                           lang_text(c->lang, what), "before", *before ? before : "–", "after",
                           *after ? after : "–", NULL));
}

static void number_differs(struct comparing *c, const char *what, int64_t before, int64_t after)
{
    text_differs(c, what, arena_printf(c->a, "%" PRId64, before),
                 arena_printf(c->a, "%" PRId64, after));
}

static void flag_differs(struct comparing *c, const char *what, bool before, bool after)
{
    text_differs(c, what, lang_text(c->lang, before ? N_("yes") : N_("no")),
                 lang_text(c->lang, after ? N_("yes") : N_("no")));
}

/* In four languages: the reader's own is shown, another is only named. */
static void texts_differ(struct comparing *c, const char *what, const struct pack_text *before,
                         const struct pack_text *after)
{
    int own = c->lang->index;

    text_differs(c, what, before->in[own], after->in[own]);
    for (int i = 0; i < 4; i++)
        if (i != own &&
            strcmp(before->in[i] ? before->in[i] : "", after->in[i] ? after->in[i] : "") != 0)
            text_differs(c, langs[i].name, before->in[i], after->in[i]);
}

static const char *listed(struct comparing *c, const struct pack_words *w)
{
    struct buf b = buf_new(c->a);

    for (size_t i = 0; i < w->n; i++)
        buf_printf(&b, "%s%s", i > 0 ? ", " : "", w->word[i]);
    return buf_text(&b);
}

static void words_differ(struct comparing *c, const char *what, const struct pack_words *before,
                         const struct pack_words *after)
{
    text_differs(c, what, listed(c, before), listed(c, after));
}

static const char *own(const struct comparing *c, const struct pack_text *text)
{
    return text->in[c->lang->index];
}

static const char *step(const struct comparing *c, enum gate_step s)
{
    return lang_text(c->lang, word_label(&gate_step_words, (int)s));
}

/* -- the parts -- */

static void day_differs(struct comparing *c, const char *what, struct date before,
                        struct date after)
{
    char was[DATE_TEXT], is[DATE_TEXT];

    date_text(before, was);
    date_text(after, is);
    text_differs(c, what, arena_str(c->a, was), arena_str(c->a, is));
}

/* "refund, repair above 200.00 CNY by two: goods; apology". */
static const char *remedies(struct comparing *c, const struct pack_version *v)
{
    struct buf b = buf_new(c->a);

    for (size_t i = 0; i < v->n_remedies; i++) {
        const struct pack_remedy *r = &v->remedy[i];
        buf_printf(&b, "%s%s", i > 0 ? "; " : "", listed(c, &r->kinds));
        if (r->second_above > 0)
            buf_printf(&b, " > %s", lang_money(c->a, c->lang, r->second_above, r->currency));
        if (r->classes.n > 0)
            buf_printf(&b, ": %s", listed(c, &r->classes));
    }
    return buf_text(&b);
}

static void head(struct comparing *c)
{
    const struct pack_version *b = c->before, *a = c->after;

    texts_differ(c, N_("Title"), &b->title, &a->title);
    texts_differ(c, N_("What it is for"), &b->about, &a->about);
    day_differs(c, N_("May be taken from"), b->from, a->from);
    day_differs(c, N_("May be taken until"), b->until, a->until);
    day_differs(c, N_("Looked at again by"), b->review_by, a->review_by);
    text_differs(c, N_("Remedies that may be promised"), remedies(c, b), remedies(c, a));
    number_differs(c, N_("A satisfaction up to this opens it again"), b->reopen_up_to,
                   a->reopen_up_to);
    number_differs(c, N_("Eight steps on one page"), b->one_screen, a->one_screen);
    changed(c, N_("Procedure"), own(c, &a->title));
}

static void sources(struct comparing *c)
{
    for (size_t i = 0; i < c->before->n_sources; i++)
        if (!pack_source(c->after, c->before->source[i].id))
            removed(c, N_("Source"), c->before->source[i].name);
    for (size_t i = 0; i < c->after->n_sources; i++) {
        const struct pack_source *a = &c->after->source[i], *b = pack_source(c->before, a->id);
        if (!b) {
            added(c, N_("Source"), a->name);
            continue;
        }
        text_differs(c, N_("Name"), b->name, a->name);
        text_differs(c, N_("Mark"), b->mark, a->mark);
        day_differs(c, N_("Checked on"), b->checked, a->checked);
        changed(c, N_("Source"), a->name);
    }
}

static const char *above(const struct comparing *c, const struct pack_version *v,
                         const struct pack_class *class)
{
    return class->parent >= 0 ? own(c, &v->class[class->parent].text) : NULL;
}

static void classes(struct comparing *c)
{
    for (size_t i = 0; i < c->before->n_classes; i++)
        if (!pack_class(c->after, c->before->class[i].code))
            removed(c, N_("Class"), own(c, &c->before->class[i].text));
    for (size_t i = 0; i < c->after->n_classes; i++) {
        const struct pack_class *a = &c->after->class[i], *b = pack_class(c->before, a->code);
        if (!b) {
            added(c, N_("Class"), own(c, &a->text));
            continue;
        }
        texts_differ(c, N_("Name"), &b->text, &a->text);
        texts_differ(c, N_("Hint"), &b->hint, &a->hint);
        text_differs(c, N_("Team"), b->team, a->team);
        text_differs(c, N_("Below"), above(c, c->before, b), above(c, c->after, a));
        changed(c, N_("Class"), own(c, &a->text));
    }
}

static const char *choices(struct comparing *c, const struct pack_field *f)
{
    struct buf b = buf_new(c->a);

    for (size_t i = 0; i < f->n_choices; i++)
        buf_printf(&b, "%s%s", i > 0 ? ", " : "", own(c, &f->choice[i].text));
    return buf_text(&b);
}

static const char *columns(struct comparing *c, const struct pack_field *f)
{
    struct buf b = buf_new(c->a);

    for (size_t i = 0; i < f->n_columns; i++)
        buf_printf(&b, "%s%s", i > 0 ? ", " : "", own(c, &f->column[i].text));
    return buf_text(&b);
}

static void field_differs(struct comparing *c, const struct pack_field *b,
                          const struct pack_field *a)
{
    texts_differ(c, N_("Name"), &b->text, &a->text);
    texts_differ(c, N_("Hint"), &b->hint, &a->hint);
    text_differs(c, N_("Kind"), own_kind_code(b->kind), own_kind_code(a->kind));
    text_differs(c, N_("Step"), step(c, b->stage), step(c, a->stage));
    flag_differs(c, N_("Asked of the complainant"), b->asked_of_complainant,
                 a->asked_of_complainant);
    flag_differs(c, N_("Shown to the complainant"), b->shown_to_complainant,
                 a->shown_to_complainant);
    flag_differs(c, N_("Must be filled in"), b->required, a->required);
    flag_differs(c, N_("Sealed"), !b->plain, !a->plain);
    number_differs(c, N_("Characters"), b->max, a->max);
    words_differ(c, N_("Only for classes"), &b->classes, &a->classes);
    text_differs(c, N_("Choices"), choices(c, b), choices(c, a));
    text_differs(c, N_("Columns"), columns(c, b), columns(c, a));
    text_differs(c, N_("Tells clocks"), b->event, a->event);
    words_differ(c, N_("By the answers"), &b->event_answers, &a->event_answers);
    changed(c, N_("Field"), own(c, &a->text));
}

static void fields(struct comparing *c)
{
    for (size_t i = 0; i < c->before->n_fields; i++)
        if (!pack_field(c->after, c->before->field[i].name))
            removed(c, N_("Field"), own(c, &c->before->field[i].text));
    for (size_t i = 0; i < c->after->n_fields; i++) {
        const struct pack_field *a = &c->after->field[i], *b = pack_field(c->before, a->name);
        if (b)
            field_differs(c, b, a);
        else
            added(c, N_("Field"), own(c, &a->text));
    }
}

static bool same(const char *one, const char *two)
{
    return strcmp(one ? one : "", two ? two : "") == 0;
}

static bool words_same(struct comparing *c, const struct pack_words *one,
                       const struct pack_words *two)
{
    return strcmp(listed(c, one), listed(c, two)) == 0;
}

/* The one that asks the same of the same complaints before the same step, each once. */
static const struct pack_gate *gate_like(struct comparing *c, const struct pack_version *v,
                                         const struct pack_gate *g, size_t nth)
{
    for (size_t i = 0; i < v->n_gates; i++) {
        const struct pack_gate *o = &v->gate[i];
        if (o->before == g->before && same(o->field, g->field) &&
            same(o->when_field, g->when_field) && words_same(c, &o->classes, &g->classes) &&
            nth-- == 0)
            return o;
    }
    return NULL;
}

/* How many like it stand before it. */
static size_t gate_place(struct comparing *c, const struct pack_version *v,
                         const struct pack_gate *g)
{
    size_t n = 0;

    while (gate_like(c, v, g, n) != g)
        n++;
    return n;
}

static const char *gate_name(struct comparing *c, const struct pack_gate *g)
{
    return lang_format(c->a, c->lang, N_("before “{step}”: {what}"), "step", step(c, g->before),
                       "what", own(c, &g->said), NULL);
}

static const char *reasons(struct comparing *c, unsigned closing)
{
    struct buf b = buf_new(c->a);

    for (int i = 1; i < closing_reason_words.n; i++)
        if (closing & 1u << i)
            buf_printf(&b, "%s%s", b.n > 0 ? ", " : "",
                       lang_text(c->lang, closing_reason_words.word[i].label));
    return buf_text(&b);
}

static void gate_differs(struct comparing *c, const struct pack_gate *b, const struct pack_gate *a)
{
    texts_differ(c, N_("In words"), &b->said, &a->said);
    words_differ(c, N_("Answers"), &b->answers, &a->answers);
    words_differ(c, N_("Only with the answers"), &b->when_answers, &a->when_answers);
    text_differs(c, N_("Only when closed as"), reasons(c, b->closing), reasons(c, a->closing));
    changed(c, N_("Condition"), gate_name(c, a));
}

static void gates(struct comparing *c)
{
    for (size_t i = 0; i < c->before->n_gates; i++) {
        const struct pack_gate *b = &c->before->gate[i];
        if (!gate_like(c, c->after, b, gate_place(c, c->before, b)))
            removed(c, N_("Condition"), gate_name(c, b));
    }
    for (size_t i = 0; i < c->after->n_gates; i++) {
        const struct pack_gate *a = &c->after->gate[i],
                               *b = gate_like(c, c->before, a, gate_place(c, c->after, a));
        if (b)
            gate_differs(c, b, a);
        else
            added(c, N_("Condition"), gate_name(c, a));
    }
}

/* -- clocks -- */

static const char *length(struct comparing *c, const struct clock_rule_row *r)
{
    return clock_length_words(c->a, c->lang, clock_unit_of(r->unit), r->length);
}

static const char *clock_source(const struct pack_version *v, const char *name)
{
    const struct pack_source *s = NULL;

    for (size_t i = 0; i < v->n_clocks; i++)
        if (strcmp(v->clock[i].name, name) == 0)
            s = pack_source(v, v->clock_source[i]);
    return s ? s->name : NULL;
}

/* "Superannuation: 45 days". */
static const char *limits(struct comparing *c, const struct pack_version *v, const char *name)
{
    struct buf b = buf_new(c->a);

    for (size_t i = 0; i < v->n_clocks; i++)
        for (size_t j = 0; strcmp(v->clock[i].name, name) == 0 && j < v->clock_limits[i].n; j++) {
            const struct pack_limit *l = &v->clock_limits[i].limit[j];
            buf_printf(&b, "%s%s: %s", b.n > 0 ? "; " : "", listed(c, &l->classes),
                       length(c, &l->rule));
        }
    return buf_text(&b);
}

static void clock_differs(struct comparing *c, const struct clock_rule_row *b,
                          const struct clock_rule_row *a)
{
    const char *was = clock_rule_label(b, c->lang), *is = clock_rule_label(a, c->lang);

    text_differs(c, N_("Name"), was, is);
    text_differs(c, N_("Within"), length(c, b), length(c, a));
    text_differs(c, N_("For single classes"), limits(c, c->before, b->name),
                 limits(c, c->after, a->name));
    text_differs(c, N_("Starts with"), b->starts, a->starts);
    text_differs(c, N_("Stops with"), b->stops, a->stops);
    text_differs(c, N_("Calendar"), b->calendar, a->calendar);
    text_differs(c, N_("Office hours"), b->hours, a->hours);
    flag_differs(c, N_("Counts the day of the start"), b->counts_first, a->counts_first);
    flag_differs(c, N_("An end on a day off moves on"), b->rolls, a->rolls);
    flag_differs(c, N_("Stands still while it waits"), b->pauses, a->pauses);
    text_differs(c, N_("Who is told"), b->tells, a->tells);
    text_differs(c, N_("May be made longer by"), b->extends, a->extends);
    text_differs(c, N_("Source"), clock_source(c->before, b->name),
                 clock_source(c->after, a->name));
    changed(c, N_("Time limit"), is);
}

static void clocks(struct comparing *c)
{
    for (size_t i = 0; i < c->before->n_clocks; i++) {
        const struct clock_rule_row *b = &c->before->clock[i];
        if (!pack_clock(c->after, b->name))
            removed(c, N_("Time limit"), clock_rule_label(b, c->lang));
    }
    for (size_t i = 0; i < c->after->n_clocks; i++) {
        const struct clock_rule_row *a = &c->after->clock[i], *b = pack_clock(c->before, a->name);
        if (b)
            clock_differs(c, b, a);
        else
            added(c, N_("Time limit"),
                  lang_format(c->a, c->lang, N_("{what}, {length}"), "what",
                              clock_rule_label(a, c->lang), "length", length(c, a), NULL));
    }
}

struct rows compare_packs(struct arena *a, const struct lang *lang,
                          const struct pack_version *before, const struct pack_version *after)
{
    static const struct pack_version nothing;
    struct comparing c = { .a = a,
                           .lang = lang,
                           .before = before ? before : &nothing,
                           .after = after,
                           .list = ARENA_ARRAY(a, struct change, CHANGES),
                           .detail = buf_new(a) };

    if (before)
        head(&c);
    sources(&c);
    classes(&c);
    fields(&c);
    gates(&c);
    clocks(&c);
    return (struct rows){ c.list, c.n };
}
