/* The form for one more complainant of a group, and the complaint it files. */
#include "group/member.h"

#include "desk/choices.h"
#include "desk/receive.h"
#include "group/join.h"
#include "operation/step.h"

#include <string.h>

/* What the desk asks in a hall full of people: who, how to be reached, and what they say. */
static const char *const channels[] = { "in_person", "telephone", "letter", "email", NULL };

void member_form(struct keep_making *m, const char *action)
{
    struct req *rq = m->rq;
    struct settings s = settings_form(rq, NULL, N_("Add"));
    const struct answer *by = choices_words(rq, &channel_words, "in_person", channels);
    const struct answer *languages = choices_languages(rq);

    settings_text(&s, "name", N_("Name"), NULL, NULL);
    settings_text(&s, "email", N_("E-mail"), NULL, NULL);
    settings_text(&s, "phone", N_("Telephone"), NULL, NULL);
    settings_text(&s, "address", N_("Postal address"), NULL, NULL);
    settings_select(&s, "language", N_("Language"), NULL,
                    (struct choice *)(uintptr_t)languages->choices.row, languages->choices.n,
                    rq->lang->tag);
    settings_select(&s, "channel", N_("How they came"), NULL,
                    (struct choice *)(uintptr_t)by->choices.row, by->choices.n, "in_person");
    keep_area(&s, "description", N_("What they say, in their words"), NULL);
    settings_tick(&s, "representative", N_("Group"), NULL,
                  N_("This complainant speaks for the group"), false);
    keep_form(m, action, "member", 0, N_("Add a complainant"),
              N_("They get a complaint of their own, with a reference and a code that is shown "
                 "once."),
              &s);
}

static const char *sent(struct req *rq, const char *name)
{
    const char *text = form_text(rq->form, name);

    return step_given(text) ? text : NULL;
}

/* Class, scope and team are those of the main one. Its words are not: they are another
 * complainant's, and this one reads, and keeps, only their own. */
static struct filing filing_of(struct req *rq, const struct dossier *main)
{
    const char *version = form_text(rq->form, "version");
    const char *tag = sent(rq, "language");
    const struct lang *lang = tag ? lang_by_tag(tag) : NULL;
    bool confidential = strcmp(main->c.privacy, "confidential") == 0;

    return (struct filing){
        .one_time = arena_printf(rq->a, "member:%" PRId64 ":%" PRId64 ":%s", main->c.id,
                                 rq->user->id, version ? version : ""),
        .type = main->c.type,
        .channel = sent(rq, "channel") ? sent(rq, "channel") : "in_person",
        .language = lang ? lang->tag : rq->lang->tag,
        .privacy = confidential ? "confidential" : NULL,
        .description = sent(rq, "description"),
        .class_code = main->c.class,
        .scope = main->c.scope,
        .team = main->c.team_id,
        .barred = main->facts.conflicts,
        .n_barred = main->facts.n_conflicts,
        .complainant = { .name = sent(rq, "name"),
                         .email = sent(rq, "email"),
                         .phone = sent(rq, "phone"),
                         .address = sent(rq, "address"),
                         .language = lang ? lang->tag : rq->lang->tag },
    };
}

static bool asked(struct req *rq, const struct filing *f)
{
    if (!f->complainant.name)
        return err_field(rq->err, "name", N_("Write who complains."));
    if (!f->description)
        return err_field(rq->err, "description", N_("Write what they say, in their own words."));
    return word_value(&channel_words, f->channel) != 0 ||
           err_field(rq->err, "channel", N_("Choose one of the channels."));
}

static bool join(struct req *rq, const struct procedure *p, const struct dossier *main,
                 int64_t complaint)
{
    struct joining j = { .complaint = complaint,
                         .main = main->c.id,
                         .reason = lang_text(p->lang, N_("Complains as one of a group")),
                         .names = true, /* both are, or neither is, confidential */
                         .representative = settings_ticked(rq, "representative", "yes") };

    return join_cases(edge_act(rq), p, &j, rq->err);
}

bool member_do(struct req *rq, const struct procedure *p, const struct dossier *main,
               struct receipt *out)
{
    struct may_object o = edge_object(rq, main);
    struct filing f = filing_of(rq, main);
    AUTO_TX tx = { 0 };

    if (!may(rq->user, MAY_RECEIVE, &o))
        return err_set(rq->err, ERR_REFUSED, N_("Your role does not take down complaints."));
    if (!asked(rq, &f))
        return false;
    f.acknowledged_by = receive_acknowledged_by(f.channel);
    if (!tx_begin(&tx, rq->db, rq->err) || !receipt_file_in(edge_act(rq), p, &f, out, rq->err))
        return false;
    return out->repeated || (join(rq, p, main, out->complaint) && tx_commit(&tx, rq->err));
}
