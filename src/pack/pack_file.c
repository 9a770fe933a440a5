/* Finding the files of data/ and reading their YAML. */
#include "pack/pack_file.h"

#include "base/buf.h"
#include "pack/yaml_words.h"
#include "web/embedded.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>

/* How to go on, after what is wrong. */
#define INSTEAD "correct it, or take the file away: then the built-in one is read"

static const char *path_of(struct arena *a, const char *data, const char *name)
{
    return arena_printf(a, "%s/data/%s", data ? data : "", name);
}

/* A file that is there and cannot be read is not the same as one that is not there. */
static bool bytes_read(struct arena *a, const char *path, struct bytes *out, struct err *err)
{
    FILE *f = fopen(path, "re");
    struct buf b = buf_new(a);
    char piece[4096];
    size_t n;
    int why;

    if (!f && errno == ENOENT)
        return true;
    while (f && (n = fread(piece, 1, sizeof piece, f)) > 0)
        buf_add(&b, piece, n);
    why = errno;
    if (!f || ferror(f)) {
        if (f)
            fclose(f);
        return err_internal(err, "%s cannot be read (%s): %s", path, strerror(why), INSTEAD);
    }
    fclose(f);
    if (b.n == 0)
        return err_internal(err, "%s is empty: %s", path, INSTEAD);
    *out = (struct bytes){ (const unsigned char *)b.s, b.n };
    return true;
}

/* `*path` names the file for people. */
static bool file_bytes(struct arena *a, const char *data, const char *name, struct bytes *out,
                       const char **path, struct err *err)
{
    const struct embedded *file = embedded_find(arena_printf(a, "data/%s", name));

    *out = (struct bytes){ 0 };
    *path = path_of(a, data, name);
    if (data && !bytes_read(a, *path, out, err))
        return false;
    if (out->n > 0)
        return true;
    *path = arena_printf(a, "data/%s", name);
    if (file)
        *out = (struct bytes){ file->s, file->n };
    return file || err_internal(err, "%s is not built in", *path);
}

bool pack_file_read(struct arena *a, const char *data, const char *name,
                    const cyaml_schema_value_t *schema, void **out, struct err *err)
{
    struct err words = { 0 };
    cyaml_config_t config = {
        .log_fn = yaml_words, .log_ctx = &words, .log_level = CYAML_LOG_WARNING, .mem_fn = cyaml_mem
    };
    struct bytes text;
    const char *path;
    cyaml_err_t rc;

    if (!file_bytes(a, data, name, &text, &path, err))
        return false;
    rc = cyaml_load_data(text.s, text.n, &config, schema, (cyaml_data_t **)out, NULL);
    return rc == CYAML_OK ||
           err_internal(err, "%s: %s: %s", path,
                        words.detail[0] ? words.detail : cyaml_strerror(rc), INSTEAD);
}

bool pack_file_bytes(struct arena *a, const char *data, const char *name, struct bytes *out,
                     struct err *err)
{
    const char *path;

    return file_bytes(a, data, name, out, &path, err);
}

void pack_file_free(const cyaml_schema_value_t *schema, void *value)
{
    static const cyaml_config_t config = { .mem_fn = cyaml_mem };

    cyaml_free(&config, schema, value, 0);
}

/* The first line that has the word behind a colon; 0 = none. */
static int line_of(struct arena *a, struct bytes text, const char *word)
{
    const char *all = arena_strn(a, (const char *)text.s, text.n);
    const char *at = strstr(all, arena_printf(a, ": %s", word));
    int line = 1;

    for (const char *s = all; at && s < at; s++)
        line += *s == '\n';
    return at ? line : 0;
}

int pack_word(struct arena *a, const char *data, const char *name, const struct words *list,
              const char *word, struct err *err)
{
    int value = word_value(list, word);
    struct err none = { 0 };
    struct buf b = buf_new(a);
    struct bytes text;
    const char *path;

    if (!word || value != 0 || !file_bytes(a, data, name, &text, &path, &none))
        return value;
    for (int i = 1; i < list->n; i++)
        buf_printf(&b, "%s%s", i > 1 ? ", " : "", word_code(list, i));
    err_internal(err, "%s, line %d: \"%s\" is no %s: write one of %s", path, line_of(a, text, word),
                 word, list->name, buf_text(&b));
    return 0;
}

struct pack_text pack_text(struct arena *a, const struct text_y *t)
{
    return (struct pack_text){ { arena_str(a, t->en), arena_str(a, t->zh_hans),
                                 arena_str(a, t->zh_hant), arena_str(a, t->vi) } };
}

/* The names that are read in this folder of data/, "" or "codes/". */
static const char *names_of(struct arena *a, const char *folder)
{
    const char *whole = arena_printf(a, "data/%s", folder);
    struct buf b = buf_new(a);

    for (size_t i = 0; i < embedded_count; i++) {
        const char *path = embedded_files[i].path;
        if (strncmp(path, whole, strlen(whole)) == 0 && strstr(path, ".yaml") &&
            !strchr(path + strlen(whole), '/'))
            buf_printf(&b, "%s%s", b.n > 0 ? ", " : "", path + strlen(whole));
    }
    return buf_text(&b);
}

static bool folder_known(struct arena *a, const char *data, const char *folder, struct err *err)
{
    const char *path = path_of(a, data, folder);
    DIR *d = opendir(path);
    bool ok = true;

    for (struct dirent *e; ok && d && (e = readdir(d));) {
        size_t n = strlen(e->d_name);
        if (n < 5 || strcmp(e->d_name + n - 5, ".yaml") != 0)
            continue; /* notes of the operator */
        if (!embedded_find(arena_printf(a, "data/%s%s", folder, e->d_name)))
            ok = err_internal(err, "%s%s is no file that is read: there are %s", path, e->d_name,
                              names_of(a, folder));
    }
    if (d)
        closedir(d);
    return ok;
}

bool pack_files_known(struct arena *a, const char *data, struct err *err)
{
    return !data || (folder_known(a, data, "", err) && folder_known(a, data, "codes/", err));
}
