/* One reading transaction over all complaints, an arena for each two hundred. */
#include "export/export.h"

#include "base/buf.h"
#include "complaint/redaction.h"
#include "db/export_sql.h"
#include "keep/staff_act.h"
#include "people/second_person.h"
#include "people/team.h"
#include "web/req.h"

#include <errno.h>
#include <string.h>

/* -- one line -- */

/* Fields under their names, those of a person under "complainant_name"; lists have no place
 * in a line of cells. Without a row the cells are empty. */
static void cells_write(struct buf *b, const struct record *r, const void *row, const char *prefix,
                        bool names)
{
    for (size_t i = 0; i < r->n; i++) {
        const struct field *f = &r->fields[i];
        if (f->kind == FIELD_ROWS)
            continue;
        if (f->kind == FIELD_ONE)
            cells_write(b, f->sub, row ? *(const void *const *)field_in(f, row) : NULL,
                        arena_printf(b->a, "%s_", f->name), names);
        else if (names)
            buf_cell(b, arena_printf(b->a, "%s%s", prefix, f->name));
        else
            buf_cell(b, row ? field_text(b->a, f, row) : NULL);
    }
}

static bool line_write(const struct export_job *job, struct buf *b, struct err *err)
{
    buf_str(b, job->csv ? "\r\n" : "\n");
    return fwrite(b->s, 1, b->n, job->to) == b->n ||
           err_internal(err, "export: %s", strerror(errno));
}

static bool head_write(const struct export_job *job, struct err *err)
{
    struct buf b = buf_new(job->act->a);

    if (!job->csv)
        return true;
    cells_write(&b, &export_case_record, NULL, "", true);
    return line_write(job, &b, err);
}

/* -- all -- */

static const char *team_name(const struct rows *teams, int64_t id)
{
    const struct team_row *team = teams->row;

    for (size_t i = 0; i < teams->n; i++)
        if (team[i].id == id)
            return team[i].name;
    return NULL;
}

/* What second persons allow is an export, not more of a case than whoever takes it may read. */
static bool case_seen(const struct act *act, struct dossier *d, struct export_count *count,
                      bool *reads, struct err *err)
{
    bool names;

    if (!staff_may(act, MAY_READ, d, reads, err) ||
        !staff_may(act, MAY_READ_IDENTITY, d, &names, err))
        return false;
    if (!*reads) {
        count->left_out++;
        return true;
    }
    count->written++;
    if (!names && d->party.n > 0)
        count->sealed++;
    if (!names)
        dossier_hide_identity(d);
    return true;
}

static bool case_write(const struct export_job *job, const struct act *act, int64_t id,
                       const struct rows *teams, struct export_count *count, struct err *err)
{
    struct buf b = buf_new(act->a);
    struct export_case row;
    struct dossier d;
    bool reads;

    if (!dossier_load_id(act, job->p, id, &d, err) || !case_seen(act, &d, count, &reads, err))
        return false;
    if (!reads)
        return true;
    redaction_show_all(act->a, job->p, &langs[0], &d);
    export_fill(act->a, job->p, &d, team_name(teams, d.c.team_id), &row);
    if (job->csv)
        cells_write(&b, &export_case_record, &row, "", false);
    else
        json_write(&b, &export_case_record, &row);
    return line_write(job, &b, err);
}

/* Whoever takes everything leaves a trace, before the first line. */
static bool exported(const struct export_job *job, struct err *err)
{
    const struct act *act = job->act;
    struct history h;
    bool allowed;
    AUTO_TX tx = { 0 };

    if (!tx_begin(&tx, act->db, err) ||
        !history_begin(&h, act, COMPLAINT_NONE, "exported", job->csv ? "csv" : "jsonl", err) ||
        !second_person_use(&h, act->actor_id, SECOND_PERSON_EXPORT, &allowed, err))
        return false;
    return (allowed ||
            err_set(err, ERR_REFUSED, N_("An export of everything needs a second person."))) &&
           history_end(&h, err) && tx_commit(&tx, err);
}

static bool cases_write(const struct export_job *job, const struct rows *teams,
                        struct export_count *count, struct err *err)
{
    AUTO_ARENA a = arena_new();
    int64_t last = 0;
    struct rows rows;

    do {
        struct act act = *job->act;
        const struct complaint_row *c;
        arena_reset(a);
        act.a = a;
        act.keys = keyring_new(a, keyring_vault(job->act->keys), act.db);
        if (!sql_complaints_after(a, act.db, last, &rows, err))
            return false;
        c = rows.row;
        for (size_t i = 0; i < rows.n; i++) {
            if (!case_write(job, &act, c[i].id, teams, count, err))
                return false;
            last = c[i].id;
        }
        if (job->told)
            job->told(job->job, count->written);
    } while (rows.n > 0);
    return true;
}

bool export_all(const struct export_job *job, struct export_count *count, struct err *err)
{
    AUTO_TX tx = { 0 };
    struct rows teams;

    *count = (struct export_count){ 0 };
    if (!exported(job, err) || !tx_begin_read(&tx, job->act->db, err) ||
        !team_list(job->act, &teams, err) || !head_write(job, err) ||
        !cases_write(job, &teams, count, err))
        return false;
    return fflush(job->to) == 0 || err_internal(err, "export: %s", strerror(errno));
}
