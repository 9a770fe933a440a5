/*
 * The main function of a fuzz target that does not fuzz: it replays each file of the
 * folders it is given, so that what once crashed is tried in every test run.
 */
#include "base/arena.h"
#include "base/fuzz.h"
#include "base/tap.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

enum { LARGEST_INPUT = 16 * 1024 * 1024 };

static void replay(struct arena *a, const char *folder, const char *name)
{
    const char *path = arena_printf(a, "%s/%s", folder, name);
    FILE *f = fopen(path, "rb");
    uint8_t *data = malloc(LARGEST_INPUT);

    if (f && data) {
        size_t n = fread(data, 1, LARGEST_INPUT, f);
        /* A block of exactly this size, so that reading past its end is seen. */
        uint8_t *exact = realloc(data, n ? n : 1);
        data = exact ? exact : data;
        LLVMFuzzerTestOneInput(data, n);
    }
    TAP(arena_printf(a, "replayed %s", name), f && data);
    free(data);
    if (f)
        fclose(f);
}

static int not_hidden(const struct dirent *e)
{
    return e->d_name[0] != '.';
}

static void replay_folder(struct arena *a, const char *folder)
{
    struct dirent **names = NULL;
    int n = scandir(folder, &names, not_hidden, alphasort);

    if (n <= 0)
        TAP(arena_printf(a, "no corpus in %s", folder), false);
    for (int i = 0; i < n; i++) {
        replay(a, folder, names[i]->d_name);
        free(names[i]);
    }
    free(names);
}

int main(int argc, char **argv)
{
    AUTO_ARENA a = arena_new();

    for (int i = 1; i < argc; i++)
        replay_folder(a, argv[i]);
    return tap_done();
}
