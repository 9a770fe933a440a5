/* The signed receipt: as a file to keep, and as a page for paper with a square that verifies. */
#include "portal/receipt.h"

#include "operation/receipt/receipt_sign.h"
#include "portal/receipt_view.h"

#include <string.h>

enum { GROUP = 8 };

/* Hexadecimal that an eye can follow. */
static const char *grouped(struct arena *a, const unsigned char *s, size_t n)
{
    const char *hex = hex_text(a, s, n);
    struct buf b = buf_new(a);

    for (size_t i = 0; hex[i]; i++) {
        if (i > 0 && i % GROUP == 0)
            buf_char(&b, ' ');
        buf_char(&b, hex[i]);
    }
    return buf_text(&b);
}

bool receipt_send(struct req *rq, const struct procedure *p, int64_t complaint)
{
    struct signed_receipt r;

    return receipt_sign(edge_act(rq), p, complaint, &r, rq->err) &&
           req_download(rq, "text/plain; charset=utf-8",
                        arena_printf(rq->a, "redress-receipt-%s.txt", r.note.reference),
                        receipt_saved(rq->a, &r, NULL));
}

bool receipt_paper(struct req *rq, const struct procedure *p, int64_t complaint,
                   const struct receipt_paper_way *way)
{
    struct signed_receipt r;
    struct receipt_paper_page view;
    char utc[INSTANT_TEXT];
    const char *address = portal_address(rq, "/verify");

    if (!receipt_sign(edge_act(rq), p, complaint, &r, rq->err))
        return false;
    instant_text(r.note.received, utc);
    view = (struct receipt_paper_page){
        .organisation = r.note.organisation,
        .reference = r.note.reference,
        .received = r.note.received,
        .received_utc = arena_str(rq->a, utc),
        .digest = grouped(rq->a, r.note.digest, sizeof r.note.digest),
        .event = r.note.event,
        .text = r.text,
        .qr = qr_svg(rq->a, arena_printf(rq->a, "%s?r=%s", address, r.compact)),
        .verify_url = without_scheme(address),
        .back = way->back,
        .carried = way->carried,
    };
    edge_page(rq)->holds_answers = way->carried.n > 0;
    return req_render(rq, "portal/receipt_paper.html", &receipt_paper_page_record, &view);
}
