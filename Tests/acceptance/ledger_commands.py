#!/usr/bin/env python3
"""`spotter log` as people and scripts rely on it, on a ledger a station wrote.

    ledger_commands.py SPOTTER

Proofs are checked with hashlib alone. Takes a few seconds. Needs Python 3.11 and nothing else.
"""

import hashlib
import json
import os
import shutil
import sqlite3
import sys
import tempfile

from station import Failure, Station, check, new_id, run


def sha256(data):
    return hashlib.sha256(data).digest()


def root_of_inclusion(proof):
    """RFC 9162, 2.1.3.2, from the header's bytes up."""
    hash_, place, last = sha256(b"\0" + proof["header"].encode()), proof["index"], proof["size"] - 1
    check(hash_.hex() == proof["leaf"], "the leaf is not the hash of the header")
    for sibling in map(bytes.fromhex, proof["path"]):
        if place % 2 or place == last:
            hash_ = sha256(b"\1" + sibling + hash_)
            while place % 2 == 0 and place:
                place, last = place >> 1, last >> 1
        else:
            hash_ = sha256(b"\1" + hash_ + sibling)
        place, last = place >> 1, last >> 1
    return hash_.hex()


def roots_of_consistency(proof):
    """RFC 9162, 2.1.4.2."""
    old, path = proof["oldSize"], [bytes.fromhex(text) for text in proof["path"]]
    if old & (old - 1) == 0:
        path.insert(0, bytes.fromhex(proof["oldRoot"]))
    place, last = old - 1, proof["newSize"] - 1
    while place % 2:
        place, last = place >> 1, last >> 1
    first = second = path[0]
    for sibling in path[1:]:
        if place % 2 or place == last:
            first, second = sha256(b"\1" + sibling + first), sha256(b"\1" + sibling + second)
            while place % 2 == 0 and place:
                place, last = place >> 1, last >> 1
        else:
            second = sha256(b"\1" + second + sibling)
        place, last = place >> 1, last >> 1
    return first.hex(), second.hex()


def succeeds(station, *arguments):
    status, out, err = station.log(*arguments)
    check(status == 0, f"log {' '.join(arguments)}: exit {status}: {out}{err}")
    return out


def fails(station, expected, words, *arguments):
    status, out, err = station.log(*arguments)
    check(status == expected and words in err,
          f"log {' '.join(arguments)}: exit {status}, not {expected}: {out}{err}")


def while_it_runs(station):
    client = station.client()
    opened = client.post("/respond", entry=new_id())
    watch = opened["watch"]
    for number in range(20):
        client.post(f"/watches/{watch}/care", kind="note", text=f"note {number}", entry=new_id())
    client.post(f"/watches/{watch}/care", kind="dose", entry=new_id(), certainty="remembered",
                route="intranasal", micrograms=4000, ago=90)
    client.post(f"/watches/{watch}/care", kind="note", text="\u009b31mred\u009b0m", entry=new_id())
    fails(station, 1, "in use", "rebuild")
    check(succeeds(station, "checkpoint").startswith("spotter/"), "no checkpoint while it runs")
    return watch, opened["incident"]


def check_show(station, watch, incident):
    words = succeeds(station, "show", "--watch", watch)
    dose = [line for line in words.splitlines() if "care.dose" in line]
    check(len(dose) == 1 and "remembered" in dose[0] and "Naloxone 4 mg into nose" in dose[0]
          and "s later)" in dose[0], f"an odd line for the dose: {dose}")
    check("\x9b" not in words, "a note can steer the terminal")
    everything = json.loads(succeeds(station, "show", "--json"))
    check([entry["header"]["index"] for entry in everything] == list(range(len(everything))),
          "show --json leaves entries out")
    check(len(station.entries("--last", "3")) == 3, "--last 3 gives another number")
    check(station.entries("--incident", incident), "nothing is shown for the response")
    fails(station, 1, "no watch", "show", "--watch", new_id())
    fails(station, 64, "no id", "show", "--watch", "x")
    fails(station, 64, "exclude", "show", "--json", "--jsonl")
    return len(everything)


def check_proofs(station, size):
    root = json.loads(succeeds(station, "verify", "--json"))["root"]
    for index in range(size):
        proof = json.loads(succeeds(station, "prove", str(index), "--json"))
        check(root_of_inclusion(proof) == proof["root"] == root, f"entry {index} is not proven")
    for old in range(1, size):
        proof = json.loads(succeeds(station, "prove", "--from", str(old), "--json"))
        check(roots_of_consistency(proof) == (proof["oldRoot"], root), f"size {old} is not proven")
    check(root in succeeds(station, "prove", "3"), "the proof in words does not end at the root")
    fails(station, 1, "no entry", "prove", str(size))
    fails(station, 1, "fewer than", "prove", "--from", str(size + 1))
    fails(station, 64, "larger", "prove", "--from", "3", "--to", "2")


def check_rebuild(station):
    path = os.path.join(station.data, "ledger.sqlite")
    with sqlite3.connect(path) as database:
        database.execute("DELETE FROM watchView")
    database.close()
    status, out, _ = station.log("verify")
    check(status == 1 and "rebuild the views" in out, f"a lost view is not found: {out}")
    succeeds(station, "rebuild")
    station.verify()


def check_copy_without_key(station, directory):
    """A copy kept as evidence must stay the ledger it is a copy of."""
    copy = os.path.join(directory, "copy")
    shutil.copytree(station.data, copy)
    os.remove(os.path.join(copy, "key"))
    before = run([station.program, "log", "verify", "--data", copy])[1]
    status, _, err = run([station.program, "log", "rebuild", "--data", copy])
    check(status == 1 and "station's own" in err, f"a copy was written to: {err}")
    status, note, err = run([station.program, "log", "checkpoint", "--data", copy])
    check(status == 0 and note == succeeds(station, "checkpoint"), f"another checkpoint: {err}")
    check(run([station.program, "log", "verify", "--data", copy])[1] == before, "the copy changed")
    missing = os.path.join(directory, "missing")
    for command in ("verify", "show", "checkpoint", "rebuild"):
        status, _, err = run([station.program, "log", command, "--data", missing])
        check(status == 1 and "does not exist" in err, f"log {command} without a ledger: {err}")
    check(not os.path.exists(missing), "a command that looks made a directory")


def main(arguments):
    if len(arguments) != 2:
        print(__doc__.strip(), file=sys.stderr)
        return 64
    with tempfile.TemporaryDirectory(prefix="spotter-ledger-") as directory:
        try:
            with Station(
                    os.path.abspath(arguments[1]), os.path.join(directory, "data")) as station:
                station.start()
                watch, incident = while_it_runs(station)
                station.stop()
                size = check_show(station, watch, incident)
                check_proofs(station, size)
                check_rebuild(station)
                check_copy_without_key(station, directory)
        except Failure as failure:
            print(f"ledger_commands: {failure}", file=sys.stderr)
            return 1
    print(f"ok: show, prove ({size} entries, {size - 1} older ledgers), checkpoint, rebuild")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
