/* Lists to choose from, in the reader's language. */
#include "desk/choices.h"

#include <string.h>

static bool listed(const char *const *only, const char *code)
{
    if (!only)
        return true;
    while (*only && strcmp(*only, code) != 0)
        only++;
    return *only != NULL;
}

const struct answer *choices_words(struct req *rq, const struct words *w, const char *chosen,
                                   const char *const *only)
{
    struct choice *list = ARENA_ARRAY(rq->a, struct choice, (size_t)w->n);
    size_t n = 0;

    for (int i = 1; i < w->n; i++)
        if (listed(only, w->word[i].code))
            list[n++] = (struct choice){ .value = w->word[i].code,
                                         .label = lang_text(rq->lang, w->word[i].label),
                                         .chosen = chosen && strcmp(w->word[i].code, chosen) == 0 };
    return answer_choices(rq->a, list, n);
}

const struct answer *choices_codes(struct req *rq, const struct procedure *p, const char *name)
{
    const struct code_row *code = p->codes.row;
    struct choice *list = ARENA_ARRAY(rq->a, struct choice, p->codes.n + 1);
    size_t n = 0;

    for (size_t i = 0; i < p->codes.n; i++)
        if (strcmp(code[i].list, name) == 0 && !instant_is_set(code[i].ended_at))
            list[n++] =
                (struct choice){ .value = code[i].code, .label = code_label(&code[i], rq->lang) };
    return answer_choices(rq->a, list, n);
}

const struct answer *choices_languages(struct req *rq)
{
    struct choice *list = ARENA_ARRAY(rq->a, struct choice, LANGS);

    for (int i = 0; i < LANGS; i++)
        list[i] = (struct choice){ langs[i].tag, langs[i].name, NULL, i == rq->lang->index };
    return answer_choices(rq->a, list, LANGS);
}

const struct answer *choices_currencies(struct req *rq, const struct procedure *p)
{
    const char *list = procedure_text(p, "currencies", "EUR USD GBP CNY TWD HKD VND");
    struct choice *out = ARENA_ARRAY(rq->a, struct choice, strlen(list) / 4 + 1);
    size_t n = 0;

    for (const char *s = list; strlen(s) >= 3; s += strlen(s) > 3 ? 4 : 3) {
        const char *code = arena_strn(rq->a, s, 3);
        out[n++] = (struct choice){ .value = code, .label = code };
    }
    return answer_choices(rq->a, out, n);
}
