"""Ed25519 (RFC 8032) in plain Python: what a verifier on a fresh machine needs, and, for known answers,
signing as well. Slow (a few milliseconds), and signing is not safe against who can measure time."""

import hashlib

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT = pow(2, (P - 1) // 4, P)  # of -1


def add(a, b):
    """Points of the curve as X, Y, Z, T with x = X/Z, y = Y/Z, xy = T/Z."""
    e, f = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    g, h = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    w, x, y, z = f - e, h - g, h + g, f + e
    return w * x % P, y * z % P, x * y % P, w * z % P


def times(n, point):
    out = (0, 1, 1, 0)
    while n:
        if n & 1:
            out = add(out, point)
        point, n = add(point, point), n >> 1
    return out


def same(a, b):
    return (a[0] * b[2] - b[0] * a[2]) % P == 0 and (a[1] * b[2] - b[1] * a[2]) % P == 0


def point(data):
    """The point that 32 bytes stand for, or None."""
    y, odd = int.from_bytes(data, "little") % 2**255, data[31] >> 7
    xx = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(xx, (P + 3) // 8, P)
    if (x * x - xx) % P:
        x = x * ROOT % P
    if y >= P or (x * x - xx) % P or (x == 0 and odd):
        return None
    x = P - x if x & 1 != odd else x
    return x, y, 1, x * y % P


def packed(p):
    z = pow(p[2], P - 2, P)
    return (p[1] * z % P | (p[0] * z % P & 1) << 255).to_bytes(32, "little")


BASE = point((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def number(*parts):
    return int.from_bytes(hashlib.sha512(b"".join(parts)).digest(), "little") % ORDER


def verify(public, text, signature):
    a, s = point(public), int.from_bytes(signature[32:], "little")
    r = point(signature[:32]) if len(signature) == 64 else None
    if not a or not r or s >= ORDER:
        return False
    return same(times(s, BASE), add(r, times(number(signature[:32], public, text), a)))


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
