#include "edge/upkeep.h"

static const struct field upkeep_fields[] = {
    FIELD(struct upkeep, backup_good), FIELD(struct upkeep, backup_failed),
    FIELD(struct upkeep, check_good),  FIELD(struct upkeep, check_found),
    FIELD(struct upkeep, log_signed),  FIELD(struct upkeep, log_refused),
    FIELD(struct upkeep, log_stuck),   FIELD(struct upkeep, keep_refused),
    FIELD(struct upkeep, keep_whole),
};
const struct record upkeep_record = RECORD(struct upkeep, upkeep_fields);
