#include "complaint/name_mark.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "i18n/fold.h"

#include <string.h>

#define BLOCK "\xe2\x96\x88"

/* Like the marks of redactions, and never one of these, which have a number. */
static const char mark[] = BLOCK "[name]" BLOCK;

const char *name_mark_find(const char *text, size_t *n)
{
    *n = sizeof mark - 1;
    return text ? strstr(text, mark) : NULL;
}

const char *name_sealed_words(const struct lang *lang)
{
    return lang_text(lang, N_("[name sealed]"));
}

/* Whether the character that begins at `s` can go on with a word; `signs`: those of scripts without
 * blanks, too. */
static bool in_word(const char *s, bool signs)
{
    const uint32_t *folded;
    uint32_t c, one;
    enum letter class;

    if (utf8_next(s, strlen(s), &c) == 0 || fold_char(c, &one, &folded) == 0)
        return false;
    class = fold_class(folded[0]);
    return class == LETTER_WORD || class == LETTER_DIGIT || class == LETTER_MARK ||
           (signs && class == LETTER_RUN);
}

static const char *last_character(const char *begin, const char *end)
{
    const char *s = end - 1;

    while (s > begin && ((unsigned char)*s & 0xc0) == 0x80)
        s--;
    return s;
}

/* A name within a longer word is another word. Scripts without blanks have no such words; but a
 * single sign of theirs is a name only where it stands apart. */
static bool alone(const char *text, const char *at, size_t n)
{
    const char *end = at + n, *last = last_character(at, end);
    bool signs = last == at;

    return !(at > text && in_word(at, signs) && in_word(last_character(text, at), signs)) &&
           !(*end && in_word(end, signs) && in_word(last, signs));
}

static const char *found(const char *text, const char *from, const char *name, size_t n)
{
    for (const char *at = from; (at = strstr(at, name)) != NULL; at += n)
        if (alone(text, at, n))
            return at;
    return NULL;
}

static const char *replaced(struct arena *a, const char *text, const char *name, const char *by)
{
    size_t n = strlen(name);
    const char *at = found(text, text, name, n), *rest = text;
    struct buf b;

    if (!at)
        return text;
    b = buf_new(a);
    for (; at; at = found(text, rest, name, n)) {
        buf_add(&b, rest, (size_t)(at - rest));
        buf_str(&b, by);
        rest = at + n;
    }
    buf_str(&b, rest);
    return buf_text(&b);
}

const char *name_mark_set(struct arena *a, const char *text, const char *name)
{
    if (!text || !name || !*name)
        return text;
    text = replaced(a, text, name, mark);
    for (int i = 0; i < LANGS; i++)
        text = replaced(a, text, name_sealed_words(&langs[i]), mark);
    return text;
}

const char *name_mark_show(struct arena *a, const struct lang *lang, const char *text,
                           const char *name)
{
    size_t n;

    if (!name_mark_find(text, &n))
        return text;
    return replaced(a, text, mark, name ? name : name_sealed_words(lang));
}
