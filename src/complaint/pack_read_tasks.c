/* Tasks of a pack: what other teams are usually asked to do. */
#include "complaint/pack_parts.h"

#include <string.h>

enum { TITLE_MOST = 100, SENTENCE_MOST = 400, TEAM_MOST = 120 };

/* An own field that a task fills in, of that kind; what stands in another one is refused. */
static const char *task_field(struct pack_reader *r, const struct node *node, const char *key,
                              enum own_kind kind)
{
    const char *name = pack_get_name(r, node, key);
    const struct pack_field *f = name ? pack_field(r->v, name) : NULL;

    if (!name || (f && f->kind == kind))
        return name;
    pack_wrong(
        r, node_get(node, key)->line,
        f ? N_("field \"{name}\" cannot be filled in by a task: it is of another kind than {kind}")
          : N_("field \"{name}\" is none of the pack's: write it under \"fields\" first, as "
               "{kind}"),
        "name", name, "kind", own_kind_code(kind), NULL);
    return NULL;
}

static void task_outside(struct pack_reader *r, const struct node *node, struct pack_task *t)
{
    t->outside = pack_get_name(r, node, "outside");
    t->told = task_field(r, node, "told", OWN_DATE);
    t->answered = task_field(r, node, "answered", OWN_DATE);
    t->result = task_field(r, node, "result", OWN_LINES);
    if (t->outside && t->team)
        pack_wrong(r, node->line,
                   N_("a task is of a team or of somebody outside: write one of them"), NULL);
    if (!t->outside && (t->told || t->answered || t->result))
        pack_wrong(r, node->line,
                   N_("a task fills fields in when somebody outside is asked: write \"outside\""),
                   NULL);
}

void pack_read_tasks(struct pack_reader *r, const struct node *top)
{
    static const struct pack_key keys[] = { { "code", KEY_MUST },  { "classes", KEY_MAY },
                                            { "stage", KEY_MAY },  { "team", KEY_MAY },
                                            { "unit", KEY_MUST },  { "length", KEY_MUST },
                                            { "ask", KEY_MUST },   { "outside", KEY_MAY },
                                            { "told", KEY_MAY },   { "answered", KEY_MAY },
                                            { "result", KEY_MAY }, { "source", KEY_MAY },
                                            PACK_LANGUAGES,        { 0 } };
    const struct node *list = pack_get_list(r, top, "tasks", PACK_TASKS);
    struct pack_task *tasks = ARENA_ARRAY(r->a, struct pack_task, list ? list->n : 0);

    r->v->task = tasks;
    for (size_t i = 0; list && i < list->n; i++) {
        const struct node *node = list->child[i];
        struct pack_task t;
        if (!pack_keys(r, node, N_("a task"), keys))
            continue;
        t = (struct pack_task){ .code = pack_get_name(r, node, "code"),
                                .classes = pack_get_classes(r, node),
                                .stage = pack_get_stage(r, node, "stage"),
                                .team = pack_get_text(r, node, "team", TEAM_MOST),
                                .unit = pack_get_unit(r, node, "unit", false),
                                .length = pack_get_number(r, node, "length", 1, 500),
                                .text = pack_languages(r, node, TITLE_MOST),
                                .ask = pack_get_languages(r, node, "ask", SENTENCE_MOST),
                                .source = pack_get_source(r, node) };
        task_outside(r, node, &t);
        if (pack_task(r->v, t.code))
            pack_wrong(r, node->line, N_("task \"{name}\" stands twice: take one of them out"),
                       "name", t.code, NULL);
        else if (t.code)
            tasks[r->v->n_tasks++] = t;
    }
}
