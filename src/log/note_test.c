/*
 * Signed notes: the form that C2SP describes, with a note and a key made by another program,
 * and everything that is no note.
 */
#include "base/tap.h"
#include "base/vault_test_keys.h"
#include "log/note.h"

#include <sodium.h>
#include <string.h>

/* The example of the Go package golang.org/x/mod/sumdb/note. */
#define PETER "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
static const char peter_note[] =
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
    "\n"
    "\xe2\x80\x94 PeterNeumann "
    "x08go/ZJkuBS9UG/"
    "SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

static struct bytes text_of(const char *s)
{
    return (struct bytes){ (const unsigned char *)s, strlen(s) };
}

static struct note_keys keys_of(struct arena *a, const char *text)
{
    struct note_keys keys = { 0 };

    TAP("a public key is read", note_keys_read(a, text_of(text), &keys));
    return keys;
}

static void of_others(struct arena *a)
{
    struct note_keys keys = keys_of(a, PETER);
    struct note note;

    TAP_TEXT("and written as it was", note_key_text(a, keys.key), PETER);
    TAP("the note of another program is read", note_read(a, text_of(peter_note), &note));
    TAP_INT("with its two lines of text", (int64_t)note.text.n, 99);
    TAP("and its signature holds", note_signer(&note, keys) == keys.key);
}

static const struct {
    const char *what, *note;
} refused[] = {
    { "nothing", "" },
    { "a line break", "\n" },
    { "no signature", "text\n" },
    { "no signature after the blank line", "text\n\n" },
    { "no text", "\n\xe2\x80\x94 name AAAAAAA=\n" },
    { "another dash", "text\n\n- name AAAAAAA=\n" },
    { "no name", "text\n\n\xe2\x80\x94  AAAAAAA=\n" },
    { "a plus in the name", "text\n\n\xe2\x80\x94 a+b AAAAAAA=\n" },
    { "a blank of another script in the name", "text\n\n\xe2\x80\x94 a\xe3\x80\x80"
                                               "b AAAAAAA=\n" },
    { "a key id without a signature", "text\n\n\xe2\x80\x94 name AAAAAA==\n" },
    { "base64 without its padding", "text\n\n\xe2\x80\x94 name AAAAAAA\n" },
    { "base64 with stray bits", "text\n\n\xe2\x80\x94 name AAAAAAB=\n" },
    { "base64 with a byte beyond ASCII", "text\n\n\xe2\x80\x94 name AAA\xc3\x94"
                                         "AAA=\n" },
    { "a blank behind the signature", "text\n\n\xe2\x80\x94 name AAAAAAA= \n" },
    { "no line break in the end", "text\n\n\xe2\x80\x94 name AAAAAAA=" },
    { "a tab", "te\txt\n\n\xe2\x80\x94 name AAAAAAA=\n" },
    { "a carriage return", "text\r\n\n\xe2\x80\x94 name AAAAAAA=\n" },
    { "no UTF-8", "te\xffxt\n\n\xe2\x80\x94 name AAAAAAA=\n" },
    { "something behind the signatures", "text\n\n\xe2\x80\x94 name AAAAAAA=\nmore\n" },
};

static const char *const bad_keys[] = {
    "",
    "# nothing but a remark\n",
    "PeterNeumann",
    "PeterNeumann+c74f20a3+",
    "+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
    "PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
    "PeterNeumann+C74F20A3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
    "PeterNeumann+c74f20a3+AhpcWQcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
    "Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
    PETER "\n" PETER "A\n",
};

static void strict(struct arena *a)
{
    struct note_keys keys;
    struct note note;

    for (size_t i = 0; i < COUNT(refused); i++)
        TAP(arena_printf(a, "no note: %s", refused[i].what),
            !note_read(a, text_of(refused[i].note), &note));
    for (size_t i = 0; i < COUNT(bad_keys); i++)
        TAP(arena_printf(a, "no public key: case %zu", i),
            !note_keys_read(a, text_of(bad_keys[i]), &keys));
    keys = keys_of(a, "# of the organisation\r\n\n" PETER "\r\n");
    TAP_INT("remarks and empty lines of a file of keys do not matter", (int64_t)keys.n, 1);
}

/* One changed byte, wherever, and the signature holds no more. */
static void changed(struct arena *a)
{
    struct note_keys keys = keys_of(a, PETER);
    size_t n = sizeof peter_note - 1, held = 0;
    char *copy = arena_strn(a, peter_note, n);

    for (size_t i = 0; i < n; i++) {
        struct note note;
        copy[i] ^= 1;
        held += note_read(a, (struct bytes){ (unsigned char *)copy, n }, &note) &&
                note_signer(&note, keys);
        copy[i] ^= 1;
    }
    TAP_INT("no changed byte goes unnoticed", (int64_t)held, 0);
}

static const char *signed_by(struct arena *a, const struct vault *v, int64_t number,
                             const char *text, struct note_key *key)
{
    unsigned char public_key[NOTE_PUBLIC], signature[NOTE_SIGNATURE];

    vault_signing_public(v, number, public_key);
    *key = note_key("redress/0123456789abcdef", public_key);
    vault_sign(v, number, text, strlen(text), signature);
    return note_write(a, text, key, signature);
}

static void own(struct arena *a)
{
    struct vault *v = test_vault();
    struct note_key one, two;
    const char *first = signed_by(a, v, 1, "a text\n\nof two parts\n", &one);
    const char *again = signed_by(a, v, 2, "a text\n\nof two parts\n", &two);
    const char *both = arena_printf(a, "%s%s", first, strstr(again, "\xe2\x80\x94"));
    struct note note;

    TAP_TEXT("known answer of a signing key", note_key_text(a, &one),
             "redress/0123456789abcdef+4db75127+AUoGm1Xdhu+2gRCWY3nmhi9OdJv68rZZ0p97EGQnt5rD");
    TAP_TEXT("known answer of a signed note", strstr(first, "\xe2\x80\x94"),
             "\xe2\x80\x94 redress/0123456789abcdef "
             "TbdRJ/"
             "RFFBVAUkswFt9u6akK4RyxUOYNgtfIrh9Bi46cctzfpjMAOj1lvNWAPGdOWtwN2wF17Am7z1smQgHvt0O52wE"
             "=\n");
    TAP("it is read", note_read(a, text_of(first), &note));
    TAP("its key signed", note_signer(&note, (struct note_keys){ &one, 1 }) == &one);
    TAP("another key of the same name did not", !note_signer(&note, (struct note_keys){ &two, 1 }));
    TAP("a note of two signatures is read", note_read(a, text_of(both), &note));
    TAP("either key will do", note_signer(&note, (struct note_keys){ &two, 1 }) == &two &&
                                  note_signer(&note, (struct note_keys){ &one, 1 }) == &one);
    memcpy(two.public_key, one.public_key, NOTE_PUBLIC);
    TAP("a known key with a wrong signature spoils all",
        !note_signer(&note, (struct note_keys){ (struct note_key[]){ one, two }, 2 }));
    vault_close(v);
}

int main(void)
{
    AUTO_ARENA a = arena_new();

    of_others(a);
    strict(a);
    changed(a);
    own(a);
    return tap_done();
}
