/*
 * The command line: a table, a row per command.
 *
 *     redress COMMAND [ACT] --option value … [FILE …]
 *
 * Options are declared by name; an unknown or repeated one is refused, and so is an operand
 * too many, so that a slip never runs something else. Exit statuses: 0 done, 1 refused or something
 * was found, 2 wrong usage or it could not be told, 74 a sync failed (base/durable.h) or what was
 * to be printed got nowhere. Texts here are for the person at the machine and English only.
 */
#ifndef ADMIN_COMMAND_H
#define ADMIN_COMMAND_H

#include "base/arena.h"
#include "base/err.h"

enum { EXIT_DONE = 0, EXIT_REFUSED = 1, EXIT_USAGE = 2, ARGS = 40 };

struct args {
    struct arena *a;
    int argc; /* the whole command line, for serve */
    char **argv;
    const struct command *command;
    struct {
        const char *name, *value; /* value NULL for a switch */
    } option[ARGS];
    int n_options;
    const char *file[ARGS];
    int n_files;
};

struct command {
    const char *name;              /* "team add" */
    const char *options;           /* "data= name= parent= json": those with = need a
                                      value, those with =* may be there again */
    const char *usage;             /* "--data DIR --name NAME [--parent NAME]" */
    const char *help;              /* one sentence and, after a line break, more */
    int (*run)(struct args *args); /* --data is there, if it is among the options
                                    * and the usage has it without brackets */
    int files;                     /* how many operands it may have */
};

/* The value of an option, or NULL; whether a switch is there. */
const char *args_value(const struct args *args, const char *name);
bool args_has(const struct args *args, const char *name);
/* All values of an option that may be there again. */
const char *const *args_values(const struct args *args, const char *name, size_t *n);
/* The value of an option that must be there; says so and returns NULL otherwise. */
const char *args_need(const struct args *args, const char *name);

/* Runs what the command line says; `tables` are tables that end with { 0 }, ended by NULL. */
int command_main(const struct command *const *tables, int argc, char **argv);

/* Prints why something failed, in English. Returns EXIT_REFUSED. */
int command_failed(struct arena *a, const struct err *err);

/* First line of a file without its line break, for passwords; refuses a missing file and
 * one that others than its owner may read. [S54] */
MUST_CHECK bool command_secret_file(struct arena *a, const char *path, const char **out,
                                    struct err *err);

/* What people wrote goes into a file of the operator's own: what stands at `path` is taken away,
 * also a link, and nobody who put something there beforehand holds it open, or lets others read it.
 * The descriptor, or -1 and `errno`. [S60] */
int command_file_new(const char *path);

#endif
