/*
 * The files built into the program. A URL that names the content's hash,
 * /static/HASH/app.css, is good for ever; one without it is asked for again.
 */
#include "web/call.h"
#include "web/embedded.h"
#include "web/serve.h"

#include <string.h>

static const struct {
    const char *ending;
    const char *type;
} types[] = {
    { ".css", "text/css; charset=utf-8" },
    { ".js", "text/javascript; charset=utf-8" },
    { ".svg", "image/svg+xml; charset=utf-8" },
    { ".png", "image/png" },
    { ".ico", "image/x-icon" },
    { ".woff2", "font/woff2" },
    { ".txt", "text/plain; charset=utf-8" },
    { ".json", "application/json; charset=utf-8" },
    { ".webmanifest", "application/manifest+json; charset=utf-8" },
};

static const char *type_of(const char *path)
{
    const char *ending = strrchr(path, '.');

    for (size_t i = 0; ending && i < COUNT(types); i++)
        if (strcmp(types[i].ending, ending) == 0)
            return types[i].type;
    return "application/octet-stream";
}

static bool file_answer(struct req *rq, const struct embedded *file, bool for_ever)
{
    const char *etag = arena_printf(rq->a, "\"%s\"", file->hash);
    const char *known = req_header(rq, "If-None-Match");

    req_add_header(rq, "ETag", etag);
    req_add_header(rq, "Cache-Control",
                   for_ever ? "public, max-age=31536000, immutable" : "no-cache");
    if (known && strstr(known, etag)) {
        rq->status = 304;
        return true;
    }
    rq->status = 200;
    rq->content_type = type_of(file->path);
    buf_add(&rq->body, (const char *)file->s, file->n);
    return true;
}

/* The path is /static/NAME, /static/FOLDER/NAME or either with the hash before NAME. */
static bool static_get(struct req *rq)
{
    const char *path = rq->path + strlen("/");
    const struct embedded *file = embedded_find(path);
    const char *first = req_param(rq, "first");
    bool for_ever = false;

    if (!file && *first) {
        const char *rest = path + strlen("static/") + strlen(first) + 1;
        file = embedded_find(arena_printf(rq->a, "static/%s", rest));
        for_ever = file && strcmp(file->hash, first) == 0;
    }
    if (!file)
        return err_set(
            rq->err, ERR_NOT_FOUND,
            N_("There is nothing at this address that you can see. Check it for a slip."));
    return file_answer(rq, file, for_ever);
}

const struct route static_routes[] = {
    { GET, "/static/{name}", 0, static_get, ROUTE_STATIC },
    { GET, "/static/{first}/{name}", 0, static_get, ROUTE_STATIC },
    { GET, "/static/{first}/{second}/{name}", 0, static_get, ROUTE_STATIC },
    { GET, "/static/{first}/{second}/{third}/{name}", 0, static_get, ROUTE_STATIC },
    { 0 },
};
