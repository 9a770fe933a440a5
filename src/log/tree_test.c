/*
 * The tree against the vectors of RFC 6962's reference implementation, and every proof of every
 * small tree against a tree built by the definition.
 */
#include "base/tap.h"
#include "base/vault_test_keys.h"
#include "log/tree.h"

#include <string.h>

enum { MOST = 70 };

/* The leaves and roots of certificate-transparency's merkletree tests. */
static const char *const inputs[] = {
    "",
    "00",
    "10",
    "2021",
    "3031",
    "40414243",
    "5051525354555657",
    "606162636465666768696a6b6c6d6e6f",
};
static const char *const roots[] = {
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
};

static struct tree_hash from(const char *hex)
{
    AUTO_ARENA a = arena_new();
    struct bytes b = from_hex(a, hex);
    struct tree_hash out;

    memcpy(out.b, b.s, TREE_HASH);
    return out;
}

static void known(struct arena *a)
{
    struct tree t = { 0 };

    for (size_t i = 0; i < COUNT(roots); i++) {
        struct tree_hash root = tree_root(&t);
        TAP_TEXT(arena_printf(a, "root of %zu leaves", i), hex_text(a, root.b, TREE_HASH),
                 roots[i]);
        if (i < COUNT(inputs))
            tree_add(&t, tree_leaf(from_hex(a, inputs[i])));
    }
}

/* Known proofs of the same tree. */
static void known_proofs(void)
{
    struct tree_proof five_of_eight = {
        .n = 3,
        .hash = { from("bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"),
                  from("ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"),
                  from("d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7") }
    };
    struct tree_proof six_to_eight = {
        .n = 3,
        .hash = { from("0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a"),
                  from("ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"),
                  from("d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7") }
    };
    struct tree_hash leaf = tree_leaf((struct bytes){ (const unsigned char *)"@ABC", 4 });
    struct tree_hash six = from(roots[6]), eight = from(roots[8]);

    TAP("a known inclusion proof", tree_includes(&leaf, 5, 8, &five_of_eight, &eight));
    TAP("a known consistency proof", tree_consistent(6, &six, 8, &eight, &six_to_eight));
}

struct leaves {
    struct tree_hash leaf[MOST];
};

static bool hash_of(void *ctx, int height, int64_t index, struct tree_hash *out, struct err *err)
{
    struct leaves *l = ctx;
    struct tree t = { 0 };

    (void)err;
    for (int64_t i = index << height; i < (index + 1) << height; i++)
        tree_add(&t, l->leaf[i]);
    *out = tree_root(&t);
    return true;
}

static struct tree_hash root_of(const struct leaves *l, int64_t size)
{
    struct tree t = { 0 };

    for (int64_t i = 0; i < size; i++)
        tree_add(&t, l->leaf[i]);
    return tree_root(&t);
}

/* A proof that somebody altered: another hash, one less, one more. */
static bool altered(const struct tree_proof *p, int how, struct tree_proof *out)
{
    *out = *p;
    if (how < (int)p->n) {
        out->hash[how].b[how % TREE_HASH] ^= 1;
        return true;
    }
    out->n = how == (int)p->n ? p->n + 1 : p->n - 1;
    return how <= (int)p->n + 1 && out->n <= TREE_PROOF;
}

static bool inclusions(const struct tree_source *s, const struct leaves *l, int64_t size)
{
    struct tree_hash root = root_of(l, size);
    struct tree_proof p, wrong;
    struct err err = { 0 };
    bool ok = true;

    for (int64_t i = 0; i < size; i++) {
        ok &=
            tree_inclusion(s, i, size, &p, &err) && tree_includes(&l->leaf[i], i, size, &p, &root);
        ok &= !tree_includes(&l->leaf[i], i + 1, size, &p, &root);
        ok &= !tree_includes(&l->leaf[i], i, 2 * size, &p, &root); /* of a larger tree it is none */
        ok &= !tree_includes(&l->leaf[(i + 1) % MOST], i, size, &p, &root);
        for (int how = 0; altered(&p, how, &wrong); how++)
            ok &= !tree_includes(&l->leaf[i], i, size, &wrong, &root);
    }
    return ok && !tree_inclusion(s, size, size, &p, &err);
}

static bool consistencies(const struct tree_source *s, const struct leaves *l, int64_t size)
{
    struct tree_hash root = root_of(l, size);
    struct tree_proof p, wrong;
    struct err err = { 0 };
    bool ok = true;

    for (int64_t m = 1; m <= size; m++) {
        struct tree_hash before = root_of(l, m), other = root_of(l, m - 1);
        ok &=
            tree_consistency(s, m, size, &p, &err) && tree_consistent(m, &before, size, &root, &p);
        ok &= !tree_consistent(m, &other, size, &root, &p);
        ok &= m == size || !tree_consistent(m, &before, size, &other, &p);
        for (int how = 0; altered(&p, how, &wrong); how++)
            ok &= !tree_consistent(m, &before, size, &root, &wrong);
    }
    return ok && !tree_consistency(s, size + 1, size, &p, &err) &&
           !tree_consistent(0, &root, size, &root, &p);
}

static void all_small(struct arena *a)
{
    struct leaves l;
    struct tree_source s = { hash_of, &l };

    for (int i = 0; i < MOST; i++)
        l.leaf[i] = tree_leaf((struct bytes){ (const unsigned char *)&i, sizeof i });
    for (int64_t size = 1; size <= MOST; size++) {
        struct tree_hash root, want = root_of(&l, size);
        struct err err = { 0 };
        TAP(arena_printf(a, "root from parts of %" PRId64, size),
            tree_root_of(&s, size, &root, &err) && tree_same(&root, &want));
        TAP("every inclusion proof holds, and no altered one", inclusions(&s, &l, size));
        TAP("every consistency proof holds, and no altered one", consistencies(&s, &l, size));
    }
}

int main(void)
{
    AUTO_ARENA a = arena_new();

    known(a);
    known_proofs();
    all_small(a);
    return tap_done();
}
