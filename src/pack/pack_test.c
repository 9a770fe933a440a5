/* What is refused of the files an operator puts below data/, and in which words. */
#include "base/tap.h"
#include "pack/pack.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool write_file(const char *path, const char *text)
{
    FILE *f = fopen(path, "we");
    bool ok = f && fputs(text, f) >= 0;

    return f && fclose(f) == 0 && ok;
}

static const struct {
    const char *what, *name, *text;
    const char *words[4]; /* what the refusal holds */
} refused[] = {
    { "a key that is none",
      "repeat.yaml",
      "points:\n  complainant: 1\n  prodct: 2\n",
      { "/data/repeat.yaml: Unexpected key: prodct, line 2", "take the file away" } },
    { "a value that is none",
      "repeat.yaml",
      "points:\n  complainant: much\n",
      { "Invalid INT value: 'much', line 2" } },
    { "no YAML at all", "depth.yaml", "\tx", { "/data/depth.yaml: libyaml: found character" } },
    { "an empty file", "depth.yaml", "", { "/data/depth.yaml is empty", "take the file away" } },
    { "a word that is none",
      "significant.yaml",
      "alerting: []\nmany_from: terrible\namount: 1\ncurrency: EUR\n",
      { "/data/significant.yaml, line 2: \"terrible\" is no impact", "write one of individual" } },
    { "a name with a slip",
      "clock.yaml",
      "clocks: []\n",
      { "/data/clock.yaml is no file that is read: there are", "clocks.yaml" } },
    { "a list that nobody asks for",
      "codes/color.yaml",
      "list: color\n",
      { "/data/codes/color.yaml is no file that is read", "action.yaml" } },
};

static void refusals(struct arena *a, const char *folder, const char *data)
{
    const struct pack *p = NULL;

    for (size_t i = 0; i < COUNT(refused); i++) {
        const char *path = arena_printf(a, "%s/%s", data, refused[i].name);
        struct err err = { 0 };
        TAP(refused[i].what, write_file(path, refused[i].text) && !pack_load(a, folder, &p, &err));
        for (size_t j = 0; refused[i].words[j]; j++)
            TAP(refused[i].words[j], strstr(err.detail, refused[i].words[j]) != NULL);
        printf("# %s\n", err.detail);
        unlink(path);
    }
}

static void others(struct arena *a, const char *folder, const char *data)
{
    const char *depth = arena_printf(a, "%s/depth.yaml", data);
    const char *notes = arena_printf(a, "%s/README", data);
    const char *own = arena_printf(a, "%s/repeat.yaml", data);
    const struct pack *p = NULL;
    struct err err = { 0 };

    TAP("a folder where a file is read", mkdir(depth, 0700) == 0 &&
                                             !pack_load(a, folder, &p, &err) &&
                                             strstr(err.detail, "cannot be read (Is a directory)"));
    rmdir(depth);
    err_clear(&err);
    TAP("notes of the operator are nobody's business",
        write_file(notes, "Ours.") && pack_load(a, folder, &p, &err));
    TAP("a file of their own is read",
        write_file(own, "points: {complainant: 1, product: 2, subject: 3, words: 4}\n"
                        "within: {length: 9, unit: months}\nshown_from: 77\n") &&
            pack_load(a, folder, &p, &err));
    TAP_INT("instead of what is built in", p->repeat.shown_from, 77);
    unlink(notes);
    unlink(own);
}

int main(void)
{
    AUTO_ARENA a = arena_new();
    char *folder = arena_str(a, "/tmp/redress-pack-XXXXXX");
    const struct pack *p = NULL;
    struct err err = { 0 };
    const char *data, *codes;

    TAP("what is built in", pack_load(a, NULL, &p, &err) && p->n_clocks > 0 && p->n_priority > 0);
    TAP("a data directory", mkdtemp(folder) != NULL);
    TAP("without files of its own", pack_load(a, folder, &p, &err));
    data = arena_printf(a, "%s/data", folder);
    codes = arena_printf(a, "%s/codes", data);
    TAP("folders", mkdir(data, 0700) == 0 && mkdir(codes, 0700) == 0);
    refusals(a, folder, data);
    others(a, folder, data);
    rmdir(codes);
    rmdir(data);
    rmdir(folder);
    return tap_done();
}
