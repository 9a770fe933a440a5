/*
 * What is known of damage to a SQLite file: a note beside it, for those who open it, and a mark
 * in the memory of the writers' lock, for those who have it open. While it stands nobody writes,
 * because what is written to a damaged file makes it worse; an operator decides. [D19]
 */
#include "base/durable.h"
#include "db/sqlite.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const char *note_path(struct arena *a, const char *path)
{
    return arena_printf(a, "%s-damaged", path);
}

static const char *accepted_path(struct arena *a, const char *path)
{
    return arena_printf(a, "%s-damage-accepted", path);
}

/* Where the note cannot be written the mark holds as long as somebody has the file open. */
static void note_write(const char *path, const char *words)
{
    AUTO_FD fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);

    if (fd < 0 || !durable_write(fd, path, words, strlen(words)) || !durable_name(path))
        return;
}

void sqlite_damaged(struct sqlite_db *db, const char *words)
{
    AUTO_ARENA a = arena_new();
    const char *path = sqlite3_db_filename(db->conn, "main");

    if (!path || access(accepted_path(a, path), F_OK) == 0)
        return;
    lock_mark(db->lock);
    note_write(note_path(a, path), words);
}

void sqlite_damage_read(struct sqlite_db *db, const char *path)
{
    AUTO_ARENA a = arena_new();

    if (access(note_path(a, path), F_OK) == 0)
        lock_mark(db->lock);
    else if (lock_marked(db->lock) && access(accepted_path(a, path), F_OK) != 0)
        note_write(note_path(a, path), "whoever found it could not write it down");
}

bool sqlite_writable(const struct sqlite_db *db, struct err *err)
{
    return !lock_marked(db->lock) ||
           fail_busy(err, "nothing is written: the database file was found damaged, and nobody "
                          "has decided what to do (redress check)");
}

const char *db_damage(struct arena *a, const char *path)
{
    char words[400] = "";
    FILE *f = fopen(note_path(a, path), "re");

    if (!f)
        return NULL;
    if (!fgets(words, sizeof words, f))
        words[0] = '\0';
    fclose(f);
    words[strcspn(words, "\n")] = '\0';
    return arena_str(a, words[0] ? words : "no words of it are left");
}

bool db_damage_accepted(const char *path)
{
    AUTO_ARENA a = arena_new();

    return access(accepted_path(a, path), F_OK) == 0;
}

bool db_damage_accept(const char *path, struct err *err)
{
    AUTO_ARENA a = arena_new();

    return rename(note_path(a, path), accepted_path(a, path)) == 0 ||
           err_internal(err, "%s: %s", note_path(a, path), strerror(errno));
}

void db_damage_over(const char *path)
{
    AUTO_ARENA a = arena_new();

    unlink(note_path(a, path));
    unlink(accepted_path(a, path));
}
