/* Publishing opens with all seven parts and is refused without any one. */
#include "base/tap.h"
#include "operation/notice/notice.h"

#include <stdio.h>

enum { SEVEN = (1 << NOTICE_MANDATORY) - 1 };

int main(void)
{
    struct notice_text texts[] = { { "en", SEVEN }, { "vi", SEVEN } };
    struct missing m = { 0 };
    struct err err = { 0 };
    char what[80];

    TAP("[7.1-a] published when the seven are there", notice_allowed(texts, 2, &err));
    for (int part = 0; part < NOTICE_MANDATORY; part++) {
        texts[1].filled = SEVEN & ~(1u << part);
        err_clear(&err);
        snprintf(what, sizeof what, "[7.1-a] not without %s", notice_code(part));
        TAP(what, !notice_allowed(texts, 2, &err) && err.kind == ERR_REFUSED);
        TAP_TEXT(what, err.field, notice_code(part));
        TAP_TEXT("[7.1-a] the language is named", err.args[0].value, "vi");
    }
    err_clear(&err);
    TAP("[7.1-a] not without any text", !notice_allowed(NULL, 0, &err));
    texts[0].filled = texts[1].filled = 0;
    notice_missing(texts, 2, &m);
    TAP_INT("[7.1-a] everything missing is counted", (int64_t)m.n, 2 * NOTICE_MANDATORY);
    TAP("[7.1-c] rights and duties have a heading", notice_heading(NOTICE_PARTS - 2));
    TAP("no part beyond the last", !notice_code(NOTICE_PARTS) && !notice_heading(-1));
    return tap_done();
}
