/*
 * The log against checkpoints that were kept elsewhere.
 *
 * Hashes alone have no key: whoever can write to the database can write another history with
 * hashes that fit, or cut off its end. A signed checkpoint tells: the log must have at
 * least as many events, and over so many the same root. It is asked in the same pass in which
 * verify_log reads the events, and needs no master key.
 *
 *     struct log_check check = { .a = a, .folder = folder };
 *     if (!log_check_all(&check, &v, err)) …
 */
#ifndef LOG_VERIFY_CHECKPOINTS_H
#define LOG_VERIFY_CHECKPOINTS_H

#include "complaint/verify.h"
#include "log/checkpoint.h"

/* One checkpoint whose signature holds. */
struct log_mark {
    const char *path;
    struct checkpoint checkpoint;
};

struct log_check {
    struct arena *a;
    /* what to look at */
    const char *folder;       /* all in it, unless files are named */
    const char *const *files; /* named ones */
    size_t n_files;
    const char *public_keys; /* file of trusted public keys; NULL: those of the database */
    /* what it found; the findings go to the verifier */
    size_t n_read;   /* checkpoints there are */
    int64_t covered; /* events that the newest good one covers */

    struct verify *v;
    const struct placed *read;
    struct note_keys keys;
    struct log_mark *mark; /* by size */
    size_t n_marks, next;
    struct tree tree;
    int64_t last;   /* event seen */
    int64_t good;   /* up to here a checkpoint fits */
    bool rewritten; /* said already */
};

/* The whole: verify_log with checkpoints, in one look at the database. Findings:
 * checkpoint_unreadable, checkpoint_forged (its signature is wrong), checkpoint_key_unknown,
 * checkpoint_foreign (of another log), signing_key_forged, signing_key_foreign (the trusted keys
 * do not lead to it); with the events: log_rewritten, log_cut. */
MUST_CHECK bool log_check_all(struct log_check *c, struct verify *v, struct err *err);
/* Around a verify_log within a transaction that is open, without files: keys and the tree. */
MUST_CHECK bool log_check_begin(struct log_check *c, struct verify *v, struct err *err);
void log_check_end(struct log_check *c);
/* After log_check_end on a log without findings: the signed checkpoint of just the events that
 * were read; NULL when there are none. */
MUST_CHECK bool log_check_sign(const struct log_check *c, const struct vault *vault,
                               const char **note, struct err *err);

#endif
