"""What somebody with write access to the database can do, and that both verifiers find it: `redress verify`, and
verify.py, which knows docs/format.md alone. `chain_test.py REDRESS FOLDER_OF_MIGRATIONS` prints TAP."""

import base64
import json
import pathlib
import shutil
import sqlite3
import subprocess
import sys
import tempfile

import ed25519
import verify
from server_test import Tap

LOG_KINDS = {"log_cut", "log_rewritten", "checkpoint_forged", "checkpoint_key_unknown", "checkpoint_foreign",
             "checkpoint_unreadable", "signing_key_forged", "signing_key_foreign"}
THIEF = bytes(range(32))


def run(*command):
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout.decode()


class World:
    """An installation, what was kept elsewhere of it, and copies that somebody alters."""

    def __init__(self, program, folder, place):
        self.program, self.place, self.data = program, pathlib.Path(place), f"{place}/data"
        self.tables = verify.table_numbers(folder)
        for command in ("init", "demo"):
            run(program, command, "--data", self.data)
        self.first_key = self.place / "first.pub"
        self.first_key.write_text(self.redress("key", "public"))
        self.kept = self.place / "kept"
        self.kept.mkdir()
        self.keep()
        self.yesterday = self.place / "yesterday.db"
        self.copy(self.data, self.yesterday)
        self.both_keys = self.place / "both.pub"
        self.both_keys.write_text(self.redress("key", "rotate"))
        self.keep()

    def redress(self, *command):
        return run(self.program, *command, "--data", self.data)

    def keep(self):
        note = self.redress("checkpoint")
        (self.kept / note.split("\n")[1].zfill(6)).write_text(note)

    def copy(self, data, to):
        with sqlite3.connect(f"{data}/redress.db") as source, sqlite3.connect(to) as out:
            source.backup(out)
        source.close()
        out.close()

    def altered(self, act, source=None):
        """A data directory with a copy that `act` was done to, and the connection."""
        folder = pathlib.Path(tempfile.mkdtemp(dir=self.place))
        if source:
            shutil.copy(source, folder / "redress.db")
        else:
            self.copy(self.data, folder / "redress.db")
        db = sqlite3.connect(folder / "redress.db")
        if act:
            act(db)
        db.commit()
        return folder, db

    def by_redress(self, folder, files, key):
        command = [self.program, "verify", "--data", str(folder), "--json"]
        command += [word for file in files for word in ("--checkpoint", str(file))]
        command += ["--pubkey", str(key)] if key else []
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        if done.returncode == 2:
            return [("could not tell", done.stderr.decode())], False
        *lines, counts = [json.loads(line) for line in done.stdout.decode().splitlines()]
        if counts["kind"] != "counts" or counts["findings"] != len(lines) or counts["events"] == 0:
            return [("no counts", counts)], False
        log = [(f["kind"], f["id"], f["until"]) if f["kind"].startswith("log") else
               (f["kind"], f["id"] if f["kind"].startswith("signing") else f["source"])
               for f in lines if f["kind"] in LOG_KINDS]
        return log, any(f["kind"] not in LOG_KINDS for f in lines)

    def by_format(self, db, files, key):
        notes = {str(file): file.read_text() for file in files}
        given = verify.read_keys(key.read_text()) if key else None
        return verify.checkpoint_findings(db, notes, given), verify.findings(db, self.tables) != []


def rewrite(db):
    """One severity is changed, and every hash from there on made to fit: nothing without a key tells."""
    last, row = {}, None
    for event, data in db.execute("SELECT id, bytes FROM event ORDER BY id").fetchall():
        for place, _, after in verify.read_event(data)[2]:
            last[place] = event, after
    row = db.execute("SELECT id FROM complaint WHERE severity = 'major' ORDER BY id LIMIT 1").fetchone()[0]
    db.execute("UPDATE complaint SET severity = 'minor' WHERE id = ?", (row,))
    number = 11
    event, before = last[number, row]
    made = verify.row_hash(number, db.execute("SELECT * FROM complaint WHERE id = ?", (row,)).fetchone())
    swap = {before: made}
    for later, data, stored in db.execute("SELECT id, bytes, hash FROM event WHERE id >= ? AND complaint_id = ?"
                                          " ORDER BY position", (event, row)).fetchall():
        for old, new in swap.items():
            data = data.replace(old, new)
        hashed = verify.digest(b"\x02" + data)
        db.execute("UPDATE event SET bytes = ?, hash = ? WHERE id = ?", (data, hashed, later))
        db.execute("UPDATE chain SET head = ? WHERE complaint_id = ?", (hashed, row))
        swap = {stored: hashed}
    return event


def cut(db):
    db.execute("DELETE FROM event WHERE id > (SELECT max(id) - 5 FROM event)")


def delete_complaint(db):
    row = db.execute("SELECT id FROM complaint ORDER BY id LIMIT 1").fetchone()
    tables = [name for name, in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    for table in tables:
        columns = {c[1] for c in db.execute(f"PRAGMA table_info({table})")}
        if "complaint_id" in columns:
            db.execute(f"DELETE FROM {table} WHERE complaint_id = ?", row)
    db.execute("DELETE FROM complaint WHERE id = ?", row)


def hold_back(db):
    """A letter that waits is never sent."""
    db.execute("DELETE FROM outbox WHERE entry_id = (SELECT max(id) FROM entry WHERE delivery = 'queued')")


def steal_key(db):
    """The thief's own key stands where the first was."""
    db.execute("UPDATE signing_key SET public_key = ? WHERE number = 1", (ed25519.public_key(THIEF),))
    db.execute("DELETE FROM signing_key WHERE number > 1")


def forge_rotation(db):
    """A third key, that of the thief, signed by the thief."""
    name, since = db.execute("SELECT name, since FROM signing_key WHERE number = 2").fetchone()
    public = ed25519.public_key(THIEF)
    text = f"redress signing key 1\n{name}\n3\n{verify.key_text(name, public)}\n{since}\n"
    db.execute("INSERT INTO signing_key VALUES (9, 3, ?, ?, ?, ?)",
               (name, public, since, ed25519.sign(THIEF, text.encode())))


def thiefs_note(world):
    """A checkpoint of what the database is now, signed by the thief under the log's name."""
    db = sqlite3.connect(f"{world.data}/redress.db")
    name = db.execute("SELECT name FROM signing_key").fetchone()[0]
    leaves = [verify.leaf(stored) for stored, in db.execute("SELECT hash FROM event ORDER BY id")]
    db.close()
    text = f"{name}\n{len(leaves)}\n{base64.b64encode(verify.root(leaves)).decode()}\n"
    public = ed25519.public_key(THIEF)
    line = base64.b64encode(verify.key_id(name, public) + ed25519.sign(THIEF, text.encode())).decode()
    path = world.place / "thief"
    path.write_text(f"{text}\n— {name} {line}\n")
    return path


def altered_note(world, file):
    """A checkpoint in which a number was changed."""
    lines = file.read_text().split("\n")
    lines[1] = str(int(lines[1]) + 1)
    path = world.place / "altered"
    path.write_text("\n".join(lines))
    return path


def rows(tap, world):
    folder, db = world.altered(None)
    complaints = db.execute("SELECT count(*) FROM complaint").fetchone()[0]
    found = verify.findings(db, world.tables)
    tap.ok("every event, chain and row of the demo is as docs/format.md says",
           complaints >= 60 and len(world.tables) > 20 and found == [], found[:9])
    db.execute("UPDATE complaint SET severity = 'minor' WHERE severity = 'major'")
    tap.ok("what was altered is named", verify.findings(db, world.tables)[:1][0][0] == "complaint")
    db.rollback()
    db.execute("UPDATE event SET at = at + 1 WHERE id = 40")
    tap.ok("an event too", verify.findings(db, world.tables) == [("event", 40)])
    db.close()


def acts(tap, world):
    files = sorted(world.kept.iterdir())
    size = [int(file.name) for file in files]
    thief = thiefs_note(world)
    foreign = [("checkpoint_key_unknown", str(file)) for file in files]
    altered = altered_note(world, files[0])
    # What was done; the database it was done to; checkpoints and key; what both find of the log; whether
    # hashes alone tell too.
    table = [
        ("nothing", None, None, files, None, [], False),
        ("nothing, with the first key alone", None, None, files, world.first_key, [], False),
        ("all hashes made anew, nothing kept elsewhere", rewrite, None, [], None, [], False),
        ("all hashes made anew", rewrite, None, files, world.first_key, [("log_rewritten", 1, size[0])], False),
        ("yesterday's database put back", None, world.yesterday, files, world.both_keys,
         [("log_cut", size[0] + 1, size[1])], False),
        ("the same, to who has no newer key", None, world.yesterday, files, world.first_key, foreign[1:], False),
        ("the end cut off", cut, None, files, None, [("log_cut", size[1] - 4, size[1])], True),
        ("a complaint taken out", delete_complaint, None, files, None, [("log_rewritten", 1, size[0])], True),
        ("a letter held back", hold_back, None, files, None, [], True),
        ("another key in place of the first", steal_key, None, files, None, foreign, True),
        ("the same, to who has a key", steal_key, None, files, world.first_key,
         [("signing_key_foreign", None), ("checkpoint_key_unknown", str(files[1]))], True),
        ("a rotation by a thief", forge_rotation, None, files, world.first_key, [("signing_key_forged", 9)], True),
        ("a checkpoint of another key", None, None, [*files, thief], None, [("checkpoint_key_unknown", str(thief))], False),
        ("a checkpoint with another size", None, None, [*files, altered], world.both_keys,
         [("checkpoint_forged", str(altered))], False),
    ]
    for what, act, source, kept, key, log, hashes in table:
        folder, db = world.altered(act, source)
        one, two = world.by_format(db, kept, key), world.by_redress(folder, kept, key)
        first = db.execute("SELECT min(id) FROM signing_key").fetchone()[0]
        want = sorted((kind, first) if rest == [None] else (kind, *rest) for kind, *rest in log)
        db.close()
        tap.ok(f"{what}: found by docs/format.md", (sorted(one[0]), one[1]) == (want, hashes), (one, want))
        tap.ok(f"{what}: found by redress verify", (sorted(two[0]), two[1]) == (want, hashes), (two, want))


def could_not_tell(tap, world):
    """What cannot be read is no finding."""
    none, odd = world.place / "none", world.place / "odd"
    odd.write_text("no key\n")
    for what, options in (("no such checkpoint", ["--checkpoint", none]), ("no such key", ["--pubkey", none]),
                          ("no public key in the file", ["--pubkey", odd])):
        done = subprocess.run([world.program, "verify", "--data", world.data, *map(str, options)], capture_output=True)
        tap.ok(f"{what}: could not tell", done.returncode == 2, done)


def backup_alone(tap, world):
    """The data file of a backup is not altered because its keys stand in another."""
    files = world.place / "good"
    run(world.program, "backup", "--data", world.data, "--to", str(files))
    folder = world.place / "alone"
    folder.mkdir()
    shutil.copy(files, folder / "redress.db")
    for what, options, status in (("without its keys: could not tell", [], 2),
                                  ("with them: intact", ["--keys", f"{files}.keys"], 0)):
        done = subprocess.run([world.program, "verify", "--data", str(folder), "--json", *options], capture_output=True)
        tap.ok(f"the data file of a backup, {what}", done.returncode == status and done.stdout.count(b"\n") == 1
               and json.loads(done.stdout)["findings"] == 0 and json.loads(done.stdout)["keys"] == (status == 0), done)
    with sqlite3.connect(f"{files}.keys") as keys:
        keys.execute("DELETE FROM wrapped_key WHERE id = (SELECT min(id) FROM wrapped_key WHERE id % 4 = 1)")
    keys.close()
    done = subprocess.run([world.program, "verify", "--data", str(folder), "--keys", f"{files}.keys"], capture_output=True)
    tap.ok("a key taken out of the file of keys is named", done.returncode == 1 and b"key_missing" in done.stdout, done)


def proofs(tap, world):
    keys = verify.read_keys(world.both_keys.read_text())
    folder, db = world.altered(None)
    hashes = dict(db.execute("SELECT id, hash FROM event"))
    db.close()
    held, other = [], []
    for event in (1, 2, 255, 256, 257, 512, 700, len(hashes)):
        text = world.redress("checkpoint", "proof", "--event", str(event))
        held.append(verify.inclusion_holds(text, hashes[event], keys))
        other.append(verify.inclusion_holds(text, hashes[event % len(hashes) + 1], keys))
    tap.ok("an event is proved to be in the log by docs/format.md", all(held), held)
    tap.ok("and no other by the same proof", not any(other), other)


def main():
    program, folder = sys.argv[1:]
    tap = Tap()
    with tempfile.TemporaryDirectory(prefix="redress-chain-") as place:
        world = World(program, folder, place)
        rows(tap, world)
        acts(tap, world)
        proofs(tap, world)
        could_not_tell(tap, world)
        backup_alone(tap, world)
    return tap.done()


if __name__ == "__main__":
    sys.exit(main())
