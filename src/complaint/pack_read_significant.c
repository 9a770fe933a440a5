/* What makes a complaint significant: the rules of a pack's file. [5.4.1-b] */
#include "complaint/pack_parts.h"

#include "i18n/lang.h"

#include <string.h>

enum { LABEL_MOST = 120, RULES_MOST = 40 };

/* "10000.00 EUR", from this sum of all remedies on. */
static void amount_read(struct pack_reader *r, const struct node *node,
                        struct pack_significant *out)
{
    const char *text = pack_get_text(r, node, "amount", 40);
    const char *blank = text ? strrchr(text, ' ') : NULL;

    if (!text)
        return;
    if (blank && strlen(blank + 1) == 3 &&
        lang_money_read(arena_strn(r->a, text, (size_t)(blank - text)), blank + 1, &out->amount) &&
        out->amount > 0)
        out->currency = blank + 1;
    else
        pack_wrong(r, node_get(node, "amount")->line,
                   "\"%s\" is no sum: write it with its currency, such as \"10000.00 EUR\"", text);
}

static bool asks(const struct pack_significant *s)
{
    return s->signals.n + s->severities.n + s->safety.n + s->impacts.n + s->channels.n +
                   s->classes.n >
               0 ||
           s->amount > 0 || s->when_field || s->reportable;
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
        .text = pack_languages(r, node, LABEL_MOST),
    };

    amount_read(r, node, &s);
    pack_get_when(r, node, &s.when_field, &s.when_answers);
    if (!asks(&s))
        pack_wrong(r, node->line,
                   "every complaint would be significant: write at least one condition");
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
                                            PACK_LANGUAGES,
                                            { 0 } };
    const struct node *list = pack_get_list(r, top, "significant", RULES_MOST);
    struct pack_significant *rules = ARENA_ARRAY(r->a, struct pack_significant, list ? list->n : 0);

    r->v->significant = rules;
    for (size_t i = 0; list && i < list->n; i++) {
        const struct node *node = list->child[i];
        struct pack_significant s;
        if (!pack_keys(r, node, "a rule of what is significant", keys))
            continue;
        s = rule_of(r, node);
        if (pack_significant(r->v, s.code))
            pack_wrong(r, node->line, "rule \"%s\" stands twice: take one of them out", s.code);
        else if (s.code)
            rules[r->v->n_significants++] = s;
    }
}
