/*
 * A small file is looked at here. A large one by a process beside, because SQLite cannot be
 * stopped in the middle of a large table, and a process can; and unless the power may have been
 * cut nobody waits for that: the clerk has it looked at while complaints come in.
 */
#include "admin/sound.h"

#include "admin/command.h"
#include "web/log.h"

#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/pidfd.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

enum { CHECK_MS = 3000, SMALL_MIB = 128, TINY_MIB = 8 };

static bool below(const char *path, int mib)
{
    struct stat st;

    return stat(path, &st) != 0 || st.st_size / 1024 / 1024 < mib;
}

static pid_t look_start(const char *data)
{
    /* posix_spawn does not write to them; its type is older than const. */
    char *const argv[] = { (char[]){ "redress" },   (char[]){ "check" },   (char[]){ "--data" },
                           (char *)(uintptr_t)data, (char[]){ "--quick" }, NULL };
    pid_t pid = 0;

    return posix_spawn(&pid, "/proc/self/exe", NULL, NULL, argv, environ) == 0 ? pid : 0;
}

/* Whether it said in time that nothing is damaged, or that something is. */
static bool look_beside(const char *data, int ms, bool *damaged)
{
    pid_t pid = look_start(data);
    int fd = pid > 0 ? pidfd_open(pid, 0) : -1, status = 0;
    struct pollfd p = { .fd = fd, .events = POLLIN };
    bool ended = fd >= 0 && poll(&p, 1, ms) > 0;

    if (pid <= 0)
        return false;
    if (!ended)
        kill(pid, SIGKILL); /* it only reads */
    waitpid(pid, &status, 0);
    if (fd >= 0)
        close(fd);
    *damaged = ended && WIFEXITED(status) && WEXITSTATUS(status) == EXIT_REFUSED;
    return ended && (*damaged || (WIFEXITED(status) && WEXITSTATUS(status) == EXIT_DONE));
}

static bool look(struct site *site, const char *path, bool *whole, struct err *err)
{
    bool damaged = false;

    if (site->config.database || below(path, SMALL_MIB))
        return db_quick_check(site->db, CHECK_MS, whole, err);
    *whole = look_beside(site->config.data, CHECK_MS, &damaged);
    return !damaged || err_internal(err, "the database file is damaged: \"redress check\" says "
                                         "more, and nothing is served until somebody decides");
}

bool sound_later(struct arena *a, const struct config *config)
{
    return !config->database && !below(site_database(a, config->data), TINY_MIB);
}

enum sound_end sound_end(struct arena *a, const char *data)
{
    const char *path = site_database(a, data);

    if (db_cut(a, path))
        return SOUND_CUT;
    return db_unclean(a, path) ? SOUND_KILLED : SOUND_CLEAN;
}

/* Whether the server is not to wait for the look. */
static bool left_for_later(struct arena *a, struct site *site, enum sound_end end)
{
    if (!sound_later(a, &site->config) || end == SOUND_CUT)
        return false;
    return end == SOUND_CLEAN || !below(site_database(a, site->config.data), SMALL_MIB);
}

bool sound(struct arena *a, struct site *site, enum sound_end end, struct err *err)
{
    const char *path = site_database(a, site->config.data);
    const char *words = site->config.database ? NULL : db_damage(a, path);
    bool whole = true;

    if (words)
        return err_internal(err,
                            "the database file was found damaged (%s): \"redress check\" says "
                            "more, and nothing is served until somebody decides",
                            words);
    if (db_damage_accepted(path)) {
        log_event("warning", "supervisor", 0, "serving a database whose damage was accepted", NULL);
        return true;
    }
    if (left_for_later(a, site, end)) {
        if (end == SOUND_KILLED)
            log_event("info", "supervisor", 0, "looks for damage later",
                      "a journal had been left by a process that was killed");
        return true;
    }
    if (!look(site, path, &whole, err))
        return false;
    db_looked(site->db);
    if (end != SOUND_CLEAN)
        log_event("info", "supervisor", 0, "looked for damage",
                  whole ? "none; a journal had been left"
                        : "none in a part of the file: redress check looks at all");
    return true;
}
