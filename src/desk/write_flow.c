#include "desk/write_flow.h"

#include "db/desk_sql.h"
#include "operation/step.h"
#include "operation/tracking/track.h"

#include <string.h>

enum { TRIES = 8 };

/* What the four kinds differ in. */
struct kind {
    const char *entry, *direction, *event, *draft;
};

static bool goes_out(const struct kind *kind)
{
    return strcmp(kind->direction, "out") == 0;
}

/* As it was chosen, or for what goes out as the person wants it. */
static const char *channel_of(const struct step *s, const struct kind *kind,
                              const struct writing *w)
{
    const struct person_row *person = dossier_person(&s->d, "complainant");

    return w->channel ? w->channel : goes_out(kind) && person ? person->channel : NULL;
}

static bool entry_add(struct step *s, const struct kind *kind, const struct writing *w,
                      struct err *err)
{
    bool out = goes_out(kind);
    const char *channel = channel_of(s, kind, w);
    /* Who is reached by nothing else reads it on the page, where it is at once. */
    bool waits = out && s->d.facts.reachable && !(channel && strcmp(channel, "web") == 0);
    struct entry_row entry = {
        .complaint_id = s->d.c.id,
        .kind = out && w->update ? "update" : kind->entry,
        .direction = kind->direction,
        .at = s->act->now,
        .author_kind = s->act->actor_kind,
        .author_id = s->act->actor_id,
        .channel = channel,
        .language = w->language,
        .text = secret_text(w->text),
        .about_id = w->about,
        .delivery = waits ? "queued"
                    : out ? "sent"
                          : NULL,
        .delivered_at = out && !waits ? s->act->now : (struct instant){ 0 },
    };

    if (out)
        case_entry_name(s->act->a, &s->d, &entry);
    if (!case_entry(&s->h, &entry, err))
        return false;
    if (w->made)
        *w->made = entry.id;
    if (out)
        step_sent_again(s);
    if (waits && !outbox_add(&s->h, w->update ? "update" : "reply", entry.id, err))
        return false;
    return !(out && w->update) || step_clocks(s, "updated", err);
}

static bool write_once(const struct act *act, const struct procedure *p, int64_t complaint,
                       const struct kind *kind, const struct writing *w, struct err *err)
{
    AUTO_STEP s = { 0 };

    if (!step_open(&s, act, p, complaint, 0, err))
        return false;
    if ((w->update && !track_update_allowed(&s.d.facts, true, true, err)) ||
        (goes_out(kind) && !step_words_new(&s, "text", channel_of(&s, kind, w), w->text, err)))
        return false;
    return step_event(&s, kind->event, NULL, err) && entry_add(&s, kind, w, err) &&
           (!kind->draft || strcmp(act->actor_kind, "staff") != 0 ||
            sql_draft_delete(act->a, act->db, act->actor_id, complaint, kind->draft, err)) &&
           step_done(&s, err);
}

/* Somebody else may save the case between our reading and our writing; then it is read
 * again, for there is nothing in an entry that could be in conflict. */
static bool write_entry(const struct act *act, const struct procedure *p, int64_t complaint,
                        const struct kind *kind, const struct writing *w, struct err *err)
{
    if (!step_given(w->text))
        return err_field(err, "text", N_("Write something first. Nothing was saved."));
    for (int i = 1; i < TRIES; i++) {
        struct err once = { 0 };
        if (write_once(act, p, complaint, kind, w, &once))
            return true;
        if (once.kind != ERR_CONFLICT) {
            *err = once;
            return false;
        }
    }
    return write_once(act, p, complaint, kind, w, err);
}

bool write_note(const struct act *act, const struct procedure *p, int64_t complaint,
                const struct writing *w, struct err *err)
{
    static const struct kind kind = { "note", "internal", "note_added", "note" };

    return write_entry(act, p, complaint, &kind, w, err);
}

bool write_reply(const struct act *act, const struct procedure *p, int64_t complaint,
                 const struct writing *w, struct err *err)
{
    static const struct kind kind = { "reply", "out", "reply_sent", "reply" };

    return write_entry(act, p, complaint, &kind, w, err);
}

bool write_fact(const struct act *act, const struct procedure *p, int64_t complaint,
                const struct writing *w, struct err *err)
{
    static const struct kind kind = { "fact", "in", "fact_taken_down", NULL };

    return write_entry(act, p, complaint, &kind, w, err);
}

bool write_translation(const struct act *act, const struct procedure *p, int64_t complaint,
                       const struct writing *w, struct err *err)
{
    static const struct kind kind = { "translation", "internal", "translated", NULL };

    return write_entry(act, p, complaint, &kind, w, err);
}
