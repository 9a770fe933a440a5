/* Field tables: reading what people and files give, and what is refused. [S12] */
#include "base/record.h"
#include "base/tap.h"

#include <string.h>

struct form {
    const char *subject, *colour, *story;
    int64_t amount;
    int count;
    bool agrees;
    struct date day;
    struct instant at;
    struct secret name;
    struct rows files;
};

static const char *const colours[] = { "red", "blue", NULL };
static const struct field fields[] = {
    FIELD(struct form, subject, .max = 5, .required = true),
    FIELD(struct form, colour, .choices = colours),
    FIELD(struct form, story, .lines = true),
    FIELD(struct form, amount),
    FIELD(struct form, count),
    FIELD(struct form, agrees),
    FIELD(struct form, day),
    FIELD(struct form, at),
    FIELD(struct form, name),
    FIELD_ROWS(struct form, files, NULL),
};
static const struct record form_record = RECORD(struct form, fields);

static const struct {
    const char *field, *in;
    const char *want; /* as field_text gives it back; NULL: refused; "" : not set */
} cases[] = {
    { "subject", "abcde", "abcde" },
    { "subject", "投诉投诉投", "投诉投诉投" },
    { "subject", "abcdef", NULL },
    { "subject", "a\nb", NULL },
    { "subject", "a\x01", NULL },
    { "subject", "a\xff", NULL },
    { "subject", " a ", " a " },
    { "colour", "blue", "blue" },
    { "colour", "green", NULL },
    { "story", "a\n\tb\r\n", "a\n\tb\r\n" },
    { "amount", "-9223372036854775808", "-9223372036854775808" },
    { "amount", "9223372036854775807", "9223372036854775807" },
    { "amount", "9223372036854775808", NULL },
    { "amount", "1e3", NULL },
    { "amount", " 12 ", "12" },
    { "amount", "-", NULL },
    { "count", "2147483648", NULL },
    { "agrees", "yes", "true" },
    { "agrees", "0", "false" },
    { "agrees", "perhaps", NULL },
    { "day", "2026-02-28", "2026-02-28" },
    { "day", "28.2.2026", NULL },
    { "day", "", "" },
    { "at", "2026-02-28T10:00:00+01:00", "2026-02-28T09:00:00Z" },
    { "at", "noon", NULL },
    { "name", "Mai", "Mai" },
};

/* What may be told of a form. */
struct told {
    const char *name, *subject, *count, *agrees, *author;
    struct date day;
    struct instant at;
    int64_t amount;
    struct rows files;
};
static const struct field told_fields[] = {
    FIELD(struct told, name),   FIELD(struct told, subject),
    FIELD(struct told, count),  FIELD(struct told, author),
    FIELD(struct told, day),    FIELD(struct told, at),
    FIELD(struct told, amount), FIELD_ROWS(struct told, files, NULL),
};
static const struct record told_record = RECORD(struct told, told_fields);

/* Names come from JSON, where a NUL may be written as an escape. */
static void name_test(void)
{
    static const struct field one[] = { FIELD(struct form, day) };
    const struct record r = { .name = "one", .fields = one, .n = 1 };

    TAP("a field by its name", record_field(&r, "day", 3) == one);
    TAP("not by a part of it", !record_field(&r, "da", 2) && !record_field(&r, "", 0));
    TAP("nor by more, of whatever bytes", !record_field(&r, "days", 4) &&
                                              !record_field(&r, "day\0\0", 4) &&
                                              !record_field(&r, "day\0subject", 11));
}

static void take_test(struct arena *a)
{
    const struct form row = { .subject = "Lift",
                              .story = "It stands.",
                              .amount = 12,
                              .count = 3,
                              .agrees = true,
                              .day = DAY(2026, 2, 28),
                              .at = { 5 },
                              .name = { .text = "Mai" },
                              .files = { a, 2 } };
    const struct form sealed = { .name = { .sealed = { (const unsigned char *)"sealed", 6 } } };
    struct told out = { .author = "staff", .count = "many", .agrees = "no", .files = { 0 } };

    record_take(&told_record, &out, &form_record, &row);
    TAP_TEXT("text from an opened secret", out.name, "Mai");
    TAP_TEXT("text from text", out.subject, "Lift");
    TAP("day, instant and number",
        date_compare(out.day, row.day) == 0 && out.at.us == row.at.us && out.amount == 12);
    TAP_TEXT("what the row has not stays", out.author, "staff");
    TAP_TEXT("of another kind it stays", out.count, "many");
    TAP_TEXT("what the table does not name stays", out.agrees, "no");
    TAP("rows are nobody else's", out.files.row == NULL && out.files.n == 0);
    record_take(&told_record, &out, &form_record, &sealed);
    TAP("what is sealed and not opened is not told", out.name == NULL);
}

int main(void)
{
    AUTO_ARENA a = arena_new();
    struct form whole = { 0 };
    struct err err = { 0 };

    name_test();
    for (size_t i = 0; i < COUNT(cases); i++) {
        const struct field *f = record_field(&form_record, cases[i].field, strlen(cases[i].field));
        struct form row = { 0 };
        struct err why = { 0 };
        bool good = field_read(a, f, &row, cases[i].in, strlen(cases[i].in), &why);
        const char *text = good ? field_text(a, f, &row) : NULL;
        TAP_TEXT(cases[i].in, good && !text ? "" : text, cases[i].want);
        if (!cases[i].want)
            TAP_TEXT("the error names the field", why.field, cases[i].field);
    }
    TAP("no such field", record_field(&form_record, "subj", 4) == NULL);
    TAP("a required field is missing",
        !record_complete(&form_record, &whole, &err) && strcmp(err.field, "subject") == 0);
    whole.subject = "  ";
    err_clear(&err);
    TAP("blanks are missing too", !record_complete(&form_record, &whole, &err));
    whole.subject = "x";
    err_clear(&err);
    TAP("complete", record_complete(&form_record, &whole, &err));
    whole.name.sealed = (struct bytes){ (const unsigned char *)"sealed", 6 };
    TAP("a sealed text that nobody opened shows nothing",
        field_text(a, &fields[8], &whole) == NULL && !field_is_set(&fields[8], &whole));
    err_set(&err, ERR_CONFLICT, "second");
    err_set(&err, ERR_INVALID, "third");
    TAP("the first reason wins", err.kind == ERR_CONFLICT && strcmp(err.text, "second") == 0);
    take_test(a);
    return tap_done();
}
