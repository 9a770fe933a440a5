/* What the files of the verifier share. */
#ifndef COMPLAINT_VERIFY_PARTS_H
#define COMPLAINT_VERIFY_PARTS_H

#include "complaint/tally_sum.h"
#include "complaint/verify.h"

struct known_set;
/* Gives findings about a complaint its reference. */
void verify_names(struct verify *v);
/* The counter of events, where the log ends with `last`; `*written` is what it says. */
MUST_CHECK bool verify_event_counter(struct verify *v, int64_t last, int64_t *written,
                                     struct err *err);
/* The other counters: of references against the complaints of their years, of changes of persons
 * against the log. */
MUST_CHECK bool verify_counters(struct verify *v, struct err *err);
/* The keys of the persons and cases of this part: there, or erased by an event. */
MUST_CHECK bool verify_keys(struct verify *v, const struct known_set *set, struct err *err);
/* The complaint of a row, also of one that is gone: that of the event which gave it its id. */
MUST_CHECK bool verify_complaint(struct verify *v, int64_t row, int64_t *out, struct err *err);
/* The tree of teams as it is stored for speed against the teams themselves. */
MUST_CHECK bool verify_teams(struct verify *v, struct err *err);

/* The figures of which the complaints are counted while they pass. */
struct figures {
    struct tally_digest digest;
    struct tally_zones zones;
    uint64_t now, received, channel;
};
MUST_CHECK bool verify_figures_begin(struct verify *v, struct figures *f, struct err *err);
void verify_figures_add(struct figures *f, const struct complaint_row *c);
/* Afterwards: names the lines that say something else. */
MUST_CHECK bool verify_figures(struct verify *v, const struct figures *f, struct err *err);

/* What became of complaints, against them and their clocks; of `f` the zones and the digest. */
MUST_CHECK bool verify_outcome(struct verify *v, const struct figures *f, struct err *err);
/* Names a line of figures by its columns but the last. */
void verify_line_found(struct verify *v, const char *kind, const char *table, const char *field,
                       const struct record *r, const void *line);

/* What remedies cost, against the remedies. */
MUST_CHECK bool verify_spend(struct verify *v, struct err *err);

/* A file's stored bytes and the row that holds them, against the row that claimed it. */
MUST_CHECK bool verify_file(struct verify *v, const struct file_row *f, struct err *err);
/* What the search finds where: each document belongs to a text of that case and kind. */
MUST_CHECK bool verify_search(struct verify *v, struct err *err);
/* Letters that wait to be sent, against what is to be sent. */
MUST_CHECK bool verify_outbox(struct verify *v, struct err *err);
/* What runs inside the database beside the program. */
MUST_CHECK bool verify_schema(struct verify *v, struct err *err);
/* With the keys: rows without history that carry a keyed hash. */
MUST_CHECK bool verify_proofs(struct verify *v, const struct vault *vault, struct err *err);

#endif
