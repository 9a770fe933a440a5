"""Ed25519 (RFC 8032) in plain Python: verifying, as docs/examples/verify_receipt.py does it on a fresh machine, and, for
known answers, signing as well. Slow (a few milliseconds), and signing is not safe against who can measure time."""

import hashlib
import pathlib
import sys

sys.path.append(str(pathlib.Path(__file__).resolve().parent.parent / "docs/examples"))

from verify_receipt import ORDER, P, point, signed as verify, times  # noqa: E402,F401


def packed(p):
    z = pow(p[2], P - 2, P)
    return (p[1] * z % P | (p[0] * z % P & 1) << 255).to_bytes(32, "little")


BASE = point((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def number(*parts):
    return int.from_bytes(hashlib.sha512(b"".join(parts)).digest(), "little") % ORDER


def secret(seed):
    h = hashlib.sha512(seed).digest()
    return int.from_bytes(h[:32], "little") & (2**254 - 8) | 2**254, h[32:]


def public_key(seed):
    return packed(times(secret(seed)[0], BASE))


def sign(seed, text):
    a, prefix = secret(seed)
    r = number(prefix, text)
    head = packed(times(r, BASE))
    return head + ((r + number(head, public_key(seed), text) * a) % ORDER).to_bytes(32, "little")
