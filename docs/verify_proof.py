#!/usr/bin/env python3
"""Checks a proof of a Spotter ledger, without Spotter and without the ledger.

    spotter log prove 12 --json > entry.json        python3 verify_proof.py entry.json
    spotter log prove --from 5 --json > grown.json  python3 verify_proof.py grown.json

Give a kept checkpoint (the signed note, or its first three lines) as the second file: then the
proof must lead to that checkpoint's size and root. Without it, the proof is only sound in itself.
Give the site's public key (`spotter log checkpoint --json`, "verifierKey"; ask for it once, not
together with a proof) as the third word: then the checkpoint must be signed with it, too.
Standard library only; RFC 6962, RFC 9162, C2SP signed-note, RFC 8032.
"""

import base64
import hashlib
import json
import sys


def node(left, right):
    return hashlib.sha256(b"\1" + left + right).digest()


def root_of_inclusion(leaf, index, size, path):
    """RFC 9162, 2.1.3.2: the root an entry's siblings lead to; None when the path does not fit."""
    if not 0 <= index < size:
        return None
    place, last, hash_ = index, size - 1, leaf
    for sibling in path:
        if last == 0:
            return None
        if place % 2 or place == last:
            hash_ = node(sibling, hash_)
            while place % 2 == 0 and place:
                place, last = place >> 1, last >> 1
        else:
            hash_ = node(hash_, sibling)
        place, last = place >> 1, last >> 1
    return hash_ if last == 0 else None


def consistent(old_size, new_size, old_root, new_root, path):
    """RFC 9162, 2.1.4.2: whether the older ledger is the beginning of the newer."""
    if not 0 <= old_size <= new_size:
        return False
    if old_size == new_size:
        return not path and old_root == new_root
    if old_size == 0:
        return not path and old_root == hashlib.sha256(b"").digest()
    path = list(path)
    if old_size & (old_size - 1) == 0:
        path.insert(0, old_root)
    if not path:
        return False
    place, last = old_size - 1, new_size - 1
    while place % 2:
        place, last = place >> 1, last >> 1
    old = new = path[0]
    for sibling in path[1:]:
        if last == 0:
            return False
        if place % 2 or place == last:
            old, new = node(sibling, old), node(sibling, new)
            while place % 2 == 0 and place:
                place, last = place >> 1, last >> 1
        else:
            new = node(new, sibling)
        place, last = place >> 1, last >> 1
    return last == 0 and old == old_root and new == new_root


def check(proof):
    """What the proof says, as (size, root, words); ValueError when it does not hold."""
    path = [bytes.fromhex(step) for step in proof["path"]]
    if any(len(step) != 32 for step in path):
        raise ValueError("a hash is not 32 bytes long")
    if "index" in proof:
        leaf = hashlib.sha256(b"\0" + proof["header"].encode()).digest()
        if leaf.hex() != proof["leaf"]:
            raise ValueError("the header was changed")
        root = root_of_inclusion(leaf, proof["index"], proof["size"], path)
        if root is None or root.hex() != proof["root"]:
            raise ValueError("the path does not lead to the root")
        words = f"entry {proof['index']} stands in the ledger of {proof['size']} entries"
        return proof["size"], proof["root"], words
    roots = bytes.fromhex(proof["oldRoot"]), bytes.fromhex(proof["newRoot"])
    if not consistent(proof["oldSize"], proof["newSize"], *roots, path):
        raise ValueError("the newer ledger does not begin with the older one")
    words = f"the first {proof['oldSize']} of {proof['newSize']} entries are unchanged"
    return proof["newSize"], proof["newRoot"], words


def check_signature(note, key):
    """ValueError unless the key signed the note (C2SP signed-note, Ed25519)."""
    name, hash_, rest = key.strip().split("+", 2)
    kind_and_key = base64.b64decode(rest, validate=True)
    known = hashlib.sha256(name.encode() + b"\n" + kind_and_key).digest()[:4]
    if kind_and_key[:1] != b"\1" or known.hex() != hash_:
        raise ValueError("that is no Ed25519 key")
    body, gap, signatures = note.partition("\n\n")
    if body.split("\n")[0] != name:
        raise ValueError("the checkpoint is of another ledger")
    for line in signatures.splitlines() if gap else []:
        dash, signer, code = line.split(" ")
        signed = base64.b64decode(code, validate=True)
        if (dash, signer, signed[:4]) == ("\u2014", name, known):
            if not verify(kind_and_key[1:], (body + "\n").encode(), signed[4:]):
                raise ValueError("the signature does not fit the checkpoint")
            return
    raise ValueError("the key has not signed the checkpoint")


# Ed25519 (RFC 8032): slow, short, and nobody's library.

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT_OF_MINUS_ONE = pow(2, (P - 1) // 4, P)


def recover_x(y, sign):
    """The x that belongs to y on the curve, or None."""
    if y >= P:
        return None
    x2 = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(x2, (P + 3) // 8, P)
    if (x * x - x2) % P:
        x = x * ROOT_OF_MINUS_ONE % P
    if (x * x - x2) % P or (x == 0 and sign):
        return None
    return P - x if x & 1 != sign else x


def decode_point(data):
    number = int.from_bytes(data, "little")
    y = number & ((1 << 255) - 1)
    x = recover_x(y, number >> 255)
    return None if x is None else (x, y, 1, x * y % P)


def add(a, b):
    """Adds two points in extended coordinates."""
    s = (a[1] - a[0]) * (b[1] - b[0]) % P
    t = (a[1] + a[0]) * (b[1] + b[0]) % P
    u = 2 * a[3] * b[3] * D % P
    v = 2 * a[2] * b[2] % P
    e, f, g, h = t - s, v - u, v + u, t + s
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def multiply(scalar, point):
    result = (0, 1, 1, 0)
    while scalar:
        if scalar & 1:
            result = add(result, point)
        point = add(point, point)
        scalar >>= 1
    return result


def same(a, b):
    return (a[0] * b[2] - b[0] * a[2]) % P == 0 and (a[1] * b[2] - b[1] * a[2]) % P == 0


BASE_Y = 4 * pow(5, P - 2, P) % P
BASE_X = recover_x(BASE_Y, 0)
BASE = (BASE_X, BASE_Y, 1, BASE_X * BASE_Y % P)


def verify(public_key, message, signature):
    """Whether the 64-byte signature over the message was made with the 32-byte key."""
    if len(public_key) != 32 or len(signature) != 64:
        return False
    key, commitment = decode_point(public_key), decode_point(signature[:32])
    scalar = int.from_bytes(signature[32:], "little")
    if key is None or commitment is None or scalar >= L:
        return False
    digest = hashlib.sha512(signature[:32] + public_key + message).digest()
    challenge = int.from_bytes(digest, "little") % L
    return same(multiply(scalar, BASE), add(commitment, multiply(challenge, key)))


def main(arguments):
    if len(arguments) not in (1, 2, 3):
        print(__doc__, file=sys.stderr)
        return 64
    try:
        with open(arguments[0], encoding="utf-8") as file:
            size, root, words = check(json.load(file))
        if len(arguments) > 1:
            with open(arguments[1], encoding="utf-8") as file:
                note = file.read()
            lines = note.split("\n")
            if (int(lines[1]), base64.b64decode(lines[2]).hex()) != (size, root):
                raise ValueError("the checkpoint has another size or root")
            words += ", as the checkpoint says"
        if len(arguments) == 3:
            check_signature(note, arguments[2])
            words += f" that {lines[0]} signed"
    except (OSError, ValueError, KeyError, IndexError, TypeError) as error:
        print(f"no proof: {error}", file=sys.stderr)
        return 1
    print(f"ok: {words}, root {root}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
