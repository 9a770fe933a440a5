/* Files that are whole or absent, and what is said when the machine does not do it. */
#include "base/durable.h"
#include "base/tap.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/* What was synced since `synced_now`: "f" a file, "d" a folder. */
static char synced[16];
/* In a process of its own: what its syncs of such answer. 0 = as usual. */
static int files_answer, folders_answer;

/* Stands before the C library's, so that the test sees each call. */
int fsync(int fd)
{
    struct stat st;
    size_t n = strlen(synced);
    bool folder = fstat(fd, &st) == 0 && S_ISDIR(st.st_mode);

    if (n + 1 < sizeof synced)
        synced[n] = folder ? 'd' : 'f';
    errno = folder ? folders_answer : files_answer;
    return errno != 0 ? -1 : (int)syscall(SYS_fsync, fd);
}

static bool synced_now(const char *what)
{
    bool same = strcmp(synced, what) == 0;

    memset(synced, 0, sizeof synced);
    return same;
}

static bool holds(const char *path, const char *words)
{
    char got[64] = "";
    FILE *f = fopen(path, "re");
    size_t n = f ? fread(got, 1, sizeof got - 1, f) : 0;

    if (f)
        fclose(f);
    return n == strlen(words) && strcmp(got, words) == 0;
}

static bool written(const char *path, const char *words)
{
    AUTO_FD fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

    return fd >= 0 && durable_write(fd, path, words, strlen(words));
}

static bool added(const char *path, const char *words)
{
    AUTO_FD fd = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);

    return fd >= 0 && durable_write(fd, path, words, strlen(words));
}

static bool new_written(void)
{
    return written("new", "words");
}

static bool old_added(void)
{
    return added("old", " and more");
}

static bool new_placed(void)
{
    return durable_place("new", "old");
}

/* With such answers a process of its own does it: how that ends, and what it says. */
static int ends(bool (*fn)(void), int of_files, int of_folders, char said[512])
{
    int status = -1, out[2];
    ssize_t n;
    pid_t pid;

    fflush(stdout);
    if (pipe(out) != 0)
        return -1;
    pid = fork();
    if (pid == 0) {
        dup2(out[1], STDERR_FILENO);
        files_answer = of_files;
        folders_answer = of_folders;
        _exit(fn() ? 0 : errno);
    }
    close(out[1]);
    n = read(out[0], said, 511);
    said[n > 0 ? n : 0] = '\0';
    close(out[0]);
    waitpid(pid, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/* A sync that fails ends the process, and leaves what was there before. [D5] */
static void lost(void)
{
    char said[512];

    TAP_INT("a new file whose sync fails ends the process", ends(new_written, EIO, 0, said),
            EXIT_SYNC);
    TAP("and says in a sentence which it was",
        strncmp(said, "redress: new: the disk did not keep what was written (", 54) == 0);
    TAP("and is gone", access("new", F_OK) != 0 && errno == ENOENT);
    TAP_INT("so does one without room for it", ends(new_written, ENOSPC, 0, said), EXIT_SYNC);
    TAP_INT("and what is added to a file", ends(old_added, EIO, 0, said), EXIT_SYNC);
    TAP("which is as it was", holds("old", "words"));
    TAP("what takes a name", written("new", "later"));
    TAP_INT("ends it before it has the name", ends(new_placed, EIO, 0, said), EXIT_SYNC);
    TAP("and the one before stays", holds("old", "words"));
    TAP("while the new one is gone", access("new", F_OK) != 0);
    TAP("a folder", written("new", "later"));
    TAP_INT("ends it as well", ends(new_placed, 0, EIO, said), EXIT_SYNC);
    TAP("with a whole file of that name", holds("old", "later"));
    TAP("where folders are not synced", written("new", "words"));
    TAP_INT("it is an error like others", ends(new_placed, 0, EINVAL, said), EINVAL);
    TAP("without a word", said[0] == '\0');
}

int main(void)
{
    char folder[] = "/tmp/redress-durable-XXXXXX";
    AUTO_FD reading = -1;

    TAP("a folder", mkdtemp(folder) && chdir(folder) == 0);
    TAP("written", written("new", "words") && holds("new", "words"));
    TAP("and synced", synced_now("f"));
    TAP("its name is synced, in this folder and by a path",
        durable_name("new") && durable_name("./new"));
    TAP("before it is placed there is the old one",
        written("old", "before") && holds("old", "before"));
    synced_now("");
    TAP("placed", durable_place("new", "old") && holds("old", "words"));
    TAP("the file was synced before, its folder after", synced_now("fd"));
    TAP("the name it had is gone", access("new", F_OK) != 0 && errno == ENOENT);

    TAP("what is not there is not placed", !durable_place("new", "old") && errno == ENOENT);
    TAP("and the one before stays", holds("old", "words"));
    TAP("nor over a folder",
        mkdir("folder", 0700) == 0 && !durable_place("old", "folder") && errno == EISDIR);
    TAP("a folder that is not there", !durable_name("nowhere/new") && errno == ENOENT);
    reading = open("old", O_RDONLY | O_CLOEXEC);
    TAP("what cannot be written is said", !durable_write(reading, "old", "x", 1) && errno == EBADF);
    TAP("a disk without room", access("/dev/full", W_OK) != 0 || !written("/dev/full", "words"));
    TAP("which stays what it is", access("/dev/null", W_OK) != 0 || access("/dev/full", F_OK) == 0);
    TAP("the old one again", unlink("old") == 0 && written("old", "words"));
    lost();
    unlink("old");
    rmdir("folder");
    TAP("cleared", chdir("/") == 0 && rmdir(folder) == 0);
    return tap_done();
}
