"""Backups that are broken off, cannot be written, or find an altered history; made by hand and by the
clerk, on both engines. `backup_test.py REDRESS FAULTS` prints TAP."""

import errno
import os
import sqlite3
import subprocess
import sys

from fault import STORY, Place, engine_name, engines, held, main, wait_for

PROGRAM, PRELOAD = sys.argv[1:3]


def filled(place, n=5):
    place.start()
    return {str(i): place.file(str(i), f"{STORY} {i}")[1] for i in range(n)}


def names(folder):
    """Data and keys; the journal of erasures and the checkpoint go with the data."""
    return sorted(n for n in os.listdir(folder) if not n.endswith((".erasures", ".checkpoint")))


def restored(tap, place, backup, receipts, what):
    """The backup as an installation of its own; PostgreSQL's goes into another database."""
    other = Place(PROGRAM, url=place.admin)
    try:
        if place.url:
            place.psql(place.admin, f"DROP DATABASE {other.name}")
            place.psql(place.admin, f"CREATE DATABASE {other.name}")
        else:
            os.remove(os.path.join(other.data, "redress.db"))
        words = ("--database", other.url) if other.url else ()
        os.rename(other.data, other.data + ".old")
        done = other.run("restore", "--from", backup, "--data", other.data, *words)
        tap.ok(f"[D17] {what}: one command restores it", done.returncode == 0, done.stderr)
        tap.ok(f"[D17] {what}: that another installation's key is there is said",
               "is not the one of this data" in str(done.stderr) and "Put the master key" in str(done.stderr),
               done.stderr)
        with open(f"{place.data}.key", "rb") as key:
            os.chmod(f"{other.data}.key", 0o600)
            with open(f"{other.data}.key", "wb") as f:
                f.write(key.read())
        held(tap, other, receipts, f"{what}, restored")
        other.start()
        tap.ok(f"[D17] {what}: their authors read what they wrote",
               all(other.story(r) == f"{STORY} {k}" for k, r in receipts.items()))
    finally:
        other.remove()


def killed(tap):
    """A backup that is killed at one write after another leaves none, or a good one."""
    place = Place(PROGRAM, PRELOAD)
    try:
        receipts = filled(place)
        place.kill()
        before = place.faults["writes"]
        place.run("backup", "--data", place.data, "--to", place.folder + "/whole", faults=True)
        writes = place.faults["writes"] - before
        tap.ok("a backup writes", writes > 20, writes)
        tap.ok("[D17] what takes its name was synced before, and the name is synced after",
               place.faults["renames"] >= 3 and place.faults["unsynced"] == 0 and place.faults["names"] == 0,
               [place.faults[n] for n in ("renames", "unsynced", "names")])
        half = 0
        for n in range(1, writes * 19 // 20, writes // int(os.environ.get("FAULTS", 6))):
            to = f"{place.folder}/at{n}"
            place.faults["kill_at"] = n
            fired = place.faults["kill_fired"]
            done = place.run("backup", "--data", place.data, "--to", to, faults=True)
            place.faults["kill_at"] = 0
            tap.ok(f"killed at write {n} of {writes}", place.faults["kill_fired"] == fired + 1 and done.returncode < 0)
            there = os.path.exists(to)
            half += not there
            if there:
                tap.ok(f"[D17] {n}: what has its name is whole", os.path.exists(to + ".keys") and
                       place.run("restore", "--from", to, "--data", f"{to}.d").returncode == 0)
            again = place.run("backup", "--data", place.data, "--to", f"{to}.again")
            tap.ok(f"[D17] {n}: the next one is good", again.returncode == 0, again.stderr)
        tap.ok("most were broken off before they had a name", half > 2, half)
        restored(tap, place, f"{place.folder}/at1.again", receipts, "after kills")
        held(tap, place, receipts, "the installation itself")
    finally:
        place.remove()


def unwritable(tap):
    place = Place(PROGRAM, PRELOAD)
    try:
        filled(place)
        place.kill()
        for name, number, value in (("a full disk", "write_errno", errno.ENOSPC), ("a failing disk", "write_errno", errno.EIO),
                                    ("a failing sync", "sync_at", -1)):
            to = f"{place.folder}/{number}{value}"
            fired = place.faults["write_fired"] + place.faults["sync_fired"]
            place.faults[number] = value
            done = place.run("backup", "--data", place.data, "--to", to, faults=True)
            place.faults[number] = 0
            tap.ok(f"{name}: it happened", place.faults["write_fired"] + place.faults["sync_fired"] > fired)
            tap.ok(f"[D17] {name}: the backup fails and says so", done.returncode not in (0, -9) and done.stderr, done.stderr)
            tap.ok(f"[D17] {name}: nothing has its name", not os.path.exists(to))
    finally:
        place.remove()


def by_clerk(tap, url):
    """Made by itself, when it is due; what is old goes, what does not verify is put aside."""
    name = engine_name(url)
    place = Place(PROGRAM, url=url)
    try:
        folder = os.path.join(place.folder, "backups")
        os.mkdir(folder)
        old = [f"redress-2020010{i}T000000Z.backup" for i in range(1, 5)]
        for file in old:
            open(f"{folder}/{file}", "w").close()
            open(f"{folder}/{file}.keys", "w").close()
        os.mkdir(f"{folder}/{old[0]}.check")
        open(f"{folder}/{old[0]}.check/redress.db", "w").close()
        open(f"{folder}/{old[0]}.new", "w").close()
        open(f"{folder}/mine", "w").close()
        with open(os.path.join(place.data, "redress.conf"), "a") as f:
            f.write(f"backup: {{folder: {folder}, keep: 3, keep_keys: 2}}\n")
        receipts = filled(place)
        tap.ok(f"[D17] {name}: the clerk has one made",
               wait_for(lambda: place.events("backup made and verified"), 40), place.said()[-800:])
        made = [n for n in names(folder) if n not in old and n.endswith(".backup")]
        tap.ok(f"[D17] {name}: beside it the newest stay, fewer of keys, and nothing half-made",
               names(folder) == sorted(["mine", old[2], old[3], old[3] + ".keys", made[0], made[0] + ".keys"]), names(folder))
        tap.ok(f"[D17] {name}: only the owner may read them",
               all(os.stat(f"{folder}/{n}").st_mode & 0o77 == 0 for n in names(folder) if n.startswith(made[0])))
        place.kill()
        done = place.run("backup", "--data", place.data)
        tap.ok(f"[D17] {name}: by hand into the same folder", done.returncode == 0, done.stderr)
        newest = f"{folder}/{[n for n in names(folder) if n.endswith('.backup')][-1]}"
        tap.ok(f"[D17] {name}: no key is in the file of data", keys_in(place, newest) == 0, keys_in(place, newest))
        alter(place, "UPDATE complaint SET stage = 'closed'")
        done = place.run("backup", "--data", place.data)
        tap.ok(f"[D17] {name}: of an altered history it says so", done.returncode == 1 and "does not verify" in done.stderr, done.stderr)
        tap.ok(f"[D17] {name}: and it is put aside", [n for n in names(folder) if n.endswith(".suspect")] and os.path.exists(newest), names(folder))
        restored(tap, place, newest, receipts, f"{name}, by the clerk")
    finally:
        place.remove()


def keys_in(place, backup):
    """How many keys stand in the file of data, which has to be good for nothing alone."""
    if place.url:
        done = subprocess.run(["/usr/bin/pg_restore", "--data-only", "--table=wrapped_key", "--file=-", backup],
                              capture_output=True, text=True)
        return -1 if done.returncode else done.stdout.count("COPY")
    db = sqlite3.connect(backup)
    try:
        n = db.execute("SELECT count(*) FROM wrapped_key").fetchone()[0]
    finally:
        db.close()
    source = sqlite3.connect(os.path.join(place.data, "redress.db"))
    try:
        keys = [row[0] for row in source.execute("SELECT wrapped FROM wrapped_key")]
    finally:
        source.close()
    with open(backup, "rb") as f:
        bytes = f.read()
    return n + sum(key in bytes for key in keys) if keys else -1


def alter(place, text):
    if place.url:
        place.psql(place.url, text)
        return
    db = sqlite3.connect(os.path.join(place.data, "redress.db"))
    db.execute(text)
    db.commit()
    db.close()


def clerks(tap):
    for url in engines():
        by_clerk(tap, url)


main([killed, unwritable, clerks])
