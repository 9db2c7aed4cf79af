#!/usr/bin/env python3
"""Checks a Spotter ledger from its bytes, sharing nothing with Spotter but docs/ledger.md.

    verify_ledger.py LEDGER.sqlite [CHECKPOINT]

Prints "ok N entries, root HEX" and exits 0, or says what is wrong and exits 1.
Needs Python 3.11 and nothing else.
"""

import base64
import hashlib
import json
import sqlite3
import sys
import uuid

import ed25519

LAYOUT = 1
# The views it folds too, with the columns it compares. Severity, doses and the words of the search
# depend on every kind of act; those are compared by `spotter log verify` alone.
VIEWS = {
    "entryRef": "*",
    "newestView": "*",
    "watchView": "*",
    "watchHandle": "*",
    "incidentView": "number, incident, openedIndex, openedUnixMilliseconds, utcOffsetMinutes,"
    " closedIndex, closedUnixMilliseconds, outcome, drill",
    "incidentPerson": "*",
}
TIMED = ("alert.", "care.", "recording.")
# Kinds that change an incident's row, its people or its words, besides all of `care.`.
FOLDED = ("incident.opened", "incident.closed", "incident.joined", "corrected", "record.answered",
          "equipment.used", "debrief.action")


class Unreadable(Exception):
    pass


def sha256(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def node_hash(left, right):
    return sha256(b"\x01", left, right)


def root_of(hashes):
    """RFC 6962's tree hash, by its definition."""
    if not hashes:
        return sha256()
    if len(hashes) == 1:
        return hashes[0]
    split = 1 << ((len(hashes) - 1).bit_length() - 1)
    return node_hash(root_of(hashes[:split]), root_of(hashes[split:]))


def canonical(data):
    """The value in canonical JSON bytes; raises Unreadable for any other spelling."""

    def pairs(items):
        if len(dict(items)) != len(items) or not all(key.isascii() for key, _ in items):
            raise Unreadable("a key stands twice or is not ASCII")
        return dict(items)

    def refuse(text):
        raise Unreadable(f"{text} is no whole number")

    try:
        value = json.loads(
            data.decode("utf-8"), object_pairs_hook=pairs, parse_float=refuse, parse_constant=refuse
        )
        spelling = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        if spelling.encode("utf-8") != data:
            raise Unreadable("not in canonical form")
    except (ValueError, RecursionError) as error:
        raise Unreadable(str(error)) from None
    return value


class Audit:
    def __init__(self, path):
        self.db = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        self.db.text_factory = bytes
        self.problems = []
        self.leaves = []
        self.views = {name: set() for name in VIEWS}
        self.watches, self.incidents, self.people, self.newest = {}, {}, {}, {}
        self.erased_by, self.bare, self.erasures = {}, set(), set()

    def say(self, problem):
        self.problems.append(problem)

    def run(self, checkpoint):
        for name, expected in (("application_id", 0x53504F54), ("user_version", LAYOUT)):
            if self.db.execute(f"PRAGMA {name}").fetchone()[0] != expected:
                self.say(f"{name} is not {expected}")
        for (line,) in self.db.execute("PRAGMA integrity_check"):
            if line != b"ok":
                self.say(f"integrity_check: {line.decode(errors='replace')}")
        self.check_entries()
        self.check_erasures()
        self.check_nodes()
        keys = self.check_origins()
        self.check_checkpoints(keys)
        self.check_views()
        if checkpoint is not None:
            problem = self.check_note(checkpoint, keys)
            if problem:
                self.say(f"the checkpoint given: {problem}")

    def check_entries(self):
        columns = '"index", uuid, stream, kind, header, leaf, salt, payload'
        for row in self.db.execute(f'SELECT {columns} FROM entry ORDER BY "index"'):
            if row[0] != len(self.leaves):
                self.say(f"entry {len(self.leaves)} is missing")
                return
            self.check_entry(*row)

    def check_entry(self, index, name, stream, kind, header, leaf, salt, payload):
        label = f"entry {index} ({kind.decode(errors='replace')})"
        self.leaves.append(sha256(b"\x00", header))
        if leaf != self.leaves[-1]:
            self.say(f"{label}: header and leaf hash do not belong together")
        try:
            fields = canonical(header)
            agrees = (
                fields["index"] == index
                and uuid.UUID(bytes=name) == uuid.UUID(fields["entry"])
                and fields["stream"].encode() == stream
                and fields["kind"].encode() == kind
            )
        except (Unreadable, KeyError, ValueError, TypeError) as error:
            self.say(f"{label}: the header was changed ({error})")
            return
        if not agrees:
            self.say(f"{label}: columns differ from the header")
        value = None
        if salt is None and payload is None:
            self.bare.add(index)
        elif salt is None or payload is None or len(salt) != 32:
            self.say(f"{label}: payload and salt do not belong together")
        elif sha256(salt, payload).hex() != fields["payloadSha256"]:
            self.say(f"{label}: payload was changed")
        else:
            value = canonical(payload)
        self.fold(index, fields, value)

    def fold(self, index, fields, value):
        """The views, and who erased what."""
        kind, payload = fields["kind"], value if isinstance(value, dict) else {}
        text = {key: item for key, item in payload.items() if isinstance(item, str)}
        drill = int(payload.get("drill") is True)
        moment, timed = fields["occurredUnixMilliseconds"], int(kind.startswith(TIMED))
        for ref in {fields["stream"], text.get("watch"), text.get("incident")} - {None}:
            self.views["entryRef"].add((ref.encode(), index, moment, timed))
        if fields["stream"] == "station":
            self.newest[kind] = index
        watch, incident = text.get("watch"), text.get("incident")
        if kind == "watch.started" and watch is not None:
            seat = payload.get("seat")
            seat = None if seat is None or isinstance(seat, (bool, dict, list)) else str(seat)
            if watch not in self.watches and "handle" in text:
                self.views["watchHandle"].add((index, text["handle"].encode()))
            self.watches.setdefault(watch, [seat and seat.encode(), index, None, drill])
        elif kind == "watch.ended" and watch in self.watches:
            self.watches[watch][2] = index if self.watches[watch][2] is None else self.watches[watch][2]
        elif kind == "erasure":
            self.erasures.add(index)
            for target in payload.get("entries", []):
                if 0 <= target < index and target not in self.erasures:
                    self.erased_by.setdefault(target, index)

        if incident is not None:
            self.fold_incident(index, fields, text, drill)

    def fold_incident(self, index, fields, text, drill):
        kind, incident, watch = fields["kind"], text["incident"], text.get("watch")
        if kind not in FOLDED and not kind.startswith("care."):
            return
        row = self.incidents.setdefault(incident, [index] + [None] * 6 + [0])
        if kind == "incident.opened" and row[1] is None:
            row[1:4] = index, fields["occurredUnixMilliseconds"], fields["utcOffsetMinutes"]
            row[7] = drill
        elif kind == "incident.closed":
            outcome = text.get("outcome")
            row[4:7] = index, fields["occurredUnixMilliseconds"], outcome and outcome.encode()
        if kind != "corrected" and watch is not None:
            self.people.setdefault((row[0], watch.encode()), index)

    def check_erasures(self):
        for index in sorted(self.bare - set(self.erased_by)):
            self.say(f"entry {index}: payload is gone without an erasure entry")
        for index in sorted(set(self.erased_by) - self.bare):
            self.say(f"entry {index}: an erasure names it, but its payload is still there")
        if dict(self.db.execute("SELECT entryIndex, byIndex FROM erasure")) != self.erased_by:
            self.say("the table of erasures differs from the erasure entries")

    def check_nodes(self):
        expected, level, below = {}, 0, self.leaves
        while len(below) > 1:
            level += 1
            below = [node_hash(*below[i : i + 2]) for i in range(0, len(below) - 1, 2)]
            expected |= {(level, position): value for position, value in enumerate(below)}
        rows = self.db.execute("SELECT level, position, hash FROM node")
        found = {(level, position): value for level, position, value in rows}
        for key in sorted(expected.keys() | found.keys()):
            if expected.get(key) != found.get(key):
                self.say(f"node {key[0]}/{key[1]} is missing, surplus or was changed")

    def check_origins(self):
        keys = {}
        for number, (row, name, key) in enumerate(self.db.execute("SELECT * FROM origin"), 1):
            if row != number:
                self.say(f"origin {number} is missing")
            keys[name.decode(errors="replace")] = key
        return keys

    def check_checkpoints(self, keys):
        rows = self.db.execute("SELECT id, size, root, note FROM checkpoint ORDER BY id").fetchall()
        if not rows:
            self.say("the ledger has no signed checkpoint")
        for number, (row, size, root, note) in enumerate(rows, 1):
            problem = self.check_note(note, keys, (size, root))
            if problem or row != number:
                self.say(f"checkpoint {row}: {problem or 'one before it is missing'}")

    def check_note(self, note, keys, columns=None):
        """What is wrong with a signed note, or None."""
        try:
            body, signatures = note.decode("utf-8").split("\n\n")
            origin, size, root = body.split("\n")[:3]
            if origin not in keys:
                return f"it belongs to another ledger, {origin}"
            number, digest = int(size), base64.b64decode(root, validate=True)
            if columns is not None and (
                columns != (number, digest)
                or body != f"{origin}\n{number}\n{base64.b64encode(digest).decode()}"
                or signatures.count("\n") != 1
            ):
                return "its row differs from its note"
        except ValueError:
            return "it is not a signed checkpoint"
        if not self.is_signed(body + "\n", signatures, origin, keys[origin]):
            return "it carries no good signature by this ledger's key"
        if number > len(self.leaves):
            return f"rolled back: it has {number} entries, the ledger {len(self.leaves)}"
        if root_of(self.leaves[:number]) != digest:
            return f"the first {number} entries are not those that were signed"
        return None

    @staticmethod
    def is_signed(body, lines, origin, key):
        key_hash = sha256(origin.encode(), b"\n\x01", key)[:4]
        good = False
        for line in lines.removesuffix("\n").split("\n"):
            parts = line.split(" ")
            if len(parts) != 3 or parts[0] != "\u2014":
                return False
            try:
                data = base64.b64decode(parts[2], validate=True)
            except ValueError:
                return False
            # One text a signature: the unused bits of the last character must be zero.
            if base64.b64encode(data).decode() != parts[2]:
                return False
            if parts[1] == origin and data[:4] == key_hash:
                good = ed25519.verify(key, body.encode(), data[4:])
        return good and lines.endswith("\n")

    def check_views(self):
        self.views["watchView"] = {(key.encode(), *row) for key, row in self.watches.items()}
        self.views["newestView"] = {(key.encode(), row) for key, row in self.newest.items()}
        self.views["incidentView"] = {
            (row[0], key.encode(), *row[1:]) for key, row in self.incidents.items()
        }
        self.views["incidentPerson"] = {(*key, row) for key, row in self.people.items()}
        for name, columns in VIEWS.items():
            if set(self.db.execute(f"SELECT {columns} FROM {name}")) != self.views[name]:
                self.say(f"the view {name} differs from a rebuild")


def main(arguments):
    if len(arguments) not in (2, 3):
        print(__doc__, file=sys.stderr)
        return 64
    try:
        audit = Audit(arguments[1])
        note = None
        if len(arguments) == 3:
            with open(arguments[2], "rb") as file:
                note = file.read()
        audit.run(note)
    except (sqlite3.Error, OSError, Unreadable, TypeError, AttributeError) as error:
        print(f"the ledger cannot be read: {error}")
        return 1
    if audit.problems:
        print("\n".join(audit.problems))
        return 1
    print(f"ok {len(audit.leaves)} entries, root {root_of(audit.leaves).hex()}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
