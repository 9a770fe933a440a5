/* Sources of a shop, for the tests of tools/catalog.py. N_("not a message") */
#include "base/err.h"

static const char *const words[] = { N_("Your cart"), "not a message" };

const char *cart_words(struct arena *a, const struct lang *l, int64_t n)
{
    if (n == 0)
        return lang_text(l, "Nothing is "
                            "in it."); // lang_text(l, "nor is this")
    return lang_plural(a, l, N_PLURAL("1 thing missing", "{n} things missing"), n);
}
