/*
 * The field tables of what all pages share.
 */
#include "web/page.h"

static const struct field page_language_fields[] = {
    FIELD(struct page_language, tag),
    FIELD(struct page_language, name),
    FIELD(struct page_language, href),
    FIELD(struct page_language, current),
};
const struct record page_language_record = RECORD(struct page_language, page_language_fields);

static const struct field page_queue_fields[] = {
    FIELD(struct page_queue, label),   FIELD(struct page_queue, href),
    FIELD(struct page_queue, count),   FIELD(struct page_queue, current),
    FIELD(struct page_queue, overdue), FIELD(struct page_queue, today),
    FIELD(struct page_queue, paused),  FIELD(struct page_queue, safety),
    FIELD(struct page_queue, key),
};
const struct record page_queue_record = RECORD(struct page_queue, page_queue_fields);

static const struct field page_queue_group_fields[] = {
    FIELD(struct page_queue_group, label),
    FIELD_ROWS(struct page_queue_group, queues, &page_queue_record),
};
const struct record page_queue_group_record =
    RECORD(struct page_queue_group, page_queue_group_fields);

static const struct field page_told_fields[] = {
    FIELD(struct page_told, text),
};
const struct record page_told_record = RECORD(struct page_told, page_told_fields);

static const struct field page_fields[] = {
    FIELD(struct page, tag),
    FIELD(struct page, base),
    FIELD(struct page, organisation),
    FIELD(struct page, mark),
    FIELD(struct page, hotline),
    FIELD(struct page, hotline_hours),
    FIELD(struct page, stylesheet),
    FIELD(struct page, script),
    FIELD(struct page, brand),
    FIELD_ROWS(struct page, languages, &page_language_record),
    FIELD(struct page, holds_answers),
    FIELD(struct page, confidential),
    FIELD(struct page, anonymous),
    FIELD(struct page, user_name),
    FIELD(struct page, user_initials),
    FIELD(struct page, form_token),
    FIELD(struct page, theme),
    FIELD(struct page, query),
    FIELD(struct page, notices),
    FIELD(struct page, may_receive),
    FIELD(struct page, may_see_figures),
    FIELD(struct page, may_see_retention),
    FIELD(struct page, may_see_refusals),
    FIELD(struct page, may_administer),
    FIELD(struct page, may_assign),
    FIELD_ROWS(struct page, groups, &page_queue_group_record),
    FIELD_ROWS(struct page, searches, &page_queue_record),
    FIELD(struct page, shortcuts_off),
    FIELD_ROWS(struct page, told, &page_told_record),
    FIELD(struct page, told_until),
    FIELD(struct page, days_move),
    FIELD(struct page, may_search),
    FIELD(struct page, at_desk),
    FIELD(struct page, back_href),
    FIELD(struct page, back_label),
};
const struct record page_record = RECORD(struct page, page_fields);
