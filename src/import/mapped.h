/*
 * One record of another system, brought into the fields of a complaint by the mapping. The two
 * field tables say which fields there are and what each may hold; docs/import.md shows
 * them.
 */
#ifndef IMPORT_MAPPED_H
#define IMPORT_MAPPED_H

#include "base/record.h"
#include "complaint/pack_version.h"
#include "import/records.h"

struct mapped_case {
    const char *external_reference, *stage, *type, *channel, *language, *team, *privacy;
    struct instant received_at;
    const char *subject, *description, *product, *product_reference, *class, *class_label;
    const char *sought, *remedy_sought, *happened_text, *place, *recurrent, *segment, *problems;
    const char *immediate_action, *referred_by, *fax;
    struct date happened_on, happened_until;
    const char *person_kind, *name, *email, *phone, *address, *postcode, *country, *person_language;
    const char *representative, *authority;
    const char *outcome, *answer, *severity, *safety, *priority;
    struct instant decided_at, closed_at;
};
extern const struct record mapped_case_record;

struct mapped_entry {
    const char *kind, *direction, *channel, *language, *author, *text;
    struct instant at;
};
extern const struct record mapped_entry_record;

struct mapped {
    struct mapped_case c;
    struct mapped_entry *entry;
    size_t n_entries;
    const char *class_label; /* what the mapping made of it, before it is a code */
    struct own_value *own;   /* of the procedure's own fields, as they were typed */
    size_t n_own;
};

/* What names of the procedure's own fields begin with in a mapping: "own.order_number". */
#define MAPPED_OWN "own."

/* Every field that the mapping names must be one, of a complaint or of the pack in force (NULL =
 * none); for the start, before any record. */
MUST_CHECK bool mapping_check(const struct mapping *map, const struct pack_version *pack,
                              struct err *err);

/* False with the reason when this record cannot become a complaint. */
MUST_CHECK bool record_map(struct arena *a, const struct mapping *map,
                           const struct import_record *record, struct mapped *out, struct err *err);

/* A code made of what people call a class: "Debt collection" → "debt_collection". */
const char *class_code(struct arena *a, const char *label);

/* A date and time as a strptime(3) format has it; a day without a time is its beginning. */
bool when_read(const char *text, const char *format, const struct zone *zone, struct instant *out);

#endif
