"""The history as another program reads it: this one knows docs/format.md and nothing of ours.
`chain_test.py REDRESS FOLDER_OF_MIGRATIONS` makes the demo and prints TAP."""

import hashlib
import pathlib
import re
import sqlite3
import struct
import subprocess
import sys
import tempfile

from server_test import Tap


def digest(data):
    return hashlib.blake2b(data, digest_size=32).digest()


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
        if row != head:
            found.append(("chain", complaint))
    for number, name in tables.items():
        for row in db.execute(f"SELECT * FROM {name}"):
            if rows.pop((number, row[0]), None) != row_hash(number, row):
                found.append((name, row[0]))
    return found + [(tables[number], row) for number, row in rows]


def main():
    program, folder = sys.argv[1:]
    tap = Tap()
    tables = table_numbers(folder)
    with tempfile.TemporaryDirectory(prefix="redress-chain-") as place:
        data = f"{place}/data"
        for command in ("init", "demo"):
            subprocess.run([program, command, "--data", data], check=True, stdout=subprocess.DEVNULL)
        db = sqlite3.connect(f"{data}/redress.db")
        complaints = db.execute("SELECT count(*) FROM complaint").fetchone()[0]
        tap.ok("every event, chain and row of the demo is as docs/format.md says",
               complaints == 60 and len(tables) > 20 and findings(db, tables) == [], findings(db, tables)[:9])
        db.execute("UPDATE complaint SET severity = 'minor' WHERE severity = 'major'")
        tap.ok("what was altered is named", findings(db, tables)[:1][0][0] == "complaint")
        db.rollback()
        db.execute("UPDATE event SET at = at + 1 WHERE id = 40")
        tap.ok("an event too", findings(db, tables) == [("event", 40)])
        db.close()
    return tap.done()


if __name__ == "__main__":
    sys.exit(main())
