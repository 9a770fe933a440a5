/*
 * The receipt page: what the complainant keeps. [7.4-a]
 */
#ifndef PORTAL_RECEIPT_H
#define PORTAL_RECEIPT_H

#include "edge/edge.h"
#include "operation/receipt/filing.h"

/* What the page says beside the receipt itself. */
struct receipt_beside {
    const struct pack_version *pack; /* that the case was filed with */
    const char *class;
    const char *about;
    const char *state; /* of the form, carried on */
    int64_t team;
    int files;
    const char *privacy;
};

/* 201 with the page; the same for a repeat. */
MUST_CHECK bool receipt_show(struct req *rq, const struct procedure *p, const struct receipt *r,
                             const struct receipt_beside *beside);

/* The address of a page of the portal as others reach it, with the scheme: "/track". */
const char *portal_address(struct req *rq, const char *path);
/* The same as people type it. */
const char *without_scheme(const char *url);
/* The first bytes of a seal in groups of four. */
const char *seal_text(struct arena *a, const unsigned char seal[HASH_BYTES]);
/* Whether a slip of the pen may still be mended. */
bool receipt_correctable(const struct procedure *p, struct instant received, struct instant now);

/* The signed receipt as a file to keep; 409 when something of what was filed was erased. */
MUST_CHECK bool receipt_send(struct req *rq, const struct procedure *p, int64_t complaint);

/* How one leaves the page for paper. */
struct receipt_paper_way {
    const char *back;    /* address, for staff; NULL = none */
    struct rows carried; /* struct carried: what the complainant's buttons carry on */
};
/* The same for paper. */
MUST_CHECK bool receipt_paper(struct req *rq, const struct procedure *p, int64_t complaint,
                              const struct receipt_paper_way *way);

/* A text as a picture of squares, in SVG. NULL inside when it is too long for one. */
struct html qr_svg(struct arena *a, const char *text);

#endif
