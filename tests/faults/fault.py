"""What the fault tests share: an installation with a server, faults on demand, and a client that
notes each receipt it was given and holds them against the database afterwards."""

import http.client
import json
import mmap
import os
import shutil
import signal
import socket
import sqlite3
import struct
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from urllib.parse import urlsplit, urlunsplit

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from server_test import PATIENCE, Tap, free_port, wait_for  # noqa: E402,F401

NAMES = ("only", "sync_at", "sync_fired", "write_errno", "write_fired", "kill_at", "kill_fired",
         "writes", "clock_us", "clock_fired", "alloc_at", "alloc_always", "alloc_fired", "allocs", "syncs",
         "renames", "unsynced", "names", "named_at")
SYNC_NAME, SYNC_LOST = (8 * len(NAMES) + 64 * i for i in range(2))

STORY = "The lift in our house has been out of order since Tuesday, and nobody answers."
CONFIG = ("throttle: {filing: {source: 0, seconds: 600}, api: {source: 0, seconds: 60}, "
          "track: {source: 0, seconds: 600}, upload: {source: 0, seconds: 600}}\n")


class Faults:
    """The numbers of tests/faults/fault.h."""

    def __init__(self, path):
        with open(path, "wb") as f:
            f.write(bytes(4096))
        self.path = path
        with open(path, "r+b") as f:
            self.map = mmap.mmap(f.fileno(), 4096)

    def __getitem__(self, name):
        return struct.unpack_from("q", self.map, 8 * NAMES.index(name))[0]

    def __setitem__(self, name, value):
        struct.pack_into("q", self.map, 8 * NAMES.index(name), value)

    def clear(self):
        for name in NAMES:
            self[name] = 0

    def sync_fails(self, name, n=1):
        """The n-th sync from now of files that are called so fails; -1: each of them."""
        self["sync_at"] = 0
        self.map[SYNC_NAME:SYNC_NAME + 64] = name.encode().ljust(64, b"\0")
        self["sync_at"] = n

    def sync_lost(self):
        """Whose sync failed last."""
        return self.map[SYNC_LOST:SYNC_LOST + 64].split(b"\0")[0].decode()


class Place:
    """An installation of its own and its server. `preload` is the library of faults; `folder` where
    another file system is wanted; `url` an administrative address of PostgreSQL."""

    def __init__(self, program, preload=None, folder=None, url=None, config="", workers=2):
        self.program, self.preload, self.workers = program, preload, workers
        if preload and not os.path.exists(preload):
            raise SystemExit(f"{preload} is not there")
        self.folder = tempfile.mkdtemp(prefix="redress-faults-", dir=folder)
        self.data = os.path.join(self.folder, "data")
        self.log_path = os.path.join(tempfile.gettempdir(), os.path.basename(self.folder) + ".log")
        self.faults = Faults(self.log_path + ".faults") if preload else None
        self.admin, self.url = url, None
        self.port, self.process = free_port(), None
        open(self.log_path, "w").close()
        if url:
            self.name = "faults_" + uuid.uuid4().hex[:12]
            self.psql(url, f"CREATE DATABASE {self.name}")
            self.url = urlunsplit(urlsplit(url)._replace(path="/" + self.name))
        self.cli("init", *(("--database", self.url) if self.url else ()))
        with open(os.path.join(self.data, "redress.conf"), "a") as f:
            f.write(CONFIG + config)
        os.chmod(f.name, 0o600)

    # -- the program --

    def environment(self):
        env = dict(os.environ)
        options = env.get("ASAN_OPTIONS", "")
        env["ASAN_OPTIONS"] = options + ":verify_asan_link_order=0:abort_on_error=0"
        if self.preload:
            env["REDRESS_FAULTS"] = self.faults.path
            if self.preload.endswith(".so"):
                env["LD_PRELOAD"] = self.preload
        return env

    def run(self, *words, faults=False):
        return subprocess.run([self.program, *words], capture_output=True, text=True, timeout=120,
                              env=self.environment() if faults else dict(os.environ))

    def cli(self, command, *words):
        done = self.run(*command.split(), "--data", self.data, *words)
        if done.returncode != 0:
            raise SystemExit(f"{command} ends with {done.returncode}: {done.stdout}{done.stderr}")
        return done.stdout

    def spawn(self):
        """Starts the server in a process group of its own and does not wait for it."""
        self.log = open(self.log_path, "ab")
        self.log_from = self.log.tell()
        self.process = subprocess.Popen(
            [self.program, "serve", "--data", self.data, "--listen", f"127.0.0.1:{self.port}",
             "--workers", str(self.workers)],
            stdout=self.log, stderr=self.log, env=self.environment(), start_new_session=True)

    def start(self):
        self.spawn()
        if not wait_for(lambda: self.health() == 200 or self.process.poll() is not None, 60) or \
                self.process.poll() is not None:
            self.kill()
            raise SystemExit("does not start: " + self.said())
        return self

    def kill(self):
        """As if the machine lost its power, as far as processes can tell."""
        if self.process:
            try:
                os.killpg(self.process.pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
            self.process.wait()
            wait_for(lambda: not self.children())
            self.process = None
            self.log.close()

    def end(self):
        """Ends it well; the exit status."""
        if not self.process:
            return None
        self.process.send_signal(signal.SIGTERM)
        status = self.process.wait(PATIENCE)
        self.process = None
        self.log.close()
        return status

    def said(self):
        with open(self.log_path, errors="replace") as f:
            f.seek(self.log_from)
            return f.read()

    def events(self, name):
        """The lines of this run's log with that event."""
        found = []
        for line in self.said().splitlines():
            if line.startswith("{") and line.endswith("}") and f'"event":"{name}"' in line:
                found.append(json.loads(line))
        return found

    def children(self, role=None):
        """Process numbers of our workers and clerk."""
        found = []
        for pid in filter(str.isdigit, os.listdir("/proc")):
            try:
                with open(f"/proc/{pid}/cmdline", "rb") as f:
                    words = f.read().split(b"\0")
                with open(f"/proc/{pid}/comm") as f:
                    name = f.read().strip()
            except OSError:
                continue
            if self.data.encode() in words and \
                    (name == role if role else name == "clerk" or name.startswith("worker-")):
                found.append(int(pid))
        return found

    def remove(self):
        self.kill()
        shutil.rmtree(self.folder, ignore_errors=True)
        for path in (self.log_path, self.log_path + ".faults"):
            if os.path.exists(path):
                os.remove(path)
        if self.url:
            self.psql(self.admin, f"DROP DATABASE IF EXISTS {self.name} WITH (FORCE)")

    # -- the database, beside the program --

    @staticmethod
    def psql(url, text):
        done = subprocess.run(["psql", "-qAtX", url, "-c", text], capture_output=True, text=True)
        if done.returncode != 0:
            raise SystemExit(done.stderr)
        return [line.split("|") for line in done.stdout.splitlines()]

    def ask(self, text):
        if self.url:
            return self.psql(self.url, text)
        db = sqlite3.connect(os.path.join(self.data, "redress.db"))
        try:
            return [[str(v) for v in row] for row in db.execute(text)]
        finally:
            db.close()

    def references(self):
        return [row[0] for row in self.ask("SELECT reference FROM complaint ORDER BY reference")]

    # -- HTTP --

    def request(self, method, path, body=None, headers=None, timeout=PATIENCE):
        c = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            c.request(method, path, body, headers or {})
            answer = c.getresponse()
            return answer.status, answer.read().decode(errors="replace"), answer.headers
        finally:
            c.close()

    def health(self):
        try:
            return self.request("GET", "/health", timeout=2)[0]
        except (OSError, http.client.HTTPException):
            return None

    def file(self, key=None, story=STORY, timeout=PATIENCE):
        """Files by the API: the status, the receipt and the heads. Errors of the network are the caller's."""
        status, text, heads = self.request(
            "POST", "/api/v1/complaints", json.dumps({"description": story}),
            {"Content-Type": "application/json", "Idempotency-Key": key or uuid.uuid4().hex}, timeout)
        return status, json.loads(text) if text.startswith("{") else {}, heads

    def story(self, receipt):
        """What its author reads of a complaint."""
        status, text, _ = self.request("GET", f"/api/v1/complaints/{receipt['reference']}",
                                       headers={"Complaint-Code": receipt["code"]})
        return json.loads(text).get("description") if status == 200 else None


class Load:
    """Clients that file one complaint after another, and ask again with the same key until they
    know. What was acknowledged is in `receipts`, by key."""

    def __init__(self, place, clients=4, pause=0):
        self.place, self.receipts, self.changed = place, {}, []
        self.refused, self.broken, self.stop, self.pause = {}, 0, False, pause
        self.threads = [threading.Thread(target=self.client, args=(i,), daemon=True) for i in range(clients)]
        for t in self.threads:
            t.start()

    def client(self, i):
        n = 0
        while not self.stop:
            self.one(f"{i}-{n}")
            n += 1
            if self.pause:
                time.sleep(self.pause)

    def one(self, key):
        while not self.stop:
            try:
                status, receipt, _ = self.place.file(key, f"{STORY} {key}")
            except (OSError, http.client.HTTPException, ValueError):
                self.broken += 1
                time.sleep(0.01)
                continue
            if status == 201:
                self.keep(key, receipt)
                return
            self.refused[status] = self.refused.get(status, 0) + 1
            time.sleep(0.02)

    def keep(self, key, receipt):
        before = self.receipts.setdefault(key, receipt)
        if before["reference"] != receipt["reference"]:
            self.changed.append(key)

    def end(self):
        self.stop = True
        for t in self.threads:
            t.join(PATIENCE)


def held(tap, place, receipts, what):
    """What was acknowledged is there, once, by dense numbers, and the history is clean."""
    there = place.references()
    lost = [r["reference"] for r in receipts.values() if r["reference"] not in set(there)]
    tap.ok(f"[D1] {what}: every receipt of the client is in the database", not lost, lost[:5])
    given = [r["reference"] for r in receipts.values()]
    tap.ok(f"[D7] {what}: no number was given twice", len(set(given)) == len(given))
    serials = sorted(int(r.split("-")[1]) for r in there)
    tap.ok(f"[D7] {what}: the numbers have no gaps", serials == list(range(1, len(there) + 1)),
           serials[-3:])
    done = place.run("verify", "--data", place.data)
    tap.ok(f"[D2] {what}: the history verifies", done.returncode == 0, done.stdout[:300] + done.stderr[:300])


def read_back(tap, place, receipts, what, sample=5):
    """Some of them, read by their authors; and what was asked for again is the same receipt."""
    some = list(receipts.items())[:: max(1, len(receipts) // sample)]
    tap.ok(f"[D1] {what}: their authors read what they wrote",
           some and all(place.story(r) == f"{STORY} {key}" for key, r in some))
    again = [place.file(key, f"{STORY} {key}") for key, _ in some]
    tap.ok(f"[D3] {what}: the same key gives the same receipt",
           all(a[0] == 201 and a[1]["reference"] == r["reference"] for a, (_, r) in zip(again, some)))


class Postgres:
    """A server of our own, to be restarted; in a folder that is there, or in a new one."""

    def __init__(self, folder=None):
        self.folder = folder or tempfile.mkdtemp(prefix="redress-pg-")
        self.own_folder = not folder
        if not folder:
            os.chmod(self.folder, 0o711)
        self.script = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "pg.sh")
        self.dir = os.path.join(self.folder, "server")
        done = subprocess.run([self.script, "start", self.dir], capture_output=True, text=True)
        self.url = done.stdout.strip() or None

    def restart(self):
        """As after a crash: connections break in the middle of whatever they do."""
        with open(os.path.join(self.dir, "data", "postmaster.opts")) as f:
            words = f.read().split('"')
        options = " ".join(words[1::2])
        bin = os.path.dirname(words[0].strip())
        line = [os.path.join(bin, "pg_ctl"), "-D", os.path.join(self.dir, "data"), "-m", "immediate", "-w",
                "-l", os.path.join(self.dir, "data", "log"), "-o", options]
        as_server = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
        return [subprocess.run([*as_server, *line, word], stdout=subprocess.DEVNULL,
                               stderr=subprocess.DEVNULL).returncode
                for word in ("stop", "start")][1] == 0

    def remove(self):
        subprocess.run([self.script, "stop", self.dir], capture_output=True)
        if self.own_folder:
            shutil.rmtree(self.folder, ignore_errors=True)


def engines():
    """The administrative addresses to try with: None is SQLite."""
    return [None] + ([os.environ["TEST_PG"]] if os.environ.get("TEST_PG") else [])


def engine_name(url):
    return "PostgreSQL" if url else "SQLite"


def skip(tap, what, why):
    tap.n += 1
    print(f"ok {tap.n} - {what} # SKIP {why}")


def sanitized(tap, place, what):
    said = place.said()
    tap.ok(f"{what}: no sanitizer spoke", "Sanitizer" not in said and "runtime error" not in said, said[-2000:])


def main(tests):
    """Runs the tests; every place they made is removed, also after a failure."""
    tap = Tap()
    wanted = os.environ.get("ONLY", "").split()
    for test in tests:
        if not wanted or test.__name__ in wanted:
            test(tap)
    sys.exit(tap.done())
