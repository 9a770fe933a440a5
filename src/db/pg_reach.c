/* What libpq opens when it connects again: asked of the connection that is there, for much of it
 * comes from its URL, from the environment and from defaults of its own. */
#include "db/pg.h"

#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MOST = 48, POSTGRESQL = 5432, DNS = 53 };

/* Names of hosts and users, certificates, the modules that look them up. Folders rather than files
 * where a file is replaced by a new one when it changes. */
static const char *const of_system[] = { "/etc",
                                         "/usr",
                                         "/lib",
                                         "/lib64",
                                         "/run/systemd/resolve",
                                         "/run/resolvconf",
                                         "/run/NetworkManager" };
static const char *const of_options[] = { "sslcert",   "sslkey",   "sslrootcert", "sslcrl",
                                          "sslcrldir", "passfile", "servicefile" };

struct reach {
    struct arena *a;
    const char **files;
    int *ports;
    size_t n_files, n_ports;
};

static void file_add(struct reach *r, const char *path)
{
    if (path && path[0] == '/' && r->n_files < MOST)
        r->files[r->n_files++] = arena_str(r->a, path);
}

static void home_add(struct reach *r, const char *home)
{
    if (!home || home[0] != '/')
        return;
    file_add(r, arena_printf(r->a, "%s/.postgresql", home));
    file_add(r, arena_printf(r->a, "%s/.pgpass", home));
    file_add(r, arena_printf(r->a, "%s/.pg_service.conf", home));
}

static void port_add(struct reach *r, long port)
{
    if (port > 0 && port < 65536 && r->n_ports < MOST)
        r->ports[r->n_ports++] = (int)port;
}

/* "5432", or one for each host: "5432,5433". An empty one is the default. */
static void ports_add(struct reach *r, const char *list)
{
    while (*list) {
        port_add(r, strtol(list, NULL, 10));
        list += strcspn(list, ",");
        list += *list == ',';
    }
}

static void option_add(struct reach *r, const PQconninfoOption *o)
{
    if (!o->val)
        return;
    if (strcmp(o->keyword, "port") == 0)
        ports_add(r, o->val);
    for (size_t i = 0; i < COUNT(of_options); i++)
        if (strcmp(o->keyword, of_options[i]) == 0)
            file_add(r, o->val);
}

static void options_add(struct reach *r, PGconn *conn)
{
    PQconninfoOption *all = conn ? PQconninfo(conn) : NULL;

    for (const PQconninfoOption *o = all; o && o->keyword; o++)
        option_add(r, o);
    PQconninfoFree(all);
}

void db_reach(struct arena *a, struct db *db, struct db_reach *out)
{
    struct reach r = { .a = a };
    const struct passwd *me;

    *out = (struct db_reach){ 0 };
    if (db->engine != &pg_engine)
        return;
    r.files = ARENA_ARRAY(a, const char *, MOST);
    r.ports = ARENA_ARRAY(a, int, MOST);
    for (size_t i = 0; i < COUNT(of_system); i++)
        file_add(&r, of_system[i]);
    me = getpwuid(geteuid());
    home_add(&r, me ? me->pw_dir : NULL);
    home_add(&r, getenv("HOME"));
    file_add(&r, getenv("PGSERVICEFILE"));
    port_add(&r, POSTGRESQL);
    port_add(&r, DNS); /* answers that are too long for a datagram */
    options_add(&r, pg_of(db)->conn);
    *out = (struct db_reach){ r.files, r.n_files, r.ports, r.n_ports, true };
}
