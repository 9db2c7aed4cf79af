"""`docs/verify_proof.py` and `aics-tlog`, each against every proof of every small ledger.

The trees here are built by the definition (RFC 6962, 2.1), by neither of the two.
"""

import base64
import hashlib
import json
import os
import pathlib
import sys

import aics_tlog

sys.path.insert(0, str(pathlib.Path(__file__).parents[2] / "docs"))
import verify_proof  # noqa: E402
from conftest import Site  # noqa: E402
from station import Station  # noqa: E402

LARGEST = 64
LEAVES = [hashlib.sha256(b"\0entry %d" % i).digest() for i in range(LARGEST)]


def split(count):
    return 1 << (count - 1).bit_length() - 1


def root(leaves):
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    half = split(len(leaves))
    return verify_proof.node(root(leaves[:half]), root(leaves[half:]))


def inclusion(index, leaves):
    if len(leaves) == 1:
        return []
    half = split(len(leaves))
    if index < half:
        return inclusion(index, leaves[:half]) + [root(leaves[half:])]
    return inclusion(index - half, leaves[half:]) + [root(leaves[:half])]


def consistency(old, leaves, whole=True):
    if old == len(leaves):
        return [] if whole else [root(leaves)]
    half = split(len(leaves))
    if old <= half:
        return consistency(old, leaves[:half], whole) + [root(leaves[half:])]
    return consistency(old - half, leaves[half:], False) + [root(leaves[:half])]


def flips(hashes, place):
    """One bit of each hash flipped, another bit for each proof."""
    for number in range(len(hashes)):
        bit = (place * 37 + number * 11) % 256
        wrong = bytearray(hashes[number])
        wrong[bit // 8] ^= 1 << bit % 8
        yield [*hashes[:number], bytes(wrong), *hashes[number + 1 :]]


def second_opinion(call, *arguments):
    """True when aics-tlog accepts; it says no by raising or by returning False."""
    try:
        return call(*arguments) is not False
    except Exception:  # noqa: BLE001  # any refusal is a refusal
        return False


def test_every_inclusion_up_to_64():
    for size in range(1, LARGEST + 1):
        whole = root(LEAVES[:size])
        for index in range(size):
            path = inclusion(index, LEAVES[:size])
            assert verify_proof.root_of_inclusion(LEAVES[index], index, size, path) == whole
            for wrong in flips(path, size * index):
                assert verify_proof.root_of_inclusion(LEAVES[index], index, size, wrong) != whole
            cut = verify_proof.root_of_inclusion(LEAVES[index], index, size, path[:-1])
            assert size == 1 or cut != whole


def test_every_consistency_up_to_64():
    for size in range(1, LARGEST + 1):
        new = root(LEAVES[:size])
        for old_size in range(1, size):
            old, path = root(LEAVES[:old_size]), consistency(old_size, LEAVES[:size])
            assert verify_proof.consistent(old_size, size, old, new, path)
            for wrong in flips([old, new, *path], size * old_size):
                assert not verify_proof.consistent(old_size, size, wrong[0], wrong[1], wrong[2:])


def test_every_bit_of_one_proof():
    size, index = 43, 41
    path, whole = inclusion(index, LEAVES[:size]), root(LEAVES[:size])
    for number in range(len(path)):
        for bit in range(256):
            wrong = bytearray(path[number])
            wrong[bit // 8] ^= 1 << bit % 8
            steps = [*path[:number], bytes(wrong), *path[number + 1 :]]
            assert verify_proof.root_of_inclusion(LEAVES[index], index, size, steps) != whole


def test_aics_tlog_agrees():
    for size in range(1, LARGEST + 1):
        whole = root(LEAVES[:size])
        for index in range(size):
            path, leaf = inclusion(index, LEAVES[:size]), LEAVES[index]
            assert second_opinion(aics_tlog.verify_inclusion, leaf, index, size, path, whole)
            for wrong in flips(path, size * index):
                assert not second_opinion(
                    aics_tlog.verify_inclusion, leaf, index, size, wrong, whole)
        for old_size in range(1, size):
            old, path = root(LEAVES[:old_size]), consistency(old_size, LEAVES[:size])
            call = aics_tlog.verify_consistency
            assert second_opinion(call, old_size, size, old, whole, path)
            for wrong in flips(path, size * old_size):
                assert not second_opinion(call, old_size, size, old, whole, wrong)


def test_proofs_of_a_real_ledger(site, tmp_path):
    note = tmp_path / "checkpoint"
    for words in [["0"], ["3"], ["--from", "2"], ["--from", "1", "--to", "3"]]:
        code, out, error = site.command("log", "prove", *words, "--json")
        assert code == 0, error
        size, root_, _ = verify_proof.check(json.loads(out))
        note.write_text(
            f"origin\n{size}\n{base64.b64encode(bytes.fromhex(root_)).decode()}\n")
        file = tmp_path / "proof"
        file.write_text(out)
        assert verify_proof.main([str(file), str(note)]) == 0
        file.write_text(out.replace(root_, root_[:-1] + ("1" if root_[-1] == "0" else "0")))
        assert verify_proof.main([str(file)]) == 1


def test_the_signature_of_a_real_checkpoint(tmp_path):
    program = os.environ["SPOTTER_BINARY"]
    data = str(tmp_path / "data")
    # Once it has stopped, the newest checkpoint is of the whole ledger.
    with Station(program, data, "--seats", "1") as station:
        station.start()
    stopped = Site(program, data, "")
    code, out, error = stopped.command("log", "checkpoint", "--json")
    assert code == 0, error
    state = json.loads(out)
    note, key = tmp_path / "note", state["verifierKey"]
    proof = tmp_path / "proof"
    proof.write_text(stopped.command("log", "prove", "0", "--json")[1])

    def verdict(text, by=key):
        note.write_text(text)
        return verify_proof.main([str(proof), str(note), by])

    text = state["note"]
    assert verdict(text) == 0
    signature = text.split(" ")[2].strip()
    for place in (8, 40, 80):
        other = "B" if signature[place] != "B" else "C"
        assert verdict(text.replace(signature, signature[:place] + other + signature[place + 1:])) == 1
    name, hash_, rest = key.split("+", 2)
    assert verdict(text, f"{name}x+{hash_}+{rest}") == 1, "the key of another ledger"
    assert verdict(text.split("\n\n")[0] + "\n") == 1, "nobody signed it"
