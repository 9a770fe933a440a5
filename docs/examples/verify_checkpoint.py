#!/usr/bin/env python3
"""Holds a newer checkpoint against one that was kept: verify_checkpoint.py OLD PROOF KEYS

OLD is the checkpoint that was kept, PROOF what https://…/checkpoint/from/N answers (N: the second line of
OLD), KEYS the file of the organisation's public keys. Exit status: 0 the log goes on from OLD, 1 it was
rewritten or something is not genuine, 2 could not tell.

Written from docs/format.md alone, with nothing but Python 3.
"""

import hashlib
import re
import sys

from verify_receipt import NotGenuine, Unknown, must, open_note, read_keys, unbase64


def read_checkpoint(note, keys):
    """The name of the log, the number of events, the root over them."""
    text, name = open_note(note, keys)
    lines = text.split("\n")
    must(len(lines) > 3 and lines[0] == name and re.fullmatch("[1-9][0-9]*", lines[1]), "a checkpoint is none")
    return name, int(lines[1]), unbase64(lines[2])


def node(left, right):
    return hashlib.sha256(b"\x01" + left + right).digest()


def goes_on(old, old_root, new, new_root, path):
    """RFC 9162, section 2.1.4.2."""
    if old == new:
        return not path and old_root == new_root
    if old & (old - 1) == 0:
        path = [old_root, *path]
    if not path:
        return False
    here, last = old - 1, new - 1
    while here & 1:
        here, last = here >> 1, last >> 1
    before = after = path[0]
    for one in path[1:]:
        if last == 0:
            return False
        if here & 1 or here == last:
            before, after = node(one, before), node(one, after)
            while not here & 1 and here:
                here, last = here >> 1, last >> 1
        else:
            after = node(after, one)
        here, last = here >> 1, last >> 1
    return last == 0 and before == old_root and after == new_root


def verify(old, proof, keys):
    log, size, root = read_checkpoint(old, keys)
    head, _, newer = proof.partition("\n\n")
    lines = head.split("\n")
    must(lines[0] == "Redress consistency 1" and lines[1:2] == [f"old {size}"], "the proof is of another checkpoint")
    name, events, new_root = read_checkpoint(newer, keys)
    must(name == log, "the newer checkpoint is of another log")
    must(size <= events and goes_on(size, root, events, new_root, [unbase64(line) for line in lines[2:]]),
         "the newer checkpoint does not go on from the one that was kept: the log was rewritten")
    return f"genuine: {events} events, which begin with the {size} of the checkpoint that was kept"


def main(args):
    if len(args) != 3:
        print(__doc__)
        return 2
    try:
        old, proof, keys = (open(name, encoding="utf-8", newline="").read() for name in args)
        print(verify(old, proof, read_keys(keys)))
        return 0
    except NotGenuine as why:
        print(f"not genuine: {why}")
        return 1
    except (Unknown, OSError, ValueError) as why:
        print(f"cannot tell: {why}")
        return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
