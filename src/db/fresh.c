/* Makes and removes the databases of tests; not part of the program. */
#include "db/fresh.h"

#include "db/engine.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static _Noreturn void give_up(const char *what, const struct err *err)
{
    printf("Bail out! %s: %s\n", what, err ? err->detail : "");
    exit(1);
}

static const char *folder_make(struct arena *a)
{
    const char *tmp = getenv("TMPDIR");
    char *folder = arena_printf(a, "%s/redress-test-XXXXXX", tmp ? tmp : "/tmp");

    if (!mkdtemp(folder))
        give_up("no temporary folder", NULL);
    return folder;
}

static void folder_remove(const char *path)
{
    DIR *folder = opendir(path);
    struct dirent *entry;

    while (folder && (entry = readdir(folder)))
        if (entry->d_name[0] != '.')
            unlinkat(dirfd(folder), entry->d_name, 0);
    if (folder)
        closedir(folder);
    rmdir(path);
}

/* The only SQL that is put together: schema names come from test programs. */
static void schema(struct arena *a, const char *url, const char *name, bool make)
{
    AUTO_DB db = NULL;
    struct err err = { 0 };
    const char *text = arena_printf(a, "DROP SCHEMA IF EXISTS %s CASCADE; %s%s", name,
                                    make ? "CREATE SCHEMA " : "", make ? name : "");

    if (!pg_open(&db, url, &err) || !db->engine->script(db, text, &err))
        give_up(name, &err);
}

bool fresh_make(struct arena *a, struct fresh *fresh, enum db_engine engine, const char *name)
{
    const char *server = getenv("TEST_PG");

    if (engine == DB_PG && !(server && *server))
        return false;
    fresh->name = arena_printf(a, "try_%s", name);
    fresh->folder = folder_make(a);
    fresh->path = arena_printf(a, "%s/%s.db", fresh->folder, name);
    if (engine == DB_PG) {
        schema(a, server, fresh->name, true);
        fresh->url = arena_printf(a, "%s%soptions=-csearch_path%%3D%s", server,
                                  strchr(server, '?') ? "&" : "?", fresh->name);
    }
    return true;
}

bool fresh_open(const struct fresh *fresh, struct db **out, struct err *err)
{
    return db_open(out, fresh->path, fresh->url, err);
}

void fresh_end(struct fresh *fresh)
{
    AUTO_ARENA a = arena_new();

    if (fresh->url)
        schema(a, getenv("TEST_PG"), fresh->name, false);
    if (fresh->folder)
        folder_remove(fresh->folder);
    *fresh = (struct fresh){ 0 };
}
