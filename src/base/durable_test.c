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
#include <unistd.h>

/* What was synced since `synced_now`: "f" a file, "d" a folder. */
static char synced[16];

/* Stands before the C library's, so that the test sees each call. */
int fsync(int fd)
{
    struct stat st;
    size_t n = strlen(synced);

    if (fstat(fd, &st) == 0 && n + 1 < sizeof synced)
        synced[n] = S_ISDIR(st.st_mode) ? 'd' : 'f';
    return (int)syscall(SYS_fsync, fd);
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

    return fd >= 0 && durable_write(fd, words, strlen(words));
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
    TAP("what cannot be written is said", !durable_write(reading, "x", 1) && errno == EBADF);
    TAP("a disk without room", access("/dev/full", W_OK) != 0 || !written("/dev/full", "words"));
    unlink("old");
    rmdir("folder");
    TAP("cleared", chdir("/") == 0 && rmdir(folder) == 0);
    return tap_done();
}
