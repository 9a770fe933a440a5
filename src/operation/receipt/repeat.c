/* Points for what agrees; too old or too little in common gives none. [4.9-a] */
#include "operation/receipt/repeat.h"

#include <stdlib.h>

int repeat_score(const struct repeat_candidate *c, const struct repeat_weights *w)
{
    int score = 0;

    if (c->days_apart > w->days)
        return 0;
    if (!c->same_complainant && !c->same_product && c->words_shared == 0)
        return 0;
    score += c->same_complainant * w->complainant;
    score += c->same_product * w->product;
    score += c->same_class * w->subject;
    if (c->words > 0)
        score += w->words * c->words_shared / c->words;
    return score < 100 ? score : 100;
}

/* Best first; of equals the newer, whose number is higher. */
static int better(const void *one, const void *two)
{
    const struct repeat_candidate *a = one, *b = two;

    if (a->score != b->score)
        return b->score - a->score;
    return a->id < b->id ? 1 : -1;
}

size_t repeat_rank(struct repeat_candidate *c, size_t n, const struct repeat_weights *w)
{
    size_t shown = 0;

    for (size_t i = 0; i < n; i++)
        c[i].score = repeat_score(&c[i], w);
    if (n > 1)
        qsort(c, n, sizeof *c, better);
    while (shown < n && c[shown].score > 0 && c[shown].score >= w->shown_from)
        shown++;
    return shown;
}
