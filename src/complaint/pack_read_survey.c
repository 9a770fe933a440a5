/* The survey of a pack: what complainants are asked when a complaint is closed, and from when on.
 * Handling and outcome are asked apart, as ISO 10004 does. [8.3-a] */
#include "complaint/pack_parts.h"

#include "i18n/lang.h"

#include <string.h>

enum {
    QUESTION_MOST = 200,
    SENTENCE_MOST = 400,
    NAME_MOST = 30,
    LINES_MOST = 5000,
    DAYS_MOST = 365
};

/* Five answers from the best to the worst, in the words of the standard's own questions. */
static const char *const how_well[] = { N_("Very well"), N_("Well"), N_("Neither well nor badly"),
                                        N_("Badly"), N_("Very badly") };
static const char *const satisfied[] = { N_("Very satisfied"), N_("Satisfied"),
                                         N_("Neither satisfied nor dissatisfied"),
                                         N_("Dissatisfied"), N_("Very dissatisfied") };

static void scale_fill(struct pack_reader *r, const char *const *labels, struct pack_field *f)
{
    static const char *const codes[] = { "5", "4", "3", "2", "1" };
    struct pack_choice *list = ARENA_ARRAY(r->a, struct pack_choice, COUNT(codes));

    for (size_t i = 0; i < COUNT(codes); i++) {
        list[i].code = codes[i];
        for (size_t j = 0; j < LANGS; j++)
            list[i].text.in[j] = lang_text(&langs[j], labels[i]);
    }
    f->choice = list;
    f->n_choices = COUNT(codes);
}

static void scale_read(struct pack_reader *r, const struct node *node, struct pack_field *f)
{
    static const char *const words[] = { "how_well", "satisfied" };
    int at = pack_get_word(r, node, "words", words, COUNT(words));

    scale_fill(r, at == 1 || (at < 0 && f->about == SURVEY_OUTCOME) ? satisfied : how_well, f);
}

/* A scale is a choice of five, and counted as one. */
static void kind_read(struct pack_reader *r, const struct node *node, struct pack_field *f)
{
    enum { SCALE, YES_NO, CHOICE, TEXT };
    static const char *const kinds[] = { "scale", "yes_no", "choice", "text" };
    static const enum own_kind own[] = { OWN_CHOICE, OWN_YES_NO, OWN_CHOICE, OWN_LINES };
    int kind = pack_get_word(r, node, "kind", kinds, COUNT(kinds));

    f->kind = kind >= 0 ? own[kind] : OWN_LINES;
    f->plain = kind >= 0 && kind != TEXT;
    if (kind == SCALE)
        scale_read(r, node, f);
    else if (kind == YES_NO)
        pack_fill_yes_no(r, f);
    else if (kind == CHOICE)
        pack_get_choices(r, node, f);
    if (kind == CHOICE && f->n_choices < 2)
        pack_wrong(r, node->line,
                   N_("a question to choose in has two \"choices\" at least: write them"), NULL);
    if (kind >= 0 && kind != CHOICE && node_get(node, "choices"))
        pack_wrong(r, node_get(node, "choices")->line,
                   N_("\"choices\" go with \"kind: choice\" only: take them out"), NULL);
    if (kind >= 0 && kind != SCALE && node_get(node, "words"))
        pack_wrong(r, node_get(node, "words")->line,
                   N_("\"words\" go with \"kind: scale\" only: take them out"), NULL);
}

static const char *name_read(struct pack_reader *r, const struct node *node)
{
    const char *name = pack_get_name(r, node, "name");

    if (name && strlen(name) > NAME_MOST) {
        pack_wrong(r, node_get(node, "name")->line,
                   N_("the name of a question has at most {most} characters: shorten it"), "most",
                   pack_digits(r, NAME_MOST), NULL);
        return NULL;
    }
    return name ? arena_printf(r->a, SURVEY_PREFIX "%s", name) : NULL;
}

static struct pack_field question_of(struct pack_reader *r, const struct node *node)
{
    static const char *const about[] = { NULL, "handling", "outcome" };
    int at = pack_get_word(r, node, "about", about, COUNT(about));
    struct pack_field f = {
        .name = name_read(r, node),
        .about = at > 0 ? (enum survey_about)at : SURVEY_HANDLING,
        .shown_to_complainant = true,
        .required = pack_get_bool(r, node, "required"),
        .max = LINES_MOST,
        .classes = pack_get_classes(r, node),
        .text = pack_languages(r, node, QUESTION_MOST),
        .hint = pack_get_languages(r, node, "hint", SENTENCE_MOST),
    };

    kind_read(r, node, &f);
    return f;
}

static void questions_read(struct pack_reader *r, const struct node *survey)
{
    static const struct pack_key keys[] = { { "name", KEY_MUST },   { "about", KEY_MUST },
                                            { "kind", KEY_MUST },   { "words", KEY_MAY },
                                            { "choices", KEY_MAY }, { "required", KEY_MAY },
                                            { "classes", KEY_MAY }, { "hint", KEY_MAY },
                                            PACK_LANGUAGES,         { 0 } };
    const struct node *list = pack_get_list(r, survey, "questions", PACK_QUESTIONS);
    struct pack_field *questions = ARENA_ARRAY(r->a, struct pack_field, list ? list->n : 0);

    r->v->question = questions;
    for (size_t i = 0; list && i < list->n; i++) {
        struct pack_field f;
        if (!pack_keys(r, list->child[i], N_("a question"), keys))
            continue;
        f = question_of(r, list->child[i]);
        if (f.name && pack_field(r->v, f.name))
            pack_wrong(r, list->child[i]->line,
                       N_("question \"{name}\" stands twice: take one of them out"), "name",
                       f.name + strlen(SURVEY_PREFIX), NULL);
        else if (f.name)
            questions[r->v->n_questions++] = f;
    }
}

void pack_read_survey(struct pack_reader *r, const struct node *top)
{
    static const struct pack_key keys[] = { { "reopen_up_to", KEY_MAY }, { "after_days", KEY_MAY },
                                            { "without", KEY_MAY },      { "questions", KEY_MAY },
                                            { "source", KEY_MAY },       { 0 } };
    static const char *const standard[] = { "fair", "outcome" };
    const struct node *node = node_get(top, "survey");
    struct pack_words without;

    if (!node || !pack_keys(r, node, N_("the survey"), keys))
        return;
    without = pack_get_words(r, node, "without", standard, COUNT(standard));
    r->v->reopen_up_to = (int)pack_get_number(r, node, "reopen_up_to", 1, 4);
    r->v->survey_after = (int)pack_get_number(r, node, "after_days", 1, DAYS_MOST);
    r->v->survey_from = pack_get_source(r, node);
    r->v->without_fair = pack_listed(&without, "fair");
    r->v->without_outcome = pack_listed(&without, "outcome");
    questions_read(r, node);
}
