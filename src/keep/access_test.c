/* What the complainant gave is in their file, or the reason why not stands here. [S57] */
#include "keep/access.h"

#include "base/tap.h"
#include "db/tables.h"

#include <stdio.h>
#include <string.h>

static const struct record *within(const struct record *r, const char *name)
{
    return record_field(r, name, strlen(name))->sub;
}

struct kept_out {
    const char *column, *why;
};

/* Of a complaint: what the organisation decides, counts and plans by itself, and what says nothing
 * of the person. */
static const struct kept_out of_complaint[] = {
    { "id", "a number inside" },
    { "version", "a number inside" },
    { "year", "in the reference" },
    { "number", "in the reference" },
    { "code_mac", "of the secret code" },
    { "code_round", "of the secret code" },
    { "filing_mac", "of the one-time id" },
    { "level", "steps of ours" },
    { "entered_at", "of the record, not of the complaint" },
    { "entered_by", "a member of staff" },
    { "scope", "how we see it" },
    { "team_id", "who of us handles it" },
    { "owner_id", "a member of staff" },
    { "segment", "how we group customers" },
    { "immediate_action", "what we did; told in what we wrote" },
    { "linked_to_id", "another complaint" },
    { "link_kind", "another complaint" },
    { "source_system", "where it was before" },
    { "directed_at", "steps of ours" },
    { "solved_at", "steps of ours" },
    { "severity", "how we see it" },
    { "safety", "how we see it" },
    { "priority", "how we see it" },
    { "depth", "how we see it" },
    { "significant", "how we see it" },
    { "significant_why", "how we see it" },
    { "significant_alerted_at", "steps of ours" },
    { "signals", "how we see it" },
    { "safety_alerted_at", "steps of ours" },
    { "follow_up_open", "steps of ours" },
    { "waiting", "steps of ours" },
    { "waiting_why", "steps of ours" },
    { "to_approve", "steps of ours" },
    { "returned_at", "steps of ours" },
    { "hearing_waived", "steps of ours" },
    { "complainant_heard_at", "what they said stands among the texts" },
    { "root_cause_none", "findings of ours" },
    { "remedy_none", "told in the letter" },
    { "preventive", "findings of ours" },
    { "preventive_none", "findings of ours" },
    { "investigation_begun_at", "steps of ours" },
    { "investigated_at", "steps of ours" },
    { "investigator_id", "a member of staff" },
    { "outside", "the letters say it" },
    { "lessons", "findings of ours" },
    { "satisfaction_asked_at", "steps of ours" },
    { "closing_why", "findings of ours" },
    { "reopened", "steps of ours" },
    { "set_aside", "steps of ours" },
    { "next_due_at", "steps of ours" },
    { "next_clock", "steps of ours" },
    { "updated_at", "steps of ours" },
    { "erased_at", "of what is erased there is no file" },
    { "pack_id", "the procedure" },
    { "called", "what they said stands among the texts" },
    { "called_at", "what they said stands among the texts" },
    { "joined_to_id", "another complaint" },
    { "repeats", "counted by us" },
};
static const struct kept_out of_person[] = {
    { "id", "a number inside" },
    { "version", "a number inside" },
    { "joined_into_id", "double records of ours; each is shown with its complaints" },
    { "erased_at", "of whom is erased there is no file" },
};
static const struct kept_out of_entry[] = {
    { "id", "a number inside" },
    { "complaint_id", "the complaint around it" },
    { "author_kind", "told by the direction" },
    { "author_id", "a member of staff" },
    { "named", "stands in the text" },
    { "about_id", "a number inside" },
    { "delivery", "steps of ours" },
    { "delivered_at", "steps of ours" },
};

static bool reasoned(const struct kept_out *list, size_t n, const char *column)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(list[i].column, column) == 0)
            return true;
    return false;
}

/* Each column is in the file, or has a reason, and no reason is left over. */
static void columns(const struct table *t, const struct record *file, const struct kept_out *list,
                    size_t n)
{
    size_t used = 0;

    for (size_t i = 0; i < t->record->n; i++) {
        const char *column = t->record->fields[i].name;
        const struct field *f = record_field(file, column, strlen(column));
        bool in = f && f->kind != FIELD_ROWS, why = reasoned(list, n, column);
        char name[120];
        snprintf(name, sizeof name, "[S57] %s.%s is in the file or has a reason", t->name, column);
        used += why;
        TAP(name, in != why);
    }
    TAP_INT("no reason is left over", (int64_t)used, (int64_t)n);
}

int main(void)
{
    const struct record *one = within(&access_all_record, "complaints");

    columns(&complaint_table, one, of_complaint, COUNT(of_complaint));
    columns(&person_table, within(&access_all_record, "person"), of_person, COUNT(of_person));
    columns(&entry_table, within(one, "texts"), of_entry, COUNT(of_entry));
    TAP("and problems, which stand in rows of their own", record_field(one, "problems", 8));
    return tap_done();
}
