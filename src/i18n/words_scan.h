/*
 * Reading a text as words: what the index and the query have in common, so that
 * one always finds what the other wrote.
 */
#ifndef I18N_WORDS_SCAN_H
#define I18N_WORDS_SCAN_H

#include "base/arena.h"
#include "base/vault.h"
#include "i18n/fold.h"

enum {
    WORD_BYTES = 128, /* of a word in UTF-8; longer ones are cut */
    WORD_TAIL = 9,    /* digits of a long number that are kept: its end */
    WORD_TAIL_LEAST = 6,
};

enum word_kind {
    WORD_LETTERS, /* a word between blanks, also with digits in it */
    WORD_DIGITS,  /* a group of digits */
    WORD_SIGN,    /* one character of a script that writes no blanks */
    WORD_ADDRESS, /* of mail; its parts follow as words of their own */
};

/* What stood between a word and the one before it. */
struct gap {
    bool joint, blank, line, other;
    int n;
};

struct word {
    enum word_kind kind;
    struct gap gap;
    uint32_t sign;
    char exact[WORD_BYTES]; /* letters with their marks, the tone marks last; digits; the address */
    char plain[WORD_BYTES]; /* letters without marks */
    size_t exact_n, plain_n;
};

struct scan {
    const char *s, *end; /* what is not read yet */
    const char *begin;
    const char *parts_end; /* of the last mail address: its words are read after it */
    const uint32_t *more;  /* the rest of what one character became */
    size_t more_n;
    uint32_t one;
    uint32_t c;        /* the character that is looked at */
    enum letter class; /* and its class */
    const char *at;    /* where it began */
    bool ended;
};

void scan_start(struct scan *scan, const char *s, size_t n);
/* The next word; false at the end of the text. */
bool scan_word(struct scan *scan, struct word *out);

/* Whether `w`, a sign, follows the sign before it as in one word. A line break
 * between them is one that a mail program made. */
bool word_follows(const struct word *w);
/* Whether `w`, a group of digits, goes on with the number before it. */
bool word_continues_number(const struct word *w);

/* The hash of each form under which something is found. */
uint64_t hash_exact(const struct vault *v, const struct word *w);
uint64_t hash_plain(const struct vault *v, const struct word *w); /* of a word written with marks */
uint64_t hash_bare(const struct vault *v, const struct word *w);  /* written without any */
uint64_t hash_sign(const struct vault *v, uint32_t sign);
uint64_t hash_pair(const struct vault *v, uint32_t first, uint32_t second);
/* Of six digits and more the zeros in front do not count, so that 2026-000123 is found as 123. */
uint64_t hash_digits(const struct vault *v, const char *digits, size_t n);
uint64_t hash_address(const struct vault *v, const struct word *w);

/* The letters that stand for a hash in the index and in queries, and no NUL. */
enum { HASH_LETTERS = 16 };
void hash_letters(uint64_t hash, char out[HASH_LETTERS]);

/* The digits of a number so far: its end and how many there were. */
struct number {
    char tail[WORD_TAIL];
    size_t kept, all;
    int groups;
};
void number_add(struct number *number, const char *digits, size_t n);

#endif
