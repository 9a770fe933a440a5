/*
 * The four languages, how one is chosen, and the texts of the catalogues. Pages
 * look up hundreds of texts, so the table is hashed when it is generated.
 */
#include "i18n/lang.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "i18n/catalog.h"

#include <string.h>
#include <strings.h>
#include <unicode/uchar.h>

const struct lang langs[LANGS] = {
    { "en", "English", 0 },
    { "zh-Hans", "简体中文", 1 },
    { "zh-Hant", "繁體中文", 2 },
    { "vi", "Tiếng Việt", 3 },
};

const struct lang *lang_by_tag(const char *tag)
{
    for (size_t i = 0; tag && i < LANGS; i++)
        if (strcasecmp(langs[i].tag, tag) == 0)
            return &langs[i];
    return NULL;
}

static uint32_t hash(uint32_t h, const char *s)
{
    for (; *s; s++)
        h = (h ^ (unsigned char)*s) * 16777619U;
    return h;
}

static bool same(const struct message *m, const char *id, const char *plural)
{
    if (strcmp(m->id, id) != 0 || !m->plural != !plural)
        return false;
    return !plural || strcmp(m->plural, plural) == 0;
}

/* The message, or NULL when no catalogue has it. */
static const struct message *find(const char *id, const char *plural)
{
    uint32_t h = hash(2166136261U, id);

    if (plural)
        h = hash(hash(h, "|"), plural);
    for (size_t at = h & catalog_mask; catalog_slots[at] != 0; at = (at + 1) & catalog_mask) {
        const struct message *m = &catalog_messages[catalog_slots[at] - 1];
        if (same(m, id, plural))
            return m;
    }
    return NULL;
}

const char *lang_text(const struct lang *l, const char *id)
{
    const struct message *m = find(id, NULL);

    return m && m->text[l->index] ? m->text[l->index] : id;
}

/* Names and values by turns. */
struct values {
    const char *pair[2 * 16];
    size_t n;
};

static const char *value_of(const struct values *v, const char *name, size_t n)
{
    for (size_t i = 0; i < v->n; i += 2)
        if (strlen(v->pair[i]) == n && memcmp(v->pair[i], name, n) == 0)
            return v->pair[i + 1] ? v->pair[i + 1] : "";
    return NULL;
}

/* The text with each `{name}` replaced; what a value holds is not looked at
 * again, and a name without value stays as it is. */
static const char *fill(struct arena *a, const char *text, const struct values *v)
{
    struct buf b = buf_new(a);
    const char *open;

    if (!strchr(text, '{'))
        return text;
    while ((open = strchr(text, '{'))) {
        const char *close = strchr(open, '}');
        const char *value = close ? value_of(v, open + 1, (size_t)(close - open) - 1) : NULL;

        buf_add(&b, text, (size_t)(open - text));
        if (value)
            buf_str(&b, value);
        else
            buf_char(&b, '{');
        text = value ? close + 1 : open + 1;
    }
    buf_str(&b, text);
    return buf_text(&b);
}

const char *lang_format(struct arena *a, const struct lang *l, const char *id, ...)
{
    struct values v = { .n = 0 };
    const char *name;
    va_list args;

    va_start(args, id);
    while (v.n < COUNT(v.pair) && (name = va_arg(args, const char *))) {
        v.pair[v.n++] = name;
        v.pair[v.n++] = va_arg(args, const char *);
    }
    va_end(args);
    return fill(a, lang_text(l, id), &v);
}

const char *lang_plural(struct arena *a, const struct lang *l, const char *one, const char *other,
                        int64_t n)
{
    const struct message *m = find(one, other);
    struct values v = { { "n", lang_number(a, l, n) }, 2 };
    const char *text = m ? m->text[l->index] : NULL;

    if (m && m->one[l->index] && n == 1)
        text = m->one[l->index];
    if (!text)
        text = n == 1 ? one : other;
    return fill(a, text, &v);
}

static void buf_character(struct buf *b, uint32_t c)
{
    if (c < 0x80) {
        buf_char(b, (char)c);
    } else if (c < 0x800) {
        buf_char(b, (char)(0xc0 | c >> 6));
        buf_char(b, (char)(0x80 | (c & 0x3f)));
    } else {
        buf_char(b, (char)(0xe0 | c >> 12));
        buf_char(b, (char)(0x80 | (c >> 6 & 0x3f)));
        buf_char(b, (char)(0x80 | (c & 0x3f)));
    }
}

/* Within a sentence it does not begin with a capital, unless that is all capitals: "API key". */
static const char *within(struct arena *a, const char *text)
{
    size_t n = strlen(text), first, second;
    uint32_t one = 0, two = 0;
    struct buf b = buf_new(a);

    first = utf8_next(text, n, &one);
    second = utf8_next(text + first, n - first, &two);
    if (first == 0 || !u_isupper((UChar32)one) || (second > 0 && u_isupper((UChar32)two)))
        return text;
    buf_character(&b, (uint32_t)u_tolower((UChar32)one));
    buf_str(&b, text + first);
    return buf_text(&b);
}

const char *lang_lack(struct arena *a, const struct lang *l, const char *thing)
{
    return lang_format(a, l, N_("Still missing: {what}"), "what", within(a, thing), NULL);
}

/* "Missing first: the root cause. The opinion of the superior." */
static const char *missing_text(struct arena *a, const struct lang *l, const struct err *err)
{
    struct buf b = buf_new(a);

    buf_str(&b, err->said[l->index]);
    for (size_t i = 0; i < err->n_also; i++)
        buf_printf(&b, " %s", err->also[i][l->index]);
    return lang_format(a, l, N_("This is missing first: {what}"), "what", buf_text(&b), NULL);
}

const char *lang_err(struct arena *a, const struct lang *l, const struct err *err)
{
    struct values v = { .n = 0 };

    for (size_t i = 0; i < ERR_ARGS && err->args[i].name; i++) {
        v.pair[v.n++] = err->args[i].name;
        v.pair[v.n++] = err->args[i].said ? err->args[i].said[l->index] : err->args[i].value;
    }
    if (err->said)
        return missing_text(a, l, err);
    if (!err->text)
        return lang_text(l, N_("Something went wrong on our side. Please try again."));
    if (err->lacks)
        return lang_lack(a, l, lang_text(l, err->text));
    return fill(a, lang_text(l, err->text), &v);
}
