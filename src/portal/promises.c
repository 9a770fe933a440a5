/* Clock rules as dates for the complainant, with the sum behind each. */
#include "portal/promises.h"

#include "base/buf.h"
#include "complaint/clock_words.h"
#include "complaint/due.h"
#include "complaint/pack_version.h"
#include "complaint/words.h"

#include <stdlib.h>
#include <string.h>

const char *promise_length(struct arena *a, const struct lang *lang, const char *unit, int64_t n)
{
    return clock_length_words(a, lang, clock_unit_of(unit), n);
}

static const char *why(struct arena *a, const struct procedure *p, const struct lang *lang,
                       const struct clock_sum *sum, struct date today)
{
    struct buf b = buf_new(a);

    for (size_t i = 0; i < sum->n; i++)
        buf_printf(&b, "%s%s", i > 0 ? " · " : "",
                   clock_line_words(a, lang, p->zone, &sum->line[i], today));
    return buf_text(&b);
}

const char *promise_words(const struct pack_version *pack, const char *clock,
                          const struct lang *lang)
{
    for (size_t i = 0; pack && i < pack->n_clocks; i++)
        if (strcmp(pack->clock[i].name, clock) == 0)
            return pack->clock_promise[i].in[lang->index];
    return NULL;
}

/* The promises of every procedure, and how the complainant is told of each. */
static const struct {
    const char *clock, *label;
} labels[] = {
    { "assess", N_("Somebody has read it by") },
    { "update", N_("Next news by") },
    { "decision", N_("Our decision by") },
    { "tell", N_("Our decision by") },
    { "answer", N_("Please answer by") },
    { "review", N_("Looked at again by") },
    { "remedy", N_("Put right by") },
};

const char *promise_label(struct arena *a, const struct pack_version *pack, const char *clock,
                          const struct lang *lang)
{
    const char *words = promise_words(pack, clock, lang);

    if (words)
        return lang_format(a, lang, N_("{promise} – by"), "promise", words, NULL);
    for (size_t i = 0; i < COUNT(labels); i++)
        if (strcmp(labels[i].clock, clock) == 0)
            return lang_text(lang, labels[i].label);
    return NULL;
}

/* Of every procedure; what they promise has words in the page. */
static const char *const standard[] = { "assess", "update", "decision" };

static bool is_standard(const char *clock)
{
    for (size_t i = 0; i < COUNT(standard); i++)
        if (strcmp(standard[i], clock) == 0)
            return true;
    return false;
}

/* What dates are made of. */
struct promising {
    struct arena *a;
    const struct procedure *p;
    const struct pack_version *pack;
    const char *class;
    const struct lang *lang;
    struct instant received;
    struct promise *list;
    struct instant *due; /* beside list */
    size_t n;
};

/* In its place, so that the earliest stands first. */
static void promise_put(struct promising *of, const struct promise *promise, struct instant due)
{
    size_t i = of->n++;

    for (; i > 0 && of->due[i - 1].us > due.us; i--) {
        of->list[i] = of->list[i - 1];
        of->due[i] = of->due[i - 1];
    }
    of->list[i] = *promise;
    of->due[i] = due;
}

static bool promise_add(struct promising *of, const char *clock, struct err *err)
{
    struct date today = zone_date(of->p->zone, of->received, NULL);
    const char *what = promise_words(of->pack, clock, of->lang);
    struct promise promise = { .read = !what && strcmp(clock, "assess") == 0,
                               .update = !what && strcmp(clock, "update") == 0,
                               .decide = !what && strcmp(clock, "decision") == 0,
                               .what = what };
    struct clock_sum sum;

    if (!due_promise(of->a, of->p, of->pack, of->class, clock, of->received, &sum, err))
        return false;
    promise.due = sum.day;
    promise.why = why(of->a, of->p, of->lang, &sum, today);
    promise.at = due_moment(of->p->zone, sum.due);
    promise_put(of, &promise, sum.due);
    return true;
}

bool promises_from(struct arena *a, const struct procedure *p, const struct pack_version *pack,
                   const char *class, const struct lang *lang, struct instant received,
                   struct rows *out, struct err *err)
{
    size_t most = COUNT(standard) + (pack ? pack->n_clocks : 0);
    struct promising of = { a, p, pack, class, lang, received, NULL, NULL, 0 };

    of.list = ARENA_ARRAY(a, struct promise, most);
    of.due = ARENA_ARRAY(a, struct instant, most);
    for (size_t i = 0; i < COUNT(standard); i++)
        if (procedure_case_clock(p, pack, class, standard[i]) &&
            !promise_add(&of, standard[i], err))
            return false;
    for (size_t i = 0; pack && i < pack->n_clocks; i++) {
        const struct clock_rule_row *rule = &pack->clock[i];
        if (promise_words(pack, rule->name, lang) && !is_standard(rule->name) &&
            word_listed(rule->starts, "received") && !promise_add(&of, rule->name, err))
            return false;
    }
    *out = (struct rows){ of.list, of.n };
    return true;
}

struct date promise_decision(struct arena *a, const struct procedure *p,
                             const struct pack_version *pack, const char *class,
                             struct instant received)
{
    struct clock_sum sum;
    struct err none = { 0 };

    if (!procedure_case_clock(p, pack, class, "decision") ||
        !due_promise(a, p, pack, class, "decision", received, &sum, &none))
        return (struct date){ 0 };
    return sum.day;
}
