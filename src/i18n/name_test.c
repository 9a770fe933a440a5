/* Names that are the same, and names that are not. */
#include "base/tap.h"
#include "i18n/name.h"

#include <string.h>

static const struct {
    const char *what, *one, *two;
    bool same;
} cases[] = {
    { "case", "mai EXAMPLE", "Mai Example", true },
    { "order", "Example, Mai", "Mai Example", true },
    { "accents", "Nguyễn Thị Hoa", "Nguyen Thi Hoa", true },
    { "Chinese in both ways", "張偉", "张伟", true },
    { "a word more", "Mai Example", "Mai Example Lee", false },
    { "another Chinese name that begins so", "王小", "王小明", false },
    { "another name", "Mai Example", "Mia Example", false },
};

static const struct {
    const char *what, *text, *name;
    bool stands;
} standing[] = {
    { "as it is written", "Mai Example was helped.", "Mai Example", true },
    { "in small letters", "we helped mai example at once", "Mai Example", true },
    { "in full width", "Ｍａｉ　Ｅｘａｍｐｌｅ得到了帮助", "Mai Example", true },
    { "the other way to write Chinese", "張偉反映的問題已處理。", "张伟", true },
    { "with a sign between", "张·伟反映", "张伟", true },
    { "over two lines", "of Mai\nExample", "Mai Example", true },
    { "whose it is", "Mai Example's lift", "Mai Example", true },
    { "Vietnamese, composed or not", "của Nguyễn Thị Hoa", "NGUYÊ\u0303N THI\u0323 HOA", true },
    { "a mail address in full width", "ＭＡＩ＠example．org", "mai@example.org", true },
    { "a number with other signs", "call 555 010 20", "555-010-20", true },
    { "a reference", "Ｎｏ．２０２６－０００１２３", "2026-000123", true },
    { "within another word", "And so it can be answered.", "An", false },
    { "another word that begins so", "Mai Examples2", "Mai Example", false },
    { "other accents", "hoà bình", "Hoa", false },
    { "one character", "a lift", "A.", false },
    { "one Chinese character", "张贴通知", "张", false },
    { "Latin letters are no Chinese", "f5 20", "张", false },
    { "no letters at all", "- - -", "--", false },
};

static const struct {
    const char *what, *text, *phone;
    bool stands;
} phones[] = {
    { "as it is written", "call 020 7946 0991", "020 7946 0991", true },
    { "in one piece", "call 02079460991.", "020 7946 0991", true },
    { "in other groups", "call 0207 946-09 91 now", "020 7946 0991", true },
    { "with the country before it", "call +44 (0)20 7946 0991", "020 7946 0991", true },
    { "without it", "gọi 024 0000 123", "+84 24 0000 123", true },
    { "with signs between", "call (020) 7946.0991", "020 7946 0991", true },
    { "in full width", "请拨打１３８－００００－１２３４", "138 0000 1234", true },
    { "in one piece among Chinese", "请拨打13800001234联系", "138-0000-1234", true },
    { "with an extension", "138 0000 1234", "138 0000 1234 ext. 7", true },
    { "another number", "call 020 7946 0992", "020 7946 0991", false },
    { "numbers that are not one", "020 7946 of 0991", "020 7946 0991", false },
    { "on two lines", "020 7946\n0991", "020 7946 0991", false },
    { "too short to be one", "in room 12345", "1 23 45", false },
    { "none", "in 2026", "ask at the desk", false },
};

int main(void)
{
    AUTO_ARENA a = arena_new();

    for (size_t i = 0; i < COUNT(cases); i++)
        TAP(cases[i].what,
            (strcmp(name_key(a, cases[i].one), name_key(a, cases[i].two)) == 0) == cases[i].same);
    for (size_t i = 0; i < COUNT(standing); i++)
        TAP(standing[i].what,
            name_stands_in(a, standing[i].text, standing[i].name) == standing[i].stands);
    for (size_t i = 0; i < COUNT(phones); i++)
        TAP(phones[i].what,
            phone_stands_in(a, phones[i].text, phones[i].phone) == phones[i].stands);
    TAP_TEXT("searched without marks", name_query(a, "Nguyễn Thị Hoa"), "nguyen thi hoa ");
    TAP_TEXT("Chinese as it is", name_query(a, "张伟"), "张伟");
    return tap_done();
}
