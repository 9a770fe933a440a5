#include "admin/backup_log.h"

#include "log/place.h"
#include "log/verify_checkpoints.h"

#include <stdio.h>
#include <unistd.h>

static const char *checkpoint_of(struct arena *a, const char *file)
{
    return arena_printf(a, "%s.checkpoint", file);
}

bool backup_verify(struct site *site, struct verify *v, struct err *err)
{
    struct log_check *check = ARENA_NEW(site->a, struct log_check);

    check->a = site->a;
    if (!log_check_begin(check, v, err) || !verify_log(v, err))
        return false;
    log_check_end(check);
    return true;
}

/* The keys come from the running database: the backup may be closed already. */
bool backup_sign(struct site *site, const struct verify *v, const char *file, struct err *err)
{
    struct verify of_site = { .a = site->a, .db = site->db };
    struct log_check check = *(const struct log_check *)v->ctx;
    const char *note;

    check.v = &of_site;
    return log_check_sign(&check, site->vault, &note, err) &&
           (!note || place_write(site->a, checkpoint_of(site->a, file), note, err));
}

void backup_checkpoint_restore(struct arena *a, const char *file, const char *data)
{
    const char *from = checkpoint_of(a, file);
    struct checkpoint c;
    struct placed read;
    struct note note;
    struct err err = { 0 };

    if (access(from, R_OK) != 0)
        return;
    if (!place_read(a, from, &read, &err) || !note_read(a, read.note, &note) ||
        !checkpoint_read(a, note.text, &c) ||
        !place_put(a, place_folder(a, data), c.size, (const char *)read.note.s, false, &err))
        fprintf(stderr, "redress: %s was not taken over.\n", from);
}
