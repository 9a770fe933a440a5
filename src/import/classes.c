#include "import/classes.h"

#include "db/import_sql.h"

#include <string.h>

enum { CLASSES = 1000, CLASSES_OF_EVENT = 100 };

struct class_words {
    const char *code, *label;
};

struct classes {
    struct arena *a;
    struct class_words *found;
    size_t n;
};

static bool class_found(const struct classes *c, const char *code)
{
    for (size_t i = 0; i < c->n; i++)
        if (strcmp(c->found[i].code, code) == 0)
            return true;
    return false;
}

static bool class_keep(struct classes *c, const char *code, const char *label, struct err *err)
{
    if (c->n == CLASSES)
        return err_set(err, ERR_INVALID,
                       N_("The file has too many different classes to make a list of them."));
    c->found[c->n++] = (struct class_words){ arena_str(c->a, code), arena_str(c->a, label) };
    return true;
}

static bool classes_find(struct import *im, struct records *records, struct classes *c,
                         struct err *err)
{
    AUTO_ARENA a = arena_new();
    struct import_record record;

    while (records_next(records, a, &record)) {
        struct mapped m;
        struct err bad = { 0 };
        if (!record.bad && record_map(a, im->map, &record, &m, &bad) && m.c.class &&
            !procedure_code(im->p, "class", m.c.class) && !class_found(c, m.c.class) &&
            !class_keep(c, m.c.class, m.class_label, err))
            return false;
        arena_reset(a);
    }
    return true;
}

/* An event has a bounded number of rows. */
static bool event_write(const struct act *act, const struct class_words *words, size_t n,
                        int64_t position, struct err *err)
{
    struct history h;

    if (!history_begin(&h, act, COMPLAINT_NONE, "list_extended", NULL, err))
        return false;
    for (size_t i = 0; i < n; i++) {
        const char *label = words[i].label;
        struct code_row row = { .list = "class",
                                .code = words[i].code,
                                .position = position + (int64_t)i,
                                .en = label,
                                .zh_hans = label,
                                .zh_hant = label,
                                .vi = label };
        if (!history_insert(&h, &code_table, &row, err))
            return false;
    }
    return history_end(&h, err);
}

static bool classes_write(struct import *im, const struct classes *c, struct err *err)
{
    struct act act = *im->act;
    AUTO_TX tx = { 0 };
    int64_t last;

    act.actor_kind = "import";
    if (!tx_begin(&tx, act.db, err) || !sql_class_position(act.a, act.db, &last, err))
        return false;
    for (size_t i = 0; i < c->n; i += CLASSES_OF_EVENT) {
        size_t n = c->n - i < CLASSES_OF_EVENT ? c->n - i : CLASSES_OF_EVENT;
        if (!event_write(&act, c->found + i, n, last + 1 + (int64_t)i, err))
            return false;
    }
    return tx_commit(&tx, err);
}

bool classes_add(struct import *im, const char *path, int64_t *added, struct err *err)
{
    struct classes c = { .a = im->act->a };
    const struct pack *pack = im->p->pack;
    AUTO_RECORDS records = { 0 };

    *added = 0;
    if (!im->map->add_classes)
        return true;
    c.found = ARENA_ARRAY(c.a, struct class_words, CLASSES);
    if (!records_open(c.a, path, im->map, &records, err) || !classes_find(im, &records, &c, err))
        return false;
    *added = (int64_t)c.n;
    if (c.n == 0 || im->dry)
        return true;
    if (!classes_write(im, &c, err) || !procedure_load(c.a, im->act->db, im->p, err))
        return false;
    im->p->pack = pack;
    return true;
}
