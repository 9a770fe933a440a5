/*
 * The case in the complainant's words for it: where it stands, what comes next and when.
 * Notes and whatever stays inside have no place here. [7.3-a] [7.3-d]
 */
#include "portal/track.h"

#include "complaint/chain.h"
#include "complaint/due.h"
#include "complaint/files.h"
#include "complaint/tie.h"
#include "complaint/words.h"
#include "db/group_sql.h"
#include "db/tie_sql.h"
#include "edge/names.h"
#include "edge/own.h"
#include "edge/uploads.h"
#include "operation/tracking/track.h"
#include "portal/track_parts.h"

#include <string.h>

/* The bar of four, by the stage. */
static int part_of(enum stage stage)
{
    switch (stage) {
    case STAGE_NONE:
    case STAGE_RECEIVED:
    case STAGE_ACKNOWLEDGED:
        return 0;
    case STAGE_ASSESSED:
    case STAGE_INVESTIGATING:
    case STAGE_RESPONDING:
    case STAGE_REVIEWING:
        return 1;
    case STAGE_DECIDED:
        return 2;
    case STAGE_REMEDYING:
    case STAGE_CLOSED:
        return 3;
    }
    return 0;
}

/* The steps that the procedure counts, where it counts its own. */
static void chain_fill(struct track *t, const struct pack_chain *chain, struct track_page *out)
{
    struct track_stage *list = ARENA_ARRAY(t->rq->a, struct track_stage, chain->n);
    enum chain_state *state = ARENA_ARRAY(t->rq->a, enum chain_state, chain->n);

    chain_states(chain, &t->d.facts, state);
    for (size_t i = 0; i < chain->n; i++)
        list[i] = (struct track_stage){
            .label = chain->step[i].text.in[t->rq->lang->index],
            .done = state[i] == CHAIN_DONE,
            .current = state[i] == CHAIN_NOW,
            .left_out = state[i] == CHAIN_LEFT_OUT,
        };
    out->stages = (struct rows){ list, chain->n };
    out->many = chain->n > 4;
}

static void stages_fill(struct track *t, struct track_page *out)
{
    static const char *const parts[] = { N_("Received"), N_("Looked into"),
                                         N_("Decided, you answer"), N_("Put right and closed") };
    struct track_stage *list = ARENA_ARRAY(t->rq->a, struct track_stage, COUNT(parts));
    const struct pack_chain *chain = chain_for(t->d.pack, t->d.c.class, 0);
    int now = part_of(t->d.facts.stage);

    if (chain) {
        chain_fill(t, chain, out);
        return;
    }

    for (int i = 0; i < (int)COUNT(parts); i++)
        list[i] = (struct track_stage){
            .label = lang_text(t->rq->lang, parts[i]),
            .done = i < now || out->closed,
            .current = i == now && !out->closed,
        };
    out->stages = (struct rows){ list, COUNT(parts) };
}

static bool responsible_fill(struct track *t, struct track_page *out)
{
    out->responsible = lang_text(t->rq->lang, t->d.c.owner_id ? N_("Complaints officer")
                                                              : N_("Reception of complaints"));
    return edge_team_name(t->rq, t->d.c.team_id, &out->team);
}

static void carried_fill(struct track *t, struct track_page *out)
{
    struct carried *list = ARENA_ARRAY(t->rq->a, struct carried, 3);

    list[0] = (struct carried){ "reference", t->d.c.reference };
    list[1] = (struct carried){ "code", t->code };
    list[2] = (struct carried){ "state", t->state_text };
    out->carried = (struct rows){ list, 3 };
}

bool track_file_shown(const struct file_row *f)
{
    return strcmp(f->direction, "internal") != 0 && !instant_is_set(f->removed_at);
}

struct rows track_files(struct track *t, const char *direction, int64_t entry)
{
    struct file_view *list = ARENA_ARRAY(t->rq->a, struct file_view, t->d.file.n);
    size_t n = 0;

    for (size_t i = 0; i < t->d.file.n; i++) {
        const struct file_row *f = &t->d.file.row[i];
        if (!track_file_shown(f) || (direction && strcmp(f->direction, direction) != 0) ||
            (entry >= 0 && f->entry_id != entry))
            continue;
        list[n++] = (struct file_view){
            .id = f->id,
            .name = f->name.text,
            .size = f->size,
            .kind = lang_text(t->rq->lang, upload_kind(f->type)),
            .href = f->withheld
                        ? NULL
                        : arena_printf(t->rq->a, "%s/track/files/%" PRId64, t->rq->base, f->id),
            .at = f->at,
            .note = f->withheld ? lang_text(t->rq->lang, N_("Withheld")) : NULL,
        };
    }
    return (struct rows){ list, n };
}

/* Nobody is told that somebody reads what nobody reads: and a person who was taken for a robot has
 * a way back. [4.4-b] [4.3-a] */
static void aside_fill(const struct track *t, struct track_page *out)
{
    bool spam = word_value(&aside_words, t->d.c.set_aside) == ASIDE_SPAM;

    out->stands = lang_text(
        t->rq->lang, spam ? N_("We took this for advertising or spam and set it aside. Nobody "
                               "is working on it.")
                          : N_("We found abuse in this and no complaint, and set it aside. Nobody "
                               "is working on it."));
    out->stands_more = lang_text(
        t->rq->lang, N_("If we are wrong, write to us below what it is about. We are told that you "
                        "wrote, and can take it up again."));
}

static void status_fill(struct track *t, struct track_page *out)
{
    const struct case_facts *f = &t->d.facts;
    const char *can = track_can_do(f);

    out->stands = lang_text(t->rq->lang, track_status(f));
    out->stands_more = can ? lang_text(t->rq->lang, can) : NULL;
    if (t->d.c.set_aside)
        aside_fill(t, out);
    else if (strcmp(t->d.c.type, "complaint") != 0 && facts_open(f))
        out->dealt_as = lang_format(
            t->rq->a, t->rq->lang,
            N_("We deal with this as: {kind}. If you mean it as a complaint, write that below."),
            "kind", own_contact_label(t->rq->lang, t->d.pack, t->d.c.type), NULL);
    out->closed = !facts_open(f);
    out->withdrawn = instant_is_set(f->withdrawn);
    out->may_withdraw = !out->closed && !out->withdrawn;
    out->may_reopen = out->closed && !t->d.c.set_aside;
    /* On a closed case nobody would read it: what is written there opens it again. */
    out->may_add = !out->may_reopen;
    track_survey(t, out);
}

/* That it is handled with others, and no word of those others; the two halves of what was split
 * name each other, because the same person follows both. */
static bool others_fill(struct track *t, struct track_page *out)
{
    struct req *rq = t->rq;
    struct track_other *list = ARENA_ARRAY(rq->a, struct track_other, t->d.case_tie.n + 1);
    size_t n = 0;

    out->joined = t->d.c.joined_to_id != 0;
    for (size_t i = 0; i < t->d.case_tie.n; i++) {
        const struct case_tie_row *tie = &t->d.case_tie.row[i];
        bool off = strcmp(tie->kind, "split_off") == 0;
        struct joined_case other;
        if (!off && strcmp(tie->kind, "split_from") != 0)
            continue;
        if (!sql_reference_of(rq->a, rq->db, tie->other_id, &other, rq->err))
            return false;
        list[n++].text = lang_format(
            rq->a, rq->lang,
            off ? N_("A part of what you wrote is dealt with by itself, as complaint {reference}. "
                     "The same code opens it.")
                : N_("This was a part of complaint {reference}. The same code opens it."),
            "reference", other.reference, NULL);
    }
    out->others = (struct rows){ list, n };
    return true;
}

bool track_view(struct track *t, struct track_page *out)
{
    const struct complaint_row *c = &t->d.c;

    *out = (struct track_page){
        .reference = c->reference,
        .subject = c->subject.text,
        .subject_lang = strcmp(c->language, t->rq->lang->tag) == 0 ? NULL : c->language,
        .errors = { t->errors.e, t->errors.n },
        .done = t->done ? lang_text(t->rq->lang, t->done) : NULL,
        .files_max = file_limits.files,
        .file_bytes = file_limits.file_bytes,
        .total_bytes = file_limits.complaint_bytes,
        .sent = track_files(t, "in", -1),
    };
    status_fill(t, out);
    stages_fill(t, out);
    carried_fill(t, out);
    out->decision = track_decision(t);
    /* Nobody decides what was taken back. */
    return (out->closed || out->withdrawn || track_dates(t, &out->dates)) && others_fill(t, out) &&
           responsible_fill(t, out) && track_events(t, &out->events);
}
