/*
 * The code that stands for a complainant without an account. Its two check
 * characters are those of a Reed-Solomon code over 32 symbols: any one or two
 * wrong characters are noticed, wherever they are.
 */
#include "base/code.h"

#include <string.h>

#include "base/utf8.h"

enum { CARRY = 26, BITS = 5, GROUP = 4 };

static const char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"; /* Crockford: no I L O U */

/* Twice `x` in the field of 32 elements, x^5 + x^2 + 1. */
static unsigned twice(unsigned x)
{
    return (x << 1 ^ (x & 16 ? 0x25 : 0)) & 31;
}

/* The rest of dividing the 26 symbols by (x + 1)(x + 2) = x^2 + 3x + 2. */
static void check(const unsigned char symbols[CARRY], unsigned char out[2])
{
    unsigned high = 0, low = 0;

    for (int i = 0; i < CARRY; i++) {
        unsigned feed = symbols[i] ^ high;
        high = low ^ twice(feed) ^ feed;
        low = twice(feed);
    }
    out[0] = (unsigned char)high;
    out[1] = (unsigned char)low;
}

static void write_code(const unsigned char symbols[CODE_CHARS], char out[CODE_TEXT])
{
    for (int i = 0; i < CODE_CHARS; i++) {
        if (i > 0 && i % GROUP == 0)
            *out++ = '-';
        *out++ = alphabet[symbols[i]];
    }
    *out = 0;
}

static struct bytes text_part(const char *s)
{
    return (struct bytes){ (const unsigned char *)s, strlen(s) };
}

void code_derive(const struct vault *v, const char *filing_id, int64_t round, char out[CODE_TEXT])
{
    unsigned char number[8], mac[MAC_BYTES], symbols[CODE_CHARS] = { 0 };

    for (int i = 0; i < 8; i++)
        number[i] = (unsigned char)((uint64_t)round >> (56 - 8 * i));
    vault_mac(v, MAC_CODE,
              (struct bytes[]){ text_part("derive"), text_part(filing_id), { number, 8 } }, 3, mac);
    for (int bit = 0; bit < CARRY * BITS; bit++) {
        unsigned set = mac[bit / 8] >> (7 - bit % 8) & 1;
        symbols[bit / BITS] = (unsigned char)(symbols[bit / BITS] << 1 | set);
    }
    check(symbols, symbols + CARRY);
    write_code(symbols, out);
}

/* Blanks and dashes of all the kinds that keyboards, telephones and word processors make. */
static bool is_divider(uint32_t c)
{
    return c == ' ' || (c >= '\t' && c <= '\r') || c == '-' || c == '_' || c == '.' || c == 0xa0 ||
           c == 0xad || (c >= 0x2000 && c <= 0x2015) || c == 0x202f || c == 0x2060 || c == 0x2212 ||
           c == 0x3000 || c == 0x30fc || c == 0xfe58 || c == 0xfe63 || c == 0xff0d || c == 0xfeff;
}

/* The symbol that a character stands for, or -1. */
static int symbol(uint32_t c)
{
    const char *at;

    if (c >= 0xff01 && c <= 0xff5e)
        c -= 0xfee0; /* full-width forms of ASCII */
    if (c >= 'a' && c <= 'z')
        c -= 'a' - 'A';
    if (c == 'O')
        c = '0';
    if (c == 'I' || c == 'L')
        c = '1';
    if (c == 0 || c > 127)
        return -1;
    at = strchr(alphabet, (int)c);
    return at ? (int)(at - alphabet) : -1;
}

bool code_read(const char *s, size_t n, char out[CODE_TEXT])
{
    unsigned char symbols[CODE_CHARS], want[2];
    size_t count = 0;

    for (size_t i = 0; i < n;) {
        uint32_t c;
        size_t len = utf8_next(s + i, n - i, &c);
        if (len == 0)
            return false;
        i += len;
        if (is_divider(c))
            continue;
        int x = symbol(c);
        if (x < 0 || count == CODE_CHARS)
            return false;
        symbols[count++] = (unsigned char)x;
    }
    if (count != CODE_CHARS)
        return false;
    check(symbols, want);
    if (memcmp(symbols + CARRY, want, 2) != 0)
        return false;
    write_code(symbols, out);
    return true;
}

void code_mac(const struct vault *v, const char code[CODE_TEXT], unsigned char out[MAC_BYTES])
{
    vault_mac(v, MAC_CODE, (struct bytes[]){ text_part("store"), text_part(code) }, 2, out);
}
