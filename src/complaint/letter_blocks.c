/* The passages that a pack asks for in a letter, and the variant of an early finish. */
#include "complaint/letter_blocks.h"

#include "base/buf.h"
#include "complaint/due.h"
#include "complaint/pack_version.h"

#include <string.h>

/* -- which letter -- */

/* The clock of that name that started last, whether it runs or was stopped by the act. */
static const struct clock_row *last_clock(const struct dossier *d, const char *name)
{
    for (size_t i = d->clock.n; i-- > 0;)
        if (strcmp(d->clock.row[i].name, name) == 0)
            return &d->clock.row[i];
    return NULL;
}

/* Counted from the clock's own start, as the clock counts. */
static bool in_time(const struct act *act, const struct procedure *p, const struct clock_row *clock,
                    const struct pack_early *early, bool *out, struct err *err)
{
    struct clock_row run = *clock;
    struct clock_sum sum;

    run.unit = early->unit;
    run.length = early->length;
    if (!due_sum(act->a, p, &run, NULL, act->now, &sum, err))
        return false;
    *out = act->now.us <= sum.due.us;
    return true;
}

bool letter_asked(const struct act *act, const struct procedure *p, const struct dossier *d,
                  const struct pack_letter **out, struct err *err)
{
    *out = pack_letter(d->pack, "decision");
    for (size_t i = 0; d->pack && i < d->pack->n_clocks; i++) {
        const struct pack_early *early = &d->pack->clock_early[i];
        const struct clock_row *clock = last_clock(d, d->pack->clock[i].name);
        bool yes;
        if (!early->unit || !clock)
            continue;
        if (!in_time(act, p, clock, early, &yes, err))
            return false;
        if (yes)
            *out = pack_letter(d->pack, early->letter);
    }
    return true;
}

const char *letter_blocks(struct arena *a, const struct pack_letter *letter,
                          const struct lang *lang, const char *text)
{
    struct buf b = buf_new(a);

    for (size_t i = 0; letter && i < letter->n_blocks; i++) {
        const char *block = letter->block[i].in[lang->index];
        if (!text || !letter_holds(text, block))
            buf_printf(&b, "%s%s", b.n > 0 ? "\n\n" : "", block);
    }
    return b.n > 0 ? buf_text(&b) : NULL;
}

/* -- whether it is whole -- */

static bool blank(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

/* Where `part` ends that `text` begins with, NULL when it does not; lines may be broken elsewhere.
 */
static const char *begins(const char *text, const char *part)
{
    for (;;) {
        while (blank(*part) && blank(*text)) {
            while (blank(*part))
                part++;
            while (blank(*text))
                text++;
        }
        while (blank(*part) && part[strspn(part, " \t\r\n")] == '\0')
            part++;
        if (*part == '\0')
            return text;
        if (*text++ != *part++)
            return NULL;
    }
}

bool letter_holds(const char *text, const char *part)
{
    if (!part)
        return true;
    part += strspn(part, " \t\r\n");
    for (; *text; text++)
        if (begins(text, part))
            return true;
    return *part == '\0';
}

/* -- of another letter -- */

static const char *taken_out(struct arena *a, const char *text, const char *part)
{
    struct buf b;
    const char *end = NULL, *at = text;

    part += strspn(part, " \t\r\n");
    while (*at && !(end = begins(at, part)))
        at++;
    if (!end || *part == '\0')
        return text;
    b = buf_new(a);
    buf_add(&b, text, (size_t)(at - text));
    end += strspn(end, " \t\r\n");
    buf_str(&b, end);
    return buf_text(&b);
}

const char *letter_blocks_of(struct arena *a, const struct dossier *d,
                             const struct pack_letter *letter, const struct lang *lang,
                             const char *text)
{
    const char *own = letter_blocks(a, letter, lang, NULL);

    for (size_t i = 0; text && d->pack && i < d->pack->n_letters; i++) {
        const struct pack_letter *other = &d->pack->letter[i];
        for (size_t j = 0; other != letter && j < other->n_blocks; j++) {
            const char *block = other->block[j].in[lang->index];
            if (!own || !letter_holds(own, block))
                text = taken_out(a, text, block);
        }
    }
    return text && text[strspn(text, " \t\r\n")] != '\0' ? text : own;
}

bool letter_blocks_whole(const struct act *act, const struct procedure *p, const struct dossier *d,
                         const char *text, struct err *err)
{
    const struct lang *lang = dossier_lang(d, p->lang);
    const struct pack_letter *letter;

    if (!letter_asked(act, p, d, &letter, err))
        return false;
    for (size_t i = 0; letter && i < letter->n_blocks; i++)
        if (!letter_holds(text, letter->block[i].in[lang->index])) {
            err_field(err, "letter", N_("This procedure asks for a passage that is gone: {text}"));
            err_arg(err, "text", letter->block[i].in[lang->index]);
            return false;
        }
    return true;
}
