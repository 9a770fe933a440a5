/* The three lines of a checkpoint. */
#include "log/checkpoint_text.h"

#include "log/note.h"

#include <sodium.h>
#include <string.h>

enum { BASE64 = sodium_base64_VARIANT_ORIGINAL };
enum { HASH_TEXT = sodium_base64_ENCODED_LEN(TREE_HASH, BASE64) };

void checkpoint_put_hash(struct buf *b, const struct tree_hash *hash)
{
    char text[HASH_TEXT];

    buf_str(b, sodium_bin2base64(text, sizeof text, hash->b, TREE_HASH, BASE64));
    buf_char(b, '\n');
}

char *checkpoint_text(struct arena *a, const struct checkpoint *c)
{
    struct buf b = buf_new(a);

    buf_printf(&b, "%s\n%" PRId64 "\n", c->origin, c->size);
    checkpoint_put_hash(&b, &c->root);
    return buf_text(&b);
}

/* The line at `*s`, copied; NULL when there is none. */
static const char *line(struct arena *a, struct bytes *s)
{
    const unsigned char *end = s->n > 0 ? memchr(s->s, '\n', s->n) : NULL;
    const char *out;

    if (!end || end == s->s)
        return NULL;
    out = arena_strn(a, (const char *)s->s, (size_t)(end - s->s));
    s->n -= (size_t)(end - s->s) + 1;
    s->s = end + 1;
    return out;
}

/* Digits, without zeros in front. */
static bool size_read(const char *s, int64_t *out)
{
    size_t n = strlen(s);
    int64_t size = 0;

    if (n == 0 || n > 18 || strspn(s, "0123456789") != n || (s[0] == '0' && n > 1))
        return false;
    while (*s)
        size = size * 10 + (*s++ - '0');
    *out = size;
    return true;
}

bool checkpoint_read(struct arena *a, struct bytes text, struct checkpoint *out)
{
    const char *origin, *size, *root;
    size_t got;

    if (!note_text_valid(text))
        return false;
    origin = line(a, &text);
    size = line(a, &text);
    root = line(a, &text);
    if (!origin || !size || !root || !note_name_valid(origin) || !size_read(size, &out->size))
        return false;
    out->origin = origin;
    return note_base64(root, strlen(root), out->root.b, TREE_HASH, &got) && got == TREE_HASH;
}
