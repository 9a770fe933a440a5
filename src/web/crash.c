/*
 * Only calls that are safe inside a signal handler. The texts are ready beforehand,
 * in the one place a handler can reach: static memory.
 */
#include "web/crash.h"

#include "base/base.h"

#include <signal.h>
#include <unistd.h>

static const int fatal[] = { SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT };

static char crash_line[COUNT(fatal)][128];
static struct sigaction crash_before[COUNT(fatal)];

static void crash_say(int number)
{
    for (size_t i = 0; i < COUNT(fatal); i++) {
        if (fatal[i] != number)
            continue;
        if (write(STDERR_FILENO, crash_line[i], strlen(crash_line[i])) < 0)
            _exit(70);
        /* Whoever watched before us (a sanitizer, or nobody) has the last word. */
        sigaction(number, &crash_before[i], NULL);
        raise(number);
    }
}

void crash_watch(const char *role)
{
    static char stack[16 * 1024];
    stack_t on_stack = { .ss_sp = stack, .ss_size = sizeof stack };
    struct sigaction action = { .sa_handler = crash_say, .sa_flags = SA_ONSTACK | SA_NODEFER };

    sigaltstack(&on_stack, NULL);
    for (size_t i = 0; i < COUNT(fatal); i++) {
        snprintf(
            crash_line[i], sizeof crash_line[i],
            "{\"level\":\"fatal\",\"event\":\"crash\",\"who\":\"%s\",\"signal\":%d,\"pid\":%d}\n",
            role, fatal[i], (int)getpid());
        sigaction(fatal[i], &action, &crash_before[i]);
    }
}
