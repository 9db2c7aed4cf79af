#!/usr/bin/env python3
"""Checks a proof of a Spotter ledger, without Spotter and without the ledger.

    spotter log prove 12 --json > entry.json        python3 verify_proof.py entry.json
    spotter log prove --from 5 --json > grown.json  python3 verify_proof.py grown.json

Give a kept checkpoint (the signed note, or its first three lines) as the second file: then the
proof must lead to that checkpoint's size and root. Without it, the proof is only sound in itself.
It does not check the checkpoint's signature. Standard library only; RFC 6962 and RFC 9162.
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


def main(arguments):
    if len(arguments) not in (1, 2):
        print(__doc__, file=sys.stderr)
        return 64
    try:
        with open(arguments[0], encoding="utf-8") as file:
            size, root, words = check(json.load(file))
        if len(arguments) == 2:
            with open(arguments[1], encoding="utf-8") as file:
                lines = file.read().split("\n")
            if (int(lines[1]), base64.b64decode(lines[2]).hex()) != (size, root):
                raise ValueError("the checkpoint has another size or root")
            words += ", as the checkpoint says"
    except (OSError, ValueError, KeyError, IndexError, TypeError) as error:
        print(f"no proof: {error}", file=sys.stderr)
        return 1
    print(f"ok: {words}, root {root}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
