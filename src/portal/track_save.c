/* What the complainant can take along: everything they sent, as plain text, and the receipt. */
#include "portal/track.h"

#include "db/filing_sql.h"
#include "portal/receipt.h"
#include "portal/track_parts.h"

#include <string.h>

static void line(struct track *t, struct buf *b, const char *label, const char *value)
{
    if (value)
        buf_printf(b, "%s: %s\n", lang_text(t->rq->lang, label), value);
}

static const char *moment(struct track *t, struct instant at)
{
    return lang_instant(t->rq->a, t->rq->lang, at, t->p->zone, DATE_LONG, t->rq->today);
}

static void words(struct track *t, struct buf *b, const char *label, struct instant at,
                  const char *text)
{
    if (text)
        buf_printf(b, "\n-- %s, %s --\n%s\n", lang_text(t->rq->lang, label), moment(t, at), text);
}

static void head(struct track *t, struct buf *b)
{
    const char *name = edge_page(t->rq)->organisation;

    line(t, b, N_("Complaint to"), name);
    line(t, b, N_("Reference"), t->d.c.reference);
    line(t, b, N_("Received on"), moment(t, t->d.c.received_at));
}

/* What was said of the matter, and of the people; what was left open has no line. */
static void said(struct track *t, struct buf *b)
{
    const struct complaint_row *c = &t->d.c;
    const struct person_row *who = dossier_person(&t->d, "complainant");
    const struct person_row *acts = dossier_person(&t->d, "representative");

    line(t, b, N_("Which product, service or place"), c->product.text);
    line(t, b, N_("Number of the order, contract or account"), c->product_reference.text);
    if (date_is_set(c->happened_on))
        line(t, b, N_("When"),
             lang_date(t->rq->a, t->rq->lang, c->happened_on, DATE_LONG, t->rq->today));
    line(t, b, N_("Where"), c->place.text);
    if (who) {
        line(t, b, N_("Your name"), who->name.text);
        line(t, b, N_("E-mail"), who->email.text);
        line(t, b, N_("Telephone"), who->phone.text);
        line(t, b, N_("Postal address"), who->address.text);
        line(t, b, N_("What you need"), who->needs.text);
    }
    if (acts)
        line(t, b, N_("Who acts for you"), acts->name.text);
}

bool track_save(struct track *t)
{
    const struct complaint_row *c = &t->d.c;
    struct buf b = buf_new(t->rq->a);

    head(t, &b);
    said(t, &b);
    words(t, &b, N_("In your words"), c->received_at, c->description.text);
    words(t, &b, N_("What would put it right"), c->received_at, c->remedy_sought.text);
    for (size_t i = 0; i < t->d.entry.n; i++)
        if (strcmp(t->d.entry.row[i].direction, "in") == 0)
            words(t, &b, N_("You added something"), t->d.entry.row[i].at,
                  t->d.entry.row[i].text.text);
    for (size_t i = 0; i < t->d.file.n; i++) {
        const struct file_row *f = &t->d.file.row[i];
        if (track_file_shown(f) && strcmp(f->direction, "in") == 0)
            buf_printf(&b, "\n%s: %s (%s)\nSHA-256 %s\n", lang_text(t->rq->lang, N_("File")),
                       f->name.text, lang_size(t->rq->a, t->rq->lang, f->size), f->sha256.text);
    }
    words(t, &b, N_("You told us how we treated you"), c->satisfied_at, c->satisfaction_text.text);
    buf_text(&b);
    return req_download(t->rq, "text/plain; charset=utf-8",
                        arena_printf(t->rq->a, "complaint-%s.txt", c->reference),
                        (struct bytes){ (const unsigned char *)b.s, b.n });
}

static int files_sent(const struct dossier *d)
{
    int n = 0;

    for (size_t i = 0; i < d->file.n; i++)
        n += d->file.row[i].at.us == d->c.entered_at.us;
    return n;
}

bool track_receipt(struct track *t)
{
    const struct complaint_row *c = &t->d.c;
    struct receipt receipt = { .complaint = c->id,
                               .reference = c->reference,
                               .received_at = c->received_at };
    struct event_row event = { 0 };

    if (!sql_event_filing(t->rq->a, t->rq->db, c->id, &event, t->rq->err))
        return false;
    memcpy(receipt.seal, event.hash.s, sizeof receipt.seal);
    snprintf(receipt.code, sizeof receipt.code, "%s", t->code);
    return receipt_show(t->rq, t->p, &receipt,
                        &(struct receipt_beside){
                            .pack = t->d.pack,
                            .about = c->product.text ? c->product.text : c->subject.text,
                            .state = t->state_text,
                            .team = c->team_id,
                            .files = files_sent(&t->d),
                            .privacy = c->privacy,
                        });
}

/* Without the line that says who may learn the name: this paper is for anybody. The same form
 * again is another language, and the page is the same. */
bool track_paper(struct track *t)
{
    struct carried carried[] = {
        { "reference", t->d.c.reference },
        { "code", t->code },
        { "state", t->state_text },
        { "page", "paper" },
    };

    return receipt_paper(t->rq, t->p, t->d.c.id,
                         &(struct receipt_paper_way){ .carried = { carried, COUNT(carried) } });
}
