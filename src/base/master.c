/*
 * The master key's file: one line of text, so that it can be printed, typed and
 * told from any other file. Nobody but its owner may read it; a systemd
 * credential, which root owns and the service may read, is as good.
 */
#include "base/durable.h"
#include "base/vault_keys.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MASTER_HEAD "redress-master-key-1 "

enum {
    HEAD = sizeof MASTER_HEAD - 1,
    LINE = HEAD + 2 * KEY_BYTES, /* without its newline */
};

/* `text` must be a literal; the path stands in it as {path}. */
static bool refuse(struct err *err, const char *path, const char *text)
{
    err_set(err, ERR_INVALID, text);
    err_arg(err, "path", path);
    return false;
}

bool vault_create(const char *path, struct err *err)
{
    unsigned char master[KEY_BYTES];
    char line[LINE + 2] = MASTER_HEAD;
    AUTO_FD fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0400);
    bool written;

    if (fd < 0 && errno == EEXIST)
        return refuse(err, path, N_("There is a file at {path} already. A key is never replaced."));
    if (fd < 0 || fchmod(fd, 0400) != 0) {
        if (fd >= 0)
            unlink(path); /* else the next try would find a key there, and it is none */
        return refuse(err, path, N_("The key file {path} cannot be made there."));
    }
    random_fill(master, sizeof master);
    sodium_bin2hex(line + HEAD, sizeof line - HEAD, master, sizeof master);
    line[LINE] = '\n';
    written = durable_write(fd, path, line, LINE + 1) && durable_name(path);
    sodium_memzero(master, sizeof master);
    sodium_memzero(line, sizeof line);
    if (written)
        return true;
    unlink(path);
    return refuse(err, path, N_("The key file {path} cannot be written."));
}

/* Whether the file lies directly in the folder of the service's credentials, where
 * systemd shows a file of mode 0400 with an access list as 0440. */
static bool is_credential(const char *path)
{
    const char *folder = secure_getenv("CREDENTIALS_DIRECTORY");
    size_t n = folder ? strlen(folder) : 0;

    return n > 0 && strncmp(path, folder, n) == 0 && path[n] == '/' && !strchr(path + n + 1, '/');
}

static bool is_private(const char *path, const struct stat *st)
{
    if (st->st_uid == 0 && is_credential(path))
        return (st->st_mode & 0337) == 0;
    return (st->st_mode & 077) == 0 && (st->st_uid == geteuid() || st->st_uid == 0);
}

static bool read_line(int fd, char *line, size_t size, size_t *n)
{
    *n = 0;
    while (*n < size) {
        ssize_t got = read(fd, line + *n, size - *n);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return false;
        if (got == 0)
            return true;
        *n += (size_t)got;
    }
    return true;
}

/* The 32 bytes of the line; false when it is anything but such a line. */
static bool parse_line(const char *line, size_t n, unsigned char master[KEY_BYTES])
{
    size_t got;

    if (n == LINE + 1 && line[LINE] == '\n')
        n--;
    return n == LINE && memcmp(line, MASTER_HEAD, HEAD) == 0 &&
           sodium_hex2bin(master, KEY_BYTES, line + HEAD, LINE - HEAD, NULL, &got, NULL) == 0 &&
           got == KEY_BYTES;
}

bool vault_open(const char *path, struct vault **out, struct err *err)
{
    unsigned char master[KEY_BYTES];
    char line[LINE + 2]; /* one byte more than fits, to notice what is too long */
    size_t n;
    struct stat st;
    bool good;
    AUTO_FD fd = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK);

    if (fd < 0 && errno == ELOOP)
        return refuse(err, path, N_("{path} is a link. Name the key file itself."));
    if (fd < 0 && errno == ENOENT)
        return refuse(
            err, path,
            N_("There is no key file {path}. Put the master key there, or its recovery copy."));
    if (fd < 0 && errno == EACCES)
        return refuse(err, path,
                      N_("This user may not read the key file {path}. Run redress as its owner, or "
                         "give it to the user that runs redress: chown."));
    if (fd < 0 || fstat(fd, &st) != 0)
        return refuse(err, path, N_("The key file {path} cannot be read."));
    if (!S_ISREG(st.st_mode))
        return refuse(err, path, N_("{path} is not a key file."));
    if ((st.st_mode & 077) == 0 && st.st_uid != geteuid() && st.st_uid != 0)
        return refuse(
            err, path,
            N_("The key file {path} belongs to another user. Run redress as that user, or give "
               "it to the one that runs redress: chown."));
    if (!is_private(path, &st))
        return refuse(err, path,
                      N_("Others may read the key file {path}. Make it yours alone: chmod 0400."));
    if (!read_line(fd, line, sizeof line, &n))
        return refuse(err, path, N_("The key file {path} cannot be read."));
    good = parse_line(line, n, master);
    sodium_memzero(line, sizeof line);
    if (good)
        *out = vault_from_bytes(master);
    sodium_memzero(master, sizeof master);
    return good || refuse(err, path, N_("{path} is not a key file."));
}
