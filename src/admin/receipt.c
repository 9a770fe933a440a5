/*
 * redress receipt verify: is this receipt genuine? Needs the file and the organisation's public
 * key, and nothing else: no database, no server, no secret key.
 */
#include "admin/commands.h"
#include "base/buf.h"
#include "operation/receipt/receipt_check.h"
#include "operation/receipt/receipt_file.h"
#include "operation/receipt/receipt_proof.h"

#include <stdio.h>
#include <string.h>

/* A whole file of at most `most` bytes; says why not and returns false. "-" is standard input. */
static bool file_read(struct arena *a, const char *path, size_t most, struct bytes *out)
{
    FILE *f = strcmp(path, "-") == 0 ? stdin : fopen(path, "rb");
    unsigned char *s = arena_room(a, most + 1);
    size_t n = f ? fread(s, 1, most + 1, f) : 0;
    bool good = f && !ferror(f) && n <= most;

    if (!f)
        fprintf(stderr, "redress: %s cannot be opened: %m\n", path);
    else if (!good)
        fprintf(stderr, "redress: %s %s\n", path, n > most ? "is too large" : "cannot be read");
    if (f && f != stdin)
        fclose(f);
    *out = (struct bytes){ s, n };
    return good;
}

static bool keys_read(struct arena *a, const char *path, struct note_keys *out)
{
    struct bytes text;

    if (!file_read(a, path, NOTE_MOST, &text))
        return false;
    if (note_keys_read(a, text, out))
        return true;
    fprintf(stderr, "redress: %s holds no public key as redress key public prints it.\n", path);
    return false;
}

static int genuine_print(const struct receipt_check *c)
{
    char received[INSTANT_TEXT];

    instant_text(c->note.received, received);
    printf("genuine: %s received complaint %s at %s\n", c->note.organisation, c->note.reference,
           received);
    printf("signed by: %s\n", c->key->name);
    printf("event: %" PRId64 "\n", c->note.event);
    if (c->text == RECEIPT_TEXT_ABSENT)
        puts("text: not part of this file");
    else
        printf("text: %s\n", c->text == RECEIPT_TEXT_SAME ? "the one that was filed"
                                                          : "NOT the one that was filed");
    if (c->proof_found == RECEIPT_PROOF_GOOD)
        printf("log: entry %" PRId64 " of %" PRId64 ", under a signed checkpoint\n", c->note.event,
               c->covered);
    if (c->proof_found == RECEIPT_PROOF_BAD)
        puts("log: the proof is NOT right");
    return c->text == RECEIPT_TEXT_CHANGED || c->proof_found == RECEIPT_PROOF_BAD ? EXIT_REFUSED
                                                                                  : EXIT_DONE;
}

static int verdict_print(const struct receipt_check *c)
{
    switch (c->verdict) {
    case RECEIPT_GENUINE:
        return genuine_print(c);
    case RECEIPT_CHANGED:
        puts("changed: the signature is not of these lines");
        return EXIT_REFUSED;
    case RECEIPT_UNREADABLE:
        puts("unreadable: this is no receipt, or it was changed");
        return EXIT_REFUSED;
    case RECEIPT_FOREIGN:
        puts("could not tell: signed by a key that was not given");
        return EXIT_USAGE;
    }
    return EXIT_USAGE;
}

static int receipt_run(struct args *args)
{
    const char *pubkey = args_need(args, "pubkey"), *text = args_value(args, "statement");
    struct bytes file, statement;
    struct receipt_check check;
    struct note_keys keys;

    if (!pubkey)
        return EXIT_USAGE;
    if (args->n_files != 1) {
        fputs("redress receipt verify: which receipt?\n", stderr);
        return EXIT_USAGE;
    }
    if (!keys_read(args->a, pubkey, &keys) ||
        !file_read(args->a, args->file[0], RECEIPT_FILE_MOST, &file) ||
        (text && !file_read(args->a, text, RECEIPT_FILE_MOST, &statement)))
        return EXIT_USAGE;
    receipt_check(args->a, file, keys, &check);
    if (text && check.verdict == RECEIPT_GENUINE)
        receipt_check_text(args->a, statement, &check);
    receipt_proof_check(args->a, keys, &check);
    return verdict_print(&check);
}

const struct command receipt_commands[] = {
    { "receipt verify", "pubkey= statement=", "FILE --pubkey KEY [--statement FILE]",
      "Tells whether a receipt is genuine, and whether its text is what was filed.\n"
      "KEY is what redress key public prints. Needs no database, no server and no secret key.\n"
      "--statement gives the text for a receipt that came without. A proof that is in the file is\n"
      "verified too. Exit status: 0 genuine, 1 not, 2 could not tell.",
      receipt_run, 1 },
    { 0 },
};
