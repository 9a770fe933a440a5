#include "designer/subjects.h"

#include "designer/designer_view.h"

#include <string.h>

static const char *more(struct req *rq, const char *names, const char *name)
{
    return names ? lang_format(rq->a, rq->lang, N_("{names}, {name}"), "names", names, "name", name,
                               NULL)
                 : name;
}

static const char *of_the_pack(struct req *rq, const struct pack_version *v)
{
    const char *all = NULL;

    for (size_t i = 0; i < v->n_classes; i++)
        all = more(rq, all, v->class[i].text.in[rq->lang->index]);
    return all;
}

/* The codes of a list that can be chosen once no procedure has classes: those of `before` end. */
static const char *of_list(struct req *rq, const struct procedure *p, const char *list,
                           const struct pack_version *before)
{
    const struct code_row *code = p->codes.row;
    const char *all = NULL;

    for (size_t i = 0; i < p->codes.n; i++)
        if (strcmp(code[i].list, list) == 0 && !instant_is_set(code[i].ended_at) &&
            !(before && pack_class(before, code[i].code)))
            all = more(rq, all, code_label(&code[i], rq->lang));
    return all;
}

static const char *of_the_organisation(struct req *rq, const struct procedure *p,
                                       const struct pack_version *before)
{
    const char *classes = of_list(rq, p, "class", before);
    const char *problems = classes ? classes : of_list(rq, p, "problem", NULL);

    return problems ? problems : "–";
}

struct rows subjects_show(struct req *rq, const struct procedure *p,
                          const struct pack_version *before, const struct pack_version *after)
{
    bool was = before && before->n_classes > 0, is = after->n_classes > 0;
    struct designer_line *line = ARENA_ARRAY(rq->a, struct designer_line, 3);
    const char *ours = of_the_organisation(rq, p, before);

    if (was == is)
        return (struct rows){ line, 0 };
    line[0].a = lang_format(rq->a, rq->lang,
                            N_("Now people choose what a complaint is about from: {subjects}."),
                            "subjects", was ? of_the_pack(rq, before) : ours, NULL);
    line[1].a =
        lang_format(rq->a, rq->lang, N_("Afterwards they can choose only from: {subjects}."),
                    "subjects", is ? of_the_pack(rq, after) : ours, NULL);
    line[2].a = lang_text(
        rq->lang,
        is ? N_("A procedure with classes offers its own and no others. Add those that are to stay "
                "as classes before you publish it.")
           : N_("A procedure without classes offers those of the organisation."));
    return (struct rows){ line, 3 };
}
