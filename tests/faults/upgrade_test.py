"""A schema that is older or newer than the program, and upgrades that are killed.
`upgrade_test.py REDRESS FAULTS REDRESS_NEXT` prints TAP; the last is the program with one change more."""

import json
import os
import shutil
import sqlite3
import sys

from fault import STORY, Place, engine_name, engines, held, main, skip

PROGRAM, PRELOAD, NEXT = sys.argv[1:4]


def made(url):
    place = Place(PROGRAM, PRELOAD, url=url)
    place.start()
    receipts = {str(i): place.file(str(i), f"{STORY} {i}")[1] for i in range(5)}
    place.end()
    return place, receipts


def as_next(place, *words, faults=False):
    place.program = NEXT
    done = place.run(*words, "--data", place.data, faults=faults)
    place.program = PROGRAM
    return done


def upgraded_on(tap, url):
    name = engine_name(url)
    place, receipts = made(url)
    try:
        done = as_next(place, "serve")
        tap.ok(f"[D18] {name}: the later release asks for the upgrade", done.returncode == 1 and "redress upgrade" in done.stderr, done.stderr)
        done = as_next(place, "init")
        tap.ok(f"[D18] {name}: init does not do it without a backup", done.returncode == 1 and "redress upgrade" in done.stderr, done.stderr)
        done = as_next(place, "upgrade")
        tap.ok(f"[D18] {name}: upgrade does", done.returncode == 0 and "verified" in done.stdout, done.stdout + done.stderr)
        backup = [n for n in os.listdir(place.folder) if "before-upgrade" in n]
        tap.ok(f"[D18] {name}: after a backup", len(backup) == 2, backup)
        tap.ok(f"[D18] {name}: nothing is lost", [r[0] for r in place.ask("SELECT words FROM later ORDER BY id")] == place.references())
        done = as_next(place, "upgrade")
        tap.ok(f"[D18] {name}: again it is harmless", done.returncode == 0 and "up to date" in done.stdout, done.stdout + done.stderr)
        for command in (("serve",), ("verify",), ("upgrade",)):
            done = place.run(*command, "--data", place.data)
            tap.ok(f"[D18] {name}: the older release refuses the newer schema in words ({command[0]})",
                   done.returncode in (1, 2) and "newer release" in done.stderr, done.stderr)
        if not url:
            old = min(os.path.join(place.folder, n) for n in backup)
            done = place.run("restore", "--from", old, "--data", place.folder + "/back")
            place.data, kept = place.folder + "/back", place.data
            held(tap, place, receipts, f"{name}, back to the older release")
            place.data = kept
    finally:
        place.remove()


def upgraded(tap):
    for url in engines():
        upgraded_on(tap, url)


def killed(tap):
    """At any write the state before or after is left, and the next try goes on."""
    place, receipts = made(None)
    try:
        keep = {n: open(f"{place.data}/{n}", "rb").read() for n in os.listdir(place.data) if n.startswith("redress.db")}
        before = place.faults["writes"]
        as_next(place, "upgrade", "--backup", place.folder + "/all", faults=True)
        writes = place.faults["writes"] - before
        backed_up = place.faults["named_at"] - before  # what is written after it is the change itself
        step = max(1, backed_up // int(os.environ.get("FAULTS", 5)))
        as_before = as_after = 0
        for n in [*range(writes, backed_up, -1), *range(backed_up, 0, -step)]:
            for file in os.listdir(place.data):
                if file.startswith("redress.db"):
                    os.remove(f"{place.data}/{file}")
            for file, data in keep.items():
                with open(f"{place.data}/{file}", "wb") as f:
                    f.write(data)
            place.faults["kill_fired"], place.faults["kill_at"] = 0, n
            done = as_next(place, "upgrade", "--backup", f"{place.folder}/at{n}", faults=True)
            place.faults["kill_at"] = 0
            tap.ok(f"killed at write {n} of {writes}", place.faults["kill_fired"] == 1 and done.returncode == -9, done.stderr)
            old = place.run("verify", "--data", place.data)
            new = as_next(place, "verify")
            as_before += old.returncode == 0
            as_after += new.returncode == 0
            tap.ok(f"[D18] {n}: it is the state before, or after", (old.returncode == 0) != (new.returncode == 0), (old.stderr, new.stderr))
            done = as_next(place, "upgrade", "--backup", f"{place.folder}/again{n}")
            tap.ok(f"[D18] {n}: the next upgrade goes on", done.returncode == 0, done.stdout + done.stderr)
        tap.ok("[D18] some were killed before the change counted, some after", as_before > 2 and as_after > 0,
               (as_before, as_after))
        tap.ok("[D18] nothing is lost", [r[0] for r in place.ask("SELECT words FROM later ORDER BY id")] ==
               sorted(r["reference"] for r in receipts.values()))
    finally:
        place.remove()


FIRST = os.path.join(os.path.dirname(os.path.abspath(__file__)), "first")


def broken_off(tap, place):
    """Between the last change and what is counted behind it."""
    db = sqlite3.connect(os.path.join(place.data, "redress.db"))
    db.executescript("DELETE FROM tally_outcome; INSERT INTO counter (name, value) VALUES ('outcomes_due', 1)")
    db.close()
    done = place.run("serve", "--data", place.data)
    tap.ok("[D18] figures that are not counted yet: it is asked for the upgrade", done.returncode == 1 and "redress upgrade" in done.stderr, done.stderr)
    done = place.run("upgrade", "--data", place.data)
    tap.ok("[D18] figures that are not counted yet: it goes on", done.returncode == 0 and "verified" in done.stdout, done.stdout + done.stderr)


def from_first(tap):
    """A database that the first schema given out was filled in, written down table by table (first/redress.sql)."""
    place = Place(PROGRAM)
    try:
        for name in os.listdir(place.data):
            if name.startswith("redress.db"):
                os.remove(os.path.join(place.data, name))
        db = sqlite3.connect(os.path.join(place.data, "redress.db"))
        with open(os.path.join(FIRST, "redress.sql"), encoding="utf-8") as f:
            db.executescript(f.read())
        db.close()
        os.chmod(place.data + ".key", 0o600)
        shutil.copyfile(os.path.join(FIRST, "key"), place.data + ".key")
        os.chmod(place.data + ".key", 0o400)
        with open(os.path.join(FIRST, "receipts.json"), encoding="utf-8") as f:
            receipts = json.load(f)
        done = place.run("serve", "--data", place.data)
        tap.ok("[D18] the first schema: it is asked for the upgrade", done.returncode == 1 and "redress upgrade" in done.stderr, done.stderr)
        done = place.run("upgrade", "--data", place.data)
        tap.ok("[D18] the first schema is brought up to date", done.returncode == 0 and "verified" in done.stdout, done.stdout + done.stderr)
        broken_off(tap, place)
        done = place.run("verify", "--data", place.data, "--values")
        tap.ok("[D18] the first schema: history and texts are whole after it", done.returncode == 0, done.stdout + done.stderr)
        place.start()
        tap.ok("[D18] the first schema: their authors read what they wrote then",
               len(receipts) == 3 and all(place.story(r) == r["text"] for r in receipts))
        filed = place.file("after", f"{STORY} after")
        tap.ok("[D18] the first schema: the next complaint has a number of its own", filed[0] == 201 and
               filed[1]["reference"] not in [r["reference"] for r in receipts], filed)
        place.end()
        done = place.run("verify", "--data", place.data)
        tap.ok("[D18] the first schema: and all of it verifies", done.returncode == 0, done.stdout + done.stderr)
    finally:
        place.remove()


main([upgraded, from_first, killed])
