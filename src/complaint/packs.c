/* A shelf is a list: an organisation has a few packs, with a few versions each. */
#include "complaint/packs.h"

#include "base/vault.h"
#include "complaint/pack_read.h"
#include "db/packs_sql.h"

#include <string.h>

/* What is added in the same moment finds room, too. */
enum { SHELF = PACK_VERSIONS + 16 };

struct pack_shelf {
    struct arena *a;
    const struct pack_version *v[SHELF];
    size_t n;
};

struct pack_shelf *pack_shelf_new(struct arena *a)
{
    struct pack_shelf *shelf = ARENA_NEW(a, struct pack_shelf);

    shelf->a = a;
    return shelf;
}

const struct pack_version *const *pack_shelf_all(const struct pack_shelf *shelf, size_t *n)
{
    *n = shelf->n;
    return shelf->v;
}

const char *pack_digest(struct arena *a, const char *yaml, size_t n)
{
    const struct bytes text = { (const unsigned char *)yaml, n };
    unsigned char hash[MAC_BYTES];

    hash_bytes(&text, 1, hash);
    return hex_text(a, hash, sizeof hash);
}

static const struct pack_version *find(const struct pack_shelf *shelf, int64_t id)
{
    for (size_t i = 0; i < shelf->n; i++)
        if (shelf->v[i]->id == id)
            return shelf->v[i];
    return NULL;
}

static bool put(struct pack_shelf *shelf, struct db *db, int64_t id,
                const struct pack_version **out, struct err *err)
{
    struct pack_version *v = ARENA_NEW(shelf->a, struct pack_version);
    struct pack_version_row row = { 0 };
    struct pack_problems problems;

    if (!sql_pack_version_text(shelf->a, db, id, &row, err))
        return false;
    if (strcmp(pack_digest(shelf->a, row.yaml, strlen(row.yaml)), row.digest) != 0)
        return err_internal(err, "pack_version %" PRId64 " is not the text that was added", id);
    if (!pack_read(shelf->a, row.yaml, strlen(row.yaml), v, &problems))
        return err_internal(err, "pack %s@%" PRId64 ", line %d: %s", row.name, row.edition,
                            problems.item[0].line, problems.item[0].text);
    if (shelf->n == SHELF)
        return err_internal(err, "there are more than %d versions of packs", SHELF);
    v->id = id;
    *out = shelf->v[shelf->n++] = v;
    return true;
}

bool pack_shelf_get(struct pack_shelf *shelf, struct db *db, int64_t id,
                    const struct pack_version **out, struct err *err)
{
    *out = id != 0 ? find(shelf, id) : NULL;
    return id == 0 || *out || put(shelf, db, id, out, err);
}

bool pack_shelf_follow(struct pack_shelf *shelf, struct db *db, struct err *err)
{
    AUTO_ARENA a = arena_new();
    const struct pack_version_row *row;
    const struct pack_version *v;
    struct rows rows;

    if (!sql_pack_versions(a, db, &rows, err))
        return false;
    row = rows.row;
    for (size_t i = 0; i < rows.n; i++)
        if (!pack_shelf_get(shelf, db, row[i].id, &v, err))
            return false;
    return true;
}
