/*
 * A mark is a full block, a bracket, the reason, a colon, the number, a bracket and a full block:
 * to be read by whoever meets it where no language is known, and seldom typed. Typing one does no
 * harm: it shows as a block, and nothing stands behind it.
 */
#include "complaint/redaction.h"

#include "base/buf.h"
#include "complaint/name_mark.h"
#include "complaint/own_table.h"

#include <stdlib.h>
#include <string.h>

#define BLOCK "\xe2\x96\x88"

static const char begin[] = BLOCK "[", end[] = "]" BLOCK;

enum { REASON_MOST = 40, DIGITS_MOST = 9 };

const char *redaction_mark(struct arena *a, const char *reason, int64_t number)
{
    return arena_printf(a, "%s%s:%" PRId64 "%s", begin, reason, number, end);
}

/* The length of the mark that begins here, 0 = none does. */
static size_t mark_length(const char *at, size_t *reason, int64_t *number)
{
    const char *s = at + strlen(begin);
    size_t digits;

    *reason = strspn(s, "abcdefghijklmnopqrstuvwxyz0123456789_");
    if (*reason == 0 || *reason > REASON_MOST || s[*reason] != ':')
        return 0;
    s += *reason + 1;
    digits = strspn(s, "0123456789");
    if (digits == 0 || digits > DIGITS_MOST || strncmp(s + digits, end, strlen(end)) != 0)
        return 0;
    *number = strtoll(s, NULL, 10);
    return (size_t)(s - at) + digits + strlen(end);
}

static const char *mark_next(const char *text, size_t *n, size_t *reason, int64_t *number)
{
    for (const char *at = text; (at = strstr(at, begin)) != NULL; at += strlen(begin)) {
        *n = mark_length(at, reason, number);
        if (*n > 0)
            return at;
    }
    return NULL;
}

const char *redaction_find(const char *text, size_t *n, int64_t *number)
{
    size_t reason;
    int64_t any;

    return text ? mark_next(text, n, &reason, number ? number : &any) : NULL;
}

/* "Other (say what)" says nothing to a reader: what was said is for who may lift it. */
static const char *block(struct arena *a, const struct procedure *p, const struct lang *lang,
                         const char *reason)
{
    const struct code_row *code = procedure_code(p, "redaction", reason);

    if (!code || code->detail)
        return arena_printf(a, BLOCK " %s", lang_text(lang, N_("[redacted]")));
    return arena_printf(
        a, BLOCK " %s",
        lang_format(a, lang, N_("[redacted: {reason}]"), "reason", code_label(code, lang), NULL));
}

const char *redaction_show(struct arena *a, const struct procedure *p, const struct lang *lang,
                           const char *text)
{
    struct buf b;
    size_t n, reason;
    int64_t number;
    const char *mark = text ? mark_next(text, &n, &reason, &number) : NULL;

    if (!mark)
        return text;
    b = buf_new(a);
    for (; mark; mark = mark_next(text, &n, &reason, &number)) {
        buf_add(&b, text, (size_t)(mark - text));
        buf_str(&b, block(a, p, lang, arena_strn(a, mark + strlen(begin), reason)));
        text = mark + n;
    }
    buf_str(&b, text);
    return buf_text(&b);
}

struct showing {
    struct arena *a;
    const struct procedure *p;
    const struct lang *lang;
    const struct dossier *d;
};

static const char *text_show(void *with, const char *text)
{
    const struct showing *x = with;

    return redaction_show(x->a, x->p, x->lang, text);
}

/* The words of a block could end a cell of the JSON that a table is. */
static const char *own_show(struct showing *x, const struct own_field_row *row)
{
    const struct pack_field *f = pack_field(x->d->pack, row->name);
    const char *text = row->value.text;
    size_t n;

    if (!f || f->kind != OWN_TABLE || !redaction_find(text, &n, NULL))
        return text_show(x, text);
    return own_cells_each(x->a, f, text, text_show, x);
}

static void row_show(struct showing *x, const struct table *t, void *row)
{
    for (size_t i = 0; i < t->record->n; i++) {
        struct secret *s;
        if (t->seals[i] == SEAL_NONE)
            continue;
        s = field_at(&t->record->fields[i], row);
        s->text = t == &own_field_table ? own_show(x, row) : text_show(x, s->text);
    }
}

#define SHOW(t)                                                                                    \
    for (size_t i = 0; i < d->t.n; i++)                                                            \
        row_show(&x, &t##_table, &d->t.row[i]);

/* The marks of names in what was sent, as this reader may have them. */
static void names_show(const struct showing *x, struct dossier *d)
{
    for (size_t i = 0; i < d->entry.n; i++) {
        struct entry_row *e = &d->entry.row[i];
        e->text.text = name_mark_show(x->a, x->lang, e->text.text, e->named.text);
    }
}

void redaction_show_all(struct arena *a, const struct procedure *p, const struct lang *lang,
                        struct dossier *d)
{
    struct showing x = { a, p, lang, d };
    size_t n;

    d->redacted = redaction_find(d->c.description.text, &n, NULL) != NULL;
    row_show(&x, &complaint_table, &d->c);
    DOSSIER_TABLES(SHOW)
    names_show(&x, d);
}

/* The first mark of either kind. */
static const char *any_mark(const char *text, size_t *n)
{
    size_t named;
    const char *mark = redaction_find(text, n, NULL), *name = name_mark_find(text, &named);

    if (!name || (mark && mark < name))
        return mark;
    *n = named;
    return name;
}

const char *redaction_words(struct arena *a, const char *text)
{
    const char *mark;
    struct buf b;
    size_t n;

    if (!any_mark(text, &n))
        return text;
    b = buf_new(a);
    while ((mark = any_mark(text, &n)) != NULL) {
        buf_add(&b, text, (size_t)(mark - text));
        buf_str(&b, "\n.\n");
        text = mark + n;
    }
    buf_str(&b, text);
    return buf_text(&b);
}

const char *redaction_restore(struct arena *a, const char *text, int64_t number,
                              const char *passage)
{
    const char *from = text, *mark;
    int64_t found;
    size_t n;

    while ((mark = redaction_find(from, &n, &found)) != NULL) {
        struct buf b = buf_new(a);
        from = mark + n;
        if (found != number)
            continue;
        buf_add(&b, text, (size_t)(mark - text));
        buf_str(&b, passage);
        buf_str(&b, from);
        return buf_text(&b);
    }
    return NULL;
}
