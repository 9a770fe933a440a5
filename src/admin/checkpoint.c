/* redress checkpoint: signs what the history is now, for whoever wants to keep it elsewhere. */
#include "log/checkpoint.h"
#include "admin/commands.h"
#include "admin/site.h"
#include "log/log.h"
#include "log/place.h"
#include "log/tiles.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PUSH_SECONDS = 60 };

static bool forget(struct site *site, struct err *err)
{
    AUTO_TX tx = { 0 };

    return tx_begin(&tx, site->db, err) && tiles_forget(site->a, site->db, err) &&
           tx_commit(&tx, err);
}

static bool checkpoint_size(struct arena *a, const char *text, int64_t *size)
{
    struct bytes bytes = { (const unsigned char *)text, strlen(text) };
    struct checkpoint c;
    struct note note;

    if (!note_read(a, bytes, &note) || !checkpoint_read(a, note.text, &c))
        return false;
    *size = c.size;
    return true;
}

static int checkpoint_run(struct args *args)
{
    AUTO_SITE site = { 0 };
    struct err err = { 0 };
    const char *note, *folder;
    int64_t size;

    if (!site_open(args, &site, &err))
        return command_failed(args->a, &err);
    folder = place_folder(args->a, site.config.data);
    if ((args_has(args, "anew") && !forget(&site, &err)) || !signing_key_ready(&site.act, &err) ||
        !checkpoint_make(&site.act, folder, &note, &err))
        return command_failed(args->a, &err);
    if (!checkpoint_size(args->a, note, &size) ||
        !log_place(args->a, &site.config, size, note, PUSH_SECONDS, &err))
        return command_failed(args->a, &err);
    fputs(note, stdout);
    return EXIT_DONE;
}

/* Event N as the digits of a positive number; 0 when they are not. */
static int64_t event_number(const char *text)
{
    size_t n = strlen(text);

    return n > 0 && n < 18 && strspn(text, "0123456789") == n ? strtoll(text, NULL, 10) : 0;
}

static int number_refused(const struct args *args, const char *option, const char *value,
                          const char *what)
{
    fprintf(stderr, "redress %s: --%s %s: write %s\n", args->command->name, option, value, what);
    return EXIT_USAGE;
}

static int proof_run(struct args *args)
{
    const char *event = args_need(args, "event");
    AUTO_SITE site = { 0 };
    struct inclusion in;
    struct err err = { 0 };

    if (!event)
        return EXIT_USAGE;
    if (event_number(event) == 0)
        return number_refused(args, "event", event, "the number of an event, such as 120");
    if (!site_open(args, &site, &err) ||
        !log_inclusion(args->a, site.db, event_number(event), &in, &err))
        return command_failed(args->a, &err);
    fputs(in.text, stdout);
    return EXIT_DONE;
}

static int consistency_run(struct args *args)
{
    const char *from = args_need(args, "from"), *text;
    AUTO_SITE site = { 0 };
    struct err err = { 0 };

    if (!from)
        return EXIT_USAGE;
    if (event_number(from) == 0)
        return number_refused(args, "from", from,
                              "how many events an earlier checkpoint has, such as 120: its second "
                              "line says it");
    if (!site_open(args, &site, &err) ||
        !log_consistency(args->a, site.db, event_number(from), &text, &err))
        return command_failed(args->a, &err);
    fputs(text, stdout);
    return EXIT_DONE;
}

const struct command checkpoint_commands[] = {
    /* The longer name first: it begins with the other. */
    { "checkpoint proof", "data= event=", "--data DIR --event NUMBER",
      "Prints the proof that an event is in the history, under the newest checkpoint.\n"
      "In the form of c2sp.org/tlog-proof, which other programs verify.",
      proof_run },
    { "checkpoint from", "data= from=", "--data DIR --from NUMBER",
      "Prints the proof that the newest checkpoint goes on from the one of so many events.\n"
      "docs/examples/verify_checkpoint.py holds it against that one, with the public key alone.",
      consistency_run },
    { "checkpoint", "data= anew", "--data DIR [--anew]",
      "Signs what the history is now, puts it where checkpoints go, and prints it.\n"
      "With --anew the tree is made again from the events first, which mends one that was damaged.",
      checkpoint_run },
    { 0 },
};
