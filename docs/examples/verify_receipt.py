#!/usr/bin/env python3
"""Verifies a receipt of Redress: verify_receipt.py RECEIPT KEYS [STATEMENT]

RECEIPT is the file that was saved, or what the square on the printed receipt holds (its address).
KEYS is the file of the organisation's public keys. STATEMENT is the text, for a receipt that came
without. Exit status: 0 genuine, 1 not, 2 could not tell.

Written from docs/format.md alone, with nothing but Python 3: so that nobody needs our program, or
us, to check what we signed.
"""

import base64
import hashlib
import re
import sys
from datetime import datetime, timedelta, timezone

BEGIN = "\n----- statement as filed -----\n"
END = "\n----- end of statement -----\n"
PROOF = "c2sp.org/tlog-proof@v1\n"
NAMES = ["organisation", "log", "reference", "received", "received-local", "recorded", "statement-sha256",
         "event", "event-hash"]


class NotGenuine(Exception):
    pass


class Unknown(Exception):
    pass


def must(good, why):
    if not good:
        raise NotGenuine(why)


# -- Ed25519, RFC 8032 section 5.1.7 --

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P


def point(data):
    """The point that 32 bytes stand for, as X, Y, Z, T; None when there is none."""
    odd, y = data[31] >> 7, int.from_bytes(data, "little") % 2**255
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if x * x % P != square:
        x = x * pow(2, (P - 1) // 4, P) % P
    if y >= P or x * x % P != square or (x == 0 and odd):
        return None
    x = x if x & 1 == odd else P - x
    return x, y, 1, x * y % P


def add(a, b):
    e, f = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    g, h = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    w, x, y, z = f - e, h - g, h + g, f + e
    return w * x % P, y * z % P, x * y % P, w * z % P


def times(n, p):
    out = (0, 1, 1, 0)
    while n:
        out = add(out, p) if n & 1 else out
        p, n = add(p, p), n >> 1
    return out


def signed(public, text, signature):
    if len(signature) != 64:
        return False
    r, a, s = point(signature[:32]), point(public), int.from_bytes(signature[32:], "little")
    base = point((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))
    if not r or not a or s >= ORDER:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + public + text).digest(), "little") % ORDER
    left, right = times(s, base), add(r, times(h, a))
    return all((left[i] * right[2] - right[i] * left[2]) % P == 0 for i in (0, 1))


# -- notes and keys --

def unbase64(text):
    try:
        data = base64.b64decode(text, validate=True)
    except ValueError:
        data = b""
    must(data and base64.b64encode(data).decode() == text, "something is not base64")
    return data


def read_keys(text):
    """{(name, id): public key} of NAME+ID+KEY lines."""
    keys = {}
    for line in filter(lambda s: s.strip() and not s.startswith("#"), text.splitlines()):
        name, number, key = line.strip().split("+", 2)
        data = base64.b64decode(key)
        known = hashlib.sha256(name.encode() + b"\n" + data).digest()[:4]
        if len(data) != 33 or data[0] != 1 or known.hex() != number:
            raise ValueError("this is no public key: " + line)
        keys[name, known] = data[1:]
    if not keys:
        raise ValueError("there is no public key in it")
    return keys


def open_note(note, keys):
    """The text of a note and the name that signed it."""
    text, blank, lines = note.rpartition("\n\n")
    must(blank and lines.endswith("\n"), "there is no signature")
    text += "\n"
    found = None
    for line in lines[:-1].split("\n"):
        dash, _, rest = line.partition(" ")
        name, _, data = rest.partition(" ")
        must(dash == "\u2014" and name, "a signature line is none")
        data = unbase64(data)
        must(len(data) > 4, "a signature line is none")
        key = keys.get((name, data[:4]))
        if key:
            must(len(data) == 68 and signed(key, text.encode(), data[4:]), "the signature is of another text")
            found = name
    if not found:
        raise Unknown("it is signed by a key that was not given")
    return text, found


# -- the receipt --

def read_receipt(text):
    must(text.endswith("\n"), "it is cut off")
    lines = text[:-1].split("\n")
    must(lines[0] == "Redress receipt 1" and len(lines) == 1 + len(NAMES), "this is no receipt")
    out = {}
    for name, line in zip(NAMES, lines[1:]):
        must(line.startswith(name + ": "), "this is no receipt")
        out[name] = line[len(name) + 2:]
    return out


def uncompact(text):
    """A note from what the square holds: docs/format.md, "The short form"."""
    data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    at = 1
    must(data[:1] == b"\x01", "this is no receipt")

    def take(n):
        nonlocal at
        at += n
        must(at <= len(data), "it is cut off")
        return data[at - n:at]

    def words():
        return take(take(1)[0]).decode()

    def number():
        return int.from_bytes(take(8), "big", signed=True)

    def instant(us):
        moment = datetime(1970, 1, 1, tzinfo=timezone.utc) + timedelta(microseconds=us)
        return moment.strftime("%Y-%m-%dT%H:%M:%S") + (f".{us % 1000000:06}" if us % 1000000 else "")

    organisation, log, reference, received, offset = words(), words(), words(), number(), number()
    local = instant(received + offset * 60000000)
    east = f"{'-' if offset < 0 else '+'}{abs(offset) // 60:02}:{abs(offset) % 60:02}"
    values = [organisation, log, reference, instant(received) + "Z", f"{local}{east} {words()}",
              instant(number()) + "Z", take(32).hex(), str(number()), take(32).hex()]
    note = "Redress receipt 1\n" + "".join(f"{n}: {v}\n" for n, v in zip(NAMES, values))
    must(len(data) == at + 68, "it is cut off")
    return f"{note}\n\u2014 {log} {base64.b64encode(data[at:]).decode()}\n"


def take_apart(file):
    """Note, statement and proof of a saved file; the last two may be None."""
    file = file.replace("\r\n", "\n").lstrip("\ufeff\n").rstrip("\n") + "\n"
    must("\r" not in file, "it has a carriage return within a line")
    statement = proof = None
    note, begin, rest = file.partition(BEGIN)
    if begin:
        statement, end, rest = rest.partition(END)
        must(end and (not rest or rest.startswith("\n" + PROOF)), "it is cut off")
        statement, proof = statement + "\n", rest[1:] or None
    else:
        note, begin, rest = file.partition("\n" + PROOF)
        proof = PROOF + rest if begin else None
    return note, statement, proof


# -- the proof that it is in the log: RFC 9162, section 2.1.3.2 --

def included(leaf, index, size, path, root):
    here, last, node = index, size - 1, leaf
    for sibling in path:
        if last == 0:
            return False
        if here & 1 or here == last:
            node = hashlib.sha256(b"\x01" + sibling + node).digest()
            while not here & 1 and here:
                here, last = here >> 1, last >> 1
        else:
            node = hashlib.sha256(b"\x01" + node + sibling).digest()
        here, last = here >> 1, last >> 1
    return last == 0 and node == root


def check_proof(proof, receipt, keys):
    head, _, checkpoint = proof.partition("\n\n")
    lines = head.split("\n")
    must(lines[0] + "\n" == PROOF and len(lines) > 1 and re.fullmatch("index (0|[1-9][0-9]*)", lines[1]),
         "the proof is none")
    text, name = open_note(checkpoint, keys)
    origin, size, root = text.split("\n")[:3]
    must(origin == name == receipt["log"], "the checkpoint is of another log")
    must(re.fullmatch("[1-9][0-9]*", size), "the checkpoint is none")
    index = int(lines[1][6:])
    leaf = hashlib.sha256(b"\x00" + bytes.fromhex(receipt["event-hash"])).digest()
    path = [unbase64(line) for line in lines[2:]]
    must(index == int(receipt["event"]) - 1 and index < int(size) and
         included(leaf, index, int(size), path, unbase64(root)), "the proof leads elsewhere")
    return int(size)


def verify(file, keys, statement=None):
    """What there is to say about it, in lines; NotGenuine or Unknown when it is not so."""
    note, inside, proof = take_apart(file)
    must(note.count("\n\u2014 ") == 1, "a receipt has one signature")
    text, name = open_note(note, keys)
    receipt = read_receipt(text)
    must(receipt["log"] == name, "it names another log")
    statement = statement if statement is not None else inside
    said = [f"genuine: {receipt['organisation']} received complaint {receipt['reference']} at {receipt['received']}"]
    if statement is None:
        said.append("text: not part of this file")
    else:
        must(hashlib.sha256(statement.encode()).hexdigest() == receipt["statement-sha256"],
             "the text is not the one that was filed")
        said.append("text: the one that was filed")
    if proof is not None:
        size = check_proof(proof, receipt, keys)
        said.append(f"log: entry {receipt['event']} of {size}, under a signed checkpoint")
    return said


def main(args):
    if len(args) not in (2, 3):
        print(__doc__)
        return 2
    try:
        keys = read_keys(open(args[1], encoding="utf-8").read())
        square = re.search(r"[?&]r=([A-Za-z0-9_-]+)", args[0])
        file = uncompact(square[1]) if square else open(args[0], encoding="utf-8", newline="").read()
        statement = open(args[2], encoding="utf-8", newline="").read() if len(args) == 3 else None
        print("\n".join(verify(file, keys, statement)))
        return 0
    except NotGenuine as why:
        print(f"not genuine: {why}")
        return 1
    except Unknown as why:
        print(f"could not tell: {why}")
        return 2
    except (OSError, ValueError) as why:
        print(f"could not tell: {why}")
        return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
