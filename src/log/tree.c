/* The Merkle tree of RFC 6962. */
#include "log/tree.h"

#include <sodium.h>
#include <string.h>

_Static_assert(TREE_HASH == crypto_hash_sha256_BYTES, "SHA-256");

static struct tree_hash hashed(unsigned char kind, struct bytes one, struct bytes two)
{
    crypto_hash_sha256_state state;
    struct tree_hash out;

    crypto_hash_sha256_init(&state);
    crypto_hash_sha256_update(&state, &kind, 1);
    crypto_hash_sha256_update(&state, one.s, one.n);
    crypto_hash_sha256_update(&state, two.s, two.n);
    crypto_hash_sha256_final(&state, out.b);
    return out;
}

struct tree_hash tree_leaf(struct bytes data)
{
    return hashed(0, data, (struct bytes){ (const unsigned char *)"", 0 });
}

struct tree_hash tree_node(const struct tree_hash *left, const struct tree_hash *right)
{
    return hashed(1, (struct bytes){ left->b, TREE_HASH }, (struct bytes){ right->b, TREE_HASH });
}

bool tree_same(const struct tree_hash *a, const struct tree_hash *b)
{
    return memcmp(a->b, b->b, TREE_HASH) == 0;
}

/* -- growing -- */

/* Adding is counting in binary: each carry joins two subtrees of the same height. */
void tree_add(struct tree *t, struct tree_hash leaf)
{
    int height = 0;

    for (int64_t bits = t->size; bits & 1; bits >>= 1) {
        leaf = tree_node(&t->edge[height], &leaf);
        height++;
    }
    t->edge[height] = leaf;
    t->size++;
}

struct tree_hash tree_root(const struct tree *t)
{
    struct tree_hash root;
    bool any = false;

    crypto_hash_sha256(root.b, (const unsigned char *)"", 0);
    for (int height = 0; height < TREE_LEVELS; height++) {
        if (!(t->size >> height & 1))
            continue;
        root = any ? tree_node(&t->edge[height], &root) : t->edge[height];
        any = true;
    }
    return root;
}

/* -- proofs -- */

/* The height of the left part where a tree of n > 1 leaves splits. */
static int split(int64_t n)
{
    return 63 - __builtin_clzll((unsigned long long)n - 1);
}

/* The root over `n` leaves from `start`, where a subtree of that size may begin. */
static bool range(const struct tree_source *s, int64_t start, int64_t n, struct tree_hash *out,
                  struct err *err)
{
    struct tree_hash left[TREE_LEVELS];
    int lefts = 0;

    while ((n & (n - 1)) != 0) {
        int height = split(n);
        if (!s->hash(s->ctx, height, start >> height, &left[lefts++], err))
            return false;
        start += INT64_C(1) << height;
        n -= INT64_C(1) << height;
    }
    if (!s->hash(s->ctx, __builtin_ctzll((unsigned long long)n),
                 start >> __builtin_ctzll((unsigned long long)n), out, err))
        return false;
    while (lefts-- > 0)
        *out = tree_node(&left[lefts], out);
    return true;
}

bool tree_root_of(const struct tree_source *s, int64_t size, struct tree_hash *out, struct err *err)
{
    struct tree none = { 0 };

    if (size > 0)
        return range(s, 0, size, out, err);
    *out = tree_root(&none);
    return true;
}

/* Collected from the root down, wanted from the leaf up. */
static void turn(struct tree_proof *p)
{
    for (size_t i = 0; i < p->n / 2; i++) {
        struct tree_hash swap = p->hash[i];
        p->hash[i] = p->hash[p->n - 1 - i];
        p->hash[p->n - 1 - i] = swap;
    }
}

/* Goes down to one side and notes the root of the other. */
static bool step_down(const struct tree_source *s, bool left, int64_t *start, int64_t *n,
                      struct tree_proof *out, struct err *err)
{
    int64_t k = INT64_C(1) << split(*n);

    if (!range(s, left ? *start + k : *start, left ? *n - k : k, &out->hash[out->n], err))
        return false;
    out->n++;
    *start += left ? 0 : k;
    *n = left ? k : *n - k;
    return true;
}

bool tree_inclusion(const struct tree_source *s, int64_t index, int64_t size,
                    struct tree_proof *out, struct err *err)
{
    int64_t start = 0;

    out->n = 0;
    if (index < 0 || index >= size)
        return err_internal(err, "leaf %" PRId64 " is not in a tree of %" PRId64, index, size);
    while (size > 1)
        if (!step_down(s, index < start + (INT64_C(1) << split(size)), &start, &size, out, err))
            return false;
    turn(out);
    return true;
}

bool tree_consistency(const struct tree_source *s, int64_t before, int64_t size,
                      struct tree_proof *out, struct err *err)
{
    int64_t start = 0;

    out->n = 0;
    if (before < 1 || before > size)
        return err_internal(err, "a tree of %" PRId64 " does not begin with one of %" PRId64, size,
                            before);
    while (start + size != before)
        if (!step_down(s, before <= start + (INT64_C(1) << split(size)), &start, &size, out, err))
            return false;
    /* The verifier knows the tree of `before` itself, but not a part of it. */
    if (start > 0) {
        if (!range(s, start, size, &out->hash[out->n], err))
            return false;
        out->n++;
    }
    turn(out);
    return true;
}

/* -- verification -- */

bool tree_includes(const struct tree_hash *leaf, int64_t index, int64_t size,
                   const struct tree_proof *proof, const struct tree_hash *root)
{
    int64_t last = size - 1;
    struct tree_hash r = *leaf;

    if (index < 0 || index >= size)
        return false;
    for (size_t i = 0; i < proof->n; i++) {
        if (last == 0)
            return false;
        if ((index & 1) || index == last) {
            r = tree_node(&proof->hash[i], &r);
            while (!(index & 1) && index != 0) {
                index >>= 1;
                last >>= 1;
            }
        } else {
            r = tree_node(&r, &proof->hash[i]);
        }
        index >>= 1;
        last >>= 1;
    }
    return last == 0 && tree_same(&r, root);
}

bool tree_consistent(int64_t before, const struct tree_hash *root_before, int64_t size,
                     const struct tree_hash *root, const struct tree_proof *proof)
{
    int64_t first = before - 1, last = size - 1;
    bool whole = before > 0 && (before & first) == 0;
    struct tree_hash old, new;
    size_t i = 0;

    if (before < 1 || before > size)
        return false;
    if (before == size)
        return proof->n == 0 && tree_same(root_before, root);
    if (!whole && proof->n == 0)
        return false;
    old = new = whole ? *root_before : proof->hash[i++];
    for (; first & 1; first >>= 1)
        last >>= 1;
    for (; i < proof->n; i++) {
        if (last == 0)
            return false;
        if ((first & 1) || first == last) {
            old = tree_node(&proof->hash[i], &old);
            new = tree_node(&proof->hash[i], &new);
            while (!(first & 1) && first != 0) {
                first >>= 1;
                last >>= 1;
            }
        } else {
            new = tree_node(&new, &proof->hash[i]);
        }
        first >>= 1;
        last >>= 1;
    }
    return last == 0 && tree_same(&old, root_before) && tree_same(&new, root);
}
