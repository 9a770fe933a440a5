/*
 * The Merkle tree over the log: hashing, growing, proofs and their verification.
 *
 * It is that of RFC 6962, section 2.1, with SHA-256: a leaf is SHA-256(00 | data), a node
 * SHA-256(01 | left | right), and the root of any number of leaves splits at the largest
 * power of two below it. Leaves are counted from 0. No database and no file here: where hashes
 * of whole subtrees come from is the caller's.
 */
#ifndef LOG_TREE_H
#define LOG_TREE_H

#include "base/base.h"
#include "base/err.h"

enum { TREE_HASH = 32, TREE_LEVELS = 62, TREE_PROOF = TREE_LEVELS + 2 };

struct tree_hash {
    unsigned char b[TREE_HASH];
};

struct tree_hash tree_leaf(struct bytes data);
struct tree_hash tree_node(const struct tree_hash *left, const struct tree_hash *right);
bool tree_same(const struct tree_hash *a, const struct tree_hash *b);

/* -- growing: of all leaves only the right edge is kept -- */

struct tree {
    int64_t size;
    struct tree_hash edge[TREE_LEVELS]; /* by height, of the subtrees that `size` has bits for */
};

void tree_add(struct tree *t, struct tree_hash leaf);
struct tree_hash tree_root(const struct tree *t);

/* -- proofs -- */

/* Gives the hash of the whole subtree over the leaves index << height to (index + 1) << height. */
struct tree_source {
    bool (*hash)(void *ctx, int height, int64_t index, struct tree_hash *out, struct err *err);
    void *ctx;
};

struct tree_proof {
    struct tree_hash hash[TREE_PROOF]; /* in the order of RFC 6962, that next to the leaf first */
    size_t n;
};

/* The root of the first `size` leaves. */
MUST_CHECK bool tree_root_of(const struct tree_source *s, int64_t size, struct tree_hash *out,
                             struct err *err);
/* That leaf `index` is in the tree of `size` leaves; 0 <= index < size. */
MUST_CHECK bool tree_inclusion(const struct tree_source *s, int64_t index, int64_t size,
                               struct tree_proof *out, struct err *err);
/* That the tree of `size` leaves begins with that of `before`; 0 < before <= size. */
MUST_CHECK bool tree_consistency(const struct tree_source *s, int64_t before, int64_t size,
                                 struct tree_proof *out, struct err *err);

/* -- verification, of whatever numbers and proofs (RFC 9162, 2.1.3.2 and 2.1.4.2) -- */

bool tree_includes(const struct tree_hash *leaf, int64_t index, int64_t size,
                   const struct tree_proof *proof, const struct tree_hash *root);
bool tree_consistent(int64_t before, const struct tree_hash *root_before, int64_t size,
                     const struct tree_hash *root, const struct tree_proof *proof);

#endif
