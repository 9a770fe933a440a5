"""Processes that are killed or stopped while complaints come in. `kill_test.py REDRESS FAULTS` prints
TAP."""

import os
import resource
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

from fault import (Load, Place, Postgres, engine_name, engines, held, main, read_back, sanitized, skip,
                   wait_for)

PROGRAM, PRELOAD = sys.argv[1:3]


def enough(load, n):
    """Waits for n more receipts."""
    want = len(load.receipts) + n
    return wait_for(lambda: len(load.receipts) >= want, 60)


def killed_under_load(tap, url):
    name = engine_name(url)
    place = Place(PROGRAM, url=url).start()
    try:
        load = Load(place)
        kills = 0
        tap.ok(f"{name}: complaints come in", enough(load, 10))
        for _ in range(3):
            victim = place.children("worker-0") + place.children("worker-1")
            os.kill(victim[kills % len(victim)], signal.SIGKILL)
            kills += 1
            tap.ok(f"[D13] {name}: a worker is killed, and complaints come in", enough(load, 10))
        for _ in range(2):
            place.kill()
            kills += 1
            place.start()
            tap.ok(f"[D13] {name}: all are killed at once, and complaints come in", enough(load, 10))
        sanitized(tap, place, name)
        load.stop = True
        place.kill()
        load.end()
        tap.ok(f"{name}: the kills were seen by the clients", load.broken > 0, load.broken)
        tap.ok(f"[D3] {name}: nobody was given another receipt for the same key", not load.changed)
        held(tap, place, load.receipts, f"{name}, killed {kills + 1} times")
        place.start()
        read_back(tap, place, load.receipts, name)
    finally:
        place.remove()


def killed(tap):
    for url in engines():
        killed_under_load(tap, url)


def killed_at_writes(tap):
    """One process after another dies at one of its writes: between an answer and its flush, where
    somebody answered too early."""
    place = Place(PROGRAM, PRELOAD).start()
    try:
        load = Load(place)
        for n in (1, 2, 3, 5, 8, 13):
            fired = place.faults["kill_fired"]
            place.faults["kill_at"] = n
            tap.ok(f"[D13] killed at write {n}, and complaints come in",
                   wait_for(lambda: place.faults["kill_fired"] > fired) and enough(load, 10))
        load.stop = True
        place.kill()
        load.end()
        tap.ok("[D3] nobody was given another receipt for the same key", not load.changed)
        held(tap, place, load.receipts, "killed at writes")
    finally:
        place.remove()


def flushed(tap):
    """No answer without a flush: what was acknowledged is not only in the memory of the machine."""
    place = Place(PROGRAM, PRELOAD, workers=1).start()
    try:
        place.file()
        bare = 0
        for i in range(20):
            before = place.faults["syncs"]
            good = place.file(f"flushed-{i}")[0] == 201
            bare += not good or place.faults["syncs"] == before
        tap.ok("[D1] each of 20 complaints was flushed to the disk before it was acknowledged", bare == 0, bare)
    finally:
        place.remove()


def state_of(pid):
    with open(f"/proc/{pid}/stat") as f:
        return f.read().rsplit(")", 1)[1].split()[0]


def stands_at(pid):
    """Where the program stands in the memory of a process."""
    program = os.readlink(f"/proc/{pid}/exe")
    with open(f"/proc/{pid}/maps") as f:
        return next(line.split("-")[0] for line in f if line.rstrip().endswith(program))


def crashed(tap):
    """Whoever can crash workers learns nothing from it about the addresses of the next."""
    place = Place(PROGRAM).start()
    try:
        supervisor = place.process.pid
        first = place.children("worker-0")[0]
        tap.ok("the first ones share the supervisor's memory", stands_at(first) == stands_at(supervisor))
        os.kill(first, signal.SIGSEGV)
        tap.ok("one crashes and is replaced", wait_for(lambda: place.children("worker-0") not in ([], [first])))
        tap.ok("[S64] the new one stands elsewhere", stands_at(place.children("worker-0")[0]) != stands_at(supervisor))
        tap.ok("and serves", wait_for(lambda: place.health() == 200) and place.file()[0] == 201)
        place.kill()
    finally:
        place.remove()


def stopped(tap):
    """A worker that stands still: others serve, and it is replaced."""
    place = Place(PROGRAM, config="limits: {watchdog_seconds: 2}\n").start()
    try:
        pid = place.children("worker-0")[0]
        os.kill(pid, signal.SIGSTOP)
        tap.ok("a worker is stopped", wait_for(lambda: state_of(pid) == "T"))
        load = Load(place, clients=16)  # half of the connections wait for the one that is stopped
        tap.ok("[D14] the others serve", enough(load, 5) and state_of(pid) == "T")
        tap.ok("[D13] it is noticed", wait_for(lambda: place.events("hung")), place.said()[-500:])
        tap.ok("[D13] and replaced", wait_for(lambda: place.children("worker-0") not in ([], [pid])))
        tap.ok("[S55] and all is well", wait_for(lambda: place.health() == 200) and enough(load, 10))
        load.end()
        place.kill()
        held(tap, place, load.receipts, "a worker stood still")
    finally:
        place.remove()


def crowded(tap):
    """Connections that say nothing, or half a head, beside people who file."""
    many = int(os.environ.get("CROWD", 1000))
    resource.setrlimit(resource.RLIMIT_NOFILE, (resource.getrlimit(resource.RLIMIT_NOFILE)[1],) * 2)
    place = Place(PROGRAM, config="limits: {connections: 12000, connections_per_address: 0, "
                                  "head_seconds: 60, idle_seconds: 60}\n").start()
    crowd = []
    try:
        for i in range(many):
            s = socket.create_connection(("127.0.0.1", place.port), timeout=10)
            if i % 2:
                s.sendall(b"POST /api/v1/complaints HTTP/1.1\r\nHost: x")
            crowd.append(s)
        # Each at its own moment, whatever became of the one before: what has to wait counts whole.
        took, began = [], time.monotonic()
        for i in range(60):
            due = began + i / 10
            time.sleep(max(0, due - time.monotonic()))
            good = place.file(f"crowd-{i}")[0] == 201
            took.append(time.monotonic() - due if good else 99)
        took.sort()
        print(f"# {many} connections held: median {took[30] * 1000:.0f} ms, 95 of 100 within {took[57] * 1000:.0f} ms")
        tap.ok(f"[D14] beside {many} connections that say nothing, 95 of 100 complaints take less than a second",
               took[57] < 1, took[50:])
        held_open = sum(open_still(s) for s in crowd)
        tap.ok("and they were held all the time", held_open == many, held_open)
        tap.ok("and all is well", place.health() == 200 and not place.events("child ended"))
    finally:
        for s in crowd:
            s.close()
        place.remove()


def open_still(s):
    s.setblocking(False)
    try:
        return s.recv(1) != b""
    except BlockingIOError:
        return True
    except OSError:
        return False


def service_told(tap):
    """What systemd's watchdog hears: signs of life while the supervisor lives, none while it hangs."""
    folder = tempfile.mkdtemp()
    path = os.path.join(folder, "notify")
    place = Place(PROGRAM)
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as s:
        s.bind(path)
        s.settimeout(5)
        os.environ["NOTIFY_SOCKET"] = path
        try:
            place.start()
            tap.ok("[D13] the service manager hears that it is ready",
                   wait_for(lambda: s.recv(100) == b"READY=1"))
            tap.ok("[D13] and that it lives", s.recv(100) == b"WATCHDOG=1")
            os.kill(place.process.pid, signal.SIGSTOP)
            s.setblocking(False)
            while silent(s):
                pass
            s.settimeout(3)
            tap.ok("[D13] and nothing of one that hangs", not silent(s))
            os.kill(place.process.pid, signal.SIGCONT)
            tap.ok("[D13] until it lives again", silent(s) == b"WATCHDOG=1")
            tap.ok("the end is clean", place.end() == 0)
        finally:
            del os.environ["NOTIFY_SOCKET"]
            place.remove()
            shutil.rmtree(folder)


def silent(s):
    """What was heard; None when nothing was."""
    try:
        return s.recv(100)
    except OSError:
        return None


def restarted(tap):
    if not os.environ.get("TEST_PG"):
        skip(tap, "[D16] PostgreSQL restarted", "TEST_PG is not set")
        return
    server = Postgres()
    # Each commit takes a while, so that the restarts meet commits.
    place = Place(PROGRAM, url=server.url + "?options=-ccommit_delay%3D100000%20-ccommit_siblings%3D0").start()
    try:
        load = Load(place, clients=8)
        for _ in range(2):
            tap.ok("complaints come in", enough(load, 20))
            tap.ok("PostgreSQL is restarted in the middle of it", server.restart())
        tap.ok("[D16] and service is back within ten seconds", wait_for(lambda: place.health() == 200, 10))
        tap.ok("[D16] without restarting us", enough(load, 10) and not place.events("child ended"))
        load.end()
        tap.ok("the restarts were felt", sum(load.refused.values()) > 0, load.refused)
        tap.ok("[D3] nobody was given another receipt for the same key", not load.changed)
        held(tap, place, load.receipts, "PostgreSQL restarted")
        read_back(tap, place, load.receipts, "PostgreSQL restarted")
        sanitized(tap, place, "PostgreSQL restarted")
    finally:
        place.remove()
        server.remove()


main([killed, killed_at_writes, flushed, crashed, stopped, crowded, service_told, restarted])
