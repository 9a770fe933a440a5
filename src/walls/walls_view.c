/* The field tables of the pages of this folder. */
#include "walls/walls_view.h"

static const struct field look_view_fields[] = {
    FIELD(struct look_view, when),   FIELD(struct look_view, what),    FIELD(struct look_view, who),
    FIELD(struct look_view, sealed), FIELD(struct look_view, blocked), FIELD(struct look_view, why),
};
const struct record look_view_record = RECORD(struct look_view, look_view_fields);

static const struct field readers_page_fields[] = {
    FIELD(struct readers_page, back),
    FIELD(struct readers_page, back_words),
    FIELD(struct readers_page, about),
    FIELD(struct readers_page, about_lang),
    FIELD_ROWS(struct readers_page, looks, &look_view_record),
    FIELD(struct readers_page, older_href),
    FIELD(struct readers_page, newest_href),
};
const struct record readers_page_record = RECORD(struct readers_page, readers_page_fields);
