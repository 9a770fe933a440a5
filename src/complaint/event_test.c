/* Known answers of docs/format.md, reckoned by another implementation of BLAKE2b: the seed is the
 * bytes 0 to 31. */
#include "base/tap.h"
#include "base/vault.h"
#include "complaint/event.h"

#include <string.h>

static const struct {
    const char *name;
    uint32_t index;
    struct value v;
    const char *commitment;
} commitments[] = {
    { "nothing",
      0,
      { .kind = VALUE_NULL },
      "a1b402bb098c12c487b77235c70d922f3bf45b9659d9cac3118ba5d8a2c2188a" },
    { "a number",
      1,
      { .kind = VALUE_INT, .i = 7 },
      "a297972e2a6ba73c2c086161959d0c33574bb6fbe1e371040257bdea625205ea" },
    { "a text",
      2,
      { .kind = VALUE_TEXT, .b = { (const unsigned char *)"电梯又停了", 15 } },
      "7e23cf0b77aedfa5c50a0135e70266216f2dc01ce96b7dc9e592923bad01082a" },
};

static void same(struct arena *a, const char *name, uint32_t index, struct value v,
                 const char *want)
{
    unsigned char seed[EVENT_HASH], out[EVENT_HASH];

    for (size_t i = 0; i < sizeof seed; i++)
        seed[i] = (unsigned char)i;
    event_commit(seed, index, v, out);
    TAP_TEXT(arena_printf(a, "commitment to %s", name), hex_text(a, out, sizeof out), want);
}

int main(void)
{
    AUTO_ARENA a = arena_new();
    unsigned char xs[300];

    memset(xs, 'x', sizeof xs);
    for (size_t i = 0; i < sizeof commitments / sizeof *commitments; i++)
        same(a, commitments[i].name, commitments[i].index, commitments[i].v,
             commitments[i].commitment);
    same(a, "a text of several blocks", 70000,
         (struct value){ .kind = VALUE_TEXT, .b = { xs, sizeof xs } },
         "de06b0cc93fc4e278698d42e3e863cee44684684431bc2d4b793813115828172");
    return tap_done();
}
