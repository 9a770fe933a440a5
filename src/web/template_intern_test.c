/* What programs write is kept once, however many of them write it. */
#include "base/tap.h"
#include "web/template_intern.h"

#include <string.h>

enum { MANY = 5000 }; /* several in each chain */

static void many(struct arena *a, struct interned *in)
{
    const void **kept = ARENA_ARRAY(a, const void *, MANY);
    bool once = true, apart = true;
    size_t used;

    for (int i = 0; i < MANY; i++) {
        const char *s = arena_printf(a, "text %d", i);
        kept[i] = intern(in, s, strlen(s));
        apart = apart && strcmp(kept[i], s) == 0;
    }
    used = arena_used(a);
    for (int i = 0; i < MANY; i++) {
        char s[32];
        int n = snprintf(s, sizeof s, "text %d", i);
        once = once && intern(in, s, (size_t)n) == kept[i];
    }
    TAP("each is as it was given", apart);
    TAP("each is there once", once);
    TAP("asking again takes no memory", arena_used(a) == used);
}

int main(void)
{
    AUTO_ARENA a = arena_new();
    struct interned *in = interned_new(a);
    static const char bytes[] = { 'a', '\0', 'b' };
    const char *one = intern(in, bytes, 1), *all = intern(in, bytes, sizeof bytes);

    TAP("the beginning of another is another", one != all);
    TAP_TEXT("a zero follows", one, "a");
    TAP("zeros are bytes like others", memcmp(all, bytes, sizeof bytes) == 0);
    TAP("nothing is something to keep", *(const char *)intern(in, "", 0) == '\0');
    TAP("it may be any struct", (uintptr_t)all % _Alignof(max_align_t) == 0);
    many(a, in);
    return tap_done();
}
