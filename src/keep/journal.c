/* The file is short and append-only: it is read whole, and lines that are not ours are passed
 * over, since what they name cannot be told. */
#include "keep/journal.h"
#include "base/durable.h"

#include "base/buf.h"
#include "db/keep_sql.h"
#include "keep/erase.h"
#include "keep/keep_rows.h"
#include "keep/whole.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

enum { LINE = 160, MAC_HEX = 64, KIND_PERSON = 1, KIND_CASE = 2 };

static const struct field keep_line_fields[] = {
    FIELD(struct keep_line, reference), FIELD(struct keep_line, at),
    FIELD(struct keep_line, by_id),     FIELD(struct keep_line, person),
    FIELD(struct keep_line, what),
};
const struct record keep_line_record = RECORD(struct keep_line, keep_line_fields);

static const struct field owner_row_fields[] = {
    FIELD(struct owner_row, kind),
    FIELD(struct owner_row, owner),
    FIELD(struct owner_row, hash),
};
static const struct field due_line_fields[] = {
    FIELD(struct due_line, id),
    FIELD(struct due_line, reference),
    FIELD(struct due_line, class),
    FIELD(struct due_line, closed_at),
};
const struct record due_line_record = RECORD(struct due_line, due_line_fields);
const struct record owner_row_record = RECORD(struct owner_row, owner_row_fields);

static const char *path_of(struct arena *a, const char *folder)
{
    return arena_printf(a, "%s/erasures", folder);
}

static bool file_failed(const char *path, struct err *err)
{
    return err_internal(err, "erasure journal %s: %s", path, strerror(errno));
}

/* The whole file as text; "" when there is none. */
static bool journal_read(struct arena *a, const char *path, const char **out, struct err *err)
{
    struct buf b = buf_new(a);
    char piece[4096];
    FILE *f = fopen(path, "re");
    size_t n;
    bool bad;

    *out = "";
    if (!f)
        return errno == ENOENT || file_failed(path, err);
    while ((n = fread(piece, 1, sizeof piece, f)) > 0)
        buf_add(&b, piece, n);
    bad = ferror(f) != 0;
    fclose(f);
    *out = buf_text(&b);
    return !bad || file_failed(path, err);
}

/* Writes text to the end and does not come back before the disk has it. */
static bool journal_write(const char *path, int flags, const char *text, struct err *err)
{
    AUTO_FD fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW | flags, 0600);

    return (fd >= 0 && flock(fd, LOCK_EX) == 0 && durable_write(fd, path, text, strlen(text)) &&
            durable_name(path)) ||
           file_failed(path, err);
}

/* What is added to `known`: a line begins as one, also after a write that the power tore. */
static struct buf lines_after(struct arena *a, const char *known)
{
    size_t n = strlen(known);
    struct buf b = buf_new(a);

    if (n > 0 && known[n - 1] != '\n')
        buf_char(&b, '\n');
    return b;
}

const char *journal_line(struct arena *a, const struct vault *v, int64_t kind, int64_t owner,
                         struct bytes event_hash)
{
    char text[64];
    unsigned char mac[MAC_BYTES];
    struct bytes parts[2];

    snprintf(text, sizeof text, "%" PRId64 " %" PRId64, kind, owner);
    parts[0] = (struct bytes){ (const unsigned char *)text, strlen(text) };
    parts[1] = event_hash;
    vault_mac(v, MAC_ERASURE, parts, COUNT(parts), mac);
    return arena_printf(a, "%s %s\n", text, hex_text(a, mac, sizeof mac));
}

static const char *line_of(const struct act *act, const struct owner_row *o)
{
    return journal_line(act->a, keyring_vault(act->keys), o->kind, o->owner, o->hash);
}

/* -- following the database -- */

/* A line stands for ever and empties every backup: only what the program erased gets one. */
static bool owner_add(const struct act *act, const struct owner_row *o, const char *known,
                      struct buf *b, int64_t *untrue, struct err *err)
{
    const char *line = line_of(act, o);
    bool erased;

    if (strstr(known, line))
        return true;
    if (!whole_erased(act, o->kind == KIND_PERSON ? KEY_PERSON : KEY_COMPLAINT, o->owner, &erased,
                      err))
        return false;
    if (erased)
        buf_str(b, line);
    *untrue += !erased;
    return true;
}

static bool owners_add(const struct act *act, int64_t kind, const char *known, struct buf *b,
                       int64_t *untrue, struct err *err)
{
    int64_t after = 0;

    for (;;) {
        const struct owner_row *o;
        struct rows rows = { 0 };
        if (!sql_erased_owners(act->a, act->db, kind, after, &rows, err))
            return false;
        if (rows.n == 0)
            return true;
        o = rows.row;
        for (size_t i = 0; i < rows.n; i++)
            if (!owner_add(act, &o[i], known, b, untrue, err))
                return false;
        after = o[rows.n - 1].owner;
    }
}

bool journal_follow(const struct act *act, const char *folder, struct err *err)
{
    const char *path = path_of(act->a, folder), *known;
    int64_t untrue = 0;
    struct buf b;
    size_t none;

    if (!journal_read(act->a, path, &known, err))
        return false;
    b = lines_after(act->a, known);
    none = b.n;
    if (!owners_add(act, KIND_PERSON, known, &b, &untrue, err) ||
        !owners_add(act, KIND_CASE, known, &b, &untrue, err))
        return false;
    if (untrue > 0)
        whole_note(act, true, "somebody is marked as erased whom no act erased");
    return b.n == none || journal_write(path, O_APPEND, buf_text(&b), err);
}

/* -- over what was restored -- */

bool journal_line_read(const char *line, int64_t *kind, int64_t *owner)
{
    size_t digits = strlen(line) > 2 ? strspn(line + 2, "0123456789") : 0;
    const char *mac;

    *kind = line[0] == '1' ? KIND_PERSON : line[0] == '2' ? KIND_CASE : 0;
    if (*kind == 0 || line[1] != ' ' || digits == 0 || digits > 18 || line[2] == '0' ||
        line[2 + digits] != ' ')
        return false;
    mac = line + 2 + digits + 1;
    if (strspn(mac, "0123456789abcdef") != MAC_HEX || strcmp(mac + MAC_HEX, "\n") != 0)
        return false;
    *owner = strtoll(line + 2, NULL, 10);
    return true;
}

/* Whether the line is of a row of this database, and not of another that got its number. */
static bool line_ours(const struct act *act, const char *line, struct owner_row *out, bool *ours,
                      struct err *err)
{
    struct event_row event = { 0 };
    struct err none = { 0 };

    *ours = journal_line_read(line, &out->kind, &out->owner);
    if (!*ours)
        return true;
    if (!sql_event_made(act->a, act->db, out->owner / HISTORY_IDS, &event, &none)) {
        *ours = false;
        return none.kind == ERR_NOT_FOUND || (*err = none, false);
    }
    out->hash = event.hash;
    *ours = strcmp(line_of(act, out), line) == 0;
    return true;
}

static bool person_replay(const struct act *act, int64_t person, int64_t *n, struct err *err)
{
    struct person_row row = { 0 };
    struct err none = { 0 };

    if (!person_by_id(act->a, act->db, person, &row, &none))
        return none.kind == ERR_NOT_FOUND || (*err = none, false);
    if (instant_is_set(row.erased_at))
        return true;
    ++*n;
    return erase_record(act, person, err);
}

static bool case_replay(const struct act *act, const struct procedure *p, int64_t id, int64_t *n,
                        struct err *err)
{
    struct complaint_row row = { 0 };
    struct err none = { 0 };
    struct erased gone;
    AUTO_TX tx = { 0 };

    if (!complaint_by_id(act->a, act->db, id, &row, &none))
        return none.kind == ERR_NOT_FOUND || (*err = none, false);
    if (instant_is_set(row.erased_at))
        return true;
    ++*n;
    return tx_begin(&tx, act->db, err) && erase_cases(act, p, &id, 1, 0, &gone, err) &&
           tx_commit(&tx, err);
}

/* Cases first, which takes most of the persons with them. */
static bool replay_kind(const struct act *act, const struct procedure *p, const char *text,
                        int64_t kind, int64_t *n, struct err *err)
{
    for (const char *at = text; *at;) {
        size_t len = strcspn(at, "\n");
        const char *line = arena_printf(act->a, "%.*s\n", (int)len, at);
        struct owner_row o = { 0 };
        bool ours;
        at += len + (at[len] == '\n');
        if (!line_ours(act, line, &o, &ours, err))
            return false;
        if (!ours || o.kind != kind)
            continue;
        if (!(kind == KIND_CASE ? case_replay(act, p, o.owner, n, err)
                                : person_replay(act, o.owner, n, err)))
            return false;
    }
    return true;
}

bool journal_replay(const struct act *act, const struct procedure *p, const char *folder,
                    int64_t *n, struct err *err)
{
    const char *text;
    bool clean;

    *n = 0;
    return journal_read(act->a, path_of(act->a, folder), &text, err) &&
           replay_kind(act, p, text, KIND_CASE, n, err) &&
           replay_kind(act, p, text, KIND_PERSON, n, err) &&
           (*n == 0 || erase_clean(act, &clean, err)) && journal_follow(act, folder, err);
}

/* -- with backups -- */

bool journal_join(struct arena *a, const char *folder, const char *from, struct err *err)
{
    const char *path = path_of(a, folder), *old, *more;
    struct buf b;
    size_t none;

    if (!journal_read(a, path, &old, err) || !journal_read(a, from, &more, err))
        return false;
    b = lines_after(a, old);
    none = b.n;
    for (const char *at = more; *at;) {
        size_t len = strcspn(at, "\n");
        const char *line = arena_printf(a, "%.*s\n", (int)len, at);
        at += len + (at[len] == '\n');
        if (len > 0 && len < LINE && !strstr(old, line))
            buf_str(&b, line);
    }
    return b.n == none || journal_write(path, O_APPEND, buf_text(&b), err);
}

bool journal_copy(struct arena *a, const char *folder, const char *to, struct err *err)
{
    const char *text;

    return journal_read(a, path_of(a, folder), &text, err) && journal_write(to, O_TRUNC, text, err);
}
