/* One form of a text, by ICU. */
#include "people/text.h"

#include "base/record.h"

#include <string.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

/* What ICU cannot take, because it is not UTF-8, stays as it is. */
static const char *normalised(struct arena *a, const UNormalizer2 *n, const char *s)
{
    int32_t bytes = (int32_t)strlen(s), in = 0, out = 0, len = 0;
    UErrorCode status = U_ZERO_ERROR;
    UChar *wide = ARENA_ARRAY(a, UChar, (size_t)bytes + 1);
    int32_t room = bytes * 18 + 1; /* no character of UTF-8 grows more in NFKC */
    UChar *to = ARENA_ARRAY(a, UChar, (size_t)room);
    char *text;

    u_strFromUTF8(wide, bytes + 1, &in, s, bytes, &status);
    out = unorm2_normalize(n, wide, in, to, room, &status);
    text = arena_alloc(a, (size_t)out * 3 + 1);
    u_strToUTF8(text, out * 3 + 1, &len, to, out, &status);
    return U_FAILURE(status) ? arena_str(a, s) : text;
}

const char *text_nfkc(struct arena *a, const char *s)
{
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2 *n = unorm2_getNFKCInstance(&status);

    return normalised(a, n, s);
}

const char *text_folded(struct arena *a, const char *s)
{
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2 *n = unorm2_getNFKCCasefoldInstance(&status);
    const char *folded = normalised(a, n, s);
    size_t end;

    folded += strspn(folded, " \t\n");
    end = strlen(folded);
    while (end > 0 && strchr(" \t\n", folded[end - 1]))
        end--;
    return arena_strn(a, folded, end);
}

bool text_is_name(struct arena *a, const char *field, const char *s, struct err *err)
{
    struct field name = { .name = field, .kind = FIELD_TEXT, .max = 200 };
    const char *read = NULL;

    if (!s || !*text_folded(a, s))
        return err_field(err, field, N_("Please give a name."));
    return field_read(a, &name, &read, s, strlen(s), err);
}

size_t text_length(const char *s)
{
    size_t n = 0;

    for (; *s; s++)
        n += ((unsigned char)*s & 0xc0) != 0x80;
    return n;
}
