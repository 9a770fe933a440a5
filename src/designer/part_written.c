/* A new thing as its form sends it, in braces; and the rows that are filled in for those in it. */
#include "designer/part_form.h"

#include "base/buf.h"
#include "designer/part_values.h"
#include "designer/yaml_edit.h"
#include "people/settings.h"

#include <string.h>

enum { CODE_MOST = 30 }; /* names of questions are the shortest */

bool part_of_other_kind(const struct part_form *f, const struct part_key *k)
{
    return k->only && strcmp(settings_sent(f->rq, "kind"), k->only) != 0;
}

/* "Cold chain" is cold_chain. */
static const char *code_of(struct arena *a, const char *words)
{
    struct buf b = buf_new(a);
    bool gap = false;

    for (; *words && b.n < CODE_MOST; words++) {
        char c = *words >= 'A' && *words <= 'Z' ? (char)(*words - 'A' + 'a') : *words;
        bool letter = c >= 'a' && c <= 'z', digit = c >= '0' && c <= '9';
        if ((!letter && !digit) || (b.n == 0 && !letter)) {
            gap = b.n > 0;
            continue;
        }
        if (gap)
            buf_char(&b, '_');
        buf_char(&b, c);
        gap = false;
    }
    return buf_text(&b);
}

const char *part_code(const struct part_form *f, const char *prefix)
{
    const char *code = settings_sent(f->rq, arena_printf(f->rq->a, "%snew", prefix));

    return *code ? code
                 : code_of(f->rq->a, settings_sent(f->rq, arena_printf(f->rq->a, "%sen", prefix)));
}

static bool has_words(const struct pack_part *part)
{
    for (size_t i = 0; i < part->n_keys; i++)
        if (part->key[i].kind == PART_LANGUAGES)
            return true;
    return false;
}

static bool sent_in(const struct part_form *f, const char *prefix, const struct lang *lang)
{
    return *settings_sent(f->rq, arena_printf(f->rq->a, "%s%s", prefix, lang->tag)) != '\0';
}

void part_code_missing(struct part_form *f, const struct pack_part *part, const char *prefix)
{
    const char *text = N_("Please give it a name."),
               *field = has_words(part) ? langs[0].tag : "new";

    if (has_words(part) && sent_in(f, prefix, &langs[0])) {
        field = "new";
        text = N_("Please write a code: none can be made of these English words.");
    } else if (has_words(part)) {
        for (int i = 1; i < LANGS; i++)
            if (sent_in(f, prefix, &langs[i]))
                text = N_("Please write its name in English too.");
    }
    if (f->errors.n < COUNT(f->errors.e))
        f->errors.e[f->errors.n++] =
            (struct field_error){ .field = arena_printf(f->rq->a, "%s%s", prefix, field),
                                  .text = lang_text(f->rq->lang, text) };
}

static void brace(struct buf *b, const char *key, const char *value)
{
    if (value)
        buf_printf(b, "%s%s: %s", b->n > 0 ? ", " : "", key, value);
}

static const char *in_braces(struct arena *a, struct buf *b)
{
    return b->n > 0 ? arena_printf(a, "{%s}", buf_text(b)) : NULL;
}

static const char *sent(const struct part_form *f, const struct part_key *k, const char *name)
{
    return part_written(f->rq->a, k, f->rq->form, name, NULL);
}

static void languages(const struct part_form *f, struct buf *b, const struct part_key *k,
                      const char *prefix)
{
    for (int i = 0; i < LANGS; i++)
        brace(b, langs[i].tag, sent(f, k, arena_printf(f->rq->a, "%s%s", prefix, langs[i].tag)));
}

/* All that stands in one mapping, at the first of them. */
static void mapping(const struct part_form *f, struct buf *b, const struct pack_part *part,
                    size_t first, const char *prefix)
{
    const char *in = part->key[first].in;
    struct buf below = buf_new(f->rq->a);

    if (first > 0 && part->key[first - 1].in && strcmp(part->key[first - 1].in, in) == 0)
        return;
    for (size_t i = first; i < part->n_keys; i++) {
        const struct part_key *k = &part->key[i];
        if (k->in && strcmp(k->in, in) == 0)
            brace(&below, k->key,
                  sent(f, k, arena_printf(f->rq->a, "%s%s", prefix, part_input(f->rq->a, k))));
    }
    brace(b, in, in_braces(f->rq->a, &below));
}

static void key(struct part_form *f, struct buf *b, const struct pack_part *part, size_t i,
                const char *prefix)
{
    const struct part_key *k = &part->key[i];
    struct buf below = buf_new(f->rq->a);

    if (!*prefix && part_of_other_kind(f, k))
        return;
    if (k->in) {
        mapping(f, b, part, i, prefix);
    } else if (k->kind == PART_LANGUAGES) {
        languages(f, b, k, prefix);
    } else if (k->kind == PART_LANGUAGES_BELOW) {
        languages(f, &below, k, arena_printf(f->rq->a, "%s%s.", prefix, k->key));
        brace(b, k->key, in_braces(f->rq->a, &below));
    } else if (k->kind == PART_THINGS) {
        brace(b, k->key, *prefix ? NULL : part_rows_written(f, k));
    } else {
        brace(b, k->key, sent(f, k, arena_printf(f->rq->a, "%s%s", prefix, k->key)));
    }
}

static void keys(struct part_form *f, struct buf *b, const struct pack_part *part,
                 const char *prefix)
{
    for (size_t i = 0; i < part->n_keys; i++)
        key(f, b, part, i, prefix);
}

const char *part_thing_written(struct part_form *f, const struct pack_part *part,
                               const char *prefix, const char *code)
{
    struct buf b = buf_new(f->rq->a);

    if (code)
        brace(&b, part->code, yaml_text(f->rq->a, code));
    keys(f, &b, part, prefix);
    return arena_printf(f->rq->a, "{%s}", buf_text(&b));
}

/* The row of a new one, NULL when nothing stands in it. */
static const char *row_written(struct part_form *f, const struct part_key *k, const char *prefix)
{
    const struct pack_part *part = k->things;
    struct buf b = buf_new(f->rq->a);
    const char *code = part->code ? part_code(f, prefix) : NULL;

    keys(f, &b, part, prefix);
    if (b.n == 0 && (!code || !*code))
        return NULL;
    if (code && !*code)
        part_code_missing(f, part, prefix);
    return part_thing_written(f, part, prefix, code);
}

const char *part_rows_written(struct part_form *f, const struct part_key *k)
{
    struct buf b = buf_new(f->rq->a);
    size_t rows = part_rows(f, k);

    for (size_t i = 0; i < rows; i++) {
        const char *row = row_written(f, k, part_row_prefix(f->rq->a, k, i));
        if (row)
            buf_printf(&b, "%s%s", b.n > 0 ? ", " : "", row);
    }
    return b.n > 0 ? arena_printf(f->rq->a, "[%s]", buf_text(&b)) : NULL;
}
