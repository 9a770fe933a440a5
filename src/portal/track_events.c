/* What happened, from the rows of the case and the log, in plain words. */
#include "portal/track_parts.h"

#include "base/utf8.h"
#include "db/portal_sql.h"

#include <stdlib.h>
#include <string.h>

enum { FOLDED = 500, BEGINNING = 160 }; /* bytes */

struct events {
    struct track *t;
    struct track_event *list;
    size_t n;
};

static struct track_event *event_add(struct events *e, struct instant at, const char *title)
{
    struct track_event *event = &e->list[e->n++];

    *event = (struct track_event){ .at = at, .title = lang_text(e->t->rq->lang, title) };
    return event;
}

static const char *entry_title(const struct entry_row *r)
{
    if (strcmp(r->direction, "in") == 0)
        return strcmp(r->kind, "correction") == 0 ? N_("You corrected what you wrote")
                                                  : N_("You added something");
    if (strcmp(r->kind, "update") == 0)
        return N_("We told you how far we are");
    if (strcmp(r->kind, "call") == 0)
        return N_("We spoke on the telephone");
    if (strcmp(r->kind, "question") == 0)
        return N_("We asked you something");
    return N_("We wrote to you");
}

/* Why a decision was answered as it was stands with the answer. */
static bool said_with_answer(const struct dossier *d, const struct entry_row *r)
{
    for (size_t i = 0; i < d->decision.n; i++) {
        const struct decision_row *w = &d->decision.row[i];
        if (w->answered_at.us == r->at.us && w->answer_text.text && r->text.text &&
            strcmp(w->answer_text.text, r->text.text) == 0)
            return true;
    }
    return false;
}

static void entries_add(struct events *e)
{
    const struct dossier *d = &e->t->d;

    for (size_t i = 0; i < d->entry.n; i++) {
        const struct entry_row *r = &d->entry.row[i];
        struct track_event *event;
        if (strcmp(r->direction, "internal") == 0 || strcmp(r->kind, "note") == 0 ||
            said_with_answer(d, r))
            continue;
        event = event_add(e, r->at, entry_title(r));
        event->text = r->text.text;
        event->text_lang =
            r->language && strcmp(r->language, e->t->rq->lang->tag) != 0 ? r->language : NULL;
        event->files = track_files(e->t, NULL, r->id);
    }
}

/* Files that came later without words, once for each time. */
static void files_add(struct events *e)
{
    const struct dossier *d = &e->t->d;
    struct instant last = d->c.entered_at;

    for (size_t i = 0; i < d->file.n; i++) {
        const struct file_row *f = &d->file.row[i];
        if (!track_file_shown(f) || f->entry_id || f->at.us == last.us ||
            f->at.us == d->c.entered_at.us)
            continue;
        last = f->at;
        event_add(e, f->at,
                  strcmp(f->direction, "in") == 0 ? N_("You added files")
                                                  : N_("We sent you files"));
    }
}

static void decisions_add(struct events *e)
{
    const struct dossier *d = &e->t->d;

    for (size_t i = 0; i < d->decision.n; i++) {
        const struct decision_row *r = &d->decision.row[i];
        if (!instant_is_set(r->communicated_at))
            continue;
        event_add(e, r->communicated_at, N_("We told you our decision"));
        if (instant_is_set(r->answered_at) && r->answer)
            event_add(e, r->answered_at,
                      strcmp(r->answer, "accepted") == 0 ? N_("You accepted the decision")
                                                         : N_("You did not accept the decision"))
                ->text = r->answer_text.text;
    }
}

static void milestones_add(struct events *e)
{
    const struct dossier *d = &e->t->d;
    struct track_event *sent = event_add(e, d->c.received_at, N_("You sent your complaint"));

    sent->text = d->c.description.text;
    sent->text_lang = strcmp(d->c.language, e->t->rq->lang->tag) != 0 ? d->c.language : NULL;
    for (size_t i = 0; i < d->acknowledgement.n; i++)
        if (strcmp(d->acknowledgement.row[i].way, "impossible") != 0)
            event_add(e, d->acknowledgement.row[i].at, N_("We confirmed that we have it"));
    if (d->assessment.n > 0)
        event_add(e, d->assessment.row[0].at, N_("We read it and decided what has to be done"));
    if (instant_is_set(d->c.withdrawn_at))
        event_add(e, d->c.withdrawn_at, N_("You took the complaint back"));
    if (instant_is_set(d->c.closed_at))
        event_add(e, d->c.closed_at, N_("The complaint was closed"));
    if (instant_is_set(d->c.satisfied_at))
        event_add(e, d->c.satisfied_at, N_("You told us how we treated you"))->text =
            d->c.satisfaction_text.text;
}

static void logged_add(struct events *e, const struct rows *rows)
{
    static const struct {
        const char *kind, *title;
    } kinds[] = {
        { "reopened", N_("The complaint was opened again") },
        { "review_begun", N_("Somebody who had no part began to look at it again") },
        { "outside_chosen", N_("An office outside is dealing with it") },
        { "outside_resolved", N_("The office outside has finished") },
    };
    const struct event_row *row = rows->row;

    for (size_t i = 0; i < rows->n; i++)
        for (size_t j = 0; j < COUNT(kinds); j++)
            if (strcmp(row[i].kind, kinds[j].kind) == 0)
                event_add(e, row[i].at, kinds[j].title);
}

/* As much of a long text as tells which it is, in whole words where it has any. */
static const char *beginning(struct arena *a, const char *text, size_t n)
{
    size_t cut = utf8_cut(text, n, BEGINNING), end = cut;

    while (end > cut / 2 && text[end] != ' ' && text[end] != '\n')
        end--;
    return arena_printf(a, "%.*s …", (int)(end > cut / 2 ? end : cut), text);
}

/* A whole letter between two dates hides what came before it. */
static void fold(struct arena *a, struct track_event *list, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        size_t length = list[i].text ? strlen(list[i].text) : 0;
        if (length <= FOLDED)
            continue;
        list[i].folded = true;
        list[i].beginning = beginning(a, list[i].text, length);
    }
}

/* Of what happened at the same moment, what was added later stands above. */
static void newest_first(struct track_event *list, size_t n)
{
    for (size_t i = 1; i < n; i++) {
        struct track_event event = list[i];
        size_t at = i;
        for (; at > 0 && list[at - 1].at.us <= event.at.us; at--)
            list[at] = list[at - 1];
        list[at] = event;
    }
}

bool track_events(struct track *t, struct rows *out)
{
    const struct dossier *d = &t->d;
    struct events e = { .t = t };
    struct rows logged;

    if (!sql_track_events(t->rq->a, t->rq->db, d->c.id, &logged, t->rq->err))
        return false;
    e.list = ARENA_ARRAY(t->rq->a, struct track_event,
                         d->entry.n + d->file.n + 2 * d->decision.n + d->acknowledgement.n +
                             logged.n + 5);
    milestones_add(&e);
    entries_add(&e);
    files_add(&e);
    decisions_add(&e);
    logged_add(&e, &logged);
    newest_first(e.list, e.n);
    fold(t->rq->a, e.list, e.n);
    *out = (struct rows){ e.list, e.n };
    return true;
}
