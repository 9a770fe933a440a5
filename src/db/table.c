#include "db/table.h"

static const struct field int_value_fields[] = {
    FIELD(struct int_value, value),
};
const struct record int_value_record = RECORD(struct int_value, int_value_fields);
