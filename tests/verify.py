"""A verifier that knows docs/format.md and nothing of ours: Python's standard library, a copy of the database, the
schema's numbers, and whatever checkpoints and public keys were kept elsewhere.

    verify.py DATABASE FOLDER_OF_MIGRATIONS [--pubkey FILE] [CHECKPOINT …]

prints what is not as it should be, a line each; exit status 0 when there is nothing."""

import base64
import hashlib
import pathlib
import re
import sqlite3
import struct
import sys

import ed25519


def digest(data):
    return hashlib.blake2b(data, digest_size=32).digest()


# -- events and rows --


class Reader:
    """Numbers, bytes and texts of an event, from its beginning."""

    def __init__(self, data):
        self.data, self.at = data, 0

    def raw(self, n):
        self.at += n
        if self.at > len(self.data):
            raise ValueError("the event is cut off")
        return self.data[self.at - n : self.at]

    def number(self, n):
        return int.from_bytes(self.raw(n), "big")

    def bytes(self):
        return self.raw(self.number(4))

    def text(self):
        return self.bytes().decode()


def value(v):
    if isinstance(v, int):
        return b"\x01" + struct.pack(">q", v)
    data = v.encode() if isinstance(v, str) else v
    return (b"\x02" if isinstance(v, str) else b"\x03") + struct.pack(">I", len(data)) + data


def row_hash(table, row):
    held = [(i, v) for i, v in enumerate(row) if v is not None and not (isinstance(v, int) and v == 0)]
    return digest(struct.pack(">H", table) + b"".join(struct.pack(">H", i) + value(v) for i, v in held))


def table_numbers(folder):
    text = "".join(p.read_text() for p in sorted(pathlib.Path(folder).glob("*.sql")))
    found = re.findall(r"^-- history (\d+)\n(?:--.*\n)*CREATE TABLE (\w+)", text, re.M)
    return {int(number): name for number, name in found}


def read_event(data):
    """The columns that repeat it, the hash of the event before, and the rows: as it found and as it left them."""
    r = Reader(data)
    if r.number(1) != 1:
        raise ValueError("another version")
    number, complaint, position, before, at = r.number(8), r.number(8), r.number(8), r.bytes(), r.number(8)
    columns = (number, complaint or None, position, r.text(), at, r.text(), r.number(8) or None)
    rows = []
    for _ in range(r.number(4)):
        table, operation, row = r.number(2), r.number(1), r.number(8)
        after = r.raw(32)
        found = {1: None, 2: r.raw(32) if operation == 2 else b"", 3: after}[operation]
        rows.append(((table, row), found, after))
    for _ in range(r.number(4)):
        r.raw(4 + 2 + 32)
    if r.at != len(data):
        raise ValueError("bytes behind the end")
    return columns, before, rows


def findings(db, tables):
    """What is not as the events say; empty when all is."""
    found, rows, heads = [], {}, {}
    events = db.execute("SELECT id, complaint_id, position, kind, at, actor_kind, actor_id, bytes, hash"
                        " FROM event ORDER BY id").fetchall()
    for i, (*columns, data, stored) in enumerate(events, 1):
        repeated, before, changed = read_event(data)
        position, head = heads.get(columns[1], (0, b""))
        if (digest(b"\x02" + data) != stored or tuple(columns) != repeated or columns[0] != i
                or (columns[2], before) != (position + 1, head)):
            found.append(("event", columns[0]))
        heads[columns[1]] = (columns[2], stored)
        for row, found_as, left_as in changed:
            if rows.get(row) != found_as:
                found.append((tables[row[0]], row[1]))
            rows[row] = left_as
    for complaint, head in heads.items():
        row = db.execute("SELECT length, head FROM chain WHERE complaint_id = ?", (complaint or 0,)).fetchone()
        if row != head and (row or not complaint or head[0] != 1):  # none: its filing event is the head
            found.append(("chain", complaint))
    for number, name in tables.items():
        for row in db.execute(f"SELECT * FROM {name}"):
            if rows.pop((number, row[0]), None) != row_hash(number, row):
                found.append((name, row[0]))
    for letter, in db.execute("SELECT id FROM entry WHERE delivery = 'queued' AND id NOT IN (SELECT entry_id FROM outbox"
                              " WHERE entry_id IS NOT NULL) AND complaint_id NOT IN (SELECT id FROM complaint"
                              " WHERE erased_at IS NOT NULL)"):
        found.append(("outbox", letter))
    return found + [(tables[number], row) for number, row in rows]


# -- signed notes --


def key_id(name, public):
    return hashlib.sha256(name.encode() + b"\n\x01" + public).digest()[:4]


def key_text(name, public):
    return f"{name}+{key_id(name, public).hex()}+{base64.b64encode(bytes([1]) + public).decode()}"


def read_keys(text):
    """Public keys as people get them: {(name, id): key}."""
    keys = {}
    for line in text.splitlines():
        if not line or line[0] == "#":
            continue
        name, number, data = line.split("+", 2)
        typed = base64.b64decode(data, validate=True)
        if len(typed) != 33 or typed[0] != 1 or key_id(name, typed[1:]).hex() != number:
            raise ValueError("no public key")
        keys[name, bytes.fromhex(number)] = typed[1:]
    return keys


def note_signer(note, keys):
    """The text of the note and the name of who signed it; None: no known key, False: a signature is wrong."""
    text, mark, lines = note.rpartition("\n\n")
    text += "\n"
    signer = None
    for line in lines.splitlines():
        dash, name, data = line.split(" ")
        data = base64.b64decode(data, validate=True)
        if dash != "—":
            raise ValueError("no signature")
        public = keys.get((name, data[:4]))
        if public and not ed25519.verify(public, text.encode(), data[4:]):
            return text, False
        signer = name if public else signer
    if not mark:
        raise ValueError("no note")
    return text, signer


# -- the tree --


def leaf(data):
    return hashlib.sha256(b"\0" + data).digest()


def node(left, right):
    return hashlib.sha256(b"\1" + left + right).digest()


def root(leaves):
    """RFC 6962, 2.1."""
    if len(leaves) < 2:
        return leaves[0] if leaves else hashlib.sha256(b"").digest()
    half = 1 << (len(leaves) - 1).bit_length() - 1
    return node(root(leaves[:half]), root(leaves[half:]))


def proved_root(hashed, index, size, proof):
    """The root that an inclusion proof leads to: RFC 6962, 2.1.1, read backwards."""
    if size == 1:
        return hashed if not proof else None
    half = 1 << (size - 1).bit_length() - 1
    if not proof:
        return None
    if index < half:
        left = proved_root(hashed, index, half, proof[:-1])
        return left and node(left, proof[-1])
    right = proved_root(hashed, index - half, size - half, proof[:-1])
    return right and node(proof[-1], right)


def inclusion_holds(text, event_hash, keys):
    """Whether a proof (c2sp.org/tlog-proof) shows that an event of that hash is in the log."""
    head, _, note = text.partition("\n\n")
    lines = head.split("\n")
    signed, signer = note_signer(note, keys)
    origin, size, hashed = signed.split("\n")[:3]
    index = int(lines[1].removeprefix("index "))
    proof = [base64.b64decode(line, validate=True) for line in lines[2:]]
    return (lines[0] == "c2sp.org/tlog-proof@v1" and signer == origin and index < int(size)
            and proved_root(leaf(event_hash), index, int(size), proof) == base64.b64decode(hashed))


# -- checkpoints --


def key_chain(db, given):
    """The keys to trust: those given, and those of the database that they lead to; what is forged."""
    keys, found, before = dict(given or {}), [], None
    leads = given is None
    rows = db.execute("SELECT id, number, name, public_key, since, signature FROM signing_key ORDER BY number").fetchall()
    for i, (row, number, name, public, since, signature) in enumerate(rows, 1):
        text = f"redress signing key 1\n{name}\n{number}\n{key_text(name, public)}\n{since}\n"
        if number != i or (before and (before[0] != name or not ed25519.verify(before[1], text.encode(), signature))):
            return keys, [("signing_key_forged", row)]
        before = name, public
        leads = leads or keys.get((name, key_id(name, public))) == public
        if leads:
            keys[name, key_id(name, public)] = public
    if rows and not leads:
        found.append(("signing_key_foreign", rows[-1][0]))
    return keys, found


def checkpoint_findings(db, notes, given=None):
    """What the database does not have as the checkpoints say; `notes` is {name: text}."""
    keys, found = key_chain(db, given)
    events = db.execute("SELECT id, hash FROM event ORDER BY id").fetchall()
    last = events[-1][0] if events else 0
    marks, good, rewritten = [], 0, False
    for name, note in notes.items():
        text, signer = note_signer(note, keys)
        origin, size, hashed = text.split("\n")[:3]
        if not signer:
            found.append(("checkpoint_key_unknown" if signer is None else "checkpoint_forged", name))
        elif signer != origin:
            found.append(("checkpoint_foreign", name))
        else:
            marks.append((int(size), base64.b64decode(hashed, validate=True)))
    for size, hashed in sorted(marks):
        leaves = [leaf(stored) for event, stored in events if event <= size]
        if size > last:
            continue
        if len(leaves) == size and root(leaves) == hashed:
            good = size
        elif not rewritten:
            rewritten = True
            found.append(("log_rewritten", good + 1, size))
    if marks and max(marks)[0] > last:
        found.append(("log_cut", last + 1, max(marks)[0]))
    return found


def main():
    database, folder, *rest = sys.argv[1:]
    given = None
    if rest[:1] == ["--pubkey"]:
        given, rest = read_keys(pathlib.Path(rest[1]).read_text()), rest[2:]
    db = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    notes = {name: pathlib.Path(name).read_text() for name in rest}
    found = findings(db, table_numbers(folder)) + checkpoint_findings(db, notes, given)
    for line in found:
        print(*line)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
