/*
 * What portal, desk and API share of a request: who acts, under which procedure, and
 * the one way to a case.
 */
#ifndef EDGE_EDGE_H
#define EDGE_EDGE_H

#include "complaint/case.h"
#include "edge/counts.h"
#include "people/may.h"
#include "web/app.h"
#include "web/page.h"

struct name_kept;
struct lines;

/* A member of staff by name. */
struct staff_name_row {
    int64_t id;
    struct secret name;
};
extern const struct record staff_name_row_record;

/* Somebody outside by name, and whose key seals it. */
struct outsider_name_row {
    int64_t id;
    struct secret name;
    int64_t key_id;
};
extern const struct record outsider_name_row_record;

/* Kept by each worker and the clerk; main.c makes it and puts it into app->own. */
struct own {
    struct arena *a; /* of the procedure */
    struct procedure procedure;
    const struct pack *pack;
    struct arena *shelf_arena;
    struct pack_shelf *shelf; /* versions of procedure packs, read once */
    bool loaded;
    int64_t generation; /* one more with each loading: what pointed into the former is void */
    bool teams_loaded;
    struct rows above;               /* struct team_above_row by team: who is above whom */
    const struct route **act_routes; /* of the pages of acts on a case, by desk/case_steps.c */
    struct name_kept *names;         /* of staff, by edge/names.h */
    struct lines *lines;             /* of lists, by desk/lines.h */
    struct arena *lines_arena;
    struct tally_kept tally; /* of the numbers beside the queues, by edge/counts.h */
};

/* Loads the procedure anew, with all versions of packs that are there by now. */
MUST_CHECK bool own_procedure_load(struct own *own, struct db *db, struct err *err);
/* Frees all it has come to keep. */
void own_end(struct own *own);

/* The acting context of the request: made at the first call, the same afterwards. The
 * actor is the member of staff, the key, or the public; edge_as_complainant changes
 * it once reference and code were proved. */
const struct act *edge_act(struct req *rq);
/* That it is done once (edge/once.h, edge/sent.h), and whether it was just done with the same
 * words. */
void edge_act_once(struct req *rq, struct bytes once, bool said);
void edge_as_complainant(struct req *rq);
/* The same of an outside party, once their link was proved. */
void edge_as_outsider(struct req *rq, int64_t outsider);

/* The procedure, read again when the organisation's chain has grown. A request looks once
 * and keeps what it got, so that nothing moves under a handler when somebody logs in. */
MUST_CHECK bool edge_procedure(struct req *rq, const struct procedure **out);

/* The case of that reference for somebody who may do `what` on it; otherwise
 * ERR_NOT_FOUND, the same as when there is none; that somebody who is barred tried is an
 * event (access_blocked), and so is that a role did not allow it (edge/refusal.h). Identity and
 * notes that this user may not read are taken out (texts NULL, notes removed); passages that are
 * redacted are blocks in the reader's language, so what is written again is loaded anew by its
 * flow. Reading identity is
 * an event, once per person, case and hour: the caller that shows it calls edge_read_identity. */
MUST_CHECK bool edge_case(struct req *rq, const char *reference, enum may what,
                          struct dossier *out);

/* Whether this reader may know of a file of that case: what staff keep among themselves is for who
 * reads notes. */
bool edge_file_known(const struct req *rq, const struct may_object *object,
                     const struct file_row *f);

/* Why this reader cannot do what shows who complains, and what they can do: a message id. */
const char *edge_sealed_words(const struct req *rq, const struct may_object *object);

/* Notes that the user of this request was shown the identity in `d`, at most once an hour for
 * each person and case; nothing when none is in it. */
MUST_CHECK bool edge_read_identity(struct req *rq, const struct dossier *d);

/* Notes that whoever acts looked at a case in this way: identity_read, printed, exported,
 * file_read, access_blocked. At most one event an hour for each person, case and way. */
MUST_CHECK bool look_note(const struct act *act, int64_t complaint, const char *kind,
                          struct err *err);
/* The same of several cases in one go; each has its event. */
MUST_CHECK bool looks_note(const struct act *act, const int64_t *ids, size_t n, const char *kind,
                           struct err *err);

/* What the rights function is told about a case and the user of this request. */
struct may_object edge_object(struct req *rq, const struct dossier *d);

/* Every team with all teams above it and itself (struct team_above_row, by team), kept as
 * long as the procedure is. */
MUST_CHECK bool edge_teams(struct req *rq, struct rows *above);

/* What all pages show around their own content: made at the first call, changed by handlers
 * (mode line, form with answers), and given to templates by edge_layout, which is the hook
 * app->layout. Works without a database. */
struct page *edge_page(struct req *rq);
const void *edge_layout(struct req *rq);

/* Whether this request shows kept lines of lists (desk/lines.h). */
bool *edge_lines_held(struct req *rq);

/* The files that came with the request's form (edge/uploads.h); NULL = none. */
struct arrivals;
struct arrivals **edge_arrivals(struct req *rq);

#endif
