#include "complaint/pack_problem.h"

#include "complaint/yaml_tree.h"
#include "i18n/lang.h"

#include <string.h>

static const char *value(const struct lang *l, const char *name, const char *text)
{
    bool message = name && (strcmp(name, "what") == 0 || strcmp(name, "is") == 0);

    return message && text ? lang_text(l, text) : text;
}

const char *pack_problem_words(struct arena *a, const struct lang *l,
                               const struct pack_problem *problem)
{
    const char *const *arg = problem->arg;

    return lang_format(a, l, problem->id, arg[0], value(l, arg[0], arg[1]), arg[2],
                       value(l, arg[2], arg[3]), arg[4], value(l, arg[4], arg[5]), arg[6],
                       value(l, arg[6], arg[7]), NULL);
}

void pack_problem_add(struct arena *a, struct pack_problems *problems, struct pack_problem problem)
{
    size_t at = problems->n;

    if (problems->n == PACK_PROBLEMS)
        return;
    while (at > 0 && problems->item[at - 1].line > problem.line) {
        problems->item[at] = problems->item[at - 1];
        at--;
    }
    problem.text = pack_problem_words(a, &langs[0], &problem);
    problems->item[at] = problem;
    problems->n++;
}

void pack_problem_yaml(struct arena *a, struct pack_problems *problems,
                       const struct yaml_fault *fault)
{
    pack_problem_add(a, problems,
                     (struct pack_problem){ .line = fault->line,
                                            .id = fault->text,
                                            .arg = { fault->name ? "name" : NULL, fault->name } });
}
