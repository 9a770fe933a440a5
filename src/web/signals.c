#include "web/signals.h"

#include <signal.h>
#include <sys/signalfd.h>
#include <unistd.h>

int signals_open(bool children)
{
    sigset_t set;

    sigemptyset(&set);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGHUP);
    if (children)
        sigaddset(&set, SIGCHLD);
    if (sigprocmask(SIG_BLOCK, &set, NULL) != 0)
        return -1;
    return signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
}

bool signals_end(int fd)
{
    struct signalfd_siginfo info;
    bool end = false;

    while (read(fd, &info, sizeof info) == sizeof info)
        end = end || info.ssi_signo == SIGTERM || info.ssi_signo == SIGINT;
    return end;
}
