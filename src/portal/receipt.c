/* The receipt as a page. The code is on it this once; the picture holds the address only. */
#include "portal/receipt.h"

#include "edge/names.h"
#include "portal/portal.h"
#include "portal/portal_view.h"
#include "portal/promises.h"

#include <string.h>

const char *portal_address(struct req *rq, const char *path)
{
    const struct config *config = rq->app->config;
    const char *host = req_header(rq, "Host");

    if (config->public_url)
        return arena_printf(rq->a, "%s%s%s", config->public_url, rq->base, path);
    return arena_printf(rq->a, "%s://%s%s%s", rq->secure ? "https" : "http", host ? host : "",
                        rq->base, path);
}

const char *seal_text(struct arena *a, const unsigned char seal[HASH_BYTES])
{
    const char *hex = hex_text(a, seal, 8);

    return arena_printf(a, "%.4s %.4s %.4s %.4s", hex, hex + 4, hex + 8, hex + 12);
}

bool receipt_correctable(const struct procedure *p, struct instant received, struct instant now)
{
    return now.us - received.us < SECONDS(60 * procedure_number(p, "correction_minutes", 60));
}

const char *without_scheme(const char *url)
{
    const char *at = strstr(url, "://");

    return at ? at + 3 : url;
}

bool receipt_show(struct req *rq, const struct procedure *p, const struct receipt *r,
                  const struct receipt_beside *beside)
{
    struct carried carried[] = {
        { "reference", r->reference },
        { "code", r->code },
        { "state", beside->state },
    };
    const char *address = portal_address(rq, "/track");
    struct receipt_page view = {
        .reference = r->reference,
        .code = r->code,
        .received = r->received_at,
        .about = beside->about,
        .files = beside->files,
        .seal = seal_text(rq->a, r->seal),
        .qr = qr_svg(rq->a, arena_printf(rq->a, "%s?reference=%s", address, r->reference)),
        .track_url = without_scheme(address),
        .repeated = r->repeated,
        .anonymous = beside->privacy && strcmp(beside->privacy, "anonymous") == 0,
        .correctable = receipt_correctable(p, r->received_at, rq->now),
        .carried = { carried, COUNT(carried) },
    };

    portal_mode(rq, beside->privacy);
    edge_page(rq)->holds_answers = true;
    return edge_team_name(rq, beside->team, &view.team) &&
           promises_from(rq->a, p, beside->pack, beside->class, rq->lang, r->received_at,
                         &view.promises, rq->err) &&
           req_render_status(rq, 201, "portal/receipt.html", &receipt_page_record, &view);
}
