/*
 * The case in the complainant's words for it: where it stands, what comes next and when, what
 * happened. Notes and whatever stays inside have no place here. [7.3-a]
 */
#include "portal/track.h"

#include "complaint/files.h"
#include "complaint/words.h"
#include "edge/uploads.h"

#include <stdlib.h>
#include <string.h>

/* Where it stands, in four words, and what follows from it; by the stage. */
static const struct {
    enum stage stage;
    int part; /* of the bar of four, from 0 */
    const char *stands, *more;
} stands[] = {
    { STAGE_RECEIVED, 0, N_("Received"),
      N_("Somebody will read it and tell you who is responsible") },
    { STAGE_ACKNOWLEDGED, 0, N_("Received"),
      N_("Somebody will read it and tell you who is responsible") },
    { STAGE_ASSESSED, 1, N_("Read, and being looked into"), N_("You need not do anything now") },
    { STAGE_INVESTIGATING, 1, N_("Being looked into"), N_("You need not do anything now") },
    { STAGE_RESPONDING, 1, N_("Our answer is being prepared"), N_("You need not do anything now") },
    { STAGE_DECIDED, 2, N_("Decided. It is your turn"), N_("Tell us whether you accept") },
    { STAGE_REVIEWING, 1, N_("Being looked at again"),
      N_("By somebody who had no part in the decision") },
    { STAGE_REMEDYING, 3, N_("We carry out what we promised"),
      N_("Tell us if something is missing") },
    { STAGE_CLOSED, 3, N_("Closed"), NULL },
};

static size_t stage_index(const struct dossier *d)
{
    enum stage stage = (enum stage)word_value(&stage_words, d->c.stage);

    for (size_t i = 0; i < COUNT(stands); i++)
        if (stands[i].stage == stage)
            return i;
    return 0;
}

static void stands_fill(struct track *t, struct track_page *out)
{
    static const char *const parts[] = { N_("Received"), N_("Looked into"),
                                         N_("Decided, you answer"), N_("Put right and closed") };
    const struct lang *lang = t->rq->lang;
    size_t i = stage_index(&t->d);
    struct track_stage *stages = ARENA_ARRAY(t->rq->a, struct track_stage, COUNT(parts));

    out->stands = lang_text(lang, stands[i].stands);
    out->stands_more = stands[i].more ? lang_text(lang, stands[i].more) : NULL;
    for (int part = 0; part < (int)COUNT(parts); part++)
        stages[part] = (struct track_stage){
            .label = lang_text(lang, parts[part]),
            .done = part < stands[i].part || stands[i].stage == STAGE_CLOSED,
            .current = part == stands[i].part && stands[i].stage != STAGE_CLOSED,
        };
    out->stages = (struct rows){ stages, COUNT(parts) };
    out->closed = stands[i].stage == STAGE_CLOSED;
    out->withdrawn = instant_is_set(t->d.c.withdrawn_at);
}

static bool carried_fill(struct track *t, struct track_page *out)
{
    struct carried *list = ARENA_ARRAY(t->rq->a, struct carried, 3);

    list[0] = (struct carried){ "reference", t->d.c.reference };
    list[1] = (struct carried){ "code", t->code };
    list[2] = (struct carried){ "state", t->state_text };
    out->carried = (struct rows){ list, 3 };
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
        .done = t->done,
        .files_max = file_limits.files,
        .file_bytes = file_limits.file_bytes,
    };
    stands_fill(t, out);
    return carried_fill(t, out);
}
