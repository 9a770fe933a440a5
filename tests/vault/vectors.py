#!/usr/bin/env python3
"""The formats of docs/format.md once more, from the description and the standards alone.

Prints the known answers that stand in the tests of src/base and src/i18n, made with the
master key 00 01 02 ... 1f and with nonces of fixed bytes. Slow, and for this use only.
"""
import base64
import hashlib
import pathlib
import struct
import sys

sys.path.append(str(pathlib.Path(__file__).parent.parent))
import ed25519  # noqa: E402

WORD = 0xFFFFFFFF
MASTER = bytes(range(32))


def be64(n):
    return struct.pack(">q", n)


# -- ChaCha20 and Poly1305 (RFC 8439), HChaCha20 (draft-irtf-cfrg-xchacha) --


def rotate(x, n):
    return (x << n | x >> (32 - n)) & WORD


def quarter(s, a, b, c, d):
    for x, y, z, n in ((a, b, d, 16), (c, d, b, 12), (a, b, d, 8), (c, d, b, 7)):
        s[x] = (s[x] + s[y]) & WORD
        s[z] = rotate(s[z] ^ s[x], n)


def rounds(s):
    for _ in range(10):
        for column in range(4):
            quarter(s, column, column + 4, column + 8, column + 12)
        for i in range(4):
            quarter(s, i, 4 + (i + 1) % 4, 8 + (i + 2) % 4, 12 + (i + 3) % 4)
    return s


def start(key, last):
    return list(struct.unpack("<16I", b"expand 32-byte k" + key + last))


def hchacha(key, nonce16):
    s = rounds(start(key, nonce16))
    return struct.pack("<8I", *s[:4], *s[12:])


def stream(key, nonce12, counter, n):
    out = b""
    while len(out) < n:
        first = start(key, struct.pack("<I", counter) + nonce12)
        out += struct.pack("<16I", *((x + y) & WORD for x, y in zip(first, rounds(first[:]))))
        counter += 1
    return out[:n]


def xor(a, b):
    return bytes(x ^ y for x, y in zip(a, b))


def poly1305(key, text):
    r = int.from_bytes(key[:16], "little") & 0x0FFFFFFC0FFFFFFC0FFFFFFC0FFFFFFF
    total = 0
    for i in range(0, len(text), 16):
        total = (total + int.from_bytes(text[i : i + 16] + b"\1", "little")) * r % (2**130 - 5)
    return ((total + int.from_bytes(key[16:], "little")) % 2**128).to_bytes(16, "little")


def fill16(s):
    return s + bytes(-len(s) % 16)


def xchacha_seal(key, nonce24, bound, plain):
    key, nonce = hchacha(key, nonce24[:16]), bytes(4) + nonce24[16:]
    sealed = xor(plain, stream(key, nonce, 1, len(plain)))
    lengths = struct.pack("<QQ", len(bound), len(sealed))
    return sealed + poly1305(
        stream(key, nonce, 0, 32), fill16(bound) + fill16(sealed) + lengths
    )


# -- libsodium's secret stream, without re-keying --


def secretstream(key, header, chunks, bound):
    key, nonce, counter, out = hchacha(key, header[:16]), header[16:], 1, []
    for i, plain in enumerate(chunks):
        whole = struct.pack("<I", counter) + nonce
        block = xor(bytes([3 if i == len(chunks) - 1 else 0]) + bytes(63), stream(key, whole, 1, 64))
        sealed = xor(plain, stream(key, whole, 2, len(plain)))
        text = fill16(bound) + block + sealed + bytes(len(sealed) % 16)
        text += struct.pack("<QQ", len(bound), 64 + len(sealed))
        tag = poly1305(stream(key, whole, 0, 32), text)
        out.append(block[:1] + sealed + tag)
        nonce, counter, bound = xor(nonce, tag[:8]), counter + 1, b""
    return out


# -- SipHash-2-4 --


def siphash(key, text):
    mask = 2**64 - 1

    def turn(x, n):
        return (x << n | x >> (64 - n)) & mask

    def one_round():
        v[0] = (v[0] + v[1]) & mask
        v[1] = turn(v[1], 13) ^ v[0]
        v[0] = turn(v[0], 32)
        v[2] = (v[2] + v[3]) & mask
        v[3] = turn(v[3], 16) ^ v[2]
        v[0] = (v[0] + v[3]) & mask
        v[3] = turn(v[3], 21) ^ v[0]
        v[2] = (v[2] + v[1]) & mask
        v[1] = turn(v[1], 17) ^ v[2]
        v[2] = turn(v[2], 32)

    v = [int.from_bytes(b"somepseudorandomlygeneratedbytes"[i : i + 8], "big") for i in (0, 8, 16, 24)]
    k = struct.unpack("<QQ", key)
    v = [x ^ k[i % 2] for i, x in enumerate(v)]
    text += bytes((-len(text) - 1) % 8) + bytes([len(text) & 255])
    for (word,) in struct.iter_unpack("<Q", text):
        v[3] ^= word
        one_round()
        one_round()
        v[0] ^= word
    v[2] ^= 255
    for _ in range(4):
        one_round()
    return struct.pack("<Q", v[0] ^ v[1] ^ v[2] ^ v[3])


# -- the formats --


def kdf(key, number, context=b"redress1", n=32):
    salt = struct.pack("<Q", number) + bytes(8)
    return hashlib.blake2b(digest_size=n, key=key, salt=salt, person=context + bytes(8)).digest()


def mac(use, *parts):
    h = hashlib.blake2b(digest_size=32, key=kdf(MASTER, 100 + use))
    for part in parts:
        h.update(be64(len(part)) + part)
    return h.digest()


def wrapped(kind, owner, key, nonce):
    bound = b"redress.key.1\0" + bytes([kind]) + be64(owner)
    master_id = kdf(MASTER, 2, n=16)[:8]
    return b"\1" + master_id + nonce + xchacha_seal(kdf(MASTER, 1), nonce, bound, key)


def field(key, kind, owner, table, column, row, plain, nonce):
    head = b"\1" + bytes([kind]) + be64(owner)
    bound = b"redress.field.1\0" + head + table + b"\0" + column + b"\0" + be64(row)
    padded = plain + b"\x80" + bytes(-(len(plain) + 1) % 64)
    return head + nonce + xchacha_seal(kdf(key, 1, b"redressk"), nonce, bound, padded)


def file(key, kind, owner, number, header, chunks):
    bound = b"redress.file.1\0" + bytes([kind]) + be64(owner) + be64(number)
    return secretstream(kdf(key, 2, b"redressk"), header, chunks, bound)


def times(a, b):
    out = 0
    while b:
        out ^= a if b & 1 else 0
        a = a << 1 ^ (0x25 if a & 16 else 0)
        b >>= 1
    return out


def code(filing, number):
    letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    bits = int.from_bytes(mac(1, b"derive", filing, be64(number)), "big") >> 126
    symbols = [bits >> 5 * (25 - i) & 31 for i in range(26)]

    def value(polynomial, x):
        out = 0
        for symbol in polynomial:
            out = times(out, x) ^ symbol
        return out

    ends = [(x, y) for x in range(32) for y in range(32)]
    (end,) = [e for e in ends if not value(symbols + [*e], 1) and not value(symbols + [*e], 2)]
    text = "".join(letters[s] for s in symbols + [*end])
    return "-".join(text[i : i + 4] for i in range(0, 28, 4))


def words(*forms):
    key = kdf(MASTER, 106, n=16)
    hashes = sorted(siphash(key, form) for form in forms)
    return " ".join("".join(chr(97 + (b >> 4)) + chr(97 + (b & 15)) for b in h) for h in hashes)


def signed_note(number, name, text):
    """The public key of that signing key, and a note of the text."""
    seed = kdf(kdf(MASTER, 3), number, b"redresss")
    typed = b"\1" + ed25519.public_key(seed)
    key_id = hashlib.sha256(name + b"\n" + typed).digest()[:4]
    line = base64.b64encode(key_id + ed25519.sign(seed, text))
    key = name + b"+" + key_id.hex().encode() + b"+" + base64.b64encode(typed)
    return key.decode(), (text + "\n— ".encode() + name + b" " + line).decode()


def erasure(kind, owner, event_hash):
    what = f"{kind} {owner}".encode()
    return what + b" " + mac(12, what, event_hash).hex().encode()


def main():
    for use in (1, 2, 3, 4, 5, 7, 8, 9, 10, 11, 12, 13):
        print(f"mac {use}:", mac(use, b"one", b"two").hex())
    print("hash:", hashlib.blake2b(b"onetwo", digest_size=32).hexdigest())
    print("code:", code(b"filing-1", 0))
    print("stored code:", mac(1, b"store", code(b"filing-1", 0).encode()).hex())
    key, nonce = bytes(range(64, 96)), bytes(range(128, 152))
    print("wrapped:", wrapped(1, 7, key, nonce).hex())
    print("field:", field(key, 1, 7, b"party", b"name", 42, "Trần".encode(), nonce).hex())
    for chunk in file(key, 2, 11, 5, nonce, [b"evidence"]):
        print("file:", chunk.hex())
    longer = file(key, 2, 11, 5, nonce, [b"e" * 65536, b"vidence"])
    print("chunks:", longer[0][-16:].hex(), longer[1].hex())
    print("erasure:", erasure(1, 513, bytes(range(64, 96))).decode())
    print("water:", words(b"wwater"))
    print("nước:", words("wnu\u031bo\u031bc\u0301".encode(), b"fnuoc"))
    print("投訴:", words(b"c" + (0x6295).to_bytes(3, "big") + (0x8BC9).to_bytes(3, "big")))
    for part in signed_note(1, b"redress/0123456789abcdef", b"a text\n\nof two parts\n"):
        print("signing:", part)
    print("2026-000123:", words(b"n2026", b"n123", b"n6000123", b"n26000123"))


main()
