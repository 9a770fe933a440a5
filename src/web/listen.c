#include "web/listen.h"

#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

enum { BACKLOG = 1024, ABOVE_INHERITED = 100 };

static bool part_copy(const char *s, size_t n, char *out, size_t size)
{
    if (n == 0 || n >= size)
        return false;
    memcpy(out, s, n);
    out[n] = '\0';
    return true;
}

bool listen_split(const char *address, char *host, size_t size, char *port, size_t port_size)
{
    const char *colon = strrchr(address, ':');
    size_t n = colon ? (size_t)(colon - address) : 0;
    bool six = n >= 2 && address[0] == '[' && address[n - 1] == ']';

    if (!colon || strspn(colon + 1, "0123456789") != strlen(colon + 1))
        return false;
    if (!six && memchr(address, ':', n))
        return false; /* IPv6 without its brackets */
    return part_copy(address + six, six ? n - 2 : n, host, size) &&
           part_copy(colon + 1, strlen(colon + 1), port, port_size) &&
           strtol(port, NULL, 10) <= 65535; /* getaddrinfo would take the rest of it */
}

static bool option_set(int fd, int level, int option)
{
    int on = 1;

    return setsockopt(fd, level, option, &on, sizeof on) == 0;
}

static bool socket_bind(int fd, const struct addrinfo *at)
{
    return option_set(fd, SOL_SOCKET, SO_REUSEADDR) && bind(fd, at->ai_addr, at->ai_addrlen) == 0;
}

static bool socket_listen(int fd, const struct addrinfo *at)
{
    return option_set(fd, SOL_SOCKET, SO_REUSEPORT) && option_set(fd, IPPROTO_TCP, TCP_NODELAY) &&
           socket_bind(fd, at) && listen(fd, BACKLOG) == 0;
}

/* Out of the way of the numbers under which children inherit. */
static int fd_above(int fd)
{
    int above = fcntl(fd, F_DUPFD_CLOEXEC, ABOVE_INHERITED);

    close(fd);
    return above;
}

/* A new socket for the address, made ready by `ready`; its errno is the reason when that fails. */
static bool socket_at(const char *address, bool (*ready)(int fd, const struct addrinfo *at),
                      int *fd, struct err *err)
{
    struct addrinfo hints = { .ai_socktype = SOCK_STREAM, .ai_flags = AI_PASSIVE | AI_NUMERICSERV };
    struct addrinfo *at;
    char host[256], port[8];

    if (!listen_split(address, host, sizeof host, port, sizeof port))
        return err_internal(err, "%s is not HOST:PORT", address);
    if (getaddrinfo(host, port, &hints, &at) != 0)
        return err_internal(err, "the host of %s is not known", address);
    *fd = socket(at->ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    bool made = *fd >= 0 && ready(*fd, at);
    int why = errno;
    freeaddrinfo(at);
    if (made)
        return true;
    if (*fd >= 0)
        close(*fd);
    if (why == EADDRINUSE)
        return err_internal(err, "another program listens on %s: end it, or choose another port",
                            address);
    if (why == EADDRNOTAVAIL)
        return err_internal(err, "this machine has no address for %s: choose one of its own",
                            address);
    if (why == EACCES)
        return err_internal(err,
                            "this user may not listen on %s: choose a port from 1024 on, or give "
                            "the program CAP_NET_BIND_SERVICE",
                            address);
    return err_internal(err, "cannot listen on %s: %s", address, strerror(why));
}

bool listen_free(const char *address, struct err *err)
{
    int fd;

    if (!socket_at(address, socket_bind, &fd, err))
        return false;
    close(fd);
    return true;
}

bool listen_open(const char *address, int *fd, struct err *err)
{
    if (!socket_at(address, socket_listen, fd, err))
        return false;
    *fd = fd_above(*fd);
    return *fd >= 0 || err_internal(err, "no descriptors left");
}
