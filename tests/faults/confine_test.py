"""What the processes of a server gave up, as the kernel says, and that they find out themselves when
they did not. `confine_test.py PROGRAM UNCONFINED`, where the second is the same program with what
confines taken out, as REDRESS_UNCONFINED says."""

import os
import re
import subprocess
import sys
import tempfile
from urllib.parse import parse_qs, urlsplit

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from fault import PATIENCE, Place, engine_name, engines, main, read_back, sanitized, skip, wait_for, STORY  # noqa: E402

PROGRAM, UNCONFINED = sys.argv[1:3]
EXIT_UNCONFINED = 77


def status_of(pid):
    with open(f"/proc/{pid}/status") as f:
        return dict(line.rstrip("\n").split(":\t", 1) for line in f if ":\t" in line)


def given_up(tap, place, what):
    """Of each process, after how it was started: filters of calls, and no way to new rights. The
    first worker that is ready serves, while another may still be giving things up."""
    for role, parts, filters in (("supervisor", None, 1), ("worker", ("worker-0", "worker-1"), 2), ("clerk", ("clerk",), 1)):
        def look():
            pids = [p for part in parts for p in place.children(part)] if parts else [place.process.pid]
            return [status_of(pid) for pid in pids]

        def filtered(all_of):
            return all_of and all(s["Seccomp"] == "2" and int(s.get("Seccomp_filters", filters)) >= filters
                                  for s in all_of)

        wait_for(lambda: filtered(look()))
        all_of = look()
        tap.ok(f"{what}: the {role} calls through a filter", filtered(all_of), all_of)
        tap.ok(f"{what}: the {role} gains no rights", all_of and all(s["NoNewPrivs"] == "1" for s in all_of))


def confined(place):
    """What the log says is in force."""
    lines = place.events("confined")
    return lines[0]["detail"].split() if lines else []


def serving(tap):
    for url in engines():
        what, place = engine_name(url), Place(PROGRAM, url=url)
        try:
            place.start()
            tap.ok(f"{what}: calls are said to be confined", "calls" in confined(place), place.said())
            given_up(tap, place, what)
            receipts = {str(i): place.file(str(i), f"{STORY} {i}")[1] for i in range(4)}
            os.kill(place.children("worker-0")[0], 9)
            tap.ok(f"{what}: a worker that is started again",
                   wait_for(lambda: len(place.children()) == 3 and place.health() == 200) and
                   wait_for(lambda: all(status_of(p).get("Seccomp_filters", "2") >= "2" for p in place.children("worker-0"))))
            given_up(tap, place, f"{what}, again")
            if url:
                reconnected(tap, place, what)
            read_back(tap, place, receipts, what)
            sanitized(tap, place, what)
            tap.ok(f"{what}: the end is clean", place.end() == 0)
            tap.ok(f"{what}: and leaves no leak unseen", "LeakSanitizer" not in place.said(), place.said()[-600:])
        finally:
            place.remove()


def reconnected(tap, place, what):
    """All connections are cut by the server: the confined workers make new ones."""
    place.psql(place.admin, "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity "
                            f"WHERE datname = '{place.name}' AND application_name = 'redress'")
    tap.ok(f"{what}: workers connect again", wait_for(lambda: place.file()[0] == 201) and
           all(place.file()[0] == 201 for _ in range(8)), place.said()[-600:])
    tap.ok(f"{what}: so does the clerk", wait_for(lambda: place.health() == 200))


def by_socket(tap):
    """The same through a socket of the file system, where the address is another."""
    url = os.environ.get("TEST_PG")
    if not url:
        return
    folder = Place.psql(url, "SHOW unix_socket_directories")[0][0].split(",")[0].strip()
    port = urlsplit(url).port or 5432
    if not folder or "host" in parse_qs(urlsplit(url).query) or not os.path.exists(f"{folder}/.s.PGSQL.{port}"):
        skip(tap, "PostgreSQL by a socket of the file system", "there is none")
        return
    place = Place(PROGRAM, url=f"postgresql://{urlsplit(url).username or ''}@/postgres?host={folder}&port={port}")
    try:
        place.start()
        reconnected(tap, place, "by a socket")
        tap.ok("by a socket: the end is clean", place.end() == 0)
    finally:
        place.remove()


REFUSED = re.compile(r"^.*= -1 (?:ENOSYS|EACCES|EPERM) .*$", re.M)


def nothing_missing(tap):
    """What a worker wants and does not get, as strace sees it: nothing, for libraries would do
    with something worse and say nothing."""
    for url in engines():
        what, place, tracer = engine_name(url), Place(PROGRAM, url=url, workers=1), None
        try:
            place.start()
            log = place.log_path + ".refused"
            pid = place.children("worker-0")[0]
            try:
                tracer = subprocess.Popen(["strace", "-f", "-Z", "-p", str(pid), "-o", log], stderr=subprocess.PIPE, text=True)
            except OSError as e:
                skip(tap, f"{what}: a worker gets what it needs", e)
                continue
            if "attached" not in (said := tracer.stderr.readline()):
                skip(tap, f"{what}: a worker gets what it needs", said.strip())
                continue
            at_work(tap, place, what)
            tracer.terminate()
            tracer.wait(PATIENCE)
            text = open(log).read()
            os.remove(log)
            tap.ok(f"{what}: the tracer saw it work", "EAGAIN" in text, text[:300])
            tap.ok(f"{what}: a worker gets what it needs", not REFUSED.findall(text), REFUSED.findall(text)[:8])
        finally:
            if tracer and tracer.poll() is None:
                tracer.kill()
            place.remove()


def at_work(tap, place, what):
    """Something of everything that strangers ask for, and a lost connection."""
    status, receipt, _ = place.file()
    tap.ok(f"{what}: a complaint by JSON", status == 201, receipt)
    for path in ("/", "/complain", "/login", "/verify", "/checkpoint", "/.well-known/redress-key", "/api/v1/openapi.json"):
        tap.ok(f"{what}: {path}", place.request("GET", path)[0] < 500)
    tap.ok(f"{what}: its author reads it", place.story(receipt) == STORY)
    if place.url:
        reconnected(tap, place, what)


def command(tap):
    """The operator's command is started by a confined clerk, and writes in the folder it was given."""
    with tempfile.TemporaryDirectory() as folder:
        place = Place(PROGRAM, config=f"checkpoint_seconds: 1\ncheckpoint_folder: {folder}/copies\n"
                      f"checkpoint_command: [/usr/bin/tee, {folder}/sent]\ncommand_folders: [{folder}]\n")
        try:
            place.start()
            place.file()
            tap.ok("a command gets the checkpoint", wait_for(
                lambda: os.path.exists(folder + "/sent") and "\n" in open(folder + "/sent").read()), place.said())
            tap.ok("a folder gets it, which nobody made before", wait_for(
                lambda: os.path.isdir(folder + "/copies") and os.listdir(folder + "/copies")), place.said())
        finally:
            place.remove()


def refuses(tap, fault, config=""):
    """How a server ends whose processes can do what they may not; and what it says."""
    place = Place(UNCONFINED, config=config)
    os.environ["REDRESS_UNCONFINED"] = fault
    try:
        place.spawn()
        wait_for(lambda: place.process.poll() is not None or place.health() == 200)
        served, status = place.health() is not None, place.process.poll()
        if served:
            place.end()
        return status, [line.get("detail") for line in place.events("not confined")], served
    finally:
        del os.environ["REDRESS_UNCONFINED"]
        place.remove()


def found_out(tap):
    offered = refuses(tap, "")
    tap.ok("the program of this test serves when nothing is taken out", offered[2], offered)
    for fault in ("worker files", "worker calls", "service files", "service calls"):
        status, said, served = refuses(tap, fault)
        if fault.endswith("files") and "kernel" in str(said):
            skip(tap, f"without {fault}", "this kernel has no Landlock")
            continue
        tap.ok(f"without {fault}: nothing is served", not served, said)
        tap.ok(f"without {fault}: it ends, by its own status", status == EXIT_UNCONFINED, status)
        tap.ok(f"without {fault}: the log says what succeeded", said and "this process can " in said[0], said)


def kernels(tap):
    for fault, part in (("no files", "files"), ("no calls", "calls")):
        status, said, served = refuses(tap, fault)
        tap.ok(f"a kernel with {fault}: it is served, and said", served and said and part in said[0], (status, said))
        status, said, served = refuses(tap, fault, "confinement: required\n")
        tap.ok(f"a kernel with {fault}, which are required: nothing is served",
               not served and status == EXIT_UNCONFINED and said and part in said[0], (status, said, served))
    place = Place(PROGRAM, config="confinement: off\n")
    try:
        place.start()
        tap.ok("off: it is said", [line["detail"] for line in place.events("not confined")] ==
               ["confinement is off in redress.conf"], place.said())
        tap.ok("off: so it is", all(status_of(p)["Seccomp"] == status_of("self")["Seccomp"] for p in place.children()))
    finally:
        place.remove()


def key_within_reach(tap):
    """A master key among the data cannot be taken away from workers, which is said."""
    place = Place(PROGRAM, workers=1)
    try:
        os.rename(place.data + ".key", place.data + "/key")
        with open(place.data + "/redress.conf", "a") as f:
            f.write(f"master_key: {place.data}/key\n")
        place.start()
        tap.ok("a key among the data is warned of", place.events("the master key is within reach of workers"), place.said())
    finally:
        place.remove()


main([serving, by_socket, nothing_missing, command, found_out, kernels, key_within_reach])
