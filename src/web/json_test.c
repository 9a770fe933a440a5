/* JSON from outside: what is refused before the parser, by it, and by the field table. */
#include "base/tap.h"
#include "web/json_look.h"
#include "web/req.h"

#include <string.h>

struct contact {
    const char *name;
    const char *email;
};
static const struct field contact_fields[] = {
    FIELD(struct contact, name, .required = true),
    FIELD(struct contact, email, .max = 10),
};
static const struct record contact_record = RECORD(struct contact, contact_fields);

static const char *const kinds[] = { "goods", "service", NULL };

struct item {
    bool urgent;
    int count;
    int64_t big;
    const char *text;
    const char *kind;
    struct date day;
    struct instant at;
    struct secret story;
    const void *contact;
    struct rows others;
};
static const struct field item_fields[] = {
    FIELD(struct item, urgent),
    FIELD(struct item, count),
    FIELD(struct item, big),
    FIELD(struct item, text, .max = 5, .lines = true),
    FIELD(struct item, kind, .choices = kinds),
    FIELD(struct item, day),
    FIELD(struct item, at),
    FIELD(struct item, story),
    FIELD_ONE(struct item, contact, &contact_record),
    FIELD_ROWS(struct item, others, &contact_record),
};
static const struct record item_record = RECORD(struct item, item_fields);

#define EMPTY_END "\"story\":null,\"contact\":null,\"others\":[]}"
#define JSON(s) (s), sizeof(s) - 1

/* Read, then written again. `want` NULL = refused, `field` names the member at fault. */
static const struct {
    const char *what;
    const char *s;
    size_t n;
    const char *want;
    const char *field;
} cases[] = {
    { "an empty object", JSON("{}"),
      "{\"urgent\":false,\"count\":0,\"big\":0,\"text\":null,\"kind\":null,\"day\":null,\"at\":"
      "null," EMPTY_END,
      NULL },
    { "every kind",
      JSON("{\"urgent\":true,\"count\":-3,\"big\":9007199254740993,\"text\":\"a\\nb\",\"kind\":"
           "\"goods\","
           "\"day\":\"2026-03-31\",\"at\":\"2026-03-31T10:00:00+01:00\",\"story\":\"s\"}"),
      "{\"urgent\":true,\"count\":-3,\"big\":9007199254740993,\"text\":\"a\\u000ab\",\"kind\":"
      "\"goods\","
      "\"day\":\"2026-03-31\",\"at\":\"2026-03-31T09:00:00Z\",\"story\":\"s\",\"contact\":null,"
      "\"others\":[]}",
      NULL },
    { "records within",
      JSON("{\"contact\":{\"name\":\"x\"},\"others\":[{\"name\":\"y\"},{\"name\":\"z\",\"email\":"
           "\"e\"}]}"),
      "{\"urgent\":false,\"count\":0,\"big\":0,\"text\":null,\"kind\":null,\"day\":null,\"at\":"
      "null,"
      "\"story\":null,\"contact\":{\"name\":\"x\",\"email\":null},\"others\":[{\"name\":\"y\","
      "\"email\":null},{\"name\":\"z\",\"email\":\"e\"}]}",
      NULL },
    { "null is not set", JSON("{\"text\":null,\"contact\":null,\"others\":null}"),
      "{\"urgent\":false,\"count\":0,\"big\":0,\"text\":null,\"kind\":null,\"day\":null,\"at\":"
      "null," EMPTY_END,
      NULL },
    { "a character of two surrogates", JSON("{\"text\":\"\\ud83d\\ude00\"}"),
      "{\"urgent\":false,\"count\":0,\"big\":0,\"text\":\"😀\",\"kind\":null,\"day\":null,\"at\":"
      "null," EMPTY_END,
      NULL },
    { "[S59] an unknown member", JSON("{\"texts\":\"a\"}"), NULL, "texts" },
    { "[S59] an unknown member within", JSON("{\"contact\":{\"name\":\"x\",\"phone\":\"1\"}}"),
      NULL, "contact.phone" },
    { "[S59] a repeated member", JSON("{\"text\":\"a\",\"text\":\"b\"}"), NULL, NULL },
    { "[S12] a text that is too long", JSON("{\"text\":\"123456\"}"), NULL, "text" },
    { "[S12] five characters of three bytes fit", JSON("{\"text\":\"投诉处理人\"}"),
      "{\"urgent\":false,\"count\":0,\"big\":0,\"text\":\"投诉处理人\",\"kind\":null,\"day\":null,"
      "\"at\":null," EMPTY_END,
      NULL },
    { "[S12] too long within a row",
      JSON("{\"others\":[{\"name\":\"y\"},{\"name\":\"z\",\"email\":\"12345678901\"}]}"), NULL,
      "others.1.email" },
    { "[S12] missing within", JSON("{\"contact\":{}}"), NULL, "contact.name" },
    { "[S12] not a choice", JSON("{\"kind\":\"other\"}"), NULL, "kind" },
    { "[S12] a control character", JSON("{\"kind\":\"\\u0001\"}"), NULL, "kind" },
    { "[S12] a day that does not exist", JSON("{\"day\":\"2026-02-30\"}"), NULL, "day" },
    { "[S12] a time without offset", JSON("{\"at\":\"2026-02-03T10:00:00\"}"), NULL, "at" },
    { "[S12] a number as text", JSON("{\"count\":\"3\"}"), NULL, "count" },
    { "[S12] a text as number", JSON("{\"text\":3}"), NULL, "text" },
    { "[S12] a broken number", JSON("{\"count\":1.5}"), NULL, "count" },
    { "[S12] a number that is too large", JSON("{\"count\":3000000000}"), NULL, "count" },
    { "[S12] truth as number", JSON("{\"urgent\":1}"), NULL, "urgent" },
    { "[S12] an array as text", JSON("{\"text\":[\"a\"]}"), NULL, "text" },
    { "[S12] an object as rows", JSON("{\"others\":{\"name\":\"x\"}}"), NULL, "others" },
    { "[S12] a text as record", JSON("{\"contact\":\"x\"}"), NULL, "contact" },
    { "[S12] a text as row", JSON("{\"others\":[\"x\"]}"), NULL, "others.0" },
    { "an array at the top", JSON("[]"), NULL, NULL },
    { "a text at the top", JSON("\"a\""), NULL, NULL },
    { "nothing", JSON(""), NULL, NULL },
    { "blanks", JSON("  "), NULL, NULL },
    { "[S11] something behind it", JSON("{} {}"), NULL, NULL },
    { "[S11] NUL behind it", JSON("{}\0"), NULL, NULL },
    { "[S11] NUL in a text", JSON("{\"text\":\"\\u0000\"}"), NULL, NULL },
    { "[S11] a lone surrogate", JSON("{\"text\":\"\\ud800\"}"), NULL, NULL },
    { "[S11] not UTF-8", JSON("{\"text\":\"\xff\"}"), NULL, NULL },
    { "[S11] a byte order mark", JSON("\xef\xbb\xbf{}"), NULL, NULL },
    { "a comma too many", JSON("{\"count\":1,}"), NULL, NULL },
    { "not a number", JSON("{\"count\":NaN}"), NULL, NULL },
    { "a comment", JSON("{/**/}"), NULL, NULL },
    { "a number beyond 64 bits", JSON("{\"big\":99999999999999999999}"), NULL, NULL },
};

static const char *read_and_write(struct arena *a, const char *s, size_t n, struct err *err)
{
    struct buf b = buf_new(a);
    struct item item = { 0 };
    json_t *json = NULL;
    bool ok = json_read(s, n, &json, err) && json_record(a, json, &item_record, &item, err);

    if (ok)
        json_write(&b, &item_record, &item);
    json_decref(json);
    return ok ? buf_text(&b) : NULL;
}

static bool depth_taken(struct arena *a, int depth, const char *open, const char *close)
{
    struct buf b = buf_new(a);

    for (int i = 0; i < depth; i++)
        buf_str(&b, open);
    buf_str(&b, "1");
    for (int i = 0; i < depth; i++)
        buf_str(&b, close);
    return json_look(b.s, b.n);
}

int main(void)
{
    AUTO_ARENA a = arena_new();

    for (size_t i = 0; i < COUNT(cases); i++) {
        struct err err = { 0 };
        TAP_TEXT(cases[i].what, read_and_write(a, cases[i].s, cases[i].n, &err), cases[i].want);
        if (!cases[i].want)
            TAP(cases[i].what, err.kind == ERR_INVALID);
        if (cases[i].field)
            TAP_TEXT(cases[i].what, err.field, cases[i].field);
    }
    TAP("[S11] as deep as allowed", depth_taken(a, JSON_DEPTH, "[", "]"));
    TAP("[S11] one deeper", !depth_taken(a, JSON_DEPTH + 1, "[", "]"));
    TAP("[S11] one deeper with objects", !depth_taken(a, JSON_DEPTH + 1, "{\"a\":", "}"));
    TAP("[S11] brackets in texts do not count",
        json_look(JSON("{\"a\":\"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\\\"[[[[[[[\"}")));
    {
        struct err err = { 0 };
        struct buf b = buf_new(a);
        json_t *none;
        for (int i = 0; i <= JSON_DEPTH; i++)
            buf_char(&b, '[');
        TAP("[S11] and is told so", !json_read(b.s, b.n, &none, &err));
        TAP_TEXT("in words", err.text, "The JSON is nested deeper than {n} levels.");
    }
    {
        struct err err = { 0 };
        struct buf b = buf_new(a);
        json_t *json = NULL;
        buf_str(&b, "[1");
        while (b.n < 2 * (size_t)JSON_VALUES - 2)
            buf_str(&b, ",1");
        buf_char(&b, ']');
        TAP("[S59] as many values as there may be", json_read(b.s, b.n, &json, &err));
        json_decref(json);
        b.n--;
        buf_str(&b, ",{}]");
        TAP("[S59] one more", !json_read(b.s, b.n, &json, &err));
        TAP_INT("is too large", err.kind, ERR_TOO_LARGE);
    }
    return tap_done();
}
