/*
 * Fills the layout record from the request and the organisation's settings. Without a
 * database the settings are missing and the page is still a page: errors are shown by it.
 */
#include "edge/layout.h"

#include "edge/edge.h"
#include "web/embedded.h"

#include <string.h>

const char *layout_file(struct arena *a, const char *name)
{
    const struct embedded *file = embedded_find(arena_join(a, "static", "/", name));

    return file ? arena_join(a, arena_join(a, "/static", "/", file->hash), "/", name) : NULL;
}

static bool offered(const struct texts *tags, const char *tag)
{
    for (size_t i = 0; i < tags->n; i++)
        if (strcasecmp(tags->s[i], tag) == 0)
            return true;
    return tags->n == 0;
}

/* The same page in another language; the parameters of the door one came through stay. */
static const char *language_href(struct req *rq, const char *tag)
{
    struct buf b = buf_new(rq->a);

    buf_printf(&b, "/%s", tag);
    for (const char *s = rq->path; *s; s++)
        if (*s == '/')
            buf_char(&b, '/');
        else
            buf_url(&b, s, 1);
    for (size_t i = 0; i < rq->query->n; i++) {
        buf_char(&b, i == 0 ? '?' : '&');
        buf_url(&b, rq->query->fields[i].name, strlen(rq->query->fields[i].name));
        buf_char(&b, '=');
        buf_url(&b, rq->query->fields[i].value, rq->query->fields[i].n);
    }
    return buf_text(&b);
}

/* `leads`: each language has a page of its own; where not, people choose it for all pages. */
static struct rows languages(struct req *rq, bool leads)
{
    struct page_language *out = ARENA_ARRAY(rq->a, struct page_language, LANGS);
    size_t n = 0;

    for (size_t i = 0; i < LANGS; i++)
        if (offered(&rq->app->config->languages, langs[i].tag))
            out[n++] = (struct page_language){
                .tag = langs[i].tag,
                .name = langs[i].name,
                .href = leads ? language_href(rq, langs[i].tag) : NULL,
                .current = langs[i].index == rq->lang->index,
            };
    return (struct rows){ out, n };
}

/* A page that is there in one language alone, by the reader's own choice, has no others to lead
 * to; nor has what was sent to an address that only takes forms. */
static bool in_languages(struct req *rq)
{
    struct route_match match;

    router_find(rq->a, rq->app->router, rq->path, GET, ROUTE_LANG, &match);
    return match.route || (rq->method == GET && strncmp(rq->path, "/desk", 5) != 0);
}

static void organisation_fill(struct req *rq, struct page *out)
{
    const struct procedure *p;
    struct err keep = *rq->err;

    if (!rq->db || !rq->app->own || !edge_procedure(rq, &p)) {
        *rq->err = keep;
        return;
    }
    out->organisation = procedure_text(p, "organisation_name", out->organisation);
    out->hotline = procedure_text(p, "hotline", NULL);
    out->hotline_hours = procedure_text(p, "hotline_hours", NULL);
}

void layout_fill(struct req *rq, struct page *out)
{
    *out = (struct page){
        .tag = rq->lang->tag,
        .base = rq->base ? rq->base : "",
        .organisation = "Redress",
        .stylesheet = layout_file(rq->a, "redress.css"),
        .script = layout_file(rq->a, "portal.js"),
    };
    if (rq->user || in_languages(rq))
        out->languages = languages(rq, in_languages(rq));
    organisation_fill(rq, out);
    layout_desk(rq, out);
    layout_back(rq, out);
}
