/* The field tables of desk/alerts.html. */
#include "desk/alerts_view.h"

#include "desk/desk_view.h"
#include "web/req.h"

static const struct field alert_line_fields[] = {
    FIELD(struct alert_line, text),   FIELD(struct alert_line, href),
    FIELD(struct alert_line, about),  FIELD(struct alert_line, detail),
    FIELD(struct alert_line, when),   FIELD(struct alert_line, unread),
    FIELD(struct alert_line, grave),  FIELD(struct alert_line, late),
    FIELD(struct alert_line, today),  FIELD(struct alert_line, id),
    FIELD(struct alert_line, submit), FIELD(struct alert_line, why),
};
const struct record alert_line_record = RECORD(struct alert_line, alert_line_fields);

static const struct field alert_group_fields[] = {
    FIELD(struct alert_group, title),
    FIELD(struct alert_group, note),
    FIELD(struct alert_group, empty),
    FIELD(struct alert_group, next_href),
    FIELD_ROWS(struct alert_group, lines, &alert_line_record),
};
const struct record alert_group_record = RECORD(struct alert_group, alert_group_fields);

static const struct field alerts_page_fields[] = {
    FIELD(struct alerts_page, title),
    FIELD(struct alerts_page, intro),
    FIELD(struct alerts_page, done),
    FIELD_ROWS(struct alerts_page, errors, &field_error_record),
    FIELD(struct alerts_page, action),
    FIELD(struct alerts_page, all),
    FIELD(struct alerts_page, last),
    FIELD_ROWS(struct alerts_page, sections, &alert_group_record),
    FIELD_ROWS(struct alerts_page, links, &act_link_record),
};
const struct record alerts_page_record = RECORD(struct alerts_page, alerts_page_fields);
