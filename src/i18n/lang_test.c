#include "base/tap.h"
#include "i18n/lang.h"

#include <string.h>

enum { EN, HANS, HANT, VI };

static const struct {
    const char *header;
    const char *tag;
} accepted[] = {
    { NULL, "vi" },
    { "", "vi" },
    { "en", "en" },
    { "EN-us,en;q=0.9", "en" },
    { "zh", "zh-Hans" },
    { "zh-CN,zh;q=0.9,en;q=0.8", "zh-Hans" },
    { "zh-SG", "zh-Hans" },
    { "cmn-CN", "zh-Hans" },
    { "zh-TW", "zh-Hant" },
    { "zh-hk", "zh-Hant" },
    { "zh-MO", "zh-Hant" },
    { "zh-Hant-SG", "zh-Hant" },
    { "zh-Hans-HK", "zh-Hans" },
    { "yue", "zh-Hant" },
    { "yue-CN", "zh-Hans" },
    { "vi-VN", "vi" },
    { "fr-CH, fr;q=0.9, en;q=0.8, *;q=0.5", "en" },
    { "en;q=0.5, zh-TW;q=0.9", "zh-Hant" },
    { "en ; q=0.5 , zh-TW ; q=0.501", "zh-Hant" },
    { "en;q=0.5,vi;q=0.5", "en" },
    { "zh-CN;q=0.5,en;q=0.5,zh;q=0.5", "zh-Hans" },
    { "zh-TW,zh;q=0", "zh-Hant" },
    { "fr", "vi" },
    { "*", "vi" },
    { "vi;q=0", "vi" },
    { "vi;q=0, *", "en" },
    { "en, *;q=0", "en" },
    { "en;q=7, zh-TW;q=0.1", "zh-Hant" },
    { "en;q=x, zh-TW;q=0.1", "zh-Hant" },
    { ",,;;,=,q=1,-,zh-,;q=0.3", "zh-Hans" },
    { "english", "vi" },
};

static void test_accept(void)
{
    for (size_t i = 0; i < COUNT(accepted); i++)
        TAP_TEXT(accepted[i].header ? accepted[i].header : "no header",
                 lang_accept(accepted[i].header, &langs[VI])->tag, accepted[i].tag);
    TAP("no fallback", !lang_accept("fr", NULL));
    TAP_TEXT("any case of a tag", lang_by_tag("ZH-hant")->tag, "zh-Hant");
    TAP("a tag is exact", !lang_by_tag("zh") && !lang_by_tag("") && !lang_by_tag(NULL));
    for (int i = 0; i < LANGS; i++)
        TAP_INT("a language knows its place", langs[i].index, i);
}

static void test_texts(void)
{
    static const char fill_in[] = "Please fill this in.";
    static const char longer[] = "This is longer than {max} characters. Please shorten it.";
    AUTO_ARENA a = arena_new();
    struct err err = { 0 };

    TAP_TEXT("English is the id", lang_text(&langs[EN], fill_in), fill_in);
    TAP_TEXT("zh-Hans", lang_text(&langs[HANS], fill_in), "请填写此项。");
    TAP_TEXT("zh-Hant", lang_text(&langs[HANT], fill_in), "請填寫此項。");
    TAP_TEXT("vi", lang_text(&langs[VI], fill_in), "Vui lòng điền mục này.");
    TAP_TEXT("an unknown id gives itself", lang_text(&langs[VI], "No such text"), "No such text");
    TAP_TEXT("values are filled in", lang_format(a, &langs[HANS], longer, "max", "200", NULL),
             "超过了200个字，请缩短。");
    TAP_TEXT("a value is not looked at again",
             lang_format(a, &langs[EN], "{a} and {b}", "a", "{b}", "b", "{a}", NULL),
             "{b} and {a}");
    TAP_TEXT("what has no value stays",
             lang_format(a, &langs[EN], "{a {b} {c", "b", NULL, "x", "y", NULL), "{a  {c");
    TAP_TEXT("plural of an unknown message, 1", lang_plural(a, &langs[EN], "one x", "{n} x", 1),
             "one x");
    TAP_TEXT("plural of an unknown message, many",
             lang_plural(a, &langs[VI], "one x", "{n} x", 1234), "1.234 x");
    err_field(&err, "subject", longer);
    err_arg_int(&err, "max", 200);
    TAP_TEXT("an error with its arguments", lang_err(a, &langs[VI], &err),
             "Nội dung dài quá 200 ký tự. Vui lòng rút ngắn.");
    err_clear(&err);
    err_set(&err, ERR_REFUSED, "The severity.");
    err.lacks = true;
    TAP_TEXT("what is missing, in a sentence", lang_err(a, &langs[EN], &err),
             "Still missing: the severity.");
    TAP_TEXT("  in Chinese", lang_err(a, &langs[HANS], &err), "还缺：严重程度。");
    TAP_TEXT("  in the other script", lang_err(a, &langs[HANT], &err), "還缺：嚴重程度。");
    TAP_TEXT("  in Vietnamese", lang_err(a, &langs[VI], &err), "Còn thiếu: mức độ nghiêm trọng.");
    TAP_TEXT("  but not what is all capitals", lang_lack(a, &langs[EN], "API key."),
             "Still missing: API key.");
    TAP_TEXT("  nor nothing", lang_lack(a, &langs[EN], ""), "Still missing: ");
    err_clear(&err);
    err_field(&err, "subject", longer);
    err_arg_said(&err, "max", (const char *const[]){ "200", "两百", "兩百", "hai trăm" });
    TAP_TEXT("an argument in the reader's language", lang_err(a, &langs[HANS], &err),
             "超过了两百个字，请缩短。");
    TAP_TEXT("  and in another's", lang_err(a, &langs[VI], &err),
             "Nội dung dài quá hai trăm ký tự. Vui lòng rút ngắn.");
    err_clear(&err);
    TAP("an error without words has some", strlen(lang_err(a, &langs[HANT], &err)) > 0);
}

int main(void)
{
    test_accept();
    test_texts();
    return tap_done();
}
