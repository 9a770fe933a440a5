/* What the clerk starts and what does not end well is not begun again and again. The program that
 * is started stands in for the command: it is this one, and ends as it is told. */
#include "admin/chores.h"
#include "operation/try.h"
#include "web/app.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#define ENDS "CHORE_ENDS"
enum { KILLED = -1, HALF_HOUR = 1800 };

static const struct {
    const char *what;
    int ends;
    bool again;
} endings[] = {
    { "one that was done is begun again when it is due", 0, true },
    { "one that could not look rests", 2, false },
    { "one that lost what it wrote rests", 74, false },
    { "one that was killed rests", KILLED, false },
};

static void job(struct app *app)
{
    TRY("the clerk's job", chores_job(app, &err));
}

static void test_chores(struct try *t)
{
    struct config config = { .data = "/nowhere", .check_hours = 1 };

    for (size_t i = 0; i < COUNT(endings); i++) {
        struct app app = { .config = &config, .db = t->db, .looked = true };
        siginfo_t how;
        app.chores_from = instant_now().us - SECONDS((int64_t)HALF_HOUR);
        setenv(ENDS, arena_printf(t->a, "%d", endings[i].ends), 1);
        job(&app);
        TAP("it is begun", app.chore != 0);
        TAP("it ends", waitid(P_PID, (id_t)app.chore, &how, WEXITED | WNOWAIT) == 0);
        job(&app);
        TAP(endings[i].what, (app.chore != 0) == endings[i].again);
        if (app.chore != 0)
            waitpid(app.chore, NULL, 0);
    }
}

static int stand_in(void)
{
    int ends = (int)strtol(getenv(ENDS), NULL, 10);

    if (ends == KILLED)
        raise(SIGKILL);
    return ends;
}

int main(int argc, char **argv)
{
    if (argc > 1 && strcmp(argv[1], "check") == 0)
        return stand_in();
    try_on_both("chores", test_chores);
    return tap_done();
}
