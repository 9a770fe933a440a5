#include "complaint/span.h"

static struct date month_start(struct date d)
{
    return DAY(d.year, d.month, 1);
}

static struct date next_month(struct date d)
{
    return month_start(date_add(month_start(d), 31));
}

static const char *day(struct arena *a, struct date d)
{
    char text[DATE_TEXT];

    date_text(d, text);
    return arena_str(a, text);
}

static const char *month(struct arena *a, struct date d)
{
    return arena_strn(a, day(a, d), sizeof "YYYY-MM" - 1);
}

struct span span_cut(struct arena *a, struct date from, struct date to)
{
    struct date head = date_is_set(from) ? from : DAY(1, 1, 1);
    struct date end = date_add(date_is_set(to) ? to : DAY(9999, 12, 30), 1);
    struct date months = head.day == 1 ? head : next_month(head), tail = month_start(end);

    /* Within one month there are only days. */
    if (date_compare(months, tail) > 0)
        months = tail = end;
    return (struct span){
        .head = day(a, head),
        .head_end = day(a, months),
        .first = month(a, months),
        .last = month(a, tail),
        .tail = day(a, tail),
        .tail_end = day(a, end),
    };
}
