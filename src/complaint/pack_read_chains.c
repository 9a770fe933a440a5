/* The chains of a pack's file: other names for the steps of clause 7, in their order. */
#include "complaint/pack_parts.h"

#include "complaint/words.h"

#include <string.h>

enum { TITLE_MOST = 120, STEP_MOST = 60 };

static unsigned stages_of(struct pack_reader *r, const struct node *node)
{
    const char *codes[GATE_STEPS] = { 0 };
    struct pack_words words;
    unsigned bits = 0;

    for (int i = 1; i < gate_step_words.n; i++)
        codes[i] = word_code(&gate_step_words, i);
    words = pack_get_words(r, node, "stages", codes, GATE_STEPS);
    for (size_t i = 0; i < words.n; i++)
        bits |= 1u << word_value(&gate_step_words, words.word[i]);
    return bits;
}

/* No step stands for what comes before the stages of the one before it. */
static void order_check(struct pack_reader *r, const struct node *node, const struct pack_chain *c)
{
    unsigned last = 0; /* the latest stage so far */

    for (size_t i = 0; i < c->n; i++) {
        unsigned stages = c->step[i].stages;
        if (stages == 0)
            continue;
        if ((stages & -stages) < last)
            pack_wrong(r, node->line,
                       N_("the steps of \"{name}\" are not in the order of their stages: receipt, "
                          "acknowledgement … closing"),
                       "name", c->name, NULL);
        last = 1u << (31 - __builtin_clz(stages));
    }
}

static struct pack_chain_step step_of(struct pack_reader *r, const struct node *node)
{
    struct pack_chain_step step = { .text = pack_languages(r, node, STEP_MOST),
                                    .stages = stages_of(r, node),
                                    .called = pack_get_bool(r, node, "called"),
                                    .carried_out = pack_get_bool(r, node, "carried_out"),
                                    .fields = pack_get_fields(r, node, "fields") };

    if (step.stages == 0 && (step.called || step.carried_out || step.fields.n > 0))
        pack_wrong(r, node->line,
                   N_("a step that asks for something belongs to a complaint that is there: write "
                      "its \"stages\""),
                   NULL);
    return step;
}

static struct pack_chain chain_of(struct pack_reader *r, const struct node *node)
{
    static const struct pack_key keys[] = {
        { "stages", KEY_MAY }, { "called", KEY_MAY }, { "carried_out", KEY_MAY },
        { "fields", KEY_MAY }, PACK_LANGUAGES,        { 0 }
    };
    const struct node *list = pack_get_list(r, node, "chain", PACK_CHAIN_STEPS);
    struct pack_chain_step *step = ARENA_ARRAY(r->a, struct pack_chain_step, list ? list->n : 0);
    struct pack_chain chain = { .name = pack_get_name(r, node, "name"),
                                .classes = pack_get_classes(r, node),
                                .text = pack_languages(r, node, TITLE_MOST),
                                .step = step };

    for (size_t i = 0; list && i < list->n; i++)
        if (pack_keys(r, list->child[i], N_("a step"), keys))
            step[chain.n++] = step_of(r, list->child[i]);
    if (list && list->n < 2)
        pack_wrong(r, node->line, N_("a chain has at least two steps: write more, or take it out"),
                   NULL);
    if (chain.name)
        order_check(r, node, &chain);
    return chain;
}

static bool chain_there(const struct pack_version *v, const char *name)
{
    for (size_t i = 0; i < v->n_chains; i++)
        if (strcmp(v->chain[i].name, name) == 0)
            return true;
    return false;
}

void pack_read_chains(struct pack_reader *r, const struct node *top)
{
    static const struct pack_key keys[] = {
        { "name", KEY_MUST }, { "classes", KEY_MAY }, { "chain", KEY_MUST }, PACK_LANGUAGES, { 0 }
    };
    const struct node *list = pack_get_list(r, top, "steps", PACK_CHAINS);
    struct pack_chain *chains = ARENA_ARRAY(r->a, struct pack_chain, list ? list->n : 0);

    r->v->chain = chains;
    for (size_t i = 0; list && i < list->n; i++) {
        const struct node *node = list->child[i];
        struct pack_chain chain;
        if (!pack_keys(r, node, N_("a chain of steps"), keys))
            continue;
        chain = chain_of(r, node);
        if (chain.name && chain_there(r->v, chain.name))
            pack_wrong(r, node->line, N_("the chain \"{name}\" stands twice: take one of them out"),
                       "name", chain.name, NULL);
        else if (chain.name)
            chains[r->v->n_chains++] = chain;
    }
}

bool pack_read_chain_file(struct arena *a, const char *yaml, size_t n, struct pack_version *out,
                          struct pack_problems *problems)
{
    static const struct pack_key keys[] = { { "steps", KEY_MUST }, { "fields", KEY_MAY }, { 0 } };
    struct pack_reader r = { a, out, problems };
    struct node *top = NULL;
    struct yaml_fault fault;

    *out = (struct pack_version){ 0 };
    problems->n = 0;
    if (!yaml_tree(a, yaml, n, &top, &fault))
        pack_problem_yaml(a, problems, &fault);
    else if (pack_keys(&r, top, N_("a file of steps"), keys)) {
        pack_read_fields(&r, top);
        pack_read_chains(&r, top);
    }
    return problems->n == 0;
}
