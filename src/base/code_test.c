/* The complainant's code: known answer, what is forgiven and what is noticed. */
#include "base/code.h"
#include "base/tap.h"
#include "base/vault_test_keys.h"

#define KNOWN "R4QV-5E1H-F404-9BSN-7DG0-EFSG-CJ53"

static const char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

static const struct {
    const char *what;
    const char *typed;
    const char *code; /* NULL: refused */
} readings[] = {
    { "as printed", KNOWN, KNOWN },
    { "without dashes", "R4QV5E1HF4049BSN7DG0EFSGCJ53", KNOWN },
    { "in small letters with blanks", " r4qv 5e1h f404 9bsn 7dg0 efsg cj53\r\n", KNOWN },
    { "O for 0, I and l for 1", "R4QV-5EIH-F4O4-9BSN-7DGo-EFSG-CJ53", KNOWN },
    { "l for 1", "R4QV-5ElH-F404-9BSN-7DG0-EFSG-CJ53", KNOWN },
    { "full-width letters and dashes", "Ｒ４ｑｖ－5E1H－F404–9BSN—7DG0　EFSG CJ53", KNOWN },
    { "empty", "", NULL },
    { "one character missing", "R4QV-5E1H-F404-9BSN-7DG0-EFSG-CJ5", NULL },
    { "one too many", "R4QV-5E1H-F404-9BSN-7DG0-EFSG-CJ533", NULL },
    { "a letter that is none", "U4QV-5E1H-F404-9BSN-7DG0-EFSG-CJ53", NULL },
    { "other signs", "R4QV/5E1H/F404/9BSN/7DG0/EFSG/CJ53", NULL },
    { "bytes that are not text", "R4QV-5E1H-F404-9BSN-7DG0-EFSG-CJ53\xff", NULL },
};

static bool reads(const char *s)
{
    char out[CODE_TEXT];

    return code_read(s, strlen(s), out);
}

/* How many of all codes with one character replaced are accepted. */
static int substitutions_missed(const char *code)
{
    char wrong[CODE_TEXT];
    int missed = 0;

    for (size_t i = 0; code[i]; i++) {
        for (const char *c = alphabet; *c && code[i] != '-'; c++) {
            memcpy(wrong, code, CODE_TEXT);
            wrong[i] = *c;
            missed += *c != code[i] && reads(wrong);
        }
    }
    return missed;
}

/* How many of all codes with two characters changed about are accepted. */
static int swaps_missed(const char *code)
{
    char wrong[CODE_TEXT];
    int missed = 0;

    for (size_t i = 0; code[i]; i++) {
        for (size_t k = i + 1; code[k]; k++) {
            memcpy(wrong, code, CODE_TEXT);
            wrong[i] = code[k];
            wrong[k] = code[i];
            missed += code[i] != code[k] && code[i] != '-' && code[k] != '-' && reads(wrong);
        }
    }
    return missed;
}

static void test_noticed(struct arena *a, const struct vault *v)
{
    int substitutions = 0, swaps = 0, unread = 0;
    char code[CODE_TEXT];

    for (int i = 0; i < 50; i++) {
        code_derive(v, arena_printf(a, "sample-%d", i), 0, code);
        unread += !reads(code);
        substitutions += substitutions_missed(code);
        swaps += swaps_missed(code);
    }
    TAP_INT("every code made is read", unread, 0);
    TAP_INT("every wrong character is noticed", substitutions, 0);
    TAP_INT("every two characters changed about are noticed", swaps, 0);
}

int main(void)
{
    AUTO_ARENA a = arena_new();
    struct vault *v = test_vault();
    char code[CODE_TEXT], again[CODE_TEXT], other[CODE_TEXT];
    unsigned char mac[MAC_BYTES];

    code_derive(v, "filing-1", 0, code);
    TAP_TEXT("known answer", code, KNOWN);
    code_derive(v, "filing-1", 0, again);
    TAP_TEXT("a repeated filing has the same code", again, code);
    code_derive(v, "filing-1", 1, other);
    TAP("a re-issued code is another", strcmp(code, other) != 0);
    code_derive(v, "filing-2", 0, other);
    TAP("another filing has another code", strcmp(code, other) != 0);
    code_mac(v, code, mac);
    TAP_TEXT("known answer of what is stored", hex_text(a, mac, sizeof mac),
             "fb75fa0b04b1c4087bc5e232aba86f6979b5f515c6cf946337e5bfbaf8993865");
    for (size_t i = 0; i < COUNT(readings); i++) {
        char out[CODE_TEXT];
        bool read = code_read(readings[i].typed, strlen(readings[i].typed), out);
        TAP(readings[i].what, read == (readings[i].code != NULL));
        if (read)
            TAP_TEXT("gives the code as printed", out, readings[i].code);
    }
    test_noticed(a, v);
    vault_close(v);
    return tap_done();
}
