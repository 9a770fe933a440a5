/* Splitting a case in two, in one transaction: the new one is filed, then given who and what
 * belongs to it, and both are told apart. */
#include "base/utf8.h"
#include "complaint/pack_version.h"
#include "group/split.h"

#include "base/buf.h"
#include "group/walls.h"
#include "i18n/lang.h"

#include <string.h>

enum { BEGINNING = 400 };

bool split_file(const struct file_row *f)
{
    return !instant_is_set(f->removed_at) && !f->withheld && strcmp(f->direction, "in") == 0;
}

/* The new case is one of the procedure in force now, and its class is of that. */
static bool class_valid(const struct step *s, const struct splitting *in, struct err *err)
{
    const struct pack_version *pack;

    if (!step_given(in->class_code))
        return true;
    return procedure_pack_now(s->p, s->act->db, &pack, err) &&
           (procedure_class_offered(s->p, pack, in->class_code) ||
            err_field(err, "class_code", N_("Choose one of the list.")));
}

static bool allowed(const struct step *s, const struct splitting *in, struct err *err)
{
    if (!facts_open(&s->d.facts))
        return err_set(err, ERR_REFUSED, N_("This complaint is closed. Open it again first."));
    if (s->d.c.set_aside || s->d.c.joined_to_id != 0)
        return err_set(err, ERR_REFUSED,
                       N_("It is set aside or handled with another one. Undo that first."));
    if (!step_given(in->description))
        return err_field(err, "description",
                         N_("Leave the words that the new complaint takes along."));
    if (in->n_files > SPLIT_FILES)
        return err_field(err, "files", N_("At most 20 files go along. Choose fewer."));
    for (size_t i = 0; i < in->n_files; i++) {
        const struct file_row *f = dossier_file(&s->d, in->files[i]);
        if (!f || !split_file(f))
            return err_field(err, "files", N_("Choose files of this complaint."));
    }
    return class_valid(s, in, err) && step_reason("reason", in->reason, err);
}

/* What was copied, in the words of the organisation: the beginning of the text, and the names of
 * the files. */
static const char *copied_words(const struct step *s, const struct splitting *in)
{
    struct arena *a = s->act->a;
    struct buf names = buf_new(a);
    size_t n = strlen(in->description);
    const char *text = in->description;

    if (n > BEGINNING) {
        n = utf8_cut(text, n, BEGINNING);
        text = arena_printf(a, "%s…", arena_strn(a, text, n));
    }
    for (size_t i = 0; i < in->n_files; i++)
        buf_printf(&names, "%s%s", i > 0 ? ", " : "", dossier_file(&s->d, in->files[i])->name.text);
    if (in->n_files == 0)
        return lang_format(a, s->p->lang, N_("Words: {text}"), "text", text, NULL);
    return lang_format(a, s->p->lang, N_("Words: {text} Files: {files}"), "text", text, "files",
                       buf_text(&names), NULL);
}

/* By which a repetition is known: who says which version they saw is told that it is gone, who does
 * not gets the case that the same words made before. */
static const char *one_time(const struct step *s, const struct splitting *in)
{
    const char *parts[] = { in->subject, in->description, in->class_code, in->reason };
    struct buf b = buf_new(s->act->a);

    buf_printf(&b, "split:%" PRId64 ":", s->d.c.id);
    if (in->version != 0) {
        buf_printf(&b, "%" PRId64, in->version);
        return buf_text(&b);
    }
    for (size_t i = 0; i < COUNT(parts); i++)
        buf_printf(&b, ":%zu:%s", parts[i] ? strlen(parts[i]) : 0, parts[i] ? parts[i] : "");
    for (size_t i = 0; i < in->n_files; i++)
        buf_printf(&b, ":%" PRId64, in->files[i]);
    return buf_text(&b);
}

static struct filing filing_of(const struct step *s, const struct splitting *in)
{
    const struct complaint_row *c = &s->d.c;
    const struct acknowledgement_row *told =
        s->d.acknowledgement.n > 0 ? &s->d.acknowledgement.row[s->d.acknowledgement.n - 1] : NULL;

    return (struct filing){
        .one_time = one_time(s, in),
        .type = c->type,
        .channel = c->channel,
        .language = c->language,
        .privacy = c->privacy,
        .received_at = c->received_at,
        .subject = step_given(in->subject) ? in->subject : NULL,
        .description = in->description,
        .product = c->product.text,
        .product_reference = c->product_reference.text,
        .class_code = in->class_code,
        .scope = c->scope,
        .acknowledged_by = told && !instant_is_set(told->failed_at) ? told->way : NULL,
        .barred = s->d.facts.conflicts,
        .n_barred = s->d.facts.n_conflicts,
        .acknowledged_at = told ? told->at : (struct instant){ 0 },
    };
}

/* -- what belongs to the new one -- */

static const char *person_words(struct arena *a, const struct person_row *p)
{
    const char *parts[] = { p->name.text, p->email.text,   p->phone.text,
                            p->fax.text,  p->address.text, p->postcode.text };
    struct buf b = buf_new(a);

    for (size_t i = 0; i < COUNT(parts); i++) {
        buf_str(&b, parts[i]);
        buf_char(&b, '\n');
    }
    return buf_text(&b);
}

/* The same people, but not as one who is complained about: that is of one of the two matters, and
 * staff say of which. Until then a member of staff keeps away from both, as the walls say. */
static bool people_copy(struct step *s, const struct dossier *from, struct err *err)
{
    for (size_t i = 0; i < from->party.n; i++) {
        const struct party_row *p = &from->party.row[i];
        struct party_row row = { .complaint_id = s->d.c.id,
                                 .person_id = p->person_id,
                                 .role = p->role,
                                 .authority = secret_text(p->authority.text) };
        if (instant_is_set(p->ended_at) || strcmp(p->role, "complained_about") == 0)
            continue;
        if (!history_insert(&s->h, &party_table, &row, err) ||
            !search_add(s->act, row.id, s->d.c.id, SEARCH_IDENTITY,
                        person_words(s->act->a, &from->person[i]), err))
            return false;
    }
    return true;
}

/* The sealed bytes are the same; their key is sealed for the new case as well, so that an erasure
 * of one leaves the other whole. */
static bool files_copy(struct step *s, const struct dossier *from, const struct splitting *in,
                       struct err *err)
{
    for (size_t i = 0; i < in->n_files; i++) {
        const struct file_row *f = dossier_file(from, in->files[i]);
        struct file_row row = *f;
        row.id = row.entry_id = row.copy_of_id = 0;
        row.complaint_id = s->d.c.id;
        row.key = secret_text(f->key.text);
        row.name = secret_text(f->name.text);
        row.title = secret_text(f->title.text);
        row.sha256 = secret_text(f->sha256.text);
        if (!history_insert(&s->h, &file_table, &row, err))
            return false;
    }
    return true;
}

static bool tie_write(struct step *s, const char *kind, int64_t other, const char *reason,
                      const char *copied, struct err *err)
{
    struct case_tie_row tie = { .complaint_id = s->d.c.id,
                                .other_id = other,
                                .kind = kind,
                                .at = s->act->now,
                                .by_id = s->who.user,
                                .why = secret_text(reason),
                                .copied = secret_text(copied) };

    return history_insert(&s->h, &case_tie_table, &tie, err);
}

/* The code that the complainant has opens the new one, too. */
static bool new_one(const struct step *from, const struct splitting *in, int64_t id,
                    const char *copied, struct err *err)
{
    AUTO_STEP s = { 0 };

    if (!step_open(&s, from->act, from->p, id, 0, err) ||
        !step_event(&s, "split_from", copied, err) || !walls_copy(&s, &from->d.facts, err) ||
        !people_copy(&s, &from->d, err) || !files_copy(&s, &from->d, in, err) ||
        !tie_write(&s, "split_from", from->d.c.id, in->reason, copied, err))
        return false;
    s.c.code_mac = from->d.c.code_mac;
    return step_done(&s, err);
}

/* -- and the first -- */

static bool told(struct step *s, const char *reference, struct err *err)
{
    const struct lang *l = dossier_lang(&s->d, s->p->lang);
    const char *text = lang_format(
        s->act->a, l,
        N_("A part of what you wrote is dealt with by itself from now on, as complaint "
           "{reference}. Its dates count from the day on which we received the first one. Your "
           "code opens both."),
        "reference", reference, NULL);

    return step_message(s, "reply", NULL, s->d.facts.reachable ? "reply" : NULL, text, NULL, err);
}

bool split_case(const struct act *act, const struct procedure *p, const struct splitting *in,
                struct receipt *out, struct err *err)
{
    const char *copied;
    struct filing f;
    AUTO_STEP s = { 0 };

    if (!step_open(&s, act, p, in->complaint, in->version, err) || !allowed(&s, in, err))
        return false;
    copied = copied_words(&s, in);
    f = filing_of(&s, in);
    if (!receipt_file_in(act, p, &f, out, err))
        return false;
    if (out->repeated)
        return true;
    if (!new_one(&s, in, out->complaint, copied, err) ||
        !step_event(&s, "split_off", copied, err) ||
        !tie_write(&s, "split_off", out->complaint, in->reason, copied, err) ||
        !told(&s, out->reference, err))
        return false;
    return step_done(&s, err);
}
