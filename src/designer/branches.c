#include "designer/branches.h"

#include "complaint/facts.h"
#include "complaint/words.h"
#include "designer/designer_view.h"

#include <string.h>

static const struct field branch_count_fields[] = {
    FIELD(struct branch_count, type),    FIELD(struct branch_count, stage),
    FIELD(struct branch_count, answer),  FIELD(struct branch_count, outside),
    FIELD(struct branch_count, closing), FIELD(struct branch_count, level),
    FIELD(struct branch_count, alerted), FIELD(struct branch_count, value),
};
const struct record branch_count_record = RECORD(struct branch_count, branch_count_fields);

/* -- who stands on which branch -- */

static bool open_at(const struct branch_count *c, enum stage from, enum stage until)
{
    int stage = word_value(&stage_words, c->stage);

    return !*c->closing && stage >= (int)from && stage <= (int)until &&
           word_value(&contact_type_words, c->type) == CONTACT_COMPLAINT;
}

static bool outside_is(const struct branch_count *c, enum outside outside)
{
    return !*c->closing && word_value(&outside_words, c->outside) == (int)outside;
}

static bool answer_is(const struct branch_count *c, enum answer_given answer)
{
    return word_value(&answer_words, c->answer) == (int)answer;
}

static bool closed_as(const struct branch_count *c, enum closing_reason reason)
{
    return word_value(&closing_reason_words, c->closing) == (int)reason;
}

static bool beginning(const struct branch_count *c)
{
    return open_at(c, STAGE_RECEIVED, STAGE_ACKNOWLEDGED);
}

static bool beyond_scope(const struct branch_count *c)
{
    return closed_as(c, CLOSING_DIRECTED_ELSEWHERE) ||
           word_value(&contact_type_words, c->type) != CONTACT_COMPLAINT;
}

static bool in_danger(const struct branch_count *c)
{
    return c->alerted && !*c->closing;
}

static bool not_in_danger(const struct branch_count *c)
{
    return !c->alerted && !*c->closing;
}

static bool on_the_spot(const struct branch_count *c)
{
    return c->level == LEVEL_FRONT_LINE;
}

static bool handled(const struct branch_count *c)
{
    return c->level != LEVEL_FRONT_LINE && open_at(c, STAGE_ASSESSED, STAGE_RESPONDING);
}

static bool accepted(const struct branch_count *c)
{
    return !*c->closing &&
           (answer_is(c, ANSWER_ACCEPTED) || open_at(c, STAGE_REMEDYING, STAGE_REMEDYING));
}

static bool rejected(const struct branch_count *c)
{
    return !*c->closing && answer_is(c, ANSWER_REJECTED);
}

static bool unanswered(const struct branch_count *c)
{
    return answer_is(c, ANSWER_NONE) && open_at(c, STAGE_DECIDED, STAGE_DECIDED);
}

static bool in_review(const struct branch_count *c)
{
    return open_at(c, STAGE_REVIEWING, STAGE_REVIEWING);
}

static bool told_outside(const struct branch_count *c)
{
    return outside_is(c, OUTSIDE_TOLD);
}

static bool gone_outside(const struct branch_count *c)
{
    return outside_is(c, OUTSIDE_CHOSEN) || outside_is(c, OUTSIDE_RESOLVED);
}

static bool not_outside(const struct branch_count *c)
{
    return outside_is(c, OUTSIDE_NOT_USED);
}

/* -- the decisions -- */

static const struct way {
    const char *question; /* NULL: another answer to the one above */
    const char *answer, *leads;
    bool (*stands)(const struct branch_count *c);
} ways[] = {
    { N_("Is it a complaint, and ours?"), N_("yes"),
      N_("registered with a number; to be acknowledged and assessed"), beginning },
    { NULL, N_("no"), N_("of another kind, or directed elsewhere and told so"), beyond_scope },
    { N_("Is anybody in danger, or is it urgent?"), N_("yes"),
      N_("alert and immediate action, beside everything else"), in_danger },
    { NULL, N_("no"), N_("goes its way"), not_in_danger },
    { N_("Can the front line put it right at once?"), N_("yes"), N_("solved on the spot"),
      on_the_spot },
    { NULL, N_("no"), N_("investigated, answered and decided by its owner"), handled },
    { N_("Does the complainant accept the decision?"), N_("yes"),
      N_("remedies are carried out and verified, then it is closed"), accepted },
    { NULL, N_("no answer yet"), N_("told and reminded; closed when nothing comes"), unanswered },
    { NULL, N_("no"), N_("stays open, and is told what else can be done"), rejected },
    { N_("Is there another level inside?"), N_("yes"),
      N_("internal review by somebody who had no part in it"), in_review },
    { NULL, N_("no"), N_("told about the bodies outside"), told_outside },
    { N_("Does the complainant go to a body outside?"), N_("yes"),
      N_("the dispute is followed, and what it ends with is carried out"), gone_outside },
    { NULL, N_("no"), N_("all options are exhausted: closed as not resolved"), not_outside },
};

static const char *counted(struct req *rq, const struct rows *counts,
                           bool (*stands)(const struct branch_count *c))
{
    const struct branch_count *count = counts->row;
    int64_t n = 0;

    for (size_t i = 0; i < counts->n; i++)
        if (stands(&count[i]))
            n += count[i].value;
    return lang_number(rq->a, rq->lang, n);
}

/* How those that are closed ended, the reasons that any of them has. */
static struct designer_branch ends(struct req *rq, const struct rows *counts)
{
    const struct branch_count *count = counts->row;
    struct designer_line *list =
        ARENA_ARRAY(rq->a, struct designer_line, (size_t)closing_reason_words.n);
    size_t n = 0;

    for (int reason = 1; reason < closing_reason_words.n; reason++) {
        int64_t closed = 0;
        for (size_t i = 0; i < counts->n; i++)
            closed += closed_as(&count[i], (enum closing_reason)reason) ? count[i].value : 0;
        if (closed > 0)
            list[n++] = (struct designer_line){
                .b = lang_text(rq->lang, word_label(&closing_reason_words, reason)),
                .c = lang_number(rq->a, rq->lang, closed),
            };
    }
    return (struct designer_branch){ lang_text(rq->lang, N_("How it ended")), { list, n } };
}

struct rows branches_show(struct req *rq, const struct rows *counts)
{
    struct designer_branch *list = ARENA_ARRAY(rq->a, struct designer_branch, COUNT(ways) + 1);
    size_t n = 0;

    for (size_t i = 0, k; i < COUNT(ways); i = k) {
        struct designer_line *line = ARENA_ARRAY(rq->a, struct designer_line, COUNT(ways));
        for (k = i; k < COUNT(ways) && (k == i || !ways[k].question); k++)
            line[k - i] = (struct designer_line){ .a = lang_text(rq->lang, ways[k].answer),
                                                  .b = lang_text(rq->lang, ways[k].leads),
                                                  .c = counted(rq, counts, ways[k].stands) };
        list[n++] =
            (struct designer_branch){ lang_text(rq->lang, ways[i].question), { line, k - i } };
    }
    list[n] = ends(rq, counts);
    return (struct rows){ list, n + (list[n].ways.n > 0) };
}
