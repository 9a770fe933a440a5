#include "admin/site.h"

#include "base/buf.h"
#include "base/durable.h"
#include "db/outcome_sql.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>

void site_close(struct site *site)
{
    if (site->db)
        db_close(site->db);
    if (site->vault)
        vault_close(site->vault);
    site->db = NULL;
    site->vault = NULL;
}

bool site_config_write(struct arena *a, const char *data, const char *database, struct err *err)
{
    const char *path = arena_printf(a, "%s/redress.conf", data);
    struct buf text = buf_new(a);
    AUTO_FD fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

    if (fd < 0 && errno == EEXIST) {
        err_set(err, ERR_CONFLICT,
                N_("This file is there already; it is not written over: {path}"));
        err_arg(err, "path", path);
        return false;
    }
    buf_str(&text, "database: \"");
    for (const char *s = database; *s; s++) {
        if (*s == '"' || *s == '\\')
            buf_char(&text, '\\');
        buf_char(&text, *s);
    }
    buf_str(&text, "\"\n");
    return (fd >= 0 && durable_write(fd, path, text.s, text.n) && durable_name(path)) ||
           err_internal(err, "cannot write %s: %s", path, strerror(errno));
}

const char *site_database(struct arena *a, const char *data)
{
    return arena_printf(a, "%s/redress.db", data);
}

bool site_connect(struct site *out, struct err *err)
{
    struct arena *a = out->a;

    if (!vault_open(out->config.master_key, &out->vault, err) ||
        !db_open(&out->db, site_database(a, out->config.data), out->config.database, err))
        return false;
    out->act = (struct act){ .a = a,
                             .db = out->db,
                             .keys = keyring_new(a, out->vault, out->db),
                             .now = instant_now(),
                             .actor_kind = "command" };
    return true;
}

bool site_open_bare(struct arena *a, const char *data, struct site *out, struct err *err)
{
    out->a = a;
    return config_load(a, data, &out->config, err) && pack_load(a, data, &out->pack, err) &&
           site_connect(out, err);
}

bool site_counted(struct site *site, struct err *err)
{
    int64_t due = 0;

    return sql_outcomes_due(site->a, site->db, &due, err) &&
           (due == 0 ||
            err_internal(err, "the upgrade was broken off: redress upgrade goes on with it"));
}

/* Under another key nothing here can be read, and what came in would be sealed apart from it. */
bool site_key_fits(const struct site *site, struct err *err)
{
    bool fits;

    return keyring_fits(site->a, site->vault, site->db, &fits, err) &&
           (fits || err_internal(err,
                                 "the key file %s is not the one of this data: put back its own, "
                                 "or the recovery copy of it",
                                 site->config.master_key));
}

bool site_open(const struct args *args, struct site *out, struct err *err)
{
    const char *data = args_value(args, "data");
    struct stat st;

    if (stat(data, &st) != 0 || !S_ISDIR(st.st_mode))
        return err_internal(err, "there is no data directory %s: redress init makes one", data);
    if (!site_open_bare(args->a, data, out, err) || !db_current(out->db, err) ||
        !site_key_fits(out, err) || !site_counted(out, err) ||
        !procedure_load(args->a, out->db, &out->procedure, err))
        return false;
    out->procedure.pack = out->pack;
    return true;
}
