/* That the newest checkpoint goes on from an older one: for whoever holds the older one. */
#include "base/buf.h"
#include "log/checkpoint.h"
#include "log/tiles.h"

#include <string.h>

static bool too_young(struct err *err)
{
    return err_set(err, ERR_NOT_FOUND,
                   N_("No checkpoint covers this yet. Ask again in a few minutes."));
}

/* What is given out was verified before: an altered tree proves nothing. */
static bool proved(struct arena *a, struct db *db, int64_t before, const struct checkpoint *now,
                   struct tree_proof *out, struct err *err)
{
    struct tiles tiles = { .a = a, .db = db };
    struct tree_source tree = tiles_source(&tiles);
    struct tree_hash root;

    if (!tree_root_of(&tree, before, &root, err) ||
        !tree_consistency(&tree, before, now->size, out, err))
        return false;
    return tree_consistent(before, &root, now->size, &now->root, out) ||
           err_internal(err, "the log's tree does not lead to its checkpoint: redress verify");
}

bool log_consistency(struct arena *a, struct db *db, int64_t before, const char **out,
                     struct err *err)
{
    struct tree_proof proof = { .n = 0 };
    struct checkpoint now;
    struct buf b = buf_new(a);
    struct note note;
    const char *newest;

    if (!checkpoint_newest(a, db, &newest, err))
        return false;
    if (!newest || before < 1)
        return too_young(err);
    if (!note_read(a, (struct bytes){ (const unsigned char *)newest, strlen(newest) }, &note) ||
        !checkpoint_read(a, note.text, &now))
        return err_internal(err, "the newest checkpoint is damaged");
    if (before > now.size)
        return too_young(err);
    if (!proved(a, db, before, &now, &proof, err))
        return false;
    buf_printf(&b, "Redress consistency 1\nold %" PRId64 "\n", before);
    for (size_t i = 0; i < proof.n; i++)
        checkpoint_put_hash(&b, &proof.hash[i]);
    buf_printf(&b, "\n%s", newest);
    *out = buf_text(&b);
    return true;
}
