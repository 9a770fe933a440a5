/* The numbers of a pack, walked part by part. */
#include "complaint/pack_number.h"

#include <string.h>

/* The list as it grows. */
struct numbers {
    const struct pack_version *v;
    struct pack_number *item;
    size_t n;
};

static size_t most(const struct pack_version *v)
{
    size_t n = v->n_tasks + v->n_letters + v->n_regimes + v->n_remedies + 4;

    for (size_t i = 0; i < v->n_clocks; i++)
        n += 3 + v->clock_limits[i].n; /* itself, longer, early */
    return n + 4 * v->n_significants;
}

static void add(struct numbers *l, struct pack_number number, const char *source)
{
    number.source = pack_source(l->v, source);
    l->item[l->n++] = number;
}

static const struct pack_words *some(const struct pack_words *classes)
{
    return classes->n > 0 ? classes : NULL;
}

static void limits_add(struct numbers *l, size_t i)
{
    const struct pack_limits *limits = &l->v->clock_limits[i];
    const char *extends = l->v->clock[i].extends;
    bool apart = l->v->clock_extends_source[i] != NULL;

    for (size_t j = 0; j < limits->n; j++) {
        const struct pack_limit *one = &limits->limit[j];
        add(l,
            (struct pack_number){
                .of = NUMBER_CLOCK,
                .name = one->rule.name,
                .clock = &one->rule,
                .classes = &one->classes,
                .unit = one->rule.unit,
                .n = one->rule.length,
                .extends = apart && one->rule.extends == extends ? NULL : one->rule.extends },
            one->source);
    }
}

static void early_add(struct numbers *l, size_t i)
{
    const struct pack_early *early = &l->v->clock_early[i];
    const struct pack_letter *letter = pack_letter(l->v, early->letter);

    if (early->unit)
        add(l,
            (struct pack_number){ .of = NUMBER_EARLY,
                                  .name = l->v->clock[i].name,
                                  .clock = &l->v->clock[i],
                                  .text = letter ? &letter->title : NULL,
                                  .unit = early->unit,
                                  .n = early->length },
            early->source);
}

static void clock_add(struct numbers *l, size_t i)
{
    const struct clock_rule_row *clock = &l->v->clock[i];
    const char *apart = l->v->clock_extends_source[i];
    struct pack_number number = { .of = NUMBER_CLOCK,
                                  .name = clock->name,
                                  .clock = clock,
                                  .unit = clock->unit,
                                  .n = clock->length,
                                  .extends = apart ? NULL : clock->extends };

    if (l->v->clock_until[i])
        return;
    add(l, number, l->v->clock_source[i]);
    limits_add(l, i);
    if (apart && clock->extends) {
        number.of = NUMBER_LONGER;
        number.n = 0;
        number.extends = clock->extends;
        add(l, number, apart);
    }
    early_add(l, i);
}

static void rule_add(struct numbers *l, const struct pack_significant *s)
{
    const struct {
        enum pack_number_of of;
        int64_t n;
    } times[] = { { NUMBER_REFUSED, s->refused },
                  { NUMBER_REOPENED, s->reopened },
                  { NUMBER_AGAIN, s->repeats },
                  { NUMBER_AMOUNT, s->amount } };

    for (size_t i = 0; i < COUNT(times); i++)
        if (times[i].n > 0)
            add(l,
                (struct pack_number){ .of = times[i].of,
                                      .name = s->code,
                                      .text = &s->text,
                                      .n = times[i].n,
                                      .currency =
                                          times[i].of == NUMBER_AMOUNT ? s->currency : NULL },
                s->source);
}

static void parts_add(struct numbers *l)
{
    const struct pack_version *v = l->v;

    for (size_t i = 0; i < v->n_regimes; i++)
        add(l,
            (struct pack_number){ .of = NUMBER_REPORT,
                                  .name = v->regime[i].code,
                                  .text = &v->regime[i].text,
                                  .words = &v->regime[i].limit },
            v->regime[i].source);
    for (size_t i = 0; i < v->n_letters; i++)
        if (v->letter[i].unit)
            add(l,
                (struct pack_number){ .of = NUMBER_LETTER,
                                      .name = v->letter[i].name,
                                      .text = &v->letter[i].title,
                                      .unit = v->letter[i].unit,
                                      .n = v->letter[i].length },
                v->letter[i].source);
    for (size_t i = 0; i < v->n_tasks; i++)
        add(l,
            (struct pack_number){ .of = NUMBER_TASK,
                                  .name = v->task[i].code,
                                  .text = &v->task[i].text,
                                  .classes = some(&v->task[i].classes),
                                  .unit = v->task[i].unit,
                                  .n = v->task[i].length },
            v->task[i].source);
    for (size_t i = 0; i < v->n_significants; i++)
        rule_add(l, &v->significant[i]);
    for (size_t i = 0; i < v->n_remedies; i++)
        if (v->remedy[i].second_above > 0)
            add(l,
                (struct pack_number){ .of = NUMBER_SECOND,
                                      .classes = some(&v->remedy[i].classes),
                                      .n = v->remedy[i].second_above,
                                      .currency = v->remedy[i].currency },
                v->remedy[i].source);
}

static void rest_add(struct numbers *l)
{
    const struct pack_version *v = l->v;

    if (v->representatives > 0)
        add(l, (struct pack_number){ .of = NUMBER_GROUP, .n = v->representatives },
            v->representatives_from);
    if (v->repeat_months > 0)
        add(l,
            (struct pack_number){ .of = NUMBER_REPEATS, .unit = "months", .n = v->repeat_months },
            v->repeats_from);
    if (v->survey_after > 0)
        add(l, (struct pack_number){ .of = NUMBER_ASK_AFTER, .unit = "days", .n = v->survey_after },
            v->survey_from);
    if (v->reopen_up_to > 0)
        add(l, (struct pack_number){ .of = NUMBER_REOPEN_UPTO, .n = v->reopen_up_to },
            v->survey_from);
}

const struct pack_number *pack_numbers(struct arena *a, const struct pack_version *v, size_t *n)
{
    struct numbers l = { v, ARENA_ARRAY(a, struct pack_number, most(v)), 0 };

    for (size_t i = 0; i < v->n_clocks; i++)
        clock_add(&l, i);
    parts_add(&l);
    rest_add(&l);
    *n = l.n;
    return l.item;
}

const char *pack_number_code(enum pack_number_of of)
{
    static const char *const codes[] = {
        [NUMBER_CLOCK] = "clock",
        [NUMBER_LONGER] = "longer clock",
        [NUMBER_EARLY] = "early end of clock",
        [NUMBER_REPORT] = "reportability",
        [NUMBER_TASK] = "task",
        [NUMBER_LETTER] = "letter",
        [NUMBER_GROUP] = "representatives of a group",
        [NUMBER_REPEATS] = "repeats within",
        [NUMBER_REFUSED] = "significant when refused",
        [NUMBER_REOPENED] = "significant when reopened",
        [NUMBER_AGAIN] = "significant when it repeats",
        [NUMBER_AMOUNT] = "significant by amount",
        [NUMBER_SECOND] = "second person for a remedy above",
        [NUMBER_ASK_AFTER] = "survey after the closing",
        [NUMBER_REOPEN_UPTO] = "reopened by a satisfaction up to",
    };

    return codes[of];
}

bool pack_unverified(const struct pack_source *source)
{
    return !source || strcmp(source->mark, "V") != 0;
}
