/* Text and what was sent are walked side by side; what is in the one and not in the other can
 * only be a bracket. */
#include "redact/passage.h"

#include "complaint/name_mark.h"
#include "complaint/redaction.h"

#include <string.h>

static const struct brackets pairs[] = {
    { "[[", "]]" }, { "{{", "}}" }, { "<<", ">>" }, { "((", "))" }, { "[|", "|]" }, { "{|", "|}" },
};

struct brackets passage_brackets(const char *text)
{
    for (size_t i = 0; i < COUNT(pairs); i++)
        if (!strstr(text, pairs[i].open) && !strstr(text, pairs[i].close))
            return pairs[i];
    return pairs[0];
}

static bool begins(const char *s, const char *with)
{
    return strncmp(s, with, strlen(with)) == 0;
}

static const char *blanks_over(const char *s)
{
    return s + strspn(s, " \t\r\n");
}

static const char *return_over(const char *s)
{
    while (*s == '\r')
        s++;
    return s;
}

static bool cuts(const struct passage *p, size_t at, size_t n)
{
    bool begins_in = p->from > at && p->from < at + n;
    bool ends_in = p->until > at && p->until < at + n;

    return begins_in || ends_in;
}

/* A mark is hidden whole or not at all. */
static bool cuts_mark(const char *text, const struct passage *p)
{
    const char *from = text, *mark;
    bool cut = false;
    size_t n;

    for (; !cut && (mark = redaction_find(from, &n, NULL)) != NULL; from = mark + n)
        cut = cuts(p, (size_t)(mark - text), n);
    for (from = text; !cut && (mark = name_mark_find(from, &n)) != NULL; from = mark + n)
        cut = cuts(p, (size_t)(mark - text), n);
    return cut;
}

static bool only_blanks(const char *text, const struct passage *p)
{
    for (size_t i = p->from; i < p->until; i++)
        if (!strchr(" \t\r\n", text[i]))
            return false;
    return true;
}

struct walk {
    const char *text, *at; /* at: where we are in the text */
    struct passage *out;
    size_t n;
    bool open;
};

static enum passages_read bracket(struct walk *w, bool opens)
{
    struct passage *p;

    if (opens == w->open)
        return PASSAGES_UNPAIRED;
    if (opens && w->n == PASSAGES)
        return PASSAGES_MANY;
    w->open = opens;
    p = &w->out[opens ? w->n : w->n - 1];
    if (opens) {
        w->n++;
        p->from = (size_t)(w->at - w->text);
        return PASSAGES_GOOD;
    }
    p->until = (size_t)(w->at - w->text);
    if (only_blanks(w->text, p))
        w->n--;
    else if (cuts_mark(w->text, p))
        return PASSAGES_CUT;
    return PASSAGES_GOOD;
}

enum passages_read passages_read(const char *text, const char *sent, struct passage out[PASSAGES],
                                 size_t *n)
{
    struct brackets pair = passage_brackets(text);
    struct walk w = { .text = text, .at = blanks_over(text), .out = out };
    enum passages_read read = PASSAGES_GOOD;

    sent = blanks_over(sent);
    while (read == PASSAGES_GOOD) {
        bool opens = begins(sent, pair.open);
        sent = return_over(sent);
        if (opens || begins(sent, pair.close)) {
            read = bracket(&w, opens);
            sent += strlen(pair.open);
            if (w.at == blanks_over(text) && opens)
                sent = blanks_over(sent);
            continue;
        }
        w.at = return_over(w.at);
        if (!*sent || *sent != *w.at)
            break;
        sent++;
        w.at++;
    }
    *n = w.n;
    if (read != PASSAGES_GOOD)
        return read;
    if (*blanks_over(sent) || *blanks_over(w.at))
        return PASSAGES_CHANGED;
    return w.open ? PASSAGES_UNPAIRED : w.n == 0 ? PASSAGES_NONE : PASSAGES_GOOD;
}
