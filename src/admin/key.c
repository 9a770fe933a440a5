/*
 * redress key public and key rotate: the key that signs receipts and checkpoints.
 * redress key confirm: reads a recovery copy of the master key back, so that
 * somebody knows it is there and whole before it is needed. Without the master key
 * nothing in the database can be read by anybody.
 */
#include "admin/commands.h"
#include "admin/site.h"
#include "db/procedure_sql.h"
#include "log/signer.h"

#include <stdio.h>
#include <string.h>

/* Two vaults are the same when they make the same keyed hash. */
static bool same_key(const struct vault *a, const struct vault *b)
{
    unsigned char one[MAC_BYTES], two[MAC_BYTES];

    vault_mac_text(a, MAC_FORM, "recovery copy", one);
    vault_mac_text(b, MAC_FORM, "recovery copy", two);
    return vault_mac_same(one, two);
}

static bool note_confirmed(struct site *site, struct err *err)
{
    char at[INSTANT_TEXT];
    struct setting_row before = { 0 }, after;
    struct err none = { 0 };
    AUTO_TX tx = { 0 };
    struct history h;
    bool there;

    instant_text(site->act.now, at);
    if (!tx_begin(&tx, site->db, err))
        return false;
    there = sql_setting_by_name(site->a, site->db, "key_confirmed", &before, &none);
    after = before;
    after.name = "key_confirmed";
    after.value = at;
    return history_begin(&h, &site->act, COMPLAINT_NONE, "key_confirmed", NULL, err) &&
           (there ? history_update(&h, &setting_table, &before, &after, err)
                  : history_insert(&h, &setting_table, &after, err)) &&
           history_end(&h, err) && tx_commit(&tx, err);
}

static int confirm_run(struct args *args)
{
    const char *from = args_need(args, "from");
    struct vault *copy = NULL;
    AUTO_SITE site = { 0 };
    struct err err = { 0 };
    bool same;

    if (!from)
        return EXIT_USAGE;
    if (!site_open(args, &site, &err) || !vault_open(from, &copy, &err))
        return command_failed(args->a, &err);
    same = same_key(site.vault, copy);
    vault_close(copy);
    if (!same) {
        fprintf(stderr, "redress: %s is a master key, but not the one of this installation.\n",
                from);
        return EXIT_REFUSED;
    }
    if (!note_confirmed(&site, &err))
        return command_failed(args->a, &err);
    puts("This copy opens the data. Keep it apart from the machine and from its backups.");
    return EXIT_DONE;
}

static int public_print(struct site *site)
{
    struct signer signer;
    struct err err = { 0 };

    if (!signing_key_ready(&site->act, &err) ||
        !signer_open(site->a, site->db, site->vault, &signer, &err))
        return command_failed(site->a, &err);
    fputs(signer_public(site->a, &signer), stdout);
    return EXIT_DONE;
}

static int public_run(struct args *args)
{
    AUTO_SITE site = { 0 };
    struct err err = { 0 };

    return site_open(args, &site, &err) ? public_print(&site) : command_failed(args->a, &err);
}

static int rotate_run(struct args *args)
{
    AUTO_SITE site = { 0 };
    struct err err = { 0 };

    if (!site_open(args, &site, &err) || !signing_key_ready(&site.act, &err) ||
        !signing_key_rotate(&site.act, &err))
        return command_failed(args->a, &err);
    return public_print(&site);
}

const struct command key_commands[] = {
    { "key public", "data=", "--data DIR",
      "Prints the public keys of receipts and checkpoints, the present one first.\n"
      "Give them away early: with one of them anybody can check what is signed, also by keys\n"
      "that come later. The server shows them at /.well-known/redress-key.",
      public_run },
    { "key rotate", "data=", "--data DIR",
      "Begins to sign with a new key, which the present one signs; prints the public keys.\n"
      "An event of the history; a running server takes the new key at once.",
      rotate_run },
    { "key confirm", "data= from=", "--data DIR --from FILE",
      "Reads a recovery copy of the master key back and notes that it was done.\n"
      "init writes a copy to DIR.recovery: carry it to a safe place, then confirm it from there.",
      confirm_run },
    { 0 },
};
