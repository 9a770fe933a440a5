/* Looks at a case with the names of who looked. */
#include "walls/readers.h"

#include "complaint/event_details.h"
#include "db/api_key_sql.h"
#include "db/walls_sql.h"
#include "desk/desk_view.h"
#include "desk/pick.h"
#include "edge/names.h"

#include <string.h>

#define ORIGINAL_READ "original_read"

static const struct {
    const char *kind, *words;
} kinds[] = {
    { "identity_read", N_("Read who complains") },
    { "printed", N_("Printed it") },
    { "exported", N_("Took it out in a list") },
    { "access_given", N_("Gave out everything about the complainant") },
    { "access_blocked", N_("Was kept out: complained about, or in conflict") },
    { "file_read", N_("Took a file of it") },
    { "outside_party_opened", N_("Opened what was chosen for them, outside") },
    { "refused", N_("Tried what their role does not allow") },
    { "identity_asked", N_("Asked to see who complains") },
    { "identity_granted", N_("Agreed that somebody sees who complains") },
    { "identity_refused", N_("Refused that somebody sees who complains") },
    { ORIGINAL_READ, N_("Opened what is redacted, or a file as it came") },
};

const char *look_words(const char *kind)
{
    for (size_t i = 0; i < COUNT(kinds); i++)
        if (strcmp(kinds[i].kind, kind) == 0)
            return kinds[i].words;
    return NULL;
}

/* Ids are never those of another table, so one look-up serves persons and systems. */
static bool name_of(struct req *rq, const struct rows *keys, int64_t who, const char **out)
{
    const struct api_key_row *key = keys->row;

    for (size_t i = 0; i < keys->n; i++)
        if (key[i].id == who) {
            *out = lang_format(rq->a, rq->lang, N_("Key {name}"), "name", key[i].name, NULL);
            return true;
        }
    return edge_staff_name(rq, who, out);
}

static bool keys_load(struct req *rq, int64_t complaint, const struct rows *events,
                      struct rows *keys)
{
    const struct case_event *event = events->row;

    *keys = (struct rows){ 0 };
    for (size_t i = 0; i < events->n; i++)
        if (strcmp(event[i].actor_kind, "api") == 0)
            return sql_api_keys_of_case(rq->a, rq->db, complaint, keys, rq->err);
    return true;
}

/* A reason often names who is hidden: it is for those who may look themselves. */
static bool any_original(const struct rows *events)
{
    const struct case_event *event = events->row;

    for (size_t i = 0; i < events->n; i++)
        if (strcmp(event[i].kind, ORIGINAL_READ) == 0)
            return true;
    return false;
}

static const char *why_of(const struct rows *whys, int64_t event)
{
    const struct event_details *details = event_details_of(whys, event);

    return details ? details->reason : NULL;
}

bool looks_read(struct req *rq, const struct dossier *d, int64_t before, size_t limit,
                struct rows *out, bool *more)
{
    struct may_object object = edge_object(rq, d);
    bool answers = may(rq->user, MAY_ANSWER_IDENTITY, &object);
    bool originals = may(rq->user, MAY_READ_ORIGINAL, &object);
    struct rows whys = { 0 };
    const struct case_event *event;
    struct rows events, keys;
    struct look *list;

    if (!sql_lookers(rq->a, rq->db, d->c.id, before > 0 ? before : INT64_MAX, (int64_t)limit + 1,
                     &events, rq->err) ||
        !keys_load(rq, d->c.id, &events, &keys) ||
        (originals && any_original(&events) &&
         !event_details(edge_act(rq), d->c.id, "," ORIGINAL_READ ",", &whys, rq->err)))
        return false;
    event = events.row;
    *more = events.n > limit;
    out->n = *more ? limit : events.n;
    list = ARENA_ARRAY(rq->a, struct look, out->n + 1);
    for (size_t i = 0; i < out->n; i++) {
        bool blocked = strcmp(event[i].kind, "access_blocked") == 0;
        list[i] = (struct look){ .place = event[i].position,
                                 .kind = event[i].kind,
                                 .words = look_words(event[i].kind),
                                 .at = event[i].at,
                                 .actor_kind = event[i].actor_kind,
                                 .why = why_of(&whys, event[i].id),
                                 .sealed = blocked && !answers,
                                 .blocked = blocked };
        if (!list[i].sealed && !name_of(rq, &keys, event[i].actor_id, &list[i].who))
            return false;
    }
    out->row = list;
    return true;
}

static bool read_since(const struct case_event *event, size_t i)
{
    for (size_t k = 0; k < i; k++)
        if (event[k].actor_id == event[i].actor_id &&
            strcmp(event[k].actor_kind, event[i].actor_kind) == 0)
            return true;
    return false;
}

bool looks_panel(struct req *rq, const struct dossier *d, struct rows *out)
{
    enum { READERS_SHOWN = 20 };
    const struct case_event *event;
    struct panel_line *list;
    struct rows events, keys;
    size_t n = 0;

    if (!sql_identity_readers(rq->a, rq->db, d->c.id, &events, rq->err) ||
        !keys_load(rq, d->c.id, &events, &keys))
        return false;
    event = events.row;
    list = ARENA_ARRAY(rq->a, struct panel_line, READERS_SHOWN);
    for (size_t i = 0; i < events.n && n < READERS_SHOWN; i++) {
        if (read_since(event, i))
            continue;
        list[n].id = event[i].actor_id;
        if (!name_of(rq, &keys, event[i].actor_id, &list[n].text))
            return false;
        list[n++].detail =
            lang_instant(rq->a, rq->lang, event[i].at, rq->app->zone, DATE_SHORT, rq->today);
    }
    *out = (struct rows){ list, n };
    return true;
}
