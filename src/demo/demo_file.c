/* A complaint of the demonstration comes in by its channel. */
#include "complaint/files.h"
#include "demo/demo.h"
#include "operation/receipt/filing.h"

#include <string.h>

static bool by_page(const struct demo_complaint *c)
{
    return strcmp(c->channel, "web") == 0 || strcmp(c->channel, "app") == 0;
}

/* A number for the person: that of their first complaint. */
static size_t number_of(const struct demo *d, const struct demo_case *k)
{
    for (size_t i = 0; i < d->n_cases; i++)
        if (d->cases[i].c->who && k->c->who && strcmp(d->cases[i].c->who, k->c->who) == 0)
            return i + 1;
    return (size_t)(k - d->cases) + 1;
}

/* By what they can be reached, from the channel they chose. */
static struct filing_person person_of(struct demo *d, const struct demo_case *k)
{
    const struct demo_complaint *c = k->c;
    size_t n = number_of(d, k);
    struct filing_person p = { .name = c->who, .language = c->language };

    if (!c->who)
        return (struct filing_person){ 0 };
    if (strcmp(c->channel, "letter") == 0)
        p.address = arena_printf(d->act.a, "%zu Orchard Lane, Fernhill", n);
    else if (strcmp(c->channel, "telephone") == 0)
        p.phone = arena_printf(d->act.a, "+44 20 7946 0%03zu", n);
    else
        p.email = arena_printf(d->act.a, "resident%zu@example.org", n);
    return p;
}

static bool file_stage(struct demo *d, struct filing *f, struct err *err)
{
    static const char text[] = "Carpenter's invoice\nOak floor, 22 square metres\nTotal 4,200.00\n";
    struct staging *s;

    f->blob_owner = "demo";
    return staging_begin(&d->act, f->blob_owner, "invoice.txt", &s, &f->blobs[f->n_blobs++], err) &&
           staging_bytes(s, text, sizeof text - 1, err) && staging_end(s, err);
}

bool demo_file(struct demo *d, struct demo_case *k, struct err *err)
{
    const struct demo_complaint *c = k->c;
    struct filing f = { .one_time = arena_printf(d->act.a, "demo:%zu", (size_t)(k - d->cases)),
                        .type = c->type,
                        .channel = c->channel,
                        .language = c->language,
                        .privacy = c->privacy,
                        .scope = c->scope ? NULL : "inside",
                        .subject = c->subject,
                        .description = c->text,
                        .product = c->product,
                        .class_code = c->class,
                        .sought = c->want ? NULL : "nothing",
                        .remedy_sought = c->want,
                        .team = demo_team_id(d, c->team),
                        .complainant = person_of(d, k),
                        .problems = { c->problem },
                        .n_problems = 1,
                        .acknowledged_by = by_page(c) ? "page" : NULL };
    struct receipt r = { 0 };

    d->act.actor_kind = by_page(c) ? "public" : "staff";
    d->act.actor_id = by_page(c) ? 0 : demo_person(d, "receiver", NULL);
    if ((c->file && !file_stage(d, &f, err)) || !receipt_file(&d->act, d->p, &f, &r, err))
        return false;
    k->id = r.complaint;
    return true;
}
