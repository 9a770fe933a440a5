/*
 * All templates of the program: those built in, and over them an organisation's
 * own copies.
 */
#include "web/embedded.h"
#include "web/template_program.h"

#include <errno.h>
#include <fts.h>
#include <stdlib.h>
#include <string.h>

static const char built_in[] = "templates/";

static int by_name(const void *a, const void *b)
{
    return strcmp(((const struct template *)a)->name, ((const struct template *)b)->name);
}

static struct template *exact(const struct templates *t, const char *name)
{
    struct template key = { .name = name };

    return t->n > 0 ? bsearch(&key, t->list, t->n, sizeof *t->list, by_name) : NULL;
}

struct template *template_find(const struct templates *t, struct span name,
                               const struct template *from)
{
    char path[256];
    const char *slash = from ? strrchr(from->name, '/') : NULL;
    const char *ending = from ? strrchr(slash ? slash : from->name, '.') : NULL;
    struct template *found;

    if (name.n + (ending ? strlen(ending) : 0) >= sizeof path)
        return NULL;
    memcpy(path, name.s, name.n);
    path[name.n] = '\0';
    found = exact(t, path);
    if (found || !ending)
        return found;
    memcpy(path + name.n, ending, strlen(ending) + 1);
    return exact(t, path);
}

/* Whether `t` reaches `goal` through its partials and parents. */
static bool reaches(const struct templates *all, const struct template *t,
                    const struct template *goal)
{
    for (size_t i = 0; i < t->n; i++) {
        struct template *next;
        if (t->nodes[i].kind != NODE_PARTIAL && t->nodes[i].kind != NODE_PARENT)
            continue;
        next = template_find(all, t->nodes[i].text, t);
        if (!next || next->seen)
            continue;
        next->seen = true;
        if (next == goal || reaches(all, next, goal))
            return true;
    }
    return false;
}

static void finish(struct templates *t)
{
    for (size_t i = 0; i < t->n; i++) {
        for (size_t k = 0; k < t->n; k++)
            t->list[k].seen = false;
        t->list[i].recursive = reaches(t, &t->list[i], &t->list[i]);
    }
}

/* Adds one, or replaces the one of that name, keeping the order. */
static bool put(struct templates *t, const char *name, struct span text, struct err *err)
{
    struct template *found = exact(t, name);
    struct template new = { .name = arena_str(t->a, name) };
    size_t at = 0;

    if (!template_parse(t->a, &new, text, err))
        return false;
    if (found) {
        *found = new;
        return true;
    }
    if (t->n == TEMPLATES)
        return err_internal(err, "more than %d templates", TEMPLATES);
    while (at < t->n && strcmp(t->list[at].name, name) < 0)
        at++;
    memmove(t->list + at + 1, t->list + at, (t->n - at) * sizeof *t->list);
    t->list[at] = new;
    t->n++;
    return true;
}

static struct templates *new_templates(size_t most)
{
    struct arena *a = arena_new();
    struct templates *t = ARENA_NEW(a, struct templates);

    t->a = a;
    t->list = ARENA_ARRAY(a, struct template, most + 1);
    t->interned = interned_new(a);
    return t;
}

static bool load_built_in(struct templates *t, struct err *err)
{
    size_t prefix = sizeof built_in - 1;

    for (size_t i = 0; i < embedded_count; i++) {
        const struct embedded *e = &embedded_files[i];
        if (strncmp(e->path, built_in, prefix) == 0 &&
            !put(t, e->path + prefix, (struct span){ (const char *)e->s, e->n }, err))
            return false;
    }
    return true;
}

enum { OVERRIDES = 500 };

static bool read_file(struct templates *t, const char *path, const char *name, struct err *err)
{
    AUTO_ARENA file = arena_new();
    char *s = arena_alloc(file, TEMPLATE_BYTES + 1);
    FILE *f = fopen(path, "re");
    size_t n = f ? fread(s, 1, TEMPLATE_BYTES + 1, f) : 0;
    bool whole = f && !ferror(f);

    if (f)
        fclose(f);
    if (!whole)
        return err_internal(err, "%s cannot be read: %s", path, strerror(errno));
    return put(t, name, (struct span){ arena_strn(t->a, s, n), n }, err);
}

/* One step of the walk; false when it failed. */
static bool load_entry(struct templates *t, const char *folder, const FTSENT *entry, size_t *count,
                       struct err *err)
{
    const char *name = entry->fts_path + strlen(folder);

    if (entry->fts_info == FTS_DNR || entry->fts_info == FTS_ERR || entry->fts_info == FTS_NS)
        return err_internal(err, "%s cannot be read: %s", entry->fts_path,
                            strerror(entry->fts_errno));
    if (entry->fts_info != FTS_F || entry->fts_name[0] == '.')
        return true;
    if (++*count > OVERRIDES)
        return err_internal(err, "%s has more than %d templates", folder, OVERRIDES);
    return read_file(t, entry->fts_accpath, name + strspn(name, "/"), err);
}

static bool load_overrides(struct templates *t, const char *folder, struct err *err)
{
    char *const paths[] = { arena_str(t->a, folder), NULL };
    FTS *walk = fts_open(paths, FTS_PHYSICAL | FTS_NOCHDIR, NULL);
    const FTSENT *entry;
    size_t count = 0;
    bool ok = walk != NULL;

    if (!walk)
        return err_internal(err, "%s cannot be read: %s", folder, strerror(errno));
    while (ok && (entry = fts_read(walk)) != NULL)
        ok = load_entry(t, folder, entry, &count, err);
    fts_close(walk);
    return ok;
}

/* Gives the set to the caller, or takes it apart. */
static bool hand_over(struct templates *t, bool ok, struct templates **out)
{
    if (!ok) {
        templates_free(t);
        return false;
    }
    finish(t);
    *out = t;
    return true;
}

bool templates_load(struct templates **out, const char *override, struct err *err)
{
    struct templates *t = new_templates(embedded_count + OVERRIDES);

    return hand_over(t, load_built_in(t, err) && (!override || load_overrides(t, override, err)),
                     out);
}

bool templates_from_text(struct templates **out, const char *const *pairs, struct err *err)
{
    struct templates *t;
    size_t n = 0;
    bool ok = true;

    while (pairs[n])
        n += 2;
    t = new_templates(n / 2);
    for (size_t i = 0; ok && i < n; i += 2) {
        const char *text = arena_str(t->a, pairs[i + 1]);
        ok = put(t, pairs[i], (struct span){ text, strlen(text) }, err);
    }
    return hand_over(t, ok, out);
}

void templates_free(struct templates *t)
{
    if (t)
        arena_free(t->a);
}

bool template_check_with(const struct templates *t, const char *name, const struct record *r,
                         const struct record *layout, struct err *err)
{
    struct template *template = template_find(t, (struct span){ name, strlen(name) }, NULL);
    struct program *program;

    if (!template)
        return err_internal(err, "there is no template %s", name);
    if (!template_bind(t->a, t, template, r, layout, true, &program, err))
        return false;
    program->next = template->programs;
    template->programs = program;
    return true;
}

bool template_check(const struct templates *t, const char *name, const struct record *r,
                    struct err *err)
{
    return template_check_with(t, name, r, NULL, err);
}
