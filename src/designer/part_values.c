#include "designer/part_values.h"

#include "base/buf.h"
#include "complaint/calendar.h"
#include "designer/yaml_edit.h"

#include <string.h>

/* -- what stands there -- */

size_t part_listed_n(const struct node *n)
{
    return !n || n->kind == NODE_MAP ? 0 : n->kind == NODE_TEXT ? 1 : n->n;
}

size_t part_listed(const struct node *n, const char **out)
{
    size_t words = 0;

    if (n && n->kind == NODE_TEXT)
        out[words++] = n->text;
    for (size_t i = 0; n && n->kind == NODE_LIST && i < n->n; i++)
        if (n->child[i]->kind == NODE_TEXT)
            out[words++] = n->child[i]->text;
    return words;
}

/* Browsers end lines with two characters, and blanks around a text say nothing. */
static const char *trimmed(struct arena *a, const char *text)
{
    struct buf b = buf_new(a);
    size_t n;

    text += strspn(text, " \t\r\n");
    for (; *text; text++)
        if (*text != '\r')
            buf_char(&b, *text);
    n = b.n;
    while (n > 0 && strchr(" \t\n", b.s[n - 1]))
        n--;
    return arena_strn(a, buf_text(&b), n);
}

const char *part_text(struct arena *a, const struct node *n)
{
    const char **word = ARENA_ARRAY(a, const char *, part_listed_n(n) + 1);
    size_t words = part_listed(n, word);
    struct buf b = buf_new(a);

    for (size_t i = 0; i < words; i++)
        buf_printf(&b, "%s%s", i > 0 ? "\n" : "", word[i]);
    return buf_text(&b);
}

size_t part_tells(struct arena *a, const char *text, struct part_tell out[PART_TELLS_MOST],
                  bool *all)
{
    size_t n = 0;

    *all = true;
    for (const char *s = text + strspn(text, " "); *s; s += strcspn(s, " "), s += strspn(s, " ")) {
        size_t len = strcspn(s, " "), share = strspn(s, "0123456789");
        bool fits = share > 0 && s[share] == ':' && n < PART_TELLS_MOST;
        *all &= fits;
        if (fits)
            out[n++] = (struct part_tell){ arena_strn(a, s, share),
                                           arena_strn(a, s + share + 1, len - share - 1) };
    }
    return n;
}

/* -- what was sent -- */

static const char *sent_text(struct arena *a, const struct form *form, const char *name)
{
    const char *text = form_text(form, name);

    return trimmed(a, text ? text : "");
}

struct part_tell part_tell_sent(struct arena *a, const struct form *form, const char *key, size_t n)
{
    return (struct part_tell){
        sent_text(a, form, arena_printf(a, "%s.%zu.share", key, n)),
        sent_text(a, form, arena_printf(a, "%s.%zu.whom", key, n)),
    };
}

static const char *tells_sent(struct arena *a, const struct form *form, const char *key)
{
    struct buf b = buf_new(a);

    for (size_t i = 0; i < PART_TELLS_MOST; i++) {
        struct part_tell t = part_tell_sent(a, form, key, i + 1);
        if (*t.percent || *t.whom)
            buf_printf(&b, "%s%s:%s", b.n > 0 ? " " : "", t.percent, t.whom);
    }
    return buf_text(&b);
}

/* -- in two halves -- */

static const char *one_space(struct arena *a, const char *text)
{
    struct buf b = buf_new(a);

    for (const char *s = text + strspn(text, " "); *s; s += strspn(s, " ")) {
        size_t n = strcspn(s, " ");
        buf_printf(&b, "%s%.*s", b.n > 0 ? " " : "", (int)n, s);
        s += n;
    }
    return buf_text(&b);
}

static bool in_halves(enum part_kind kind)
{
    return kind == PART_SPAN || kind == PART_MONEY || kind == PART_LONGER;
}

const char *part_half_name(struct arena *a, enum part_kind kind, const char *name, size_t i)
{
    static const char *const half[][PART_HALVES] = {
        [PART_SPAN] = { "number", "unit" },
        [PART_MONEY] = { "sum", "currency" },
        [PART_LONGER] = { "first", "again" },
    };

    return arena_printf(a, "%s.%s", name, half[kind][i]);
}

bool part_halves(struct arena *a, const struct part_key *k, const char *text,
                 const char *half[PART_HALVES])
{
    const char *blank;

    text = one_space(a, text);
    blank = k->kind == PART_MONEY ? strrchr(text, ' ') : strchr(text, ' ');
    half[0] = blank ? arena_strn(a, text, (size_t)(blank - text)) : text;
    half[1] = blank ? blank + 1 : "";
    return k->kind == PART_MONEY || !strchr(half[1], ' ');
}

static const char *halves_sent(struct arena *a, const struct part_key *k, const struct form *form,
                               const char *name)
{
    const char *one = sent_text(a, form, part_half_name(a, k->kind, name, 0));
    const char *two = sent_text(a, form, part_half_name(a, k->kind, name, 1));

    /* A unit, or a currency, of nothing says nothing. */
    if (!*one && k->kind != PART_LONGER)
        return "";
    return one_space(a, arena_printf(a, "%s %s", one, two));
}

/* -- office hours -- */

static const char *const weekdays[PART_WEEKDAYS] = {
    "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"
};

const char *part_period_name(struct arena *a, const char *name, size_t day, size_t period, bool to)
{
    return arena_printf(a, "%s.%zu.%zu.%s", name, day + 1, period + 1, to ? "to" : "from");
}

static const char *minute_text(struct arena *a, int minute)
{
    return arena_printf(a, "%02d:%02d", minute / 60 % 24, minute % 60);
}

bool part_week(struct arena *a, const char *text,
               struct part_period out[PART_WEEKDAYS][PART_PERIODS])
{
    struct office office = { 0 };
    struct err err = { 0 };
    bool fits = true;

    for (size_t d = 0; d < PART_WEEKDAYS; d++)
        for (size_t i = 0; i < PART_PERIODS; i++)
            out[d][i] = (struct part_period){ "", "" };
    if (!*text)
        return true;
    if (!office_read(text, &office, &err))
        return false;
    for (size_t d = 0; d < PART_WEEKDAYS; d++) {
        const struct office_day *day = &office.weekday[d + 1];
        fits &= day->n <= PART_PERIODS;
        for (int i = 0; i < day->n; i++) /* a whole day has no end that can be typed */
            fits &= day->period[i].until - day->period[i].from < 24 * 60;
        for (size_t i = 0; i < PART_PERIODS && (int)i < day->n; i++)
            out[d][i] = (struct part_period){ minute_text(a, day->period[i].from),
                                              minute_text(a, day->period[i].until) };
    }
    return fits;
}

static const char *day_text(struct arena *a, const struct part_period period[PART_PERIODS])
{
    struct buf b = buf_new(a);

    for (size_t i = 0; i < PART_PERIODS; i++)
        if (*period[i].from || *period[i].to)
            buf_printf(&b, " %s-%s", period[i].from, period[i].to);
    return buf_text(&b);
}

/* Days that are alike and follow each other in one: "Mon-Fri 09:00-17:00, Sat 09:00-12:00". */
static const char *week_text(struct arena *a, struct part_period week[PART_WEEKDAYS][PART_PERIODS])
{
    struct buf b = buf_new(a);

    for (size_t d = 0, to; d < PART_WEEKDAYS; d = to) {
        const char *text = day_text(a, week[d]);
        for (to = d + 1; to < PART_WEEKDAYS && strcmp(day_text(a, week[to]), text) == 0;)
            to++;
        if (*text)
            buf_printf(&b, "%s%s%s%s%s", b.n > 0 ? ", " : "", weekdays[d], to > d + 1 ? "-" : "",
                       to > d + 1 ? weekdays[to - 1] : "", text);
    }
    return buf_text(&b);
}

static const char *week_sent(struct arena *a, const struct form *form, const char *name)
{
    struct part_period week[PART_WEEKDAYS][PART_PERIODS];

    for (size_t d = 0; d < PART_WEEKDAYS; d++)
        for (size_t i = 0; i < PART_PERIODS; i++)
            week[d][i] = (struct part_period){
                sent_text(a, form, part_period_name(a, name, d, i, false)),
                sent_text(a, form, part_period_name(a, name, d, i, true)),
            };
    return week_text(a, week);
}

static const char *week_there(struct arena *a, const char *text)
{
    struct part_period week[PART_WEEKDAYS][PART_PERIODS];

    return part_week(a, text, week) ? week_text(a, week) : text;
}

/* What was chosen, or written in lines. */
struct sent_words {
    const char **word;
    size_t n;
};

static void word_add(struct arena *a, struct sent_words *w, const char *text)
{
    text = trimmed(a, text);
    if (*text)
        w->word[w->n++] = text;
}

static struct sent_words words_sent(struct arena *a, const struct part_key *k,
                                    const struct form *form, const char *name)
{
    const char *text = form_text(form, name);
    struct sent_words w = { .n = 0 };

    if (k->kind == PART_SOME) {
        w.word = ARENA_ARRAY(a, const char *, form_count(form, name) + 1);
        for (size_t i = 0; i < form_count(form, name); i++)
            word_add(a, &w, form_nth(form, name, i));
        return w;
    }
    w.word = ARENA_ARRAY(a, const char *, text ? strlen(text) + 1 : 1);
    while (text && *text) {
        size_t n = strcspn(text, "\n");
        word_add(a, &w, arena_strn(a, text, n));
        text += n + (text[n] == '\n');
    }
    return w;
}

static bool among(const struct sent_words *w, const char *word)
{
    for (size_t i = 0; i < w->n; i++)
        if (strcmp(w->word[i], word) == 0)
            return true;
    return false;
}

static struct sent_words words_there(struct arena *a, const struct node *now)
{
    struct sent_words w = { .word = ARENA_ARRAY(a, const char *, part_listed_n(now) + 1) };

    w.n = part_listed(now, w.word);
    return w;
}

/* What is chosen has no order of its own. */
static bool same_set(const struct sent_words *one, const struct sent_words *two)
{
    for (size_t i = 0; i < one->n; i++)
        if (!among(two, one->word[i]))
            return false;
    for (size_t i = 0; i < two->n; i++)
        if (!among(one, two->word[i]))
            return false;
    return true;
}

static bool same_list(struct arena *a, const struct sent_words *one, const struct sent_words *two)
{
    for (size_t i = 0; one->n == two->n && i < one->n; i++)
        if (strcmp(trimmed(a, one->word[i]), trimmed(a, two->word[i])) != 0)
            return false;
    return one->n == two->n;
}

/* Several words, in brackets. */
static const char *list_written(struct arena *a, const struct sent_words *sent,
                                const struct sent_words *there)
{
    struct buf b = buf_new(a);

    for (size_t i = 0; i < there->n; i++)
        if (among(sent, there->word[i]))
            buf_printf(&b, "%s%s", b.n > 0 ? ", " : "", yaml_text(a, there->word[i]));
    for (size_t i = 0; i < sent->n; i++)
        if (!among(there, sent->word[i]))
            buf_printf(&b, "%s%s", b.n > 0 ? ", " : "", yaml_text(a, sent->word[i]));
    return b.n > 0 ? arena_printf(a, "[%s]", buf_text(&b)) : NULL;
}

static bool of_words(const struct part_key *k)
{
    return k->kind == PART_SOME || k->kind == PART_WORDS || k->kind == PART_TEAMS;
}

static bool ticked(const struct form *form, const char *name)
{
    const char *text = form_text(form, name);

    return text && strcmp(text, "yes") == 0;
}

/* What several inputs of one value say together, which is none of them itself. */
static const char *joined(struct arena *a, const struct part_key *k, const struct form *form,
                          const char *name)
{
    if (form_text(form, name))
        return NULL;
    if (in_halves(k->kind))
        return halves_sent(a, k, form, name);
    if (k->kind == PART_WEEK)
        return week_sent(a, form, name);
    return k->kind == PART_TELLS ? tells_sent(a, form, name) : NULL;
}

bool part_unchanged(struct arena *a, const struct part_key *k, const struct form *form,
                    const char *name, const struct node *now)
{
    const char *text = part_text(a, now);

    if (of_words(k)) {
        struct sent_words sent = words_sent(a, k, form, name), there = words_there(a, now);
        return k->kind == PART_SOME ? same_set(&sent, &there) : same_list(a, &sent, &there);
    }
    if (k->kind == PART_YES)
        return (strcmp(text, "true") == 0) == ticked(form, name);
    if (joined(a, k, form, name))
        return strcmp(joined(a, k, form, name),
                      k->kind == PART_WEEK ? week_there(a, text) : one_space(a, text)) == 0;
    return strcmp(sent_text(a, form, name), trimmed(a, text)) == 0;
}

const char *part_written(struct arena *a, const struct part_key *k, const struct form *form,
                         const char *name, const struct node *now)
{
    const char *text;

    if (of_words(k)) {
        struct sent_words sent = words_sent(a, k, form, name), there = words_there(a, now);
        struct sent_words none = { .n = 0 };
        return list_written(a, &sent, k->kind == PART_SOME ? &there : &none);
    }
    if (k->kind == PART_YES)
        return ticked(form, name) ? "true" : NULL;
    text = joined(a, k, form, name);
    if (!text)
        text = sent_text(a, form, name);
    if (k->kind == PART_FLAG)
        return *text ? text : NULL;
    return *text ? yaml_text(a, text) : NULL;
}
