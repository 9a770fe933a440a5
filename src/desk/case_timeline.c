/*
 * The timeline: everything said and done, the oldest first. Entries come from entry rows,
 * grey lines from events; ids of both hold the number of the event, which orders them.
 * Long runs of the past fold. [7.3-a]
 */
#include "desk/case_show.h"

#include "base/buf.h"
#include "complaint/pack_version.h"
#include "complaint/task.h"
#include "group/repeat.h"
#include "operation/task/task_page.h"
#include "operation/tracking/message_flow.h"

#include <stdlib.h>
#include <string.h>

enum filter { FILTER_ALL, FILTER_OUTSIDE, FILTER_INSIDE, FILTER_SYSTEM, FILTERS };

enum { IDS_OF_EVENT = 256, UNFOLDED = 12, FOLD_LEAST = 4 };

struct item {
    int64_t order;
    enum filter kind;
    struct entry_view view;
};

static const char *via_words(const struct case_show *s, const char *channel, int64_t taken_by)
{
    struct req *rq = s->rq;
    const char *via = desk_word(rq, &channel_words, channel);
    const char *by = case_name(s, taken_by);

    if (!by || !via)
        return via;
    return lang_format(rq->a, rq->lang, N_("{via}, taken down by {who}"), "via", via, "who", by,
                       NULL);
}

static const char *complainant_name(const struct case_show *s)
{
    const struct person_row *p = dossier_person(s->d, "complainant");

    return p && p->name.text ? p->name.text : lang_text(s->rq->lang, N_("Complainant"));
}

/* The working translation of an entry (0: of the statement), the newest. */
static void translation_add(const struct case_show *s, int64_t about, struct entry_view *v)
{
    for (size_t i = s->d->entry.n; i-- > 0;) {
        const struct entry_row *e = &s->d->entry.row[i];
        if (strcmp(e->kind, "translation") != 0 || e->about_id != about)
            continue;
        v->translation = e->text.text;
        v->translation_lang = e->language;
        v->translator = case_name(s, e->author_id);
        return;
    }
}

static struct item statement_item(const struct case_show *s)
{
    const struct complaint_row *c = &s->d->c;
    struct item item = { .order = 0, .kind = FILTER_OUTSIDE };

    item.view = (struct entry_view){
        .id = c->id,
        .original = true,
        .by = complainant_name(s),
        .via = via_words(s, c->channel, c->entered_by),
        .at = c->received_at,
        .text = c->description.text ? c->description.text
                                    : lang_text(s->rq->lang, N_("Its text was erased")),
        .text_lang = c->language,
        .files = desk_files(s->rq, s->d, 0, false),
    };
    if (s->d->redacted)
        item.view.title = lang_text(s->rq->lang, N_("Original statement, redacted"));
    translation_add(s, 0, &item.view);
    return item;
}

static void delivery_show(const struct case_show *s, const struct entry_row *e,
                          struct entry_view *v)
{
    v->delivery = desk_word(s->rq, &delivery_words, e->delivery);
    v->delivered = e->delivery && strcmp(e->delivery, "sent") == 0;
    v->failed = e->delivery && strcmp(e->delivery, "failed") == 0;
    if (!s->on_paper && message_may_return(e) && case_may(s, MAY_REPLY))
        v->returned_href = arena_printf(s->rq->a, "%s/returned?message=%" PRId64, s->path, e->id);
    if (s->on_paper || !message_waits(e) || !case_may(s, MAY_REPLY))
        return;
    v->sent_href = arena_printf(s->rq->a, "%s/message-sent?message=%" PRId64, s->path, e->id);
    v->letter_href = arena_printf(s->rq->a, "%s/letters/%" PRId64, s->path, e->id);
}

/* The event in which it was written. */
static const struct case_event *event_of(const struct case_show *s, int64_t id)
{
    const struct case_event *event = s->events.row;

    for (size_t i = 0; i < s->events.n; i++)
        if (event[i].id == id / IDS_OF_EVENT)
            return &event[i];
    return NULL;
}

/* "Another team was asked: Rooms" */
static const char *task_title(const struct case_show *s, const struct entry_row *e)
{
    const struct case_event *event = event_of(s, e->id);
    const struct task_row *t = dossier_task(s->d, e->about_id);
    const char *words =
        lang_text(s->rq->lang, event ? event_words(event->kind) : N_("Task for another team"));
    struct err none = { 0 };
    struct team_row team;

    if (t && t->outsider_id)
        return lang_format(s->rq->a, s->rq->lang, N_("{what}: {name}"), "what", words, "name",
                           task_whom(s->rq, 0, 0, t->outsider_id), NULL);
    if (!t || !team_by_id(s->rq->a, s->rq->db, t->team_id, &team, &none))
        return words;
    return lang_format(s->rq->a, s->rq->lang, N_("{what}: {team}"), "what", words, "team",
                       team.name, NULL);
}

/* What was written in an event stands for the event. */
static bool said_with_words(const struct case_show *s, const struct case_event *event)
{
    for (size_t i = 0; i < s->d->entry.n; i++)
        if (s->d->entry.row[i].id / IDS_OF_EVENT == event->id &&
            strcmp(s->d->entry.row[i].kind, TASK_ENTRY) == 0)
            return true;
    return false;
}

static struct item entry_item(const struct case_show *s, const struct entry_row *e)
{
    bool in = strcmp(e->direction, "in") == 0, out = strcmp(e->direction, "out") == 0;
    bool taken = strcmp(e->author_kind, "staff") == 0 || strcmp(e->author_kind, "api") == 0;
    struct item item = { .order = e->id, .kind = in || out ? FILTER_OUTSIDE : FILTER_INSIDE };

    item.view = (struct entry_view){
        .id = e->id,
        .from_complainant = in,
        .to_complainant = out,
        .internal = !in && !out,
        .by = in ? complainant_name(s) : case_name(s, e->author_id),
        .via = in ? via_words(s, e->channel, taken ? e->author_id : 0)
                  : desk_word(s->rq, &channel_words, e->channel),
        .at = e->at,
        .text = e->text.text ? e->text.text : lang_text(s->rq->lang, N_("Its text was erased")),
        .text_lang = e->language,
        .files = desk_files(s->rq, s->d, e->id, false),
    };
    if (strcmp(e->kind, "update") == 0)
        item.view.title = lang_text(s->rq->lang, N_("Update to the complainant"));
    if (strcmp(e->kind, TASK_ENTRY) == 0)
        item.view.title = task_title(s, e);
    if (strcmp(e->author_kind, "outside") == 0)
        item.view.by = NULL; /* the title names them */
    if (strcmp(e->kind, OUTSIDE_NAMED) == 0)
        item.view.title = lang_text(s->rq->lang, N_("Why somebody outside learns who complains"));
    if (strcmp(e->kind, "call") == 0)
        item.view.title = lang_text(s->rq->lang, N_("Telephone call"));
    delivery_show(s, e, &item.view);
    translation_add(s, e->id, &item.view);
    return item;
}

static const char *actor_name(const struct case_show *s, const struct case_event *e)
{
    if (strcmp(e->actor_kind, "staff") == 0 || strcmp(e->actor_kind, "api") == 0 ||
        strcmp(e->actor_kind, "outside") == 0)
        return case_name(s, e->actor_id);
    if (strcmp(e->actor_kind, "public") == 0 || strcmp(e->actor_kind, "complainant") == 0)
        return lang_text(s->rq->lang, N_("Complainant"));
    return NULL;
}

static const struct clock_row *clock_with(const struct dossier *d, int64_t id)
{
    for (size_t i = 0; i < d->clock.n; i++)
        if (d->clock.row[i].id == id)
            return &d->clock.row[i];
    return NULL;
}

/* Which dates a clock's own event is of: those it changed, but not what it began. */
static void clocks_words(const struct case_show *s, const struct event *e, struct buf *b)
{
    for (size_t i = 0; i < e->n_rows; i++) {
        const struct clock_row *clock =
            e->rows[i].table == clock_table.number ? clock_with(s->d, e->rows[i].id) : NULL;
        if (clock && clock->id / IDS_OF_EVENT != e->id)
            buf_printf(b, "%s%s", b->n > 0 ? "\n" : "",
                       procedure_case_label(s->p, s->d->pack, clock->name, s->rq->lang));
    }
}

/* Which own fields an event answered, or which dates it is of. */
static const char *fields_words(const struct case_show *s, const struct event *e)
{
    struct buf b = buf_new(s->rq->a);

    if (strncmp(e->kind, "clock_", 6) == 0)
        clocks_words(s, e, &b);
    for (size_t i = 0; i < e->n_rows; i++)
        for (size_t j = 0; j < s->d->own_field.n; j++) {
            const struct own_field_row *row = &s->d->own_field.row[j];
            const struct pack_field *f = pack_field(s->d->pack, row->name);
            if (e->rows[i].table == own_field_table.number && e->rows[i].id == row->id && f)
                buf_printf(&b, "%s%s", b.n > 0 ? "\n" : "", f->text.in[s->rq->lang->index]);
        }
    return b.n > 0 ? buf_text(&b) : NULL;
}

/* The reason that somebody gave, where the reader may read it and it stands nowhere else. */
static const char *details_words(const struct case_show *s, const struct case_event *event)
{
    enum may right = event_reason_right(event->kind);
    const struct event_details *details =
        right != MAY_ANYBODY ? event_details_of(&s->details, event->id) : NULL;

    if (!details || !case_may(s, right))
        return NULL;
    return details->reason ? details->reason : fields_words(s, &details->event);
}

static size_t items_gather(const struct case_show *s, struct item *out)
{
    const struct case_event *event = s->events.row;
    size_t n = 0;

    out[n++] = statement_item(s);
    for (size_t i = 0; i < s->d->entry.n; i++)
        if (strcmp(s->d->entry.row[i].kind, "translation") != 0)
            out[n++] = entry_item(s, &s->d->entry.row[i]);
    for (size_t i = 0; i < s->events.n; i++) {
        const char *words = event_words(event[i].kind);
        if (!words || said_with_words(s, &event[i]) ||
            (strncmp(event[i].kind, "repeat_", 7) == 0 && repeat_hidden(s->d, &s->reach)))
            continue;
        out[n++] = (struct item){ .order = event[i].id * IDS_OF_EVENT - 1,
                                  .kind = FILTER_SYSTEM,
                                  .view = { .id = event[i].id,
                                            .automatic = true,
                                            .title = lang_text(s->rq->lang, words),
                                            .by = actor_name(s, &event[i]),
                                            .text = details_words(s, &event[i]),
                                            .at = event[i].at } };
    }
    return n;
}

static int item_compare(const void *one, const void *two)
{
    int64_t a = ((const struct item *)one)->order, b = ((const struct item *)two)->order;

    return a < b ? -1 : a > b;
}

static enum filter filter_read(struct req *rq)
{
    static const char *const names[FILTERS] = { "all", "complainant", "internal", "system" };
    const char *text = form_text(rq->query, "show");

    for (int i = 0; text && i < FILTERS; i++)
        if (strcmp(text, names[i]) == 0)
            return (enum filter)i;
    return FILTER_ALL;
}

static struct rows filters_show_line(const struct case_show *s, const struct item *item, size_t n,
                                     enum filter chosen)
{
    struct req *rq = s->rq;
    struct filter_view *list = ARENA_ARRAY(rq->a, struct filter_view, FILTERS);

    list[0] = (struct filter_view){ lang_text(rq->lang, N_("All")), s->path, (int)n, false, 0, 0 };
    list[1] = (struct filter_view){ lang_text(rq->lang, N_("With complainant")),
                                    arena_join(rq->a, s->path, "?", "show=complainant"),
                                    0,
                                    false,
                                    true,
                                    false };
    list[2] = (struct filter_view){ lang_text(rq->lang, N_("Internal")),
                                    arena_join(rq->a, s->path, "?", "show=internal"),
                                    0,
                                    false,
                                    false,
                                    true };
    list[3] = (struct filter_view){ lang_text(rq->lang, N_("System")),
                                    arena_join(rq->a, s->path, "?", "show=system"),
                                    0,
                                    false,
                                    false,
                                    false };
    for (size_t i = 0; i < n; i++)
        list[item[i].kind].count++;
    list[chosen].current = true;
    return (struct rows){ list, FILTERS };
}

/* The first entry, one line for what is folded, the last dozen. */
static size_t fold(const struct case_show *s, struct entry_view *view, size_t n)
{
    size_t hidden = n > UNFOLDED ? n - UNFOLDED : 0;

    if (hidden < FOLD_LEAST || s->on_paper || form_text(s->rq->query, "unfold"))
        return n;
    memmove(view + 2, view + 1 + hidden, (n - 1 - hidden) * sizeof *view);
    view[1] = (struct entry_view){ .fold = (int)hidden,
                                   .fold_href = arena_join(s->rq->a, s->path, "?", "unfold=1") };
    return n - hidden + 1;
}

void case_timeline(const struct case_show *s, struct case_page *page)
{
    struct req *rq = s->rq;
    size_t most = 1 + s->d->entry.n + s->events.n, n, shown = 0;
    struct item *item = ARENA_ARRAY(rq->a, struct item, most);
    struct entry_view *view = ARENA_ARRAY(rq->a, struct entry_view, most);
    enum filter chosen = filter_read(rq);

    n = items_gather(s, item);
    qsort(item, n, sizeof *item, item_compare);
    page->filters = filters_show_line(s, item, n, chosen);
    for (size_t i = 0; i < n; i++)
        if (chosen == FILTER_ALL || item[i].kind == chosen)
            view[shown++] = item[i].view;
    if (chosen == FILTER_ALL)
        shown = fold(s, view, shown);
    page->entries = (struct rows){ view, shown };
}
