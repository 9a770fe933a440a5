/*
 * The QR code as one SVG path: a square of 1 by 1 for each dark module. What it holds goes
 * into the modules alone, so nothing in the SVG needs escaping.
 */
#include "portal/receipt.h"

#include "base/buf.h"

#include <qrencode.h>

enum { QUIET = 1 }; /* modules of white around it; the rest of the four is the page's */

static void rows_write(struct buf *b, const QRcode *code)
{
    for (int y = 0; y < code->width; y++)
        for (int x = 0; x < code->width; x++)
            if (code->data[y * code->width + x] & 1)
                buf_printf(b, "M%d %dh1v1h-1z", x + QUIET, y + QUIET);
}

struct html qr_svg(struct arena *a, const char *text)
{
    QRcode *code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M);
    struct buf b = buf_new(a);

    if (!code)
        return (struct html){ 0 };
    buf_printf(&b,
               "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" "
               "shape-rendering=\"crispEdges\" aria-hidden=\"true\" focusable=\"false\"><path "
               "d=\"",
               code->width + 2 * QUIET, code->width + 2 * QUIET);
    rows_write(&b, code);
    buf_str(&b, "\"/></svg>");
    QRcode_free(code);
    return (struct html){ buf_text(&b) };
}
