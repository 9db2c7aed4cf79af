#!/usr/bin/env python3
"""Cuts the power of a station at every kind of moment, and looks for what got lost.

    powercut.py SPOTTER RECORDER.so [CUTS [SEED]]

A station runs under a recorder of its writes and syncs (recorder.c) while clients record entries as
fast as they are acknowledged; it is stopped and started and killed in between. Then CUTS (1000)
moments of the log are taken, the same number from each stretch, and for each a directory is made as
the disk may have it then (disk.py): all, none or some of the unsynced sectors, in any order. There:

  `spotter log verify` finds the ledger sound · every entry that was acknowledged before the moment is
  there, under its number · every twentieth: the station starts on it, takes an entry, stops

Then a disk that lies: at every second moment, one sector that a completed sync had made sure of
before the newest checkpoint is what it was before that sync. `spotter log verify --checkpoint`, with
that checkpoint, names damage, or every entry below it is there all the same.

Needs Python 3.11 and nothing else; it is quicker with room in /dev/shm.
"""

import collections
import concurrent.futures
import os
import random
import shutil
import sqlite3
import sys
import tempfile
import uuid

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "acceptance"))
import disk  # noqa: E402
from station import Failure, Station, check, new_id, run  # noqa: E402

STRETCHES = 4
ENTRIES_A_STRETCH = 80
CLIENTS = 3


class Recorded:
    """A run of a station whose every write is known."""

    def __init__(self, spotter, recorder, folder):
        self.spotter = spotter
        self.data = os.path.join(folder, "data")
        self.log = os.path.join(folder, "log")
        # entry → (its number, length of the log when it was acknowledged)
        self.acknowledged = {}
        # (length of the log, how many entries it covers, the signed note)
        self.checkpoints = []
        self.stretches = []
        self.environment = {"SPOTTER_RECORD_ROOT": self.data, "SPOTTER_RECORD_LOG": self.log,
                            "LD_PRELOAD": recorder}

    def make(self):
        os.environ.update(self.environment)
        try:
            with Station(self.spotter, self.data, "--simulate", "1") as station:
                for stretch in range(STRETCHES):
                    self.stretch(station, stretch)
        finally:
            for name in self.environment:
                del os.environ[name]
        with open(self.log, "rb") as log:
            self.bytes = log.read()

    def stretch(self, station, number):
        station.start()
        client = station.client()
        opened = client.post("/respond", entry=new_id())
        with concurrent.futures.ThreadPoolExecutor(CLIENTS) as clients:
            for done in [clients.submit(self.stream, station, opened["watch"])
                         for _ in range(CLIENTS)]:
                done.result()
        client.post(f"/incidents/{opened['incident']}/close", entry=new_id(),
                    outcome="false-alarm", reason="opened-by-mistake")
        if number % 2 == 1:
            station.kill()
        else:
            station.stop()
        self.keep_checkpoint()
        self.stretches.append(os.path.getsize(self.log))

    def stream(self, station, watch):
        client = station.client()
        for number in range(ENTRIES_A_STRETCH // CLIENTS):
            entry = new_id()
            facts = client.post(f"/watches/{watch}/care", kind="note", entry=entry,
                                text=f"note {number} " + "x" * random.randint(0, 450))
            self.acknowledged[entry] = (facts["index"], os.path.getsize(self.log))

    def keep_checkpoint(self):
        status, note, error = run([self.spotter, "log", "checkpoint", "--data", self.data])
        check(status == 0, f"log checkpoint: {error}")
        self.checkpoints.append((os.path.getsize(self.log), int(note.split("\n")[1]), note))


class Cuts:
    def __init__(self, recorded, folder, choose):
        self.recorded, self.choose = recorded, choose
        self.folder = os.path.join(folder, "after")
        self.found = collections.Counter()

    def lay_out(self, image):
        shutil.rmtree(self.folder, ignore_errors=True)
        os.makedirs(self.folder)
        disk.write(image, self.recorded.data, self.folder)

    def spotter(self, *arguments):
        return run([self.recorded.spotter, *arguments, "--data", self.folder])

    def numbers(self):
        """entry → number, by another SQLite than the station's."""
        ledger = sqlite3.connect(os.path.join(self.folder, "ledger.sqlite"))
        try:
            return {str(uuid.UUID(bytes=row[0])): row[1] for row in ledger.execute('SELECT uuid, "index" FROM entry')}
        finally:
            ledger.close()

    def cut(self, place, image, keep):
        """The power goes: sound, and nothing that was acknowledged is lost."""
        self.lay_out(image)
        where = f"cut at byte {place} of the log, {keep} of the rest"
        due = {entry: number for entry, (number, since) in self.recorded.acknowledged.items()
               if since <= place}
        if due:
            status, out, error = self.spotter("log", "verify")
            check(status == 0, f"{where}: log verify: {out} {error}")
            there = self.numbers()
            lost = [entry for entry, number in due.items() if there.get(entry) != number]
            check(not lost, f"{where}: {len(lost)} of {len(due)} acknowledged entries are lost")
            self.found["sound"] += 1
        else:
            self.found["before the first entry"] += 1
        if not due or self.choose.random() < 0.05:
            self.start(where, len(due))

    def start(self, where, due):
        """The station comes up on it and works; what was acknowledged is still there."""
        with Station(self.recorded.spotter, self.folder, "--simulate", "1") as station:
            try:
                station.start()
                station.client().post("/respond", entry=new_id())
                station.stop()
            except Failure as failure:
                raise Failure(f"{where}: {failure}") from None
        status, out, error = self.spotter("log", "verify")
        check(status == 0, f"{where}, after a start: log verify: {out} {error}")
        check(len(self.numbers()) >= due, f"{where}: the start lost entries")
        self.found["started"] += 1

    def lie(self, place, state, checkpoint):
        """One sector below a completed sync is gone: it is named, or nothing is missing."""
        signed, size, note = checkpoint
        below = [write for write in state.made_sure if write[0] <= signed
                 and self.name(state, write[1]).endswith((b"ledger.sqlite", b"ledger.sqlite-wal"))]
        if not below:
            return
        _, file, offset, data, before = self.choose.choice(below)
        start, sector = self.choose.choice(list(disk.sectors(offset, data)))
        old = before[start - offset:start - offset + len(sector)].ljust(len(sector), b"\0")
        name = self.name(state, file)
        image = state.after_cut(self.choose, "all")
        if name not in image or image[name][start:start + len(sector)] == old:
            return
        self.lay_out(image)
        sound = self.numbers()
        disk.put(image[name], start, old)
        self.lay_out(image)
        kept = os.path.join(self.folder, "..", "checkpoint")
        with open(kept, "w", encoding="utf-8") as out:
            out.write(note)
        where = f"a sector of {os.path.basename(name).decode()} at {start}, cut at {place}"
        status, out, error = self.spotter("log", "verify", "--checkpoint", kept)
        if status == 0:
            there = self.numbers()
            below = {entry for entry, number in sound.items() if number < size}
            check(below <= set(there), f"{where}: entries are missing and verify says nothing")
            self.found["lied, nothing below the checkpoint missing"] += 1
        else:
            check(status == 1 and (out + error).strip(), f"{where}: verify ended with {status}")
            self.found["lied, named"] += 1

    @staticmethod
    def name(state, file):
        return next((path for path, other in state.sure.items() if other is file), b"")

    def run(self, cuts):
        places = self.places(cuts)
        state, checkpoints = disk.Disk(), list(self.recorded.checkpoints)
        newest, count = None, 0
        for place, kind, inode, offset, one, two in disk.records(self.recorded.bytes):
            while checkpoints and checkpoints[0][0] <= place:
                newest = checkpoints.pop(0)
            state.apply(place, kind, inode, offset, one, two)
            while places and places[0] <= place:
                places.pop(0)
                count += 1
                keep = ("some", "all", "some", "none")[count % 4]
                self.cut(place, state.after_cut(self.choose, keep), keep)
                if newest and count % 2 == 0:
                    self.lie(place, state, newest)

    def places(self, cuts):
        """As many moments in each stretch, most of them between one record and the next."""
        ends = [place for place, *_ in disk.records(self.recorded.bytes)]
        places, begin = [], 0
        for end in self.recorded.stretches:
            within = [place for place in ends if begin < place <= end]
            many = min(len(within), cuts // len(self.recorded.stretches))
            places += self.choose.sample(within, many)
            begin = end
        return sorted(places)


def memory():
    """Where directories by the hundred cost little; `None` (the usual place) where that is small."""
    try:
        return "/dev/shm" if shutil.disk_usage("/dev/shm").free > 1 << 29 else None
    except OSError:
        return None


def main(arguments):
    if len(arguments) not in (3, 4, 5):
        print(__doc__.strip(), file=sys.stderr)
        return 64
    cuts = int(arguments[3]) if len(arguments) > 3 else 1000
    seed = int(arguments[4]) if len(arguments) > 4 else random.randrange(1 << 32)
    print(f"{cuts} cuts, seed {seed}", flush=True)
    with tempfile.TemporaryDirectory(prefix="spotter-powercut-", dir=memory()) as folder:
        try:
            recorded = Recorded(os.path.abspath(arguments[1]), os.path.abspath(arguments[2]), folder)
            recorded.make()
            trial = Cuts(recorded, folder, random.Random(seed))
            trial.run(cuts)
        except Failure as failure:
            print(f"powercut (seed {seed}): {failure}", file=sys.stderr)
            if "SPOTTER_KEEP" in os.environ:
                shutil.copytree(folder, os.environ["SPOTTER_KEEP"])
            return 1
    print(f"ok: {len(recorded.acknowledged)} acknowledged entries, {len(recorded.bytes)} bytes of "
          "writes; " + ", ".join(f"{number} {what}" for what, number in trial.found.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
