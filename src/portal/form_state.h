/*
 * The signed state of public forms: what makes a form of ours known again without session
 * and cookie.
 *
 * A form gets a one-time id when it is first shown; id, time and purpose are signed and
 * travel in a hidden field. Sending the same form twice is so known to be the same, files that
 * were uploaded with it belong to it alone, and nobody chooses ids. Answers of other pages
 * travel beside it as plain hidden fields: they are their author's to change, and are checked
 * again in full when the form is sent. [S17] [S22]
 */
#ifndef PORTAL_FORM_STATE_H
#define PORTAL_FORM_STATE_H

#include "base/date.h"
#include "base/vault.h"

struct form_state {
    const char *once;    /* the one-time id, 32 hexadecimal digits */
    struct instant made; /* to the second */
};

/* A state for a form of that purpose ("complain", "track 2026-000001"): what is signed for one is
 * nothing for another. */
const char *form_state_new(struct arena *a, const struct vault *v, const char *purpose,
                           struct instant now);

enum form_state_verdict {
    FORM_STATE_GOOD,
    FORM_STATE_OLD, /* ours, but from too long ago; `out` is filled */
    FORM_STATE_BAD, /* missing, altered, of another purpose, from the future */
};

/* `text` as it came back, NULL included; good for `seconds`. */
enum form_state_verdict form_state_read(struct arena *a, const struct vault *v, const char *purpose,
                                        const char *text, struct instant now, int64_t seconds,
                                        struct form_state *out);

/* Under which owner the files of the form are staged (complaint/files.h). */
const char *form_state_owner(struct arena *a, const struct vault *v,
                             const struct form_state *state);

#endif
