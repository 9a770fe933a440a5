/* Dates and codes in the words of the desk. */
#include "desk/desk.h"

#include "complaint/due.h"
#include "complaint/redaction.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SOON_DAYS = 2 }; /* what the look calls soon; changes no date */

const char *desk_case_path(struct arena *a, const char *reference)
{
    struct buf path = buf_new(a);

    buf_str(&path, "/desk/complaints/");
    buf_str(&path, reference);
    return buf_text(&path);
}

void desk_page_after(const struct req *rq, int64_t *place, int64_t *id)
{
    const char *text = form_text(rq->query, "after");

    *place = *id = 0;
    if (text && sscanf(text, "%" SCNd64 ".%" SCNd64, place, id) != 2)
        *place = *id = 0;
}

int64_t desk_page_before(const struct req *rq)
{
    const char *text = form_text(rq->query, "before");
    int64_t id = text ? strtoll(text, NULL, 10) : 0;

    return id > 0 ? id : INT64_MAX;
}

const char *desk_word(struct req *rq, const struct words *w, const char *code)
{
    const char *label = word_label(w, word_value(w, code));

    return label ? lang_text(rq->lang, label) : NULL;
}

/* Days of work between two days, as the weekdays of the first calendar have them. */
static int days_of_work(const struct procedure *p, struct date from, struct date to)
{
    const struct calendar_row *row = p->calendars.n > 0 ? p->calendars.row : NULL;
    struct calendar c = { 0 };

    for (const char *s = row ? row->weekdays : "1 2 3 4 5"; *s; s++)
        if (*s >= '1' && *s <= '7')
            c.weekday[*s - '0'] = true;
    return clock_working_days(&c, from, to);
}

struct clock_view desk_clock(struct req *rq, const struct procedure *p, struct instant due)
{
    struct clock_view v = { .due = due,
                            .due_on = zone_date(rq->app->zone, due, NULL),
                            .at = due_moment(rq->app->zone, due) };
    int64_t days = date_to_days(rq->today) - date_to_days(v.due_on);

    if (due.us < rq->now.us) {
        v.late = true;
        v.days = (int)days;
    } else if (days == 0) {
        v.today = true;
    } else if (days_of_work(p, rq->today, v.due_on) <= SOON_DAYS) {
        v.soon = true;
    } else {
        v.later = true;
    }
    return v;
}

enum { MARK_CHARACTERS = 20 }; /* about what a block takes */

/* How many bytes the first characters take, at most `most`; a mark counts as its block does. */
static size_t excerpt_length(const char *text, size_t most)
{
    size_t n = 0, characters = 0, length = 0;
    const char *mark = redaction_find(text, &length, NULL);

    if (!mark && strnlen(text, most + 1) <= most)
        return strlen(text);
    while (text[n] && characters < most) {
        bool marked = mark == text + n;
        n += marked ? length : 1; /* never half a mark, which would be shown as it is */
        if (marked)
            mark = redaction_find(text + n, &length, NULL);
        while (((unsigned char)text[n] & 0xc0) == 0x80)
            n++;
        characters += marked ? MARK_CHARACTERS : 1;
    }
    return n;
}

const char *desk_excerpt(struct arena *a, const char *text, size_t most)
{
    size_t n = text ? excerpt_length(text, most) : 0;
    char *out;

    if (!text)
        return NULL;
    out = arena_join(a, arena_strn(a, text, n), "", text[n] ? "…" : "");
    for (char *s = strpbrk(out, "\n\t"); s; s = strpbrk(s, "\n\t"))
        *s = ' ';
    return out;
}

const char *desk_class_list(const struct procedure *p)
{
    const struct code_row *code = p->codes.row;

    for (size_t i = 0; i < p->codes.n; i++)
        if (strcmp(code[i].list, "class") == 0 && !instant_is_set(code[i].ended_at))
            return "class";
    return "problem";
}

const char *desk_class_label(struct req *rq, const struct procedure *p, const char *class)
{
    const char *list = procedure_code(p, "class", class ? class : "") ? "class" : "problem";

    return procedure_label(p, list, class, rq->lang);
}
