/*
 * Fills an organisation with complaints for the benchmark: bench_fill DATA NUMBER.
 *
 * They come through the history like any other, a thousand to a transaction: nine of ten closed
 * elsewhere, as an import brings them, the others open with their clocks. Words are made of
 * syllables, a few of them frequent and most rare, as in a language; the same number gives
 * the same complaints.
 */
#include "admin/site.h"
#include "complaint/search.h"
#include "complaint/tally.h"
#include "operation/receipt/filing.h"

#include "base/buf.h"

#include <inttypes.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>

enum { BATCH = 1000, WORDS = 20000, YEARS = 5, CLASSES = 12 };

struct dice {
    uint64_t state;
};

/* splitmix64: enough for texts that nobody reads. */
static uint64_t dice_next(struct dice *d)
{
    uint64_t z = d->state += UINT64_C(0x9e3779b97f4a7c15);

    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

static uint64_t dice_below(struct dice *d, uint64_t n)
{
    return dice_next(d) % n;
}

/* The word of that rank: three or four syllables. */
static void word_put(struct buf *b, uint64_t rank)
{
    static const char *const syllables[] = { "ba", "ke", "lo", "mi", "tu", "ra", "se", "vo",
                                             "ni", "du", "fa", "ge", "po", "li", "zu", "wa" };

    for (int i = 0; i < 3 || rank > 0; i++, rank /= COUNT(syllables))
        buf_str(b, syllables[(rank + (uint64_t)i) % COUNT(syllables)]);
}

/* The cube of a fair number falls on small ranks most of the time. */
static const char *words_make(struct arena *a, struct dice *d, uint64_t n)
{
    struct buf b = buf_new(a);

    for (uint64_t i = 0; i < n; i++) {
        uint64_t r = dice_below(d, 1000);
        if (i > 0)
            buf_char(&b, ' ');
        word_put(&b, r * r * r / 50000 % WORDS + dice_below(d, 3));
    }
    return buf_text(&b);
}

static bool filing_make(const struct act *act, const struct procedure *p, int64_t i,
                        struct err *err)
{
    struct dice d = { (uint64_t)i * 7919 + 1 };
    int64_t age = (int64_t)dice_below(&d, (uint64_t)YEARS * 365 * 86400);
    bool closed = dice_below(&d, 10) > 0;
    struct filing_past past = { .closed = closed, .outcome = closed ? "upheld" : NULL };
    struct filing f = {
        .one_time = arena_printf(act->a, "bench:%" PRId64, i),
        .channel = "web",
        .language = "en",
        .subject = words_make(act->a, &d, 6),
        .description = words_make(act->a, &d, 40 + dice_below(&d, 80)),
        .product = words_make(act->a, &d, 2),
        .class_code = arena_printf(act->a, "c%02d", (int)dice_below(&d, CLASSES)),
        .received_at = { act->now.us - SECONDS(closed ? age : age / 60) - SECONDS(60) },
        .complainant = { .name = words_make(act->a, &d, 2),
                         .email = arena_printf(act->a, "p%" PRId64 "@example.org", i) },
        .past = &past,
    };
    struct receipt receipt;

    past.closed_at.us = f.received_at.us + SECONDS(60);
    return receipt_file_in(act, p, &f, &receipt, err);
}

static bool batch_make(struct site *site, struct arena *a, int64_t from, int64_t to,
                       struct err *err)
{
    struct act act = site->act;
    AUTO_TX tx = { 0 };

    act.a = a;
    act.keys = keyring_new(a, site->vault, site->db);
    act.actor_kind = "import";
    if (!tx_begin(&tx, site->db, err))
        return false;
    for (int64_t i = from; i < to; i++)
        if (!filing_make(&act, &site->procedure, i, err))
            return false;
    return search_put_in(a, site->db, INT64_MAX, NULL, err) && tally_put_in(a, site->db, err) &&
           tx_commit(&tx, err);
}

static int fill(struct site *site, int64_t n)
{
    AUTO_ARENA a = arena_new();
    struct err err = { 0 };

    for (int64_t i = 0; i < n; i += BATCH) {
        arena_reset(a);
        if (!batch_make(site, a, i, i + BATCH < n ? i + BATCH : n, &err))
            return command_failed(site->a, &err);
        fprintf(stderr, "\r%" PRId64, i);
    }
    fputs("\r", stderr);
    db_analyze(site->db);
    return EXIT_DONE;
}

int main(int argc, char **argv)
{
    static const struct command self = { .name = "bench_fill", .usage = "DATA NUMBER" };
    AUTO_ARENA a = arena_new();
    struct args args = { .a = a, .command = &self };
    AUTO_SITE site = { 0 };
    struct err err = { 0 };

    if (argc != 3 || sodium_init() < 0)
        return EXIT_USAGE;
    args.option[args.n_options].name = "data";
    args.option[args.n_options++].value = argv[1];
    if (!site_open(&args, &site, &err))
        return command_failed(a, &err);
    return fill(&site, strtoll(argv[2], NULL, 10));
}
