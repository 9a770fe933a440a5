/* Drafts and editions of the notice, in the organisation's own chain of events. */
#include "operation/notice/notice_flow.h"

#include "db/notice_sql.h"

#include <string.h>

/* The columns of the parts, in the order of the rule's table. */
static const char **part_at(struct notice_row *row, int part)
{
    const char **const at[NOTICE_PARTS] = {
        &row->where_and_how, &row->what_to_provide,   &row->process,
        &row->times,         &row->remedies,          &row->outside_options,
        &row->status,        &row->rights_and_duties, &row->privacy,
    };

    return at[part];
}

const char *notice_text_of(const struct notice_row *row, int part)
{
    struct notice_row copy = *row;

    return *part_at(&copy, part);
}

bool notices_load(const struct act *act, struct rows *out, struct err *err)
{
    return sql_notices_present(act->a, act->db, out, err);
}

const struct notice_row *notice_of(const struct rows *rows, const char *language, const char *state)
{
    const struct notice_row *row = rows->row;

    for (size_t i = 0; i < rows->n; i++)
        if (strcmp(row[i].language, language) == 0 && strcmp(row[i].state, state) == 0)
            return &row[i];
    return NULL;
}

static bool blank(const char *s)
{
    return !s || s[strspn(s, " \t\n")] == '\0';
}

static bool draft_write(struct history *h, const struct notice_row *before,
                        const struct notice_draft *draft, struct err *err)
{
    struct notice_row row = { .state = "draft", .language = draft->language };

    if (before)
        row = *before;
    for (int part = 0; part < NOTICE_PARTS; part++)
        *part_at(&row, part) = blank(draft->part[part]) ? NULL : draft->part[part];
    return before ? history_update(h, &notice_table, before, &row, err)
                  : history_insert(h, &notice_table, &row, err);
}

bool notice_save(const struct act *act, const struct notice_draft *draft, struct err *err)
{
    AUTO_TX tx = { 0 };
    struct history h;
    struct rows rows;

    return tx_begin(&tx, act->db, err) && notices_load(act, &rows, err) &&
           history_begin(&h, act, COMPLAINT_NONE, "notice_drafted", NULL, err) &&
           draft_write(&h, notice_of(&rows, draft->language, "draft"), draft, err) &&
           history_end(&h, err) && tx_commit(&tx, err);
}

static bool drafts_allowed(const struct act *act, const struct rows *rows, struct err *err)
{
    const struct notice_row *row = rows->row;
    struct notice_text *texts = ARENA_ARRAY(act->a, struct notice_text, rows->n);
    size_t n = 0;

    for (size_t i = 0; i < rows->n; i++) {
        if (strcmp(row[i].state, "draft") != 0)
            continue;
        texts[n].language = row[i].language;
        for (int part = 0; part < NOTICE_PARTS; part++)
            if (!blank(notice_text_of(&row[i], part)))
                texts[n].filled |= 1u << part;
        n++;
    }
    return notice_allowed(texts, n, err);
}

static bool supersede(struct history *h, const struct notice_row *row, struct err *err)
{
    struct notice_row after;

    if (!row)
        return true;
    after = *row;
    after.state = "superseded";
    return history_update(h, &notice_table, row, &after, err);
}

static bool publish_rows(struct history *h, const struct rows *rows, int64_t edition,
                         struct err *err)
{
    const struct notice_row *row = rows->row;

    for (size_t i = 0; i < rows->n; i++) {
        struct notice_row after = row[i];
        if (strcmp(row[i].state, "draft") != 0)
            continue;
        after.state = "published";
        after.edition = edition;
        after.published_at = h->act->now;
        after.published_by = h->act->actor_id;
        if (!supersede(h, notice_of(rows, row[i].language, "published"), err) ||
            !history_update(h, &notice_table, &row[i], &after, err))
            return false;
    }
    return true;
}

bool notice_publish(const struct act *act, struct err *err)
{
    AUTO_TX tx = { 0 };
    struct history h;
    struct rows rows;
    int64_t edition;

    return tx_begin(&tx, act->db, err) && notices_load(act, &rows, err) &&
           drafts_allowed(act, &rows, err) &&
           sql_notice_last_edition(act->a, act->db, &edition, err) &&
           history_begin(&h, act, COMPLAINT_NONE, "notice_published", NULL, err) &&
           publish_rows(&h, &rows, edition + 1, err) && history_end(&h, err) && tx_commit(&tx, err);
}
