/* Three acts, each one event. What was proposed is sealed; what is public is not. */
#include "desk/publish.h"

#include "base/buf.h"
#include "complaint/redaction.h"
#include "i18n/name.h"
#include "operation/step.h"
#include "people/second_person.h"

#include <string.h>

static const struct field published_fields[] = {
    FIELD(struct published, id),
    FIELD(struct published, text),
    FIELD(struct published, language),
    FIELD(struct published, approved_at),
};
const struct record published_record = RECORD(struct published, published_fields);

/* What of the people of the case stands in the text, one after the other. */
struct named {
    const struct step *s;
    const char *text;
    struct buf what;
};

static void look_for(struct named *n, const char *what, bool phone)
{
    struct arena *a = n->s->act->a;

    if (what && !strstr(buf_text(&n->what), what) &&
        (name_stands_in(a, n->text, what) || (phone && phone_stands_in(a, n->text, what))))
        buf_printf(&n->what, "%s%s", n->what.n > 0 ? "; " : "", what);
}

/* Whoever writes it may not see that a name slipped in; what is known here is looked for, and said:
 * the actor may read it. */
static bool nobody_named(const struct step *s, const char *text, struct err *err)
{
    const struct dossier *d = &s->d;
    struct named n = { s, text, buf_new(s->act->a) };

    look_for(&n, d->c.reference, false);
    for (size_t i = 0; i < d->party.n; i++) {
        const struct person_row *p = &d->person[i];
        look_for(&n, p->name.text, false);
        look_for(&n, p->phone.text, true);
        look_for(&n, p->email.text, false);
        look_for(&n, p->address.text, false);
    }
    if (n.what.n == 0)
        return true;
    err_field(err, "text",
              N_("Somebody of the complaint can be recognised by this: {what}. Write it without "
                 "names, addresses, numbers and the reference."));
    err_arg(err, "what", buf_text(&n.what));
    return false;
}

bool publish_propose(const struct act *act, const struct procedure *p, int64_t complaint,
                     const char *language, const char *text, struct err *err)
{
    struct publication_row row = { .complaint_id = complaint,
                                   .proposed = secret_text(text),
                                   .proposed_at = act->now,
                                   .proposed_by = act->actor_id };
    const struct lang *l = language ? lang_by_tag(language) : NULL;
    AUTO_STEP s = { 0 };

    if (!step_given(text))
        return err_field(err, "text", N_("Write what everybody may read."));
    if (!record_text_fits("text", text, strlen(text), PUBLISHED_MOST, err))
        return false;
    if (!l)
        return err_field(err, "language", N_("Choose the language of the text."));
    row.language = l->tag;
    return step_open(&s, act, p, complaint, 0, err) && act_by_staff(act, err) &&
           nobody_named(&s, text, err) && step_event(&s, "publication_proposed", NULL, err) &&
           history_insert(&s.h, &publication_table, &row, err) && step_done(&s, err);
}

static bool publication_find(const struct step *s, int64_t id, const struct publication_row **out,
                             struct err *err)
{
    for (size_t i = 0; i < s->d.publication.n; i++) {
        *out = &s->d.publication.row[i];
        if ((*out)->id == id && !instant_is_set((*out)->ended_at))
            return true;
    }
    return err_set(err, ERR_CONFLICT, N_("This text is not proposed any more."));
}

bool publish_approve(const struct act *act, const struct procedure *p, int64_t complaint,
                     int64_t id, struct err *err)
{
    const struct publication_row *before = NULL;
    struct publication_row after;
    AUTO_STEP s = { 0 };
    size_t n;

    if (!step_open(&s, act, p, complaint, 0, err) || !publication_find(&s, id, &before, err))
        return false;
    if (instant_is_set(before->approved_at))
        return err_set(err, ERR_CONFLICT, N_("This text is published already."));
    if (redaction_find(before->proposed.text, &n, NULL))
        return err_set(err, ERR_CONFLICT,
                       N_("A passage of this text was redacted. Take it down and propose another "
                          "one."));
    if (!act_by_another(act, before->proposed_by, err) ||
        !nobody_named(&s, before->proposed.text, err))
        return false;
    after = *before;
    after.text = before->proposed.text;
    after.approved_at = act->now;
    after.approved_by = act->actor_id;
    return step_event(&s, "published", NULL, err) &&
           history_update(&s.h, &publication_table, before, &after, err) &&
           step_clocks(&s, "published", err) && step_done(&s, err);
}

void publication_over(const struct act *act, struct publication_row *row)
{
    row->text = NULL; /* sealed again */
    row->ended_at = act->now;
    row->ended_by = act->actor_id;
}

bool publish_end(const struct act *act, const struct procedure *p, int64_t complaint, int64_t id,
                 struct err *err)
{
    const struct publication_row *before = NULL;
    struct publication_row after;
    AUTO_STEP s = { 0 };

    if (!step_open(&s, act, p, complaint, 0, err) || !act_by_staff(act, err) ||
        !publication_find(&s, id, &before, err))
        return false;
    after = *before;
    publication_over(act, &after);
    return step_event(&s, "publication_ended", NULL, err) &&
           history_update(&s.h, &publication_table, before, &after, err) && step_done(&s, err);
}
