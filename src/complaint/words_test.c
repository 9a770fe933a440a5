/* Codes are for ever: each value has one, none is used twice, and the stored
 * text leads back to the value. */
#include "base/tap.h"
#include "complaint/missing.h"
#include "complaint/words.h"

#include <string.h>

static bool whole(const struct words *w)
{
    for (int i = 1; i < w->n; i++)
        if (!word_code(w, i) || !word_label(w, i) || word_value(w, word_code(w, i)) != i)
            return false;
    return w->n > 1;
}

static void lists(void)
{
    for (size_t i = 0; i < all_words_n; i++)
        TAP(all_words[i]->name, whole(all_words[i]));
    TAP_TEXT("a stage has its code", word_code(&stage_words, STAGE_REMEDYING), "remedying");
    TAP("not set has no code", !word_code(&stage_words, 0));
    TAP("a value beyond the list has no code", !word_code(&stage_words, STAGE_CLOSED + 1));
    TAP_INT("an unknown code is not set", word_value(&stage_words, "lost"), STAGE_NONE);
    TAP_INT("no code is not set", word_value(&stage_words, NULL), STAGE_NONE);
    TAP_INT("the scale ends with the worst", severity_words.n - 1, SEVERITY_CRITICAL);
}

static void lists_of_words(void)
{
    TAP("a word of a list", word_listed("met missed", "missed") && word_listed("met", "met"));
    TAP("a part of one is none", !word_listed("unmet met_late", "met"));
    TAP("none is listed nowhere",
        !word_listed("met", "") && !word_listed("met", NULL) && !word_listed(NULL, "met"));
}

static void missing(void)
{
    struct missing m = { 0 };
    struct err err = { 0 };

    TAP("nothing missing is no refusal", missing_none(&m, &err) && err.kind == ERR_NONE);
    missing_add_int(&m, "n", "Send {n} more.", "n", 2);
    TAP("something missing refuses", !missing_none(&m, &err) && err.kind == ERR_REFUSED);
    TAP_TEXT("with the field", err.field, "n");
    TAP_TEXT("with its argument", err.args[0].value, "2");
    for (int i = 0; i < MISSING_MAX; i++)
        missing_add_arg(&m, "x", "More {x}.", "x", "y");
    TAP_INT("what does not fit is counted", (int64_t)m.n, MISSING_MAX + 1);
}

int main(void)
{
    lists();
    lists_of_words();
    missing();
    return tap_done();
}
