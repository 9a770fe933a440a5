/* The letter that brings the link, in the language of whoever gets it. The link is in no row and in
 * no outbox: it is shown to the handler this once, to be sent as a mail of theirs or on paper. */
#include "outside/outside_parts.h"

#include "portal/receipt.h"

#include <string.h>

/* For the address of a mail. RFC 6068, section 2 */
static const char *encoded(struct arena *a, const char *text)
{
    struct buf b = buf_new(a);

    for (const unsigned char *s = (const unsigned char *)text; *s; s++)
        if ((*s >= '0' && *s <= '9') || (*s >= 'a' && *s <= 'z') || (*s >= 'A' && *s <= 'Z') ||
            strchr("-._~@", *s))
            buf_char(&b, (char)*s);
        else
            buf_printf(&b, "%%%02X", *s);
    return buf_text(&b);
}

static const char *address_of(struct req *rq, const struct lang *lang, const char *secret)
{
    return portal_address(rq,
                          arena_printf(rq->a, "/%s" OUTSIDE_PATH "?link=%s", lang->tag, secret));
}

static const char *due_words(struct req *rq, const struct lang *lang, const struct dossier *d,
                             int64_t task)
{
    const struct task_row *t = dossier_task(d, task);
    const struct clock_row *clock = t ? task_clock(d, t) : NULL;

    return clock ? lang_instant(rq->a, lang, clock->due_at, rq->app->zone, DATE_LONG, rq->today)
                 : "–";
}

static const char *letter_text(struct req *rq, const struct lang *lang,
                               const struct outsider_row *who, const struct dossier *d,
                               int64_t task, const char *address)
{
    struct buf b = buf_new(rq->a);
    const char *organisation = edge_page(rq)->organisation;

    buf_printf(&b, "%s\n\n", who->contact.text ? who->contact.text : who->name.text);
    buf_printf(&b, "%s\n\n",
               lang_format(rq->a, lang,
                           address ? N_("{organisation} asks you for your part in complaint "
                                        "{reference}. Please answer by {date}.")
                                   : N_("{organisation} reminds you of what we asked in complaint "
                                        "{reference}. The answer was due on {date}."),
                           "organisation", organisation, "reference", d->c.reference, "date",
                           due_words(rq, lang, d, task), NULL));
    if (address)
        buf_printf(
            &b, "%s\n\n%s\n\n", address,
            lang_text(lang, N_("The link shows what we ask and what belongs to it, and takes "
                               "your answer. Whoever has it can read and answer: please do "
                               "not pass it on.")));
    else
        buf_printf(
            &b, "%s\n\n",
            lang_text(lang, N_("The link in our letter still opens it. If you do not have it "
                               "any more, ask us for a new one.")));
    buf_printf(&b, "%s\n", organisation);
    return buf_text(&b);
}

bool outside_letter(struct req *rq, const struct outsider_row *who, const struct dossier *d,
                    int64_t task, const char *secret, struct keep_making *m)
{
    const struct lang *lang = lang_by_tag(who->language);
    struct sheet_group *part = ARENA_NEW(rq->a, struct sheet_group);
    struct sheet_line *line = ARENA_ARRAY(rq->a, struct sheet_line, 2);
    struct act_link *link = ARENA_NEW(rq->a, struct act_link);
    const char *address, *text, *subject;
    size_t n = 0;

    lang = lang ? lang : rq->lang;
    address = secret ? address_of(rq, lang, secret) : NULL;
    text = letter_text(rq, lang, who, d, task, address);
    subject = lang_format(rq->a, lang, N_("Complaint {reference}: your part"), "reference",
                          d->c.reference, NULL);
    if (address)
        line[n++] = (struct sheet_line){ .label = lang_text(rq->lang, N_("Private link")),
                                         .value = address };
    line[n++] = (struct sheet_line){ .label = lang_text(rq->lang, N_("Letter")),
                                     .value = text,
                                     .lang = lang->tag };
    *part = (struct sheet_group){ lang_text(rq->lang, N_("To be sent to them")), { line, n } };
    m->page.parts = (struct rows){ part, 1 };
    m->page.print = true;
    if (who->email.text) {
        *link = (struct act_link){ lang_format(rq->a, rq->lang, N_("Write the mail to {name}"),
                                               "name", who->name.text, NULL),
                                   arena_printf(rq->a, "mailto:%s?subject=%s&body=%s",
                                                encoded(rq->a, who->email.text),
                                                encoded(rq->a, subject), encoded(rq->a, text)) };
        m->page.above = (struct rows){ link, 1 };
    }
    return true;
}
