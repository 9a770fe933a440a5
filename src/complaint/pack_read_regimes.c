/* Regimes of reportability: the questions of each place where a product is sold. */
#include "complaint/pack_parts.h"

#include <string.h>

enum { REGIMES_MOST = 20, LIMIT_MOST = 300, TITLE_MOST = 200, QUESTIONS_MOST = 8 };

static struct pack_regime regime_of(struct pack_reader *r, const struct node *node)
{
    struct pack_field *questions = ARENA_NEW(r->a, struct pack_field);
    struct pack_regime g = {
        .code = pack_get_name(r, node, "code"),
        .source = pack_get_source(r, node),
        .classes = pack_get_classes(r, node),
        .text = pack_languages(r, node, TITLE_MOST),
        .limit = pack_get_languages(r, node, "limit", LIMIT_MOST),
        .questions = questions,
    };

    pack_get_when(r, node, &g.when_field, &g.when_answers);
    *questions = (struct pack_field){ .name = g.code, .kind = OWN_TABLE, .rows = 1 };
    pack_get_columns(r, node, "questions", QUESTIONS_MOST, true, questions);
    if (questions->n_columns == 0)
        pack_wrong(r, node->line, N_("a regime has no \"questions\": write them"), NULL);
    return g;
}

void pack_read_regimes(struct pack_reader *r, const struct node *top)
{
    static const struct pack_key keys[] = { { "code", KEY_MUST },
                                            { "source", KEY_MUST },
                                            { "classes", KEY_MAY },
                                            { "when_field", KEY_MAY },
                                            { "when_answers", KEY_MAY },
                                            { "limit", KEY_MUST },
                                            { "questions", KEY_MUST },
                                            PACK_LANGUAGES,
                                            { 0 } };
    const struct node *list = pack_get_list(r, top, "reportability", REGIMES_MOST);
    struct pack_regime *regimes = ARENA_ARRAY(r->a, struct pack_regime, list ? list->n : 0);

    r->v->regime = regimes;
    for (size_t i = 0; list && i < list->n; i++) {
        const struct node *node = list->child[i];
        struct pack_regime g;
        if (!pack_keys(r, node, N_("a regime"), keys))
            continue;
        g = regime_of(r, node);
        if (pack_regime(r->v, g.code))
            pack_wrong(r, node->line, N_("regime \"{name}\" stands twice: take one of them out"),
                       "name", g.code, NULL);
        else if (g.code)
            regimes[r->v->n_regimes++] = g;
    }
}
