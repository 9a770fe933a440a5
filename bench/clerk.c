/*
 * How long the clerk looks for clocks, while nobody serves: bench_clerk DATA.
 *
 * Asks its three questions as of now, and as of a moment at which no clock is due. Prints the
 * rows found and the median of a hundred times, in milliseconds.
 */
#include "admin/site.h"
#include "db/closing_sql.h"
#include "db/tracking_sql.h"

#include <inttypes.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { TIMES = 100 };

typedef bool question(struct arena *a, struct db *db, struct instant at, struct rows *out,
                      struct err *err);

static int64_t nanoseconds(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

static int smaller(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

    return (x > y) - (x < y);
}

static bool time_one(struct db *db, const char *name, question *ask, struct instant at,
                     struct err *err)
{
    int64_t took[TIMES];
    struct rows rows = { 0 };

    for (int i = 0; i < TIMES; i++) {
        AUTO_ARENA a = arena_new();
        int64_t begin = nanoseconds();
        if (!ask(a, db, at, &rows, err))
            return false;
        took[i] = nanoseconds() - begin;
    }
    qsort(took, TIMES, sizeof *took, smaller);
    printf("| %s | %s | %zu | %.3f |\n", name, at.us == 1 ? "nothing due" : "now", rows.n,
           (double)took[TIMES / 2] / 1e6);
    return true;
}

static bool time_all(struct db *db, struct instant at, struct err *err)
{
    return time_one(db, "clocks that ran out", sql_clocks_overdue, at, err) &&
           time_one(db, "shares that are told", sql_clocks_to_tell, at, err) &&
           time_one(db, "promised messages", sql_updates_due, at, err);
}

int main(int argc, char **argv)
{
    static const struct command self = { .name = "bench_clerk", .usage = "DATA" };
    AUTO_ARENA a = arena_new();
    struct args args = { .a = a, .command = &self };
    AUTO_SITE site = { 0 };
    struct err err = { 0 };

    if (argc != 2 || sodium_init() < 0)
        return EXIT_USAGE;
    args.option[args.n_options].name = "data";
    args.option[args.n_options++].value = argv[1];
    if (!site_open(&args, &site, &err))
        return command_failed(a, &err);
    puts("| question | as of | rows | ms |\n| --- | --- | --- | --- |");
    if (!time_all(site.db, site.act.now, &err) || !time_all(site.db, (struct instant){ 1 }, &err))
        return command_failed(a, &err);
    return EXIT_DONE;
}
