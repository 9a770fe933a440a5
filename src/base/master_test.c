/* The master key's file: made once, and read only when nobody else can read it. */
#include "base/tap.h"
#include "base/vault_test_keys.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#define ZEROS "00000000000000000000000000000000"
#define LINE "redress-master-key-1 " ZEROS ZEROS

static void put(const char *path, const char *text, mode_t mode)
{
    unlink(path);
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL, 0600);
    if (fd < 0 || write(fd, text, strlen(text)) < 0 || fchmod(fd, mode) != 0)
        abort();
    close(fd);
}

static bool opens(const char *path)
{
    struct err err = { 0 };
    struct vault *v;

    if (!vault_open(path, &v, &err))
        return err.kind != ERR_INVALID || !err.text;
    vault_close(v);
    return true;
}

static const struct {
    const char *what;
    const char *text;
    mode_t mode;
    bool opens;
} files[] = {
    { "mode 0400 opens", LINE "\n", 0400, true },
    { "mode 0600 opens", LINE "\n", 0600, true },
    { "a missing newline is no matter", LINE, 0400, true },
    { "readable by the group", LINE "\n", 0440, false },
    { "readable by others", LINE "\n", 0404, false },
    { "writable by the group", LINE "\n", 0420, false },
    { "executable by others", LINE "\n", 0401, false },
    { "empty", "", 0400, false },
    { "one digit short", "redress-master-key-1 " ZEROS "0000000000000000000000000000000\n", 0400,
      false },
    { "one digit long", LINE "0\n", 0400, false },
    { "two lines", LINE "\n\n", 0400, false },
    { "a letter that is no digit", "redress-master-key-1 g" ZEROS "0000000000000000000000000000000",
      0400, false },
    { "another kind of file", "redress-master-key-2 " ZEROS ZEROS "\n", 0400, false },
};

static void test_create(struct arena *a, const char *folder)
{
    const char *one = arena_printf(a, "%s/one", folder), *two = arena_printf(a, "%s/two", folder);
    struct err err = { 0 };
    struct vault *v = NULL, *again = NULL, *other = NULL;
    unsigned char first[MAC_BYTES], second[MAC_BYTES], third[MAC_BYTES];
    struct stat st;

    TAP("a key file is made", vault_create(one, &err) && vault_create(two, &err));
    TAP("for its owner to read alone", stat(one, &st) == 0 && (st.st_mode & 07777) == 0400);
    TAP("it opens", vault_open(one, &v, &err) && vault_open(one, &again, &err) &&
                        vault_open(two, &other, &err));
    vault_mac_text(v, MAC_FORM, "x", first);
    vault_mac_text(again, MAC_FORM, "x", second);
    vault_mac_text(other, MAC_FORM, "x", third);
    TAP("as the same key each time", vault_mac_same(first, second));
    TAP("and each file has its own", !vault_mac_same(first, third));
    TAP("a key is never replaced", !vault_create(one, &err) && err.kind == ERR_INVALID);
    TAP_TEXT("and the words name the file", err.args[0].value, one);
    vault_close(v);
    vault_close(again);
    vault_close(other);
    unlink(one);
    unlink(two);
}

static void test_files(struct arena *a, const char *folder)
{
    const char *path = arena_printf(a, "%s/key", folder);
    const char *link = arena_printf(a, "%s/link", folder);

    for (size_t i = 0; i < COUNT(files); i++) {
        put(path, files[i].text, files[i].mode);
        TAP(files[i].what, opens(path) == files[i].opens);
    }
    put(path, LINE "\n", 0400);
    TAP("a link is refused", symlink(path, link) == 0 && !opens(link));
    TAP("a folder is refused", !opens(folder));
    TAP("a missing file is refused", !opens("/nonexistent/key"));
    unlink(link);
    TAP("a pipe is refused without waiting", mkfifo(link, 0400) == 0 && !opens(link));
    unlink(link);
    unlink(path);
}

/* systemd shows a credential as owned by root with mode 0440. */
static void test_credential(struct arena *a, const char *folder)
{
    const char *path = arena_printf(a, "%s/key", folder);

    if (geteuid() != 0) {
        tap_skip("credentials", "only root makes files of root");
        return;
    }
    put(path, LINE "\n", 0440);
    TAP("mode 0440 is refused elsewhere", !opens(path));
    setenv("CREDENTIALS_DIRECTORY", folder, 1);
    TAP("and accepted as a credential", opens(path));
    put(path, LINE "\n", 0444);
    TAP("but not when all may read it", !opens(path));
    setenv("CREDENTIALS_DIRECTORY", "/", 1);
    put(path, LINE "\n", 0440);
    TAP("nor in a folder below", !opens(path));
    unsetenv("CREDENTIALS_DIRECTORY");
    unlink(path);
}

int main(void)
{
    AUTO_ARENA a = arena_new();
    char folder[] = "/tmp/master_test.XXXXXX";

    if (!mkdtemp(folder))
        return 1;
    test_create(a, folder);
    test_files(a, folder);
    test_credential(a, folder);
    rmdir(folder);
    return tap_done();
}
