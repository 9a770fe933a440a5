/*
 * A person's whole file as the answer to a request, on the desk and over the API: within the reach
 * of whoever asks, piece by piece, and not too often. [4.9-a] [S16]
 */
#ifndef KEEP_ACCESS_SEND_H
#define KEEP_ACCESS_SEND_H

#include "edge/edge.h"

/* Of the complainant of `d`, for whom MAY_ACCESS on it was asked already: all their cases, or
 * (`person` false) that one. */
MUST_CHECK bool access_send(struct req *rq, const struct dossier *d, bool person, bool as_json);

#endif
