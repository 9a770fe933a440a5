/* What makes a complaint significant: the rules of a pack's file. [5.4.1-b] */
#include "complaint/pack_parts.h"

#include <string.h>

enum { LABEL_MOST = 120, RULES_MOST = 40, TIMES_MOST = 100 };

static bool asks(const struct pack_significant *s)
{
    return s->signals.n + s->severities.n + s->safety.n + s->impacts.n + s->channels.n +
                   s->classes.n >
               0 ||
           s->amount > 0 || s->when_field || s->reportable || s->refused > 0 || s->reopened > 0 ||
           s->repeats > 0;
}

static struct pack_significant rule_of(struct pack_reader *r, const struct node *node)
{
    struct pack_significant s = {
        .code = pack_get_name(r, node, "code"),
        .signals = pack_get_words(r, node, "signals", signal_codes, SIGNAL_CODES),
        .severities = pack_get_codes(r, node, "severities", &severity_words),
        .safety = pack_get_codes(r, node, "safety", &safety_words),
        .impacts = pack_get_codes(r, node, "impacts", &impact_words),
        .channels = pack_get_codes(r, node, "channels", &channel_words),
        .classes = pack_get_classes(r, node),
        .reportable = pack_get_bool(r, node, "reportable"),
        .refused = (int)pack_get_number(r, node, "refused", 1, TIMES_MOST),
        .reopened = (int)pack_get_number(r, node, "reopened", 1, TIMES_MOST),
        .repeats = (int)pack_get_number(r, node, "repeats", 1, TIMES_MOST),
        .event = pack_get_name(r, node, "event"),
        .text = pack_languages(r, node, LABEL_MOST),
        .source = pack_get_source(r, node),
    };

    s.amount = pack_get_money(r, node, "amount", &s.currency);
    pack_get_when(r, node, &s.when_field, &s.when_answers);
    if (s.event && pack_happening(s.event))
        pack_wrong(r, node_get(node, "event")->line,
                   N_("\"{name}\" is an event of the standard: write another name"), "name",
                   s.event, NULL);
    if (!asks(&s))
        pack_wrong(r, node->line,
                   N_("every complaint would be significant: write at least one condition"), NULL);
    return s;
}

void pack_read_significant(struct pack_reader *r, const struct node *top)
{
    static const struct pack_key keys[] = { { "code", KEY_MUST },
                                            { "signals", KEY_MAY },
                                            { "severities", KEY_MAY },
                                            { "safety", KEY_MAY },
                                            { "impacts", KEY_MAY },
                                            { "channels", KEY_MAY },
                                            { "classes", KEY_MAY },
                                            { "amount", KEY_MAY },
                                            { "when_field", KEY_MAY },
                                            { "when_answers", KEY_MAY },
                                            { "reportable", KEY_MAY },
                                            { "refused", KEY_MAY },
                                            { "reopened", KEY_MAY },
                                            { "repeats", KEY_MAY },
                                            { "event", KEY_MAY },
                                            { "source", KEY_MAY },
                                            PACK_LANGUAGES,
                                            { 0 } };
    const struct node *list = pack_get_list(r, top, "significant", RULES_MOST);
    struct pack_significant *rules = ARENA_ARRAY(r->a, struct pack_significant, list ? list->n : 0);

    r->v->significant = rules;
    for (size_t i = 0; list && i < list->n; i++) {
        const struct node *node = list->child[i];
        struct pack_significant s;
        if (!pack_keys(r, node, N_("a rule of what is significant"), keys))
            continue;
        s = rule_of(r, node);
        if (pack_significant(r->v, s.code))
            pack_wrong(r, node->line, N_("rule \"{name}\" stands twice: take one of them out"),
                       "name", s.code, NULL);
        else if (s.code)
            rules[r->v->n_significants++] = s;
    }
}
