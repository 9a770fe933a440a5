#!/bin/sh
# A private PostgreSQL server for tests, in a folder of its own.
#
#   tests/pg.sh start DIR    makes DIR, starts a server there, prints its URL
#   tests/pg.sh stop DIR     stops it and removes DIR
#
#   TEST_PG=$(tests/pg.sh start /tmp/try) meson test -C build; tests/pg.sh stop /tmp/try
#
# It listens on a socket in DIR and on a free port of 127.0.0.1; the process number is
# the first line of DIR/data/postmaster.pid. As root it runs as `postgres`, since
# PostgreSQL refuses to be root.
set -eu

usage() {
    sed -n '2,5s/^# \{0,1\}//p' "$0" >&2
    exit 64
}

bin=${PG_BIN:-}
[ -n "$bin" ] || bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
[ -x "$bin/initdb" ] || { echo "pg.sh: PostgreSQL is not installed (package postgresql-15)" >&2; exit 69; }

as_server() {
    if [ "$(id -u)" = 0 ]; then
        runuser -u postgres -- "$@"
    else
        "$@"
    fi
}

# A port that nobody listens on now; somebody may still be faster, so start tries again.
free_port() {
    python3 -c 'import socket
s = socket.socket()
s.bind(("127.0.0.1", 0))
print(s.getsockname()[1])'
}

start() {
    dir=$1
    [ ! -e "$dir/data" ] || { echo "pg.sh: $dir is in use" >&2; exit 73; }
    mkdir -p "$dir"
    dir=$(cd "$dir" && pwd)
    [ "$(id -u)" != 0 ] || chown postgres "$dir"
    as_server "$bin/initdb" -D "$dir/data" -U redress -A trust -E UTF8 --locale=C.UTF-8 \
        --no-sync >"$dir/initdb.log" 2>&1 || { cat "$dir/initdb.log" >&2; exit 70; }
    for try in 1 2 3; do
        port=$(free_port)
        if as_server "$bin/pg_ctl" -D "$dir/data" -l "$dir/data/log" -w -t 30 \
            -o "-c listen_addresses=127.0.0.1 -c port=$port -c unix_socket_directories=$dir \
                -c shared_buffers=32MB -c max_connections=60" start >/dev/null 2>&1; then
            echo "postgresql://redress@127.0.0.1:$port/postgres"
            return
        fi
    done
    cat "$dir/data/log" >&2
    exit 70
}

stop() {
    dir=$1
    [ -e "$dir/data/PG_VERSION" ] || { echo "pg.sh: no server in $dir" >&2; exit 66; }
    if [ -e "$dir/data/postmaster.pid" ]; then
        as_server "$bin/pg_ctl" -D "$dir/data" -m fast -w stop >/dev/null
    fi
    rm -rf "$dir"
}

[ $# = 2 ] || usage
case $1 in
start) start "$2" ;;
stop) stop "$2" ;;
*) usage ;;
esac
