#include "admin/command.h"

#include "base/durable.h"
#include "i18n/lang.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

const char *args_value(const struct args *args, const char *name)
{
    for (int i = 0; i < args->n_options; i++)
        if (strcmp(args->option[i].name, name) == 0)
            return args->option[i].value;
    return NULL;
}

bool args_has(const struct args *args, const char *name)
{
    for (int i = 0; i < args->n_options; i++)
        if (strcmp(args->option[i].name, name) == 0)
            return true;
    return false;
}

const char *const *args_values(const struct args *args, const char *name, size_t *n)
{
    const char **out = ARENA_ARRAY(args->a, const char *, ARGS);

    *n = 0;
    for (int i = 0; i < args->n_options; i++)
        if (strcmp(args->option[i].name, name) == 0)
            out[(*n)++] = args->option[i].value;
    return out;
}

const char *args_need(const struct args *args, const char *name)
{
    const char *value = args_value(args, name);

    if (!value || !*value) {
        fprintf(stderr, "redress %s: --%s is missing\nusage: redress %s %s\n", args->command->name,
                name, args->command->name, args->command->usage);
        return NULL;
    }
    return value;
}

/* Whether the first word of the command is this one; all begin with no word. */
static bool begins(const struct command *c, const char *word)
{
    size_t n = word ? strlen(word) : 0;

    return !word || (strncmp(c->name, word, n) == 0 && (c->name[n] == ' ' || !c->name[n]));
}

static void list_print(const struct command *const *tables, const char *word, FILE *to)
{
    fputs("usage: redress COMMAND [options]\n\n", to);
    for (; *tables; tables++)
        for (const struct command *c = *tables; c->name; c++)
            if (c->help && begins(c, word))
                fprintf(to, "  %-18s %.*s\n", c->name, (int)strcspn(c->help, "\n"), c->help);
    fputs("\nredress COMMAND --help tells more.\n", to);
}

static bool group(const struct command *const *tables, const char *word)
{
    for (; *tables; tables++)
        for (const struct command *c = *tables; c->name; c++)
            if (c->help && begins(c, word))
                return true;
    return false;
}

/* No command, half a command, or none of ours. */
static int not_found(const struct command *const *tables, const char *word, const char *second)
{
    bool known = word && group(tables, word);

    if (known && second)
        fprintf(stderr, "redress: there is no command %s %s\n", word, second);
    else if (known)
        fprintf(stderr, "redress: %s is half a command\n", word);
    else if (word)
        fprintf(stderr, "redress: there is no command %s\n", word);
    list_print(tables, known ? word : NULL, stderr);
    return EXIT_USAGE;
}

/* Whether the first words of the command line are this command; how many they are. */
static int command_words(const struct command *c, int argc, char **argv)
{
    char two[64] = "";

    if (argc > 2)
        snprintf(two, sizeof two, "%s %s", argv[1], argv[2]);
    if (strcmp(c->name, two) == 0)
        return 2;
    return strcmp(c->name, argv[1]) == 0 ? 1 : 0;
}

static const struct command *command_find(const struct command *const *tables, int argc,
                                          char **argv, int *words)
{
    for (; *tables; tables++)
        for (const struct command *c = *tables; c->name; c++)
            if ((*words = command_words(c, argc, argv)) > 0)
                return c;
    return NULL;
}

enum option { OPTION_NONE, OPTION_SWITCH, OPTION_VALUE, OPTION_VALUES };

/* The name for good is in `name`. */
static enum option option_kind(struct arena *a, const struct command *c, const char *given,
                               size_t n, const char **name)
{
    const char *at = c->options;

    while (*at) {
        size_t len = strcspn(at, " "), word = strcspn(at, " =");
        if (word == n && strncmp(at, given, n) == 0) {
            *name = arena_strn(a, at, word);
            return len - word == 2 ? OPTION_VALUES : word < len ? OPTION_VALUE : OPTION_SWITCH;
        }
        at += len;
        at += *at == ' ';
    }
    return OPTION_NONE;
}

static bool wrong(const struct args *args, const char *word, const char *why)
{
    fprintf(stderr, "redress %s: %s %s\nusage: redress %s %s\n", args->command->name, word, why,
            args->command->name, args->command->usage);
    return false;
}

static bool option_read(struct args *args, int *i)
{
    const char *given = args->argv[*i], *word = given + 2, *equals = strchr(word, '=');
    size_t n = equals ? (size_t)(equals - word) : strlen(word);
    const char *name, *value = NULL;
    enum option kind = option_kind(args->a, args->command, word, n, &name);

    if (kind == OPTION_NONE || (kind == OPTION_SWITCH && equals))
        return wrong(args, given, "is not understood");
    if (kind != OPTION_VALUES && args_has(args, name))
        return wrong(args, given, "is there twice");
    if (args->n_options == ARGS)
        return wrong(args, given, "is one too many");
    if (kind != OPTION_SWITCH)
        value = equals ? equals + 1 : args->argv[++*i];
    if (kind != OPTION_SWITCH && !value)
        return wrong(args, given, "needs a value");
    args->option[args->n_options].name = name;
    args->option[args->n_options++].value = value;
    return true;
}

static bool args_read(struct args *args, int from)
{
    for (int i = from; i < args->argc; i++) {
        if (strncmp(args->argv[i], "--", 2) == 0) {
            if (!option_read(args, &i))
                return false;
        } else if (args->n_files == args->command->files) {
            return wrong(args, args->argv[i], "is not understood");
        } else {
            args->file[args->n_files++] = args->argv[i];
        }
    }
    return true;
}

static bool wants_help(int argc, char **argv)
{
    for (int i = 1; i < argc; i++)
        if (strcmp(argv[i], "--help") == 0 || strcmp(argv[i], "-h") == 0)
            return true;
    return argc == 2 && strcmp(argv[1], "help") == 0;
}

/* Most commands end in the same ways; those that do not say how they do. */
static void help_print(const struct command *c)
{
    const char *help = c->help ? c->help : "";

    printf("usage: redress %s%s%s\n\n%s\n", c->name, *c->usage ? " " : "", c->usage, help);
    if (!strstr(help, "Exit status"))
        puts("Exit status: 0 done, 1 refused or failed, 2 wrong usage, 74 the disk did not keep "
             "what\n"
             "was written.");
}

/* Unless the usage says that it may be left out. */
static bool data_needed(const struct args *args)
{
    const char *data;

    return option_kind(args->a, args->command, "data", 4, &data) != OPTION_NONE &&
           !strstr(args->command->usage, "[--data ");
}

/* What was printed and got nowhere, as onto a full disk, is no success: it may have been a password
 * or a key that nobody sees again. What was done stays done. */
static int output_end(int status)
{
    if (fflush(stdout) == 0 && !ferror(stdout))
        return status;
    fprintf(stderr, "redress: what was to be printed could not be written: %s\n", strerror(errno));
    return status == EXIT_DONE ? EXIT_SYNC : status;
}

static int command_do(const struct command *const *tables, int argc, char **argv)
{
    AUTO_ARENA a = arena_new();
    struct args args = { .a = a, .argc = argc, .argv = argv };
    int words = 0;

    args.command = argc > 1 ? command_find(tables, argc, argv, &words) : NULL;
    if (args.command && wants_help(argc, argv)) {
        help_print(args.command);
        return EXIT_DONE;
    }
    if (wants_help(argc, argv)) {
        list_print(tables, group(tables, argv[1]) ? argv[1] : NULL, stdout);
        return EXIT_DONE;
    }
    if (!args.command)
        return not_found(tables, argc > 1 ? argv[1] : NULL, argc > 2 ? argv[2] : NULL);
    if (!args_read(&args, 1 + words) || (data_needed(&args) && !args_need(&args, "data")))
        return EXIT_USAGE;
    return args.command->run(&args);
}

int command_main(const struct command *const *tables, int argc, char **argv)
{
    return output_end(command_do(tables, argc, argv));
}

int command_failed(struct arena *a, const struct err *err)
{
    const char *text = lang_err(a, &langs[0], err);
    bool technical = err->kind == ERR_INTERNAL || err->kind == ERR_BUSY || err->kind == ERR_REFUSED;

    /* What a page says of such a thing is for people who cannot mend it. */
    if (err->detail[0] && technical)
        fprintf(stderr, "redress: %s\n", err->detail);
    else if (err->detail[0])
        fprintf(stderr, "redress: %s (%s)\n", text, err->detail);
    else
        fprintf(stderr, "redress: %s\n", text);
    return EXIT_REFUSED;
}

/* `text` must be a literal; the path stands in it as {path}. */
static bool path_refuse(struct err *err, const char *path, const char *text)
{
    err_set(err, ERR_INVALID, text);
    err_arg(err, "path", path);
    return false;
}

bool command_secret_file(struct arena *a, const char *path, const char **out, struct err *err)
{
    char line[1024];
    struct stat st;
    FILE *f = fopen(path, "re");

    if (!f || fstat(fileno(f), &st) != 0) {
        if (f)
            fclose(f);
        return path_refuse(err, path, N_("This file cannot be read: {path}"));
    }
    /* A pipe, as <(pass show redress) makes one, is nobody else's. */
    if (S_ISREG(st.st_mode) && (st.st_mode & 077) != 0) {
        fclose(f);
        return path_refuse(
            err, path,
            N_("Others may read the password file {path}. Make it yours alone: chmod 0400."));
    }
    if (!fgets(line, sizeof line, f))
        line[0] = '\0';
    fclose(f);
    line[strcspn(line, "\r\n")] = '\0';
    *out = arena_str(a, line);
    explicit_bzero(line, sizeof line);
    return true;
}

int command_file_new(const char *path)
{
    if (unlink(path) != 0 && errno != ENOENT)
        return -1;
    return open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
}
