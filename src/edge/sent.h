/*
 * Forms that add something to a case, and are sent twice: a second press, a page that is loaded
 * again, the browser's Back with what was typed still in the form.
 */
#ifndef EDGE_SENT_H
#define EDGE_SENT_H

#include "edge/edge.h"

/*
 * The hook app->sent_before, before each handler. The form of an act that adds something to a case
 * is known by who sends it, where to, with what and on which version of the case: the acts of the
 * table in sent.c get their mark here, and no page needs to know of it.
 *
 * Sent again as it was, it is answered with where it led, and true is returned. The same once more
 * on the version that it made itself, some minutes later at most and nothing having happened since,
 * is the browser's Back: the flow refuses it in words (act->said), and with any other word, or
 * after whatever else was done, it is a new one.
 */
bool edge_sent_before(struct req *rq);
/* The same for a handler that met ERR_CONFLICT: another worker may have done it in the same moment.
 */
bool edge_sent_meanwhile(struct req *rq);

#endif
