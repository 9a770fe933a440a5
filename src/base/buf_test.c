/* The escaping writers: what each context must not see. [S1] [S5] */
#include "base/buf.h"
#include "base/tap.h"
#include "base/utf8.h"

#include <string.h>

typedef void writer(struct buf *b, const char *s, size_t n);

static void check(struct arena *a, const char *what, writer *write, const char *in,
                  const char *want)
{
    struct buf b = buf_new(a);

    write(&b, in, strlen(in));
    TAP_TEXT(what, buf_text(&b), want);
}

static const struct {
    const char *what;
    writer *write;
    const char *in, *want;
} cases[] = {
    { "[S1] HTML", buf_html, "a<b>&\"'c", "a&lt;b&gt;&amp;&quot;&#39;c" },
    { "[S1] HTML without anything to escape", buf_html, "投诉 khiếu nại", "投诉 khiếu nại" },
    { "[S1] JSON", buf_json, "a\"b\\c\n\t\x01", "\"a\\\"b\\\\c\\u000a\\u0009\\u0001\"" },
    { "[S1] JSON: what is not UTF-8", buf_json,
      "a\xff"
      "b\xc3",
      "\"a\xEF\xBF\xBD"
      "b\xEF\xBF\xBD\"" },
    { "[S1] JSON: line separators of scripts", buf_json, "\xE2\x80\xA8", "\"\\u2028\"" },
    { "[S1] URL", buf_url, "a b/ä?&=~", "a%20b%2F%C3%A4%3F%26%3D~" },
    { "[S5] CSV", buf_csv, "say \"yes\", twice", "\"say \"\"yes\"\", twice\"" },
    { "[S5] CSV formula", buf_csv, "=1+2", "\"'=1+2\"" },
    { "[S5] CSV formula behind blanks", buf_csv, "  \xE2\x80\x8B@SUM(A1)",
      "\"'  \xE2\x80\x8B@SUM(A1)\"" },
    { "[S5] CSV full-width formula", buf_csv,
      "\xEF\xBC\x9D"
      "1",
      "\"'\xEF\xBC\x9D"
      "1\"" },
    { "[S5] CSV tab first", buf_csv, "\t=1", "\"'\t=1\"" },
    { "[S5] CSV minus", buf_csv, "-5", "\"'-5\"" },
    { "[S5] CSV plus", buf_csv, "+1", "\"'+1\"" },
    { "[S5] CSV at", buf_csv, "@A1", "\"'@A1\"" },
    { "[S5] CSV carriage return", buf_csv, "\r=1", "\"'\r=1\"" },
    { "[S5] CSV line feed", buf_csv, "\n=1", "\"'\n=1\"" },
    { "[S5] CSV full-width plus", buf_csv,
      "\xEF\xBC\x8B"
      "1",
      "\"'\xEF\xBC\x8B"
      "1\"" },
    { "[S5] CSV full-width minus", buf_csv,
      "\xEF\xBC\x8D"
      "1",
      "\"'\xEF\xBC\x8D"
      "1\"" },
    { "[S5] CSV full-width at", buf_csv,
      "\xEF\xBC\xA0"
      "1",
      "\"'\xEF\xBC\xA0"
      "1\"" },
    { "[S5] CSV formula behind a no-break blank", buf_csv,
      "\xC2\xA0"
      "=1",
      "\"'\xC2\xA0"
      "=1\"" },
    { "[S5] CSV formula behind a soft hyphen", buf_csv,
      "\xC2\xAD"
      "=1",
      "\"'\xC2\xAD"
      "=1\"" },
    { "[S5] CSV formula behind a full-width blank", buf_csv,
      "\xE3\x80\x80"
      "=1",
      "\"'\xE3\x80\x80"
      "=1\"" },
    { "[S5] CSV formula behind a byte order mark", buf_csv,
      "\xEF\xBB\xBF"
      "=1",
      "\"'\xEF\xBB\xBF"
      "=1\"" },
    { "[S5] CSV formula behind a mark of direction", buf_csv,
      "\xE2\x80\xAE"
      "=1",
      "\"'\xE2\x80\xAE"
      "=1\"" },
    { "[S5] CSV formula behind a word joiner", buf_csv,
      "\xE2\x81\xA0"
      "=1",
      "\"'\xE2\x81\xA0"
      "=1\"" },
    { "[S5] CSV formula behind a isolate", buf_csv,
      "\xE2\x81\xA6"
      "=1",
      "\"'\xE2\x81\xA6"
      "=1\"" },
    { "[S5] CSV formula behind a Arabic letter mark", buf_csv,
      "\xD8\x9C"
      "=1",
      "\"'\xD8\x9C"
      "=1\"" },
    { "[S5] CSV formula behind a Mongolian vowel separator", buf_csv,
      "\xE1\xA0\x8E"
      "=1",
      "\"'\xE1\xA0\x8E"
      "=1\"" },
    { "[S5] CSV formula behind a line separator", buf_csv,
      "\xE2\x80\xA8"
      "=1",
      "\"'\xE2\x80\xA8"
      "=1\"" },
    { "[S5] CSV formula behind a vertical tab", buf_csv,
      "\x0B"
      "=1",
      "\"'\x0B"
      "=1\"" },
    { "[S5] CSV formula behind a form feed", buf_csv,
      "\x0C"
      "=1",
      "\"'\x0C"
      "=1\"" },
    { "[S5] CSV plain", buf_csv, "a=b", "\"a=b\"" },
    { "[S5] CSV empty", buf_csv, "", "\"\"" },
};

static const char *entity_of(unsigned char c)
{
    return c == '&'    ? "&amp;"
           : c == '<'  ? "&lt;"
           : c == '>'  ? "&gt;"
           : c == '"'  ? "&quot;"
           : c == '\'' ? "&#39;"
                       : NULL;
}

/* Every byte, wherever it stands among those that are read eight at a time. */
static bool escaped_everywhere(struct arena *a)
{
    for (int c = 1; c < 256; c++)
        for (size_t at = 0; at < 20; at++) {
            char text[21] = "aaaaaaaaaaaaaaaaaaaa", own[2] = { (char)c, 0 };
            const char *entity = entity_of((unsigned char)c);
            struct buf b = buf_new(a), want = buf_new(a);

            text[at] = (char)c;
            buf_html(&b, text, 20);
            buf_printf(&want, "%.*s%s%s", (int)at, text, entity ? entity : own, text + at + 1);
            if (strcmp(buf_text(&b), buf_text(&want)) != 0 ||
                html_special(text, 20) != (entity != NULL))
                return false;
        }
    return true;
}

/* Wherever it stands among letters that are read eight at a time. */
static bool broken_found(void)
{
    char text[20];

    for (size_t i = 0; i < sizeof text; i++) {
        memset(text, 'a', sizeof text);
        if (!utf8_valid(text, sizeof text))
            return false;
        text[i] = (char)0xff;
        if (utf8_valid(text, sizeof text))
            return false;
    }
    return true;
}

/* Commas stand between the cells of a line, and nowhere else. */
static void cells(struct arena *a)
{
    struct buf b = buf_new(a);

    buf_str(&b, "\xef\xbb\xbf");
    buf_cell(&b, "one");
    buf_cell(&b, NULL);
    buf_str(&b, "\r\n");
    buf_cell(&b, "=2");
    buf_cell(&b, "three");
    TAP_TEXT("[S5] cells of CSV", buf_text(&b), "\xef\xbb\xbf\"one\",\"\"\r\n\"'=2\",\"three\"");
}

int main(void)
{
    AUTO_ARENA a = arena_new();
    struct buf b = buf_new(a);

    for (size_t i = 0; i < COUNT(cases); i++)
        check(a, cases[i].what, cases[i].write, cases[i].in, cases[i].want);
    cells(a);
    TAP("[S1] HTML: each byte at each place", escaped_everywhere(a));
    TAP("UTF-8: a broken byte is found at every place", broken_found());
    for (int i = 0; i < 1000; i++) {
        buf_int(&b, i);
        buf_char(&b, ',');
    }
    buf_printf(&b, "%s%d", "end", -1);
    buf_str(&b, NULL);
    TAP_INT("grows", (int64_t)strlen(buf_text(&b)), 10 * 2 + 90 * 3 + 900 * 4 + 5);
    return tap_done();
}
