/* Lines by a digest of their columns, in an open table that doubles when it is half full. */
#include "complaint/tally_sum.h"

#include <sodium.h>
#include <string.h>

/* What does not fit behind the texts already there is digested on its own. */
struct gathered {
    const struct tally_digest *d;
    unsigned char bytes[256];
    size_t n;
};

struct tally_digest tally_digest_new(void)
{
    struct tally_digest d;

    random_fill(d.key, sizeof d.key);
    return d;
}

static uint64_t sip(const struct tally_digest *d, const void *s, size_t n)
{
    unsigned char out[crypto_shorthash_BYTES];
    uint64_t v;

    crypto_shorthash(out, s, n, d->key);
    memcpy(&v, out, sizeof v);
    return v;
}

static void gather(struct gathered *g, const void *s, size_t n)
{
    uint64_t short_form;

    if (n > sizeof g->bytes - g->n) {
        short_form = sip(g->d, s, n);
        s = &short_form;
        n = sizeof short_form;
    }
    if (n > sizeof g->bytes - g->n) {
        uint64_t so_far = sip(g->d, g->bytes, g->n);
        memcpy(g->bytes, &so_far, sizeof so_far);
        g->n = sizeof so_far;
    }
    memcpy(g->bytes + g->n, s, n);
    g->n += n;
}

/* All columns but the last, which is the value. */
uint64_t tally_digest(const struct tally_digest *d, const struct record *r, const void *line)
{
    struct gathered g = { .d = d };

    for (size_t i = 0; i + 1 < r->n; i++) {
        const void *p = field_in(&r->fields[i], line);
        const char *text;
        switch (r->fields[i].kind) {
        case FIELD_BOOL:
            gather(&g, p, sizeof(bool));
            break;
        case FIELD_INT64:
            gather(&g, p, sizeof(int64_t));
            break;
        default:
            text = *(const char *const *)p;
            gather(&g, text ? text : "", text ? strlen(text) + 1 : 1);
        }
    }
    return sip(d, g.bytes, g.n);
}

static size_t place(const struct tally_sum *s, uint64_t digest)
{
    size_t i = (size_t)digest & (s->size - 1);

    while (s->slot[i].row && s->slot[i].digest != digest)
        i = (i + 1) & (s->size - 1);
    return i;
}

static void grow(struct tally_sum *s)
{
    struct tally_sum more = *s;

    more.size = s->size > 0 ? s->size * 2 : 256;
    more.slot = ARENA_ARRAY(s->a, struct tally_slot, more.size);
    for (size_t i = 0; i < s->size; i++)
        if (s->slot[i].row)
            more.slot[place(&more, s->slot[i].digest)] = s->slot[i];
    *s = more;
}

/* The line outlives the complaint that it is made of. */
static void *copy(struct arena *a, const struct record *r, const void *line)
{
    void *row = arena_alloc(a, r->size);

    memcpy(row, line, r->size);
    for (size_t i = 0; i < r->n; i++)
        if (r->fields[i].kind == FIELD_TEXT) {
            const char **text = field_at(&r->fields[i], row);
            *text = *text ? arena_str(a, *text) : NULL;
        }
    return row;
}

struct tally_slot *tally_sum_at(struct tally_sum *s, const void *line)
{
    uint64_t digest = tally_digest(&s->digest, s->record, line);
    struct tally_slot *slot;

    if (s->n * 2 >= s->size)
        grow(s);
    slot = &s->slot[place(s, digest)];
    if (!slot->row) {
        *slot = (struct tally_slot){ .digest = digest, .row = copy(s->a, s->record, line) };
        s->n++;
    }
    return slot;
}

struct tally_sums tally_sums_new(struct arena *a)
{
    struct tally_digest d = tally_digest_new();

    return (struct tally_sums){
        .now = { .a = a, .digest = d, .record = &tally_row_record },
        .received = { .a = a, .digest = d, .record = &tally_received_row_record },
        .channel = { .a = a, .digest = d, .record = &tally_channel_row_record },
    };
}

void tally_sums_add(struct tally_sums *s, const struct zone *zone, const struct complaint_row *c,
                    int64_t times)
{
    struct tally_lines lines;

    tally_lines(zone, c, &lines);
    tally_sum_at(&s->now, &lines.now)->value += times;
    for (size_t i = 0; i < COUNT(lines.received); i++)
        tally_sum_at(&s->received, &lines.received[i])->value += times;
    for (size_t i = 0; i < COUNT(lines.channel); i++)
        tally_sum_at(&s->channel, &lines.channel[i])->value += times;
}

void tally_sums_take(struct tally_sums *s, const struct tally_zones *zones,
                     const struct complaint_row *c, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (c[i].id != 0)
            tally_sums_add(s, tally_zones_of(zones, c[i].id), &c[i], -1);
}

bool tally_sums_fill(struct tally_sums *s, struct db *db, const struct tally_zones *zones,
                     struct err *err)
{
    int64_t last = INT64_MIN;

    for (;;) {
        AUTO_ARENA a = arena_new();
        struct value after = value_int(last);
        const struct complaint_row *c;
        struct marked_rows rows;
        if (!db_marked(a, db, complaint_table.after, &after, &complaint_row_record, &rows, err))
            return false;
        if (rows.n == 0)
            return true;
        c = rows.row;
        for (size_t i = 0; i < rows.n; i++)
            tally_sums_add(s, tally_zones_of(zones, c[i].id), &c[i], 1);
        last = c[rows.n - 1].id;
    }
}
