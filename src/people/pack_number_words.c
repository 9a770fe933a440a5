#include "people/pack_number_words.h"

#include "base/buf.h"
#include "complaint/clock.h"
#include "complaint/clock_words.h"
#include "complaint/procedure.h"

#include <string.h>

/* Of which part of the pack it is; {what} is how that is called there. */
static const char *const names[] = {
    [NUMBER_LONGER] = N_("{what}, made longer"),
    [NUMBER_EARLY] = N_("{what}, letter when it is settled early: {letter}"),
    [NUMBER_REPORT] = N_("Report: {what}"),
    [NUMBER_TASK] = N_("Task: {what}"),
    [NUMBER_LETTER] = N_("Time named in the letter: {what}"),
    [NUMBER_GROUP] = N_("Representatives of a group"),
    [NUMBER_REPEATS] = N_("How far back the same is looked for"),
    [NUMBER_REFUSED] = N_("Significant, decisions not accepted: {what}"),
    [NUMBER_REOPENED] = N_("Significant, times opened again: {what}"),
    [NUMBER_AGAIN] = N_("Significant, earlier complaints of the same: {what}"),
    [NUMBER_AMOUNT] = N_("Significant, sum of the remedies: {what}"),
    [NUMBER_SECOND] = N_("Remedy that needs a second person"),
    [NUMBER_ASK_AFTER] = N_("Survey, asked after the closing"),
    [NUMBER_REOPEN_UPTO] = N_("Satisfaction that opens a complaint again"),
};

static const char *in_words(const struct lang *l, const struct pack_text *text)
{
    return text ? text->in[l->index] : "";
}

static const char *classes_words(struct arena *a, const struct lang *l,
                                 const struct pack_version *v, const struct pack_words *classes)
{
    struct buf b = buf_new(a);

    for (size_t i = 0; i < classes->n; i++)
        buf_printf(&b, "%s%s", i > 0 ? " · " : "",
                   in_words(l, &pack_class(v, classes->word[i])->text));
    return buf_text(&b);
}

const char *pack_number_name(struct arena *a, const struct lang *l, const struct pack_version *v,
                             const struct pack_number *n)
{
    const char *own = in_words(l, n->text);
    const char *name =
        n->of == NUMBER_CLOCK
            ? clock_rule_label(n->clock, l)
            : lang_format(a, l, names[n->of], "what",
                          n->clock ? clock_rule_label(n->clock, l) : own, "letter", own, NULL);

    if (!n->classes)
        return name;
    return lang_format(a, l, N_("{what}: {classes}"), "what", name, "classes",
                       classes_words(a, l, v, n->classes), NULL);
}

/* A time, and by how much it may be made longer. */
static const char *time_words(struct arena *a, const struct lang *l, const struct pack_number *n)
{
    enum clock_unit unit = clock_unit_of(n->unit);
    struct buf b = buf_new(a);

    if (n->n > 0)
        buf_str(&b, clock_length_words(a, l, unit, n->n));
    for (int64_t i = 0; clock_extension(n->extends, i) > 0; i++)
        buf_printf(&b, "%s+ %s", b.n > 0 ? " " : "",
                   clock_length_words(a, l, unit, clock_extension(n->extends, i)));
    return buf_text(&b);
}

const char *pack_number_value(struct arena *a, const struct lang *l, const struct pack_number *n)
{
    const char *words = n->of == NUMBER_GROUP || n->of == NUMBER_REOPEN_UPTO ? N_("at most {n}")
                        : n->of == NUMBER_SECOND                             ? N_("above {n}")
                                                                             : N_("{n} or more");

    if (n->words)
        return in_words(l, n->words);
    if (n->unit)
        return time_words(a, l, n);
    return lang_format(a, l, words, "n",
                       n->currency ? lang_money(a, l, n->n, n->currency) : lang_number(a, l, n->n),
                       NULL);
}

const char *pack_mark_words(struct arena *a, const struct lang *l, const struct pack_source *s,
                            struct date today)
{
    const char *words = !s                           ? N_("not verified: check it")
                        : strcmp(s->mark, "V") == 0  ? N_("verified")
                        : strcmp(s->mark, "V2") == 0 ? N_("by a second hand only: check it")
                                                     : N_("from memory: check it");

    if (!s || !date_is_set(s->checked))
        return lang_text(l, words);
    return lang_format(a, l, N_("{mark}, {day}"), "mark", lang_text(l, words), "day",
                       lang_date(a, l, s->checked, DATE_SHORT, today), NULL);
}
