"""Syncs that fail, one kind of file after another, by its name. `sync_test.py REDRESS FAULTS` prints TAP.

For each: a process of the server ends with status 74 and is started again, no receipt was given that is not found
later, and the history verifies; a command says in a sentence which file it was, ends with 74, and what was there
before stays."""

import os
import re
import signal
import subprocess
import sys
import tempfile
import time

from fault import STORY, Load, Place, held, main, read_back, sanitized, skip, wait_for

PROGRAM, PRELOAD = sys.argv[1:3]
LOST = 74


def ended(place, role=None):
    """Those of the server's processes that ended over a sync."""
    return [e for e in place.events("child ended")
            if e["number"] == LOST << 8 and (not role or e["detail"].startswith(role))]


def told(text, name):
    """Whether the sentence is there, of a file that is called so."""
    return re.search(rf"^redress: (\S*/)?{name}: the disk did not keep what was written \(.*\)", text, re.M)


def children(place):
    return {pid for role in ("worker-0", "worker-1", "clerk") for pid in place.children(role)}


def over(place):
    """How a start ended that is to end."""
    wait_for(lambda: place.process.poll() is not None)
    return place.process.poll()


def worker_killed(place):
    """Whoever takes its place opens the log of the database and puts it back."""
    os.kill(wait_for(lambda: place.children("worker-0"))[0], signal.SIGKILL)


def nothing(place):
    """Complaints come in, which is enough."""


# -- the server --------------------------------------------------------------

# What fails, by what the fault library calls it; the name in the sentence; which of them fails from now on (-1: each,
# until a process ended); what makes it be synced; whose it is.
SERVED = [
    ("the log of the database, the first from now", "redress.db-wal", "redress.db", 1, nothing, None),
    ("the log of the database, the second", "redress.db-wal", "redress.db", 2, nothing, None),
    ("the log of the database, the fifth", "redress.db-wal", "redress.db", 5, nothing, None),
    ("the database itself, when the log is put back", "redress.db", "redress.db", 1, worker_killed, None),
    ("the name of the log", "data/", "redress.db-wal", -1, worker_killed, None),
    ("a checkpoint", "*.checkpoint.new", r"\d+.checkpoint.new", 1, nothing, "clerk"),
    ("a checkpoint where it is carried to", "*.checkpoint.new", r"\d+.checkpoint.new", 3, nothing, "clerk"),
    ("the name of a checkpoint", "checkpoints/", r"\d+.checkpoint", 1, nothing, "clerk"),
]


def served_one(tap, place, load, kind):
    what, name, path, n, cause, role = kind
    before, fired, was = len(ended(place, role)), place.faults["sync_fired"], children(place)
    place.faults.sync_fails(name, n)
    cause(place)
    tap.ok(f"{what}: a sync fails", wait_for(lambda: place.faults["sync_fired"] > fired), place.said()[-500:])
    tap.ok(f"[D5] {what}: the process ends with {LOST}", wait_for(lambda: len(ended(place, role)) > before), place.said()[-500:])
    place.faults["sync_at"] = 0
    tap.ok(f"{what}: it was that one", place.faults.sync_lost() != "" and told(place.said(), path),
           (place.faults.sync_lost(), place.said()[-500:]))
    tap.ok(f"[D5] {what}: another takes its place", wait_for(lambda: len(children(place)) == 3 and children(place) != was))
    want = len(load.receipts) + 5
    tap.ok(f"[D5] {what}: and complaints come in again", wait_for(lambda: len(load.receipts) >= want), load.refused)


def checkpoints(folder):
    return [n for n in os.listdir(folder) if n.endswith(".checkpoint")] if os.path.isdir(folder) else []


def served(tap):
    with tempfile.TemporaryDirectory() as carried:
        place = Place(PROGRAM, PRELOAD, config=f"checkpoint_seconds: 1\ncheckpoint_folder: {carried}/copies\n").start()
        try:
            load = Load(place, clients=2)
            for kind in SERVED:
                served_one(tap, place, load, kind)
            place.faults.sync_fails("", -1)
            fired = place.faults["sync_fired"]
            tap.ok("every sync of every file fails", wait_for(lambda: place.faults["sync_fired"] > fired + 10))
            known = len(load.receipts)
            fired = place.faults["sync_fired"]
            wait_for(lambda: place.faults["sync_fired"] > fired + 6)
            tap.ok("[D4] nothing is acknowledged meanwhile", len(load.receipts) == known)
            place.faults["sync_at"] = 0
            tap.ok("[D5] it recovers by itself", wait_for(lambda: len(load.receipts) > known + 5, 40))
            tap.ok("[D5] what was to be signed is signed after all", wait_for(lambda: checkpoints(f"{carried}/copies")))
            tap.ok("[S55] and all is well", wait_for(lambda: place.health() == 200, 40))
            load.stop = True
            place.kill()
            load.end()
            tap.ok("the clients noticed", load.broken > 0)
            tap.ok("[D3] nobody was given another receipt for the same key", not load.changed)
            tap.ok("no half of a file is left",
                   not [n for n in os.listdir(place.data + "/checkpoints") if n.endswith(".new")])
            held(tap, place, load.receipts, "syncs failed")
            place.start()
            read_back(tap, place, load.receipts, "syncs failed")
            sanitized(tap, place, "syncs failed")
        finally:
            if "load" in locals():
                load.stop = True
            place.remove()


def traced(tap):
    """The same by the kernel's own means, where a process may be traced."""
    place = Place(PROGRAM, workers=1).start()
    tracer = None
    try:
        load = Load(place, 2)
        pid = place.children("worker-0")[0]
        log = place.log_path + ".strace"
        try:
            tracer = subprocess.Popen(
                ["strace", "-qq", "-p", str(pid), "-o", log, "-e", "trace=fsync,fdatasync",
                 "-e", "inject=fsync,fdatasync:error=EIO:when=3"], stderr=subprocess.PIPE)
        except OSError as e:
            skip(tap, "[D5] a sync that the kernel fails ends the process", e)
            return
        happened = wait_for(lambda: ended(place) or tracer.poll() is not None)
        text = open(log).read() if os.path.exists(log) else ""
        if "INJECTED" not in text and not ended(place):
            skip(tap, "[D5] a sync that the kernel fails ends the process", tracer.stderr.read()[:80])
            return
        tap.ok("the kernel failed a sync", "INJECTED" in text and happened, text[-200:])
        tap.ok("[D5] a sync that the kernel fails ends the process", wait_for(lambda: ended(place)))
        want = len(load.receipts) + 5
        tap.ok("[D5] and complaints come in again", wait_for(lambda: len(load.receipts) >= want))
        load.stop = True
        place.kill()
        load.end()
        held(tap, place, load.receipts, "a sync failed in the kernel")
        os.remove(log)
    finally:
        if tracer and tracer.poll() is None:
            tracer.kill()
        if "load" in locals():
            load.stop = True
        place.remove()


def by_clerk(tap):
    """A backup is a command that the clerk has run: its end is told and noted, and not begun again at once."""
    with tempfile.TemporaryDirectory() as folder:
        place = Place(PROGRAM, PRELOAD, config=f"backup: {{folder: {folder}}}\n")
        try:
            place.faults.sync_fails("redress-*.backup.new", -1)
            place.start()
            tap.ok("a backup of the clerk: a sync fails", wait_for(lambda: place.faults["sync_fired"] > 0))
            tap.ok("[D5] a backup of the clerk: the clerk tells it", wait_for(
                lambda: [e for e in place.events("sync failed") if e["who"] == "upkeep" and e["number"] == LOST]), place.said()[-500:])
            tap.ok("[D17] a backup of the clerk: that it failed is noted", wait_for(
                lambda: place.ask("SELECT count(*) FROM counter WHERE name = 'backup_failed' AND value > 0") == [["1"]]),
                place.ask("SELECT * FROM counter"))
            tap.ok("[D17] a backup of the clerk: none has its name",
                   not [n for n in os.listdir(folder) if n.endswith((".backup", ".keys", ".part"))], os.listdir(folder))
            fired = place.faults["sync_fired"]
            time.sleep(12)
            tap.ok("[D17] a backup of the clerk: and the next waits", place.faults["sync_fired"] == fired)
            tap.ok("[D5] a backup of the clerk: nobody else ended", not place.events("child ended"))
            place.faults["sync_at"] = 0
            receipts = {"a": place.file("a", f"{STORY} a")[1]}
            place.kill()
            held(tap, place, receipts, "a backup of the clerk")
        finally:
            place.remove()


def damage_noted(tap):
    """The note of damage beside the database: whoever could not write it down ends, and it is written down anew."""
    place = Place(PROGRAM, PRELOAD)
    try:
        place.start()
        receipts = {str(i): place.file(str(i), f"{STORY} {i}")[1] for i in range(5)}
        place.end()
        whole = open(place.data + "/redress.db", "rb").read()
        root = int(place.ask("SELECT rootpage FROM sqlite_schema WHERE name = 'event_value'")[0][0])
        place.start()
        with open(place.data + "/redress.db", "r+b") as f:
            f.seek((root - 1) * 4096)
            f.write(b"this is no page of a tree" * 163)
        place.faults.sync_fails("redress.db-damaged", 1)
        for pid in place.children("worker-0") + place.children("worker-1"):
            os.kill(pid, signal.SIGKILL)  # new ones have nothing in memory
        tap.ok("a note of damage: a sync fails", wait_for(lambda: tried(place) and place.faults["sync_fired"] > 0))
        tap.ok("[D5] a note of damage: the process ends", wait_for(lambda: ended(place)), place.said()[-500:])
        tap.ok("[D19] a note of damage: it is written anew", wait_for(
            lambda: tried(place) and os.path.exists(place.data + "/redress.db-damaged")))
        tap.ok("[D19] a note of damage: and nothing else is", place.file()[0] == 503)
        place.kill()
        for name in ("redress.db-wal", "redress.db-shm", "redress.db-damaged", "redress.db-lock"):
            if os.path.exists(f"{place.data}/{name}"):
                os.remove(f"{place.data}/{name}")
        with open(place.data + "/redress.db", "wb") as f:
            f.write(whole)
        held(tap, place, receipts, "a note of damage, and what was before it")
    finally:
        place.remove()


def tried(place):
    try:
        place.file(timeout=3)
    except OSError:
        pass
    return True


def lock_file(tap):
    """That the power was cut is kept in the lock file before anybody looks for what it broke."""
    place = Place(PROGRAM, PRELOAD)
    try:
        place.start()
        receipts = {"a": place.file("a", f"{STORY} a")[1]}
        place.kill()
        with open(place.data + "/redress.db-lock", "r+b") as f:
            head = f.read(128)
            f.seek(head.index(b"-"))
            f.write(b"x")  # of the machine's last start: it is another one now
        place.faults.sync_fails("redress.db-lock", 1)
        place.spawn()
        tap.ok("the lock file: a sync fails", wait_for(lambda: place.faults["sync_fired"] > 0))
        tap.ok("[D5] the lock file: the start ends", over(place) == LOST and told(place.said(), "redress.db-lock"), place.said())
        place.kill()
        place.start()
        tap.ok("[D13] the lock file: the next one looks for damage all the same", place.events("looked for damage"), place.said()[-500:])
        place.kill()
        held(tap, place, receipts, "the lock file")
    finally:
        place.remove()


# -- commands ----------------------------------------------------------------

def run_lost(tap, place, what, name, words, path=None):
    """A command whose syncs of such files fail."""
    fired = place.faults["sync_fired"]
    place.faults.sync_fails(name, -1)
    done = place.run(*words, faults=True)
    place.faults["sync_at"] = 0
    tap.ok(f"{what}: a sync fails", place.faults["sync_fired"] > fired)
    tap.ok(f"[D5] {what}: the command ends with {LOST}", done.returncode == LOST, (done.returncode, done.stdout, done.stderr))
    tap.ok(f"[D5] {what}: and says which file", told(done.stderr, path or re.escape(name).replace(r"\*", ".*")), done.stderr)


def keys(tap):
    """A key that may not be on the disk seals nothing: it is not there, and the next one is another."""
    place = Place(PROGRAM, PRELOAD)
    try:
        place.start()
        receipts = {"a": place.file("a", f"{STORY} a")[1]}
        place.end()
        for name in ("other.key", "other.recovery"):
            run_lost(tap, place, f"init, {name}", name, ("init", "--data", place.folder + "/other"))
            tap.ok(f"[D5] init, {name}: it is gone", not os.path.exists(f"{place.folder}/{name}"), os.listdir(place.folder))
            for rest in ("other.key", "other.recovery"):
                if os.path.exists(f"{place.folder}/{rest}"):
                    os.remove(f"{place.folder}/{rest}")
        done = place.run("init", "--data", place.folder + "/other")
        tap.ok("[D5] init: again, and it is done", done.returncode == 0 and os.path.exists(place.folder + "/other.recovery"), done.stderr)
        held(tap, place, receipts, "keys")
    finally:
        place.remove()


BACKUP = [
    ("the copy of the database", "b.new.part"),
    ("the data, parted from the keys", "b.new"),
    ("the keys", "b.keys.new"),
    ("the signed checkpoint", "b.checkpoint.new"),
    ("the journal of erasures", "b.erasures"),
]


def copies(tap):
    """Backups and what is made of them, and exports: the one before stays, and half of one has no name."""
    place = Place(PROGRAM, PRELOAD)
    try:
        staff(place)
        place.start()
        receipts = {str(i): place.file(str(i), f"{STORY} {i}")[1] for i in range(3)}
        place.end()
        erased(place, receipts.pop("0"))
        good = place.folder + "/good"
        tap.ok("a good backup", place.run("backup", "--data", place.data, "--to", good).returncode == 0)
        before = {n: open(f"{place.folder}/{n}", "rb").read() for n in os.listdir(place.folder) if n.startswith("good")}
        for what, name in BACKUP:
            run_lost(tap, place, f"backup, {what}", name, ("backup", "--data", place.data, "--to", place.folder + "/b"))
            tap.ok(f"[D17] backup, {what}: it is gone", not os.path.exists(f"{place.folder}/{name}"), os.listdir(place.folder))
            if name not in ("b.checkpoint.new", "b.erasures"):  # the data has its name by then
                tap.ok(f"[D17] backup, {what}: nothing has its name", not os.path.exists(place.folder + "/b"))
                again = place.run("backup", "--data", place.data, "--to", place.folder + "/b")
                tap.ok(f"[D17] backup, {what}: again, and it is good", again.returncode == 0, again.stderr)
            for rest in os.listdir(place.folder):
                if rest.startswith("b.") or rest == "b":
                    os.remove(f"{place.folder}/{rest}")
        run_lost(tap, place, "restore", "redress.db.new", ("restore", "--from", good, "--data", place.folder + "/r"))
        tap.ok("[D17] restore: there is no database", not os.path.exists(place.folder + "/r/redress.db"), os.listdir(place.folder + "/r"))
        done = place.run("restore", "--from", good, "--data", place.folder + "/r")
        tap.ok("[D17] restore: again, and it is done", done.returncode == 0, done.stderr)
        by = ("--by", "boss", "--password-file", place.folder + "/password", "--why", "Audit",
              "--second", "top", "--second-password-file", place.folder + "/password")
        run_lost(tap, place, "export", "all.jsonl.part", ("export", "--data", place.data, "--to", place.folder + "/all.jsonl", *by))
        tap.ok("[D5] export: no half of it is left", not [n for n in os.listdir(place.folder) if n.startswith("all")])
        run_lost(tap, place, "access", "all.json", ("access", "--data", place.data, "--reference", receipts["1"]["reference"],
                                                    *by[:4], "--to", place.folder + "/person"))
        tap.ok("[D5] access: it is gone", os.listdir(place.folder + "/person") == [])
        tap.ok("[D17] the good one is as it was", all(open(f"{place.folder}/{n}", "rb").read() == b for n, b in before.items()))
        held_but_erased(tap, place, receipts, "backups")
    finally:
        place.remove()


def staff(place):
    """Two who may erase and export."""
    path = place.folder + "/password"
    with open(path, "w") as f:
        f.write("a longer word than most of them\n")
    os.chmod(path, 0o600)
    for login, role in (("boss", "manager"), ("top", "top_management")):
        place.cli("user add", "--login", login, "--name", login, "--role", role, "--password-file", path)


def erase_words(place, receipt):
    path = place.folder + "/password"
    return ("erase", "--data", place.data, "--reference", receipt["reference"], "--ground", "unlawful", "--why", "Test",
            "--by", "boss", "--password-file", path, "--second", "top", "--second-password-file", path)


def erased(place, receipt):
    done = place.run(*erase_words(place, receipt))
    if done.returncode != 0:
        raise SystemExit(done.stderr)


def held_but_erased(tap, place, receipts, what):
    """As `held`, of a history in which somebody was erased."""
    there = set(place.references())
    tap.ok(f"[D1] {what}: every receipt of the client is in the database", all(r["reference"] in there for r in receipts.values()))
    done = place.run("verify", "--data", place.data)
    tap.ok(f"[D2] {what}: the history verifies", done.returncode == 0, done.stdout[:300] + done.stderr[:300])


def lines(place):
    path = place.data + "/erasures"
    return open(path).read().splitlines() if os.path.exists(path) else []


def erasures(tap):
    """The journal of who was erased: what was not kept is not in the file, and is written by whoever comes next."""
    place = Place(PROGRAM, PRELOAD)
    try:
        staff(place)
        place.start()
        receipts = {str(i): place.file(str(i), f"{STORY} {i}")[1] for i in range(4)}
        place.end()
        erased(place, receipts.pop("0"))
        before = lines(place)
        tap.ok("an erasure has its line", len(before) > 0)
        run_lost(tap, place, "erase", "erasures", erase_words(place, receipts["1"]))
        tap.ok("[D5] erase: what may not be on disk is not in the file", lines(place) == before, lines(place))
        place.faults.sync_fails("erasures", -1)
        place.spawn()
        tap.ok("[D5] the start writes it, and ends", over(place) == LOST and told(place.said(), "erasures"), place.said())
        place.kill()
        tap.ok("[D5] the start: nothing that may not be on disk", lines(place) == before, lines(place))
        place.faults["sync_at"] = 0
        place.start()
        tap.ok("[D5] the next start writes it down", len(lines(place)) > len(before), lines(place))
        before = lines(place)
        place.faults.sync_fails("erasures", -1)
        done = place.run(*erase_words(place, receipts["2"]), faults=True)
        tap.ok("erase beside the server: it ends", done.returncode == LOST, (done.returncode, done.stderr))
        tap.ok("[D5] the clerk would write it down, and ends", wait_for(lambda: ended(place, "clerk")), place.said()[-500:])
        place.faults["sync_at"] = 0
        tap.ok("[D5] the next clerk does", wait_for(lambda: len(lines(place)) > len(before)), lines(place))
        tap.ok("[D5] each line once", len(set(lines(place))) == len(lines(place)), lines(place))
        tap.ok("[D1] who was not erased reads what they wrote", place.story(receipts["3"]) == f"{STORY} 3")
        place.kill()
        held_but_erased(tap, place, receipts, "erasures")
    finally:
        place.remove()


main([served, traced, by_clerk, damage_noted, lock_file, keys, copies, erasures])
