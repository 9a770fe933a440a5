/* Reading a proof strictly, then the signature under it, then the way up to its root. [S12] */
#include "operation/receipt/receipt_proof.h"

#include "log/checkpoint.h"

#include <string.h>

enum { NUMBER = 18 };

struct proof {
    int64_t index;
    struct tree_proof path;
    struct bytes checkpoint; /* a note */
};

/* The next line without its break; false at the end. */
static bool line_next(struct bytes *rest, struct bytes *line)
{
    const unsigned char *stop = rest->n > 0 ? memchr(rest->s, '\n', rest->n) : NULL;

    if (!stop)
        return false;
    *line = (struct bytes){ rest->s, (size_t)(stop - rest->s) };
    *rest = (struct bytes){ stop + 1, rest->n - line->n - 1 };
    return true;
}

static bool is(struct bytes line, const char *text)
{
    return line.n == strlen(text) && memcmp(line.s, text, line.n) == 0;
}

/* "index 1233", without zeros in front. */
static bool index_read(struct bytes line, int64_t *out)
{
    static const char word[] = "index ";
    const size_t n = sizeof word - 1;

    *out = 0;
    if (line.n <= n || line.n > n + NUMBER || memcmp(line.s, word, n) != 0 ||
        (line.s[n] == '0' && line.n > n + 1))
        return false;
    for (size_t i = n; i < line.n; i++) {
        if (line.s[i] < '0' || line.s[i] > '9')
            return false;
        *out = *out * 10 + (line.s[i] - '0');
    }
    return true;
}

static bool hash_read(struct bytes line, struct tree_hash *out)
{
    size_t got = 0;

    return note_base64((const char *)line.s, line.n, out->b, sizeof out->b, &got) &&
           got == sizeof out->b;
}

static bool proof_read(struct bytes rest, struct proof *out)
{
    struct bytes line;

    *out = (struct proof){ 0 };
    if (!line_next(&rest, &line) || !is(line, "c2sp.org/tlog-proof@v1") ||
        !line_next(&rest, &line) || !index_read(line, &out->index))
        return false;
    while (line_next(&rest, &line) && line.n > 0)
        if (out->path.n == TREE_PROOF || !hash_read(line, &out->path.hash[out->path.n++]))
            return false;
    out->checkpoint = rest;
    return rest.n > 0;
}

/* The checkpoint is of this log, signed by one of its keys; whoever else signed it does not
 * matter. */
static bool checkpoint_good(struct arena *a, struct bytes text, struct note_keys keys,
                            const char *log, struct checkpoint *out)
{
    const struct note_key *key;
    struct note note;

    if (!note_read(a, text, &note) || !checkpoint_read(a, note.text, out))
        return false;
    key = note_signer(&note, keys);
    return key && strcmp(key->name, log) == 0 && strcmp(out->origin, log) == 0;
}

void receipt_proof_check(struct arena *a, struct note_keys keys, struct receipt_check *c)
{
    struct checkpoint checkpoint;
    struct proof proof;
    struct tree_hash leaf;

    if (c->verdict != RECEIPT_GENUINE || c->proof.n == 0)
        return;
    leaf = tree_leaf((struct bytes){ c->note.hash, RECEIPT_DIGEST });
    c->proof_found = RECEIPT_PROOF_BAD;
    if (!proof_read(c->proof, &proof) || proof.index != c->note.event - 1 ||
        !checkpoint_good(a, proof.checkpoint, keys, c->note.log, &checkpoint) ||
        !tree_includes(&leaf, proof.index, checkpoint.size, &proof.path, &checkpoint.root))
        return;
    c->proof_found = RECEIPT_PROOF_GOOD;
    c->covered = checkpoint.size;
}
