#!/usr/bin/env python3
"""Kills the station in the middle of its work, again and again, and looks for what got lost.

    kill9.py SPOTTER [ROUNDS [SEED]]

Each of ROUNDS (100) rounds opens a response, has four clients record entries as fast as they are
acknowledged, kills the station with SIGKILL at a random moment, starts it again and checks:

  it answers within 10 s · the watch, its response, its alert and its re-check timer are back ·
  every acknowledged entry is in the ledger once, under its number · no other entry is there twice ·
  an entry sent again under its name is written once

Every tenth round, and at the end, `spotter log verify` and the independent verifier must agree that
the ledger is sound. Needs Python 3.11 and nothing else.
"""

import collections
import http.client
import os
import random
import sys
import tempfile
import threading
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "acceptance"))
from station import Failure, Station, check, new_id, same_moment, until  # noqa: E402

CLIENTS = 4
LONGEST_LIFE_SECONDS = 1.2
BACK_WITHIN_SECONDS = 10


class Round:
    """One response, what was recorded for it, and what of that was acknowledged."""

    def __init__(self, number, station):
        self.number, self.station = number, station
        self.client = station.client()
        self.acknowledged = {}
        self.unknown = {}
        self.refused = []

    def open(self):
        opened = self.client.post("/respond", entry=new_id())
        self.watch, self.incident = opened["watch"], opened["incident"]
        self.record("dose", new_id(), route="intramuscular", micrograms=400)
        self.record("awake", new_id(), level="unresponsive")
        self.before = until(
            "the alert and the re-check timer of a new response", 5, self.complete_tile)

    def complete_tile(self):
        tile = self.client.tile(self.watch)
        if tile is None or tile["reCheckDueAtMilliseconds"] is None:
            return None
        return tile if "unresponsive" in alert_kinds(tile) else None

    def record(self, kind, entry, client=None, **fields):
        """Sends one entry; it counts as acknowledged when the station gave its number."""
        facts = (client or self.client).post(
            f"/watches/{self.watch}/care", kind=kind, entry=entry, **fields)
        check(facts["index"] is not None, f"the station acknowledged {entry} without a number")
        self.acknowledged[entry] = facts["index"]

    def stream(self, name):
        client, number = self.station.client(), 0
        while True:
            number += 1
            entry = new_id()
            text = f"round {self.number} client {name} entry {number}"
            try:
                self.record("note", entry, client, text=text)
            except (OSError, http.client.HTTPException):
                self.unknown[entry] = text
                return
            except Failure as failure:
                self.refused.append(str(failure))
                return

    def run_and_kill(self, life):
        threads = [threading.Thread(target=self.stream, args=(name,)) for name in range(CLIENTS)]
        for thread in threads:
            thread.start()
        time.sleep(life)
        self.station.kill()
        for thread in threads:
            thread.join()
        check(not self.refused, f"round {self.number}: {self.refused[:1]}")

    def check_ledger(self, every_unknown_is_there=False):
        places = collections.defaultdict(list)
        for entry in self.station.entries("--watch", self.watch):
            places[entry["header"]["entry"]].append(entry["header"]["index"])
        for entry, index in self.acknowledged.items():
            check(places[entry] == [index],
                  f"round {self.number}: entry {entry} was acknowledged as number {index} and is "
                  f"in the ledger as {places[entry]}")
        for entry in self.unknown:
            check(len(places[entry]) <= 1, f"round {self.number}: {entry} is there twice")
            check(not every_unknown_is_there or places[entry],
                  f"round {self.number}: {entry} was sent again and is not there")

    def check_floor(self):
        self.client = self.station.client()
        tile = until(
            f"round {self.number}: the watch with its alert and timer", BACK_WITHIN_SECONDS,
            self.complete_tile)
        check(tile["incident"] == self.incident, f"round {self.number}: the response is not back")
        check(tile["doseCount"] == 1, f"round {self.number}: {tile['doseCount']} doses, not 1")
        for timer in ("reCheckDueAtMilliseconds", "lastDoseAtMilliseconds",
                      "incidentOpenedAtMilliseconds"):
            check(same_moment(tile[timer], self.before[timer]),
                  f"round {self.number}: {timer} was {self.before[timer]}, is {tile[timer]}")

    def send_again(self):
        """What nobody knows about, and a few that were acknowledged, under the same names."""
        known = dict(self.acknowledged)
        for entry, text in self.unknown.items():
            self.record("note", entry, text=text)
        for entry in random.sample([*known], min(5, len(known))):
            self.record("note", entry, text="sent again")
            check(self.acknowledged[entry] == known[entry],
                  f"round {self.number}: {entry} sent again got number {self.acknowledged[entry]}, "
                  f"not {known[entry]}")

    def close(self):
        self.client.post(f"/incidents/{self.incident}/close", entry=new_id(), outcome="false-alarm",
            reason="opened-by-mistake")
        self.client.post(f"/watches/{self.watch}/end", entry=new_id(), ending="left-well")


def alert_kinds(tile):
    return [alert["kind"] for alert in tile["alerts"]]


def check_all(station, indices):
    """Every acknowledged entry of every round is there once; nothing at all is there twice."""
    found = collections.Counter()
    for entry in station.entries():
        header = entry["header"]
        found[header["entry"]] += 1
        if header["entry"] in indices:
            check(indices[header["entry"]] == header["index"], f"{header['entry']} has moved")
    check(max(found.values()) == 1, "an entry is in the ledger twice")
    lost = [entry for entry in indices if entry not in found]
    check(not lost, f"{len(lost)} acknowledged entries are lost, such as {lost[:1]}")


def torture(station, rounds):
    station.start()
    slowest, unknown, indices = 0.0, 0, {}
    for number in range(1, rounds + 1):
        this = Round(number, station)
        this.open()
        this.run_and_kill(random.uniform(0, LONGEST_LIFE_SECONDS))
        if number % 10 == 0:
            station.verify()
        slowest = max(slowest, station.start(BACK_WITHIN_SECONDS))
        this.check_floor()
        this.check_ledger()
        this.send_again()
        this.check_ledger(every_unknown_is_there=True)
        this.close()
        unknown += len(this.unknown)
        indices |= this.acknowledged
        if number % 10 == 0:
            print(f"round {number}: {len(indices)} entries acknowledged, none lost, none doubled; "
                  f"back within {slowest:.2f} s", flush=True)
    station.stop()
    check_all(station, indices)
    entries = station.verify()
    print(f"ok: {rounds} kills, {len(indices)} acknowledged entries there once each, {unknown} cut "
          f"off and there once after they were sent again, {entries} entries sound, "
          f"back within {slowest:.2f} s at most")


def main(arguments):
    if len(arguments) not in (2, 3, 4):
        print(__doc__.strip(), file=sys.stderr)
        return 64
    rounds = int(arguments[2]) if len(arguments) > 2 else 100
    seed = int(arguments[3]) if len(arguments) > 3 else random.randrange(1 << 32)
    random.seed(seed)
    print(f"{rounds} rounds, seed {seed}", flush=True)
    with tempfile.TemporaryDirectory(prefix="spotter-kill9-") as directory:
        data = os.path.join(directory, "data")
        try:
            with Station(os.path.abspath(arguments[1]), data, "--simulate", "1") as station:
                torture(station, rounds)
        except Failure as failure:
            print(f"kill9 (seed {seed}): {failure}", file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
