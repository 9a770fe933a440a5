/* What one can choose from in the form, in the reader's language. */
#include "portal/complain.h"

#include "web/answer.h"

#include <string.h>

struct plain_choice {
    const char *value, *label, *hint; /* message ids */
};

static const struct answer *choices_of(struct complain *c, const struct plain_choice *from,
                                       size_t n)
{
    struct choice *list = ARENA_ARRAY(c->rq->a, struct choice, n);

    for (size_t i = 0; i < n; i++)
        list[i] = (struct choice){
            .value = from[i].value,
            .label = lang_text(c->rq->lang, from[i].label),
            .hint = from[i].hint ? lang_text(c->rq->lang, from[i].hint) : NULL,
        };
    return answer_choices(c->rq->a, list, n);
}

/* A procedure with classes of its own has no others: those of the organisation are for what is
 * filed without one, as where a class is changed (desk/keep_flow.h). */
static bool of_the_pack(const struct complain *c, const struct code_row *code)
{
    return !c->pack || c->pack->n_classes == 0 || strcmp(code->list, "class") != 0 ||
           pack_class(c->pack, code->code);
}

/* A list of codes as it stands now, in the organisation's order. */
static const struct answer *codes_of(struct complain *c, const char *list)
{
    const struct code_row *codes = c->p->codes.row;
    struct choice *choices = ARENA_ARRAY(c->rq->a, struct choice, c->p->codes.n);
    size_t n = 0;

    for (size_t i = 0; i < c->p->codes.n; i++)
        if (strcmp(codes[i].list, list) == 0 && !instant_is_set(codes[i].ended_at) &&
            of_the_pack(c, &codes[i]))
            choices[n++] =
                (struct choice){ .value = codes[i].code,
                                 .label = own_class_label(c->rq, c->p, c->pack, &codes[i]),
                                 .hint = own_class_hint(c->rq, c->pack, &codes[i]) };
    if (strcmp(list, "class") == 0 && !own_classes_explained(c->pack))
        own_group_classes(c->rq, c->p, c->pack, &(struct rows){ choices, n });
    return answer_choices(c->rq->a, choices, n);
}

const char *complain_category_list(const struct procedure *p)
{
    const struct code_row *codes = p->codes.row;

    for (size_t i = 0; i < p->codes.n; i++)
        if (strcmp(codes[i].list, "class") == 0 && !instant_is_set(codes[i].ended_at))
            return "class";
    return "problem";
}

/* The remedies of 3.3 that somebody asks for, in the words of the one who asks. */
static const struct plain_choice remedies[] = {
    { "refund", N_("My money back"), NULL },
    { "replacement", N_("A replacement"), NULL },
    { "repair", N_("The work done, or done again properly"), NULL },
    { "information", N_("An explanation of what happened"), NULL },
    { "apology", N_("An apology"), NULL },
    { "compensation", N_("Compensation for what it cost me"), NULL },
    { "change", N_("That it does not happen to others"), NULL },
    { "other_assistance", N_("Help in the meantime"), NULL },
};

static const struct plain_choice namings[] = {
    { "named", N_("With my name"),
      N_("The people who deal with it see your name and can reach you.") },
    { "confidential", N_("In confidence"),
      N_("Only the people who must know will learn your name. If it has to be told to somebody "
         "else, we ask you first.") },
    { "anonymous", N_("Without my name"),
      N_("Nobody learns who you are. We can answer only here, with your code; without the code "
         "nobody can reach you, and some things cannot be looked into.") },
};

static const struct plain_choice scopes[] = {
    { "inside", N_("No, neither"), NULL },
    { "employment", N_("It is about my own work for this organisation"), NULL },
    { "outside_dispute", N_("A court or another office is dealing with it already"), NULL },
};

static const struct plain_choice ways[] = {
    { "email", N_("By e-mail"), NULL },
    { "telephone", N_("By telephone"), NULL },
    { "letter", N_("By letter"), NULL },
    { "page", N_("Only here, with my code"), NULL },
};

static const struct answer *languages(struct complain *c)
{
    struct choice *list = ARENA_ARRAY(c->rq->a, struct choice, LANGS);

    for (size_t i = 0; i < LANGS; i++)
        list[i] = (struct choice){ .value = langs[i].tag,
                                   .label = langs[i].name,
                                   .chosen = langs[i].index == c->rq->lang->index };
    return answer_choices(c->rq->a, list, LANGS);
}

/* The door somebody came through has answered this one. */
static const struct answer *naming(struct complain *c)
{
    const struct answer *answer = choices_of(c, namings, COUNT(namings));
    const char *door = form_text(c->rq->query, "naming");
    struct choice *list = (struct choice *)(uintptr_t)answer->choices.row;

    for (size_t i = 0; i < answer->choices.n; i++)
        list[i].chosen = door && strcmp(list[i].value, door) == 0;
    return answer;
}

void complain_choices(struct complain *c, struct complain_page *view)
{
    view->category = codes_of(c, complain_category_list(c->p));
    view->category_radios = own_classes_explained(c->pack);
    view->needs = codes_of(c, "support_need");
    view->remedy_wanted = choices_of(c, remedies, COUNT(remedies));
    view->naming = naming(c);
    view->scope = choices_of(c, scopes, COUNT(scopes));
    view->contact_by = choices_of(c, ways, COUNT(ways));
    view->language = languages(c);
}

const char *complain_remedies(struct complain *c)
{
    const struct tick *ticks = c->in.remedy_wanted.row;
    struct buf b = buf_new(c->rq->a);

    for (size_t i = 0; i < c->in.remedy_wanted.n; i++)
        for (size_t j = 0; j < COUNT(remedies); j++)
            if (strcmp(ticks[i].value, remedies[j].value) == 0)
                buf_printf(&b, "%s\n", lang_text(c->rq->lang, remedies[j].label));
    buf_str(&b, c->in.remedy_sought);
    while (b.n > 0 && b.s[b.n - 1] == '\n')
        b.n--;
    return b.n > 0 ? buf_text(&b) : NULL;
}
