/* Lines of the box of errors are named after the fields of the page they stand on. */
#include "web/error_names.h"

#include "base/tap.h"

#include <string.h>

#define BOX(lines) "<div id=\"error-summary\"><h2>x</h2><ul class=\"list\">" lines "</ul></div>"
#define FILL(field) "<li><a href=\"#" field "\">Please fill this in.</a></li>"
#define NAMED(field, name) "<li><a href=\"#" field "\">" name "Please fill this in.</a></li>"
/* Two rows, the second with a day in it, which is a group, and a field behind the table. */
#define ROW(legend, cells)                                                                         \
    "<fieldset class=\"own-row\"><legend>" legend "</legend>" cells "</fieldset>"
#define TABLE                                                                                      \
    "<fieldset id=\"a\"><legend>Costs</legend>" ROW(                                               \
        "Row 1", "<label for=\"a-0-s\">Sum</label><input id=\"a-0-s\">")                           \
        ROW("Row 2",                                                                               \
            "<fieldset id=\"a-1-s\"><legend>Day</legend></fieldset>") "</fieldset>"                \
                                                                      "<label "                    \
                                                                      "for=\"b\">Other</"          \
                                                                      "label><input id=\"b\">"

static const struct {
    const char *what, *lang, *page, *wanted;
} cases[] = {
    { "a label", "en", BOX(FILL("a")) "<label class=\"x\" for=\"a\">Sum &amp; more</label>",
      BOX(NAMED("a", "Sum &amp; more: ")) "<label class=\"x\" for=\"a\">Sum &amp; more</label>" },
    { "a field that may stay empty", "en", BOX(FILL("a")) "<label for=\"a\">Sum (optional)</label>",
      BOX(NAMED("a", "Sum: ")) "<label for=\"a\">Sum (optional)</label>" },
    { "in the reader's language", "zh-Hans", BOX(FILL("a")) "<label for=\"a\">金额</label>",
      BOX(NAMED("a", "金额：")) "<label for=\"a\">金额</label>" },
    { "a question has no colon", "en", BOX(FILL("a")) "<label for=\"a\">Why?</label>",
      BOX(NAMED("a", "Why? ")) "<label for=\"a\">Why?</label>" },
    { "nor in Chinese", "zh-Hans", BOX(FILL("a")) "<label for=\"a\">为什么？</label>",
      BOX(NAMED("a", "为什么？")) "<label for=\"a\">为什么？</label>" },
    { "without the tags in it", "en",
      BOX(FILL("a")) "<label for=\"a\">\n<h1>Why  <b>not</b></h1>\n</label>",
      BOX(NAMED("a", "Why not: ")) "<label for=\"a\">\n<h1>Why  <b>not</b></h1>\n</label>" },
    { "a group of choices", "en",
      BOX(FILL("a")) "<fieldset class=\"x\" id=\"a\"><legend class=\"y\">Which</legend></fieldset>",
      BOX(NAMED("a", "Which: ")) "<fieldset class=\"x\" id=\"a\"><legend "
                                 "class=\"y\">Which</legend></fieldset>" },
    { "what names it before its labels", "en",
      BOX(FILL("a")) "<p id=\"a-label\">Voucher</p><label for=\"a\">A file</label>",
      BOX(NAMED("a", "Voucher: ")) "<p id=\"a-label\">Voucher</p><label for=\"a\">A file</label>" },
    { "each line has its own", "en",
      BOX(FILL("a") FILL("b")) "<label for=\"b\">B</label><label for=\"a\">A</label>",
      BOX(NAMED("a", "A: ")
              NAMED("b", "B: ")) "<label for=\"b\">B</label><label for=\"a\">A</label>" },
    { "what names it itself stays", "en",
      BOX("<li><a href=\"#a\">Sum: a number is wanted.</a></li>") "<label for=\"a\">Sum</label>",
      BOX("<li><a href=\"#a\">Sum: a number is wanted.</a></li>") "<label for=\"a\">Sum</label>" },
    { "also in small letters", "en",
      BOX("<li><a href=\"#a\">Still missing: the sum.</a></li>") "<label for=\"a\">Sum</label>",
      BOX("<li><a href=\"#a\">Still missing: the sum.</a></li>") "<label for=\"a\">Sum</label>" },
    { "what only contains its name does not name it", "en",
      BOX("<li><a href=\"#a\">What is it?</a></li>") "<label for=\"a\">At</label>",
      BOX("<li><a href=\"#a\">At: What is it?</a></li>") "<label for=\"a\">At</label>" },
    { "a field of no name stays", "en", BOX(FILL("a")) "<input id=\"a\"><legend>Other</legend>",
      BOX(FILL("a")) "<input id=\"a\"><legend>Other</legend>" },
    { "a line that leads nowhere stays", "en",
      BOX("<li>Not now.</li>") "<label for=\"a\">A</label>",
      BOX("<li>Not now.</li>") "<label for=\"a\">A</label>" },
    { "links behind the box stay", "en",
      BOX("<li>Not now.</li>") "<a href=\"#a\">Up</a><label for=\"a\">A</label>",
      BOX("<li>Not now.</li>") "<a href=\"#a\">Up</a><label for=\"a\">A</label>" },
    { "a page without the box stays", "en", "<ul>" FILL("a") "</ul><label for=\"a\">A</label>",
      "<ul>" FILL("a") "</ul><label for=\"a\">A</label>" },
    { "a page that ends in the middle", "en", BOX("<li><a href=\"#a"), BOX("<li><a href=\"#a") },
    { "in a table also its row", "en", BOX(FILL("a-0-s") FILL("a-1-s") FILL("b")) TABLE,
      BOX(NAMED("a-0-s", "Row 1, Sum: ") NAMED("a-1-s", "Row 2, Day: ") NAMED("b", "Other: "))
          TABLE },
    { "in Chinese too", "zh-Hans", BOX(FILL("a-0-s")) TABLE,
      BOX(NAMED("a-0-s", "Row 1，Sum：")) TABLE },
    { "an empty page", "en", "", "" },
};

int main(void)
{
    AUTO_ARENA a = arena_new();

    for (size_t i = 0; i < COUNT(cases); i++) {
        struct buf page = buf_new(a);
        buf_str(&page, cases[i].page);
        error_names(&page, lang_by_tag(cases[i].lang));
        TAP_TEXT(cases[i].what, buf_text(&page), cases[i].wanted);
    }
    return tap_done();
}
