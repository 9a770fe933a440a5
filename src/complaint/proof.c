/* The hash covers the table's name and each column with its place, as the row hashes of events do.
 */
#include "complaint/proof.h"

#include "base/buf.h"
#include "complaint/event.h"

#include <string.h>

static bool is_proof(const struct field *f)
{
    return strcmp(f->name, "proof") == 0;
}

struct bytes proof_of(struct arena *a, const struct vault *v, const struct bound_table *t,
                      const void *row)
{
    struct buf b = buf_new(a);
    struct bytes parts[2] = { { (const unsigned char *)t->name, strlen(t->name) } };
    unsigned char mac[MAC_BYTES];

    for (size_t i = 0; i < t->record->n; i++) {
        struct value value = value_field(a, &t->record->fields[i], row);
        if (is_proof(&t->record->fields[i]) || event_value_nothing(value))
            continue;
        event_put_u16(&b, (uint16_t)i);
        event_put_value(&b, value);
    }
    parts[1] = (struct bytes){ (const unsigned char *)b.s, b.n };
    vault_mac(v, MAC_ROW, parts, COUNT(parts), mac);
    return arena_bytes(a, mac, sizeof mac);
}

bool proof_holds(struct arena *a, const struct vault *v, const struct bound_table *t,
                 const void *row)
{
    const struct field *f = record_field(t->record, "proof", strlen("proof"));
    const struct bytes *stored = field_in(f, row);

    return stored->n == MAC_BYTES && vault_mac_same(stored->s, proof_of(a, v, t, row).s);
}
