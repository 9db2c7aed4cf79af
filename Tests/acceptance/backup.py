#!/usr/bin/env python3
"""`spotter backup` and `spotter restore` from outside: beside a running station, on a full disk,
killed at any moment, with files that are none, and all the way back.

    backup.py SPOTTER [CASE]

Takes about a minute. Needs Python 3.11 and nothing else.
"""

import json
import os
import random
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

from station import Failure, Station, check, new_id, run

PASSPHRASE = "grey boats at noon"


class Site:
    def __init__(self, program, directory):
        self.program, self.directory = program, directory
        self.secret = self.path("passphrase")
        with open(self.secret, "w", encoding="utf-8") as file:
            file.write(PASSPHRASE + "\n")
        self.station = Station(program, self.path("data"))

    def path(self, name):
        return os.path.join(self.directory, name)

    def backup(self, destination, *options, data=None, **more):
        return run([self.program, "backup", destination, "--data", data or self.station.data,
                    "--passphrase-file", self.secret, *options], **more)

    def restore(self, source, data, *options, secret=None):
        return run([self.program, "restore", source, "--data", data,
                    "--passphrase-file", secret or self.secret, *options])

    def made(self, name):
        status, out, err = self.backup(self.path(name), "--json")
        check(status == 0, f"backup: exit {status}: {out}{err}")
        return json.loads(out)

    def log(self, data, *arguments):
        return run([self.program, "log", *arguments, "--data", data])

    def fill(self, notes=20):
        """A response with notes; gives what the station answered to the last one."""
        client = self.station.client()
        watch = client.post("/respond", entry=new_id())["watch"]
        for number in range(notes):
            client.post(f"/watches/{watch}/care", kind="note", text=f"note {number}",
                        entry=new_id())
        return watch


def refused(answer, *words):
    """A command that must fail with one plain sentence, in which one of these stands."""
    status, out, err = answer
    said = [line for line in err.splitlines() if line.startswith("Error: ")]
    check(status == 1 and not out, f"exit {status}, not 1: {out}{err}")
    check(len(said) == 1 and any(one in said[0] for one in words) and said[0].endswith("."),
          f"not one clear sentence with {words!r}: {err!r}")


def there_and_back(site):
    with site.station as station:
        station.start()
        site.fill()
        made = site.made("one")
        status, out, _ = site.backup(site.path("two"))
        check(status == 0 and out.startswith("done: "), f"an odd answer: {out}")
        check(oct(os.stat(site.path("one")).st_mode)[-3:] == "600", "others may read the backup")
        refused(site.backup(site.path("one")), "exists already")
        station.stop()
    with open(site.path("old.checkpoint"), "w", encoding="utf-8") as file:
        status, out, err = site.log(site.station.data, "checkpoint")
        check(status == 0, err)
        file.write(out)
    shutil.rmtree(site.station.data)
    status, out, err = site.restore(site.path("one"), site.station.data, "--json")
    check(status == 0 and "no list of erasures" in err, f"restore: exit {status}: {out}{err}")
    back = json.loads(out)
    check(back["entries"] == made["entries"] and back["root"] == made["root"], "another ledger")
    check(oct(os.stat(site.station.data).st_mode)[-3:] == "700", "others may enter")
    with site.station as station:
        station.start()
        kinds = [entry["header"]["kind"] for entry in station.entries()]
        new = kinds[made["entries"]:]
        check(new[:2] == ["ledger.originChanged", "ledger.restored"], f"it goes on with {new}")
        check(any("note 7" in json.dumps(entry) for entry in station.entries()), "a note is gone")
        station.stop()
        station.verify()


def old_checkpoints(site):
    with site.station as station:
        station.start()
        site.fill()
        status, note, err = station.log("checkpoint")
        check(status == 0, err)
        with open(site.path("old"), "w", encoding="utf-8") as file:
            file.write(note)
        site.made("b")
        station.stop()
    data = site.path("new")
    check(site.restore(site.path("b"), data)[0] == 0, "no restore")
    status, out, err = site.log(data, "verify", "--checkpoint", site.path("old"))
    origin = note.splitlines()[0]
    check(status == 0 and origin in out and "earlier origin" in out, f"{status}: {out}{err}")
    # A checkpoint that is younger than the backup says that something is missing.
    with site.station as station:
        station.start()
        site.fill(3)
        note = station.log("checkpoint")[1]
        station.stop()
    with open(site.path("younger"), "w", encoding="utf-8") as file:
        file.write(note)
    status, out, err = site.log(data, "verify", "--checkpoint", site.path("younger"))
    check(status == 1 and "the checkpoint given" in out, f"nothing is missing: {out}{err}")


def full_disk(site):
    with site.station as station:
        station.start()
        site.fill()
        station.stop()
    os.mkdir(site.path("stick"))
    size = os.path.getsize(os.path.join(site.station.data, "ledger.sqlite"))
    for limit in [0, 1, 100, 5_000, size + 70_000, 8_000_000]:
        def limited(limit=limit):
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        # SQLite tells of such a limit as of a disk that refuses.
        refused(site.backup(site.path("stick/b"), preexec_fn=limited), "full", "disk refused")
        check(os.listdir(site.path("stick")) == [], f"something is left: limit {limit}")
        check("backup-work" not in os.listdir(site.station.data), "a plain copy is left")
    site.made("stick/b")
    def limited():
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
    refused(run([site.program, "restore", site.path("stick/b"), "--data", site.path("new"),
                 "--passphrase-file", site.secret], preexec_fn=limited), "full")
    check(not os.path.exists(site.path("new")), "a half restored directory is left")
    full_for_real(site)


def full_for_real(site):
    small = site.path("small")
    os.mkdir(small)
    if run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", small])[0] != 0:
        print("backup: a small disk skipped: mounting one needs root", flush=True)
        return
    try:
        refused(site.backup(os.path.join(small, "b")), "full")
        check(os.listdir(small) == [], "something is left on the small disk")
        new = os.path.join(small, "new")
        refused(site.restore(site.path("stick/b"), new), "full")
        check(os.listdir(small) == [], "a half restored directory is left on the small disk")
        data = os.path.join(small, "data")
        os.mkdir(data)
        shutil.copy(os.path.join(site.station.data, "ledger.sqlite"), data)
        with open(os.path.join(data, "junk"), "wb") as file:
            file.write(bytes(800_000))
        refused(site.backup(site.path("c"), data=data), "full")
        check(not os.path.exists(site.path("c.part")) and "backup-work" not in os.listdir(data),
              "something is left of a backup of the small disk")
    finally:
        run(["umount", "-l", small])


def killed(site):
    """kill -9 at any moment leaves nothing that could be taken for a backup."""
    with site.station as station:
        station.start()
        site.fill()
        with open(os.path.join(station.data, "recordings", "x-0001.rec"), "wb") as file:
            file.write(os.urandom(30_000_000))
        seed = int(os.environ.get("SEED", time.time()))
        print(f"seed {seed}", flush=True)
        chance = random.Random(seed)
        begin = time.monotonic()
        site.made("whole")
        whole = time.monotonic() - begin
        for _ in range(12):
            target = site.path("killed")
            process = subprocess.Popen(
                [site.program, "backup", target, "--data", station.data, "--passphrase-file",
                 site.secret], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(chance.uniform(0, whole * 0.95))
            process.kill()
            process.wait()
            if os.path.exists(target):
                # It had its name already: then it must be whole.
                check(site.restore(target, site.path("from-killed"))[0] == 0, "it is not whole")
                shutil.rmtree(site.path("from-killed"))
                os.remove(target)
        part = site.path("killed.part")
        if os.path.exists(part):
            status, _, err = site.restore(part, site.path("from-part"))
            check(status == 0 or "cut short" in err or "not a Spotter backup" in err, err)
        station.stop()
        station.start()
        check("backup-work" not in os.listdir(station.data),
              "plain copies outlive the station's start")
        site.made("killed")
        check(not os.path.exists(part), "what was killed is in the way")
        station.stop()
        station.verify()


def bad_input(site):
    with site.station as station:
        station.start()
        site.fill(3)
        site.made("b")
        station.stop()
    whole = open(site.path("b"), "rb").read()
    new = site.path("new")
    files = {
        "none": ("does not exist", None),
        "empty": ("is not a Spotter backup", b""),
        "text": ("is not a Spotter backup", b"hello\n" * 100),
        "database": ("is not a Spotter backup", b"SQLite format 3\0" + bytes(5000)),
        "half": ("is cut short", whole[:len(whole) // 2]),
        "flipped": ("is damaged", whole[:5000] + bytes([whole[5000] ^ 4]) + whole[5001:]),
        "newer": ("newer Spotter (form 9)", whole[:15] + b"\x09" + whole[16:]),
    }
    for name, (words, content) in files.items():
        if content is not None:
            with open(site.path(name), "wb") as file:
                file.write(content)
        refused(site.restore(site.path(name), new), words)
        check(not os.path.exists(new), f"{name}: something is left")
    refused(site.restore(site.directory, new), "is a folder")
    with open(site.path("wrong"), "w", encoding="utf-8") as file:
        file.write("another passphrase\n")
    refused(site.restore(site.path("b"), new, secret=site.path("wrong")), "does not open")
    refused(site.restore(site.path("b"), site.station.data), "is not empty")
    refused(site.restore(site.path("b"), new, "--erasures", site.path("text")), "no list of erasures")
    refused(site.restore(site.path("b"), site.path("no/where")), "is no folder")
    check(not os.path.exists(new), "something is left")
    refused(site.backup(site.path("no/where")), "is no folder")
    refused(site.backup(site.directory), "is a folder")
    refused(site.backup(os.path.join(site.station.data, "b")), "inside the data directory")
    refused(site.backup(site.path("c"), data=site.path("nothing")), "does not exist")
    with open(site.secret, "w", encoding="utf-8") as file:
        file.write("short\n")
    refused(site.backup(site.path("c")), "too short")
    check(not os.path.exists(site.path("c")), "something is left")


def erased_again(site):
    with site.station as station:
        station.start()
        site.fill(5)
        site.made("b")
        station.stop()
    # What the station keeps beside the ledger at an erasure, here by hand: a command comes later.
    path = os.path.join(site.station.data, "ledger.sqlite")
    database = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    row = database.execute(
        "SELECT \"index\", uuid FROM entry WHERE CAST(payload AS TEXT) LIKE '%note 3%'").fetchone()
    database.close()
    uuid = row[1].hex()
    text = "-".join([uuid[:8], uuid[8:12], uuid[12:16], uuid[16:20], uuid[20:]])
    with open(site.path("erasures"), "w", encoding="utf-8") as file:
        file.write(json.dumps(
            {"erasures": [{"entries": [text], "erasure": new_id(), "people": [], "watches": []}],
             "people": []}, separators=(",", ":"), sort_keys=True))
    status, out, err = site.restore(
        site.path("b"), site.path("new"), "--erasures", site.path("erasures"), "--json")
    check(status == 0 and json.loads(out)["erasuresAppliedAgain"] == 1, f"{out}{err}")
    for folder, _, names in os.walk(site.path("new")):
        for name in names:
            with open(os.path.join(folder, name), "rb") as file:
                check(b"note 3" not in file.read(), f"{name} still has what was erased")
    status, out, err = site.log(site.path("new"), "verify")
    check(status == 0, f"{out}{err}")


CASES = [there_and_back, old_checkpoints, full_disk, killed, bad_input, erased_again]


def main(arguments):
    chosen = [case for case in CASES if case.__name__ in arguments[1:]] or CASES
    for case in chosen:
        with tempfile.TemporaryDirectory(prefix="spotter-backup-") as directory:
            try:
                case(Site(os.path.abspath(arguments[0]), directory))
            except Failure as failure:
                print(f"backup: {case.__name__}: {failure}", file=sys.stderr)
                return 1
        print(f"backup: {case.__name__} ok", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
