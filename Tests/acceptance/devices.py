#!/usr/bin/env python3
"""What `spotter devices` says on machines with and without oximeters, in words and in JSON.

    devices.py SPOTTER [CASE]

The machines are umockdev's: nothing is plugged in. Each case runs the program as a person does and
reads what it prints and how it ends. A case that this machine cannot show is said to be skipped.
Needs Python 3.11 and umockdev.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile

import mock_usb
from mock_usb import cable, clip, keyboard, usb
from station import Failure, check, run

NOBODY = 65534
KEYS = ["path", "vendorId", "productId", "product", "serial", "location", "driver", "family",
        "score", "families", "simulated", "state", "advice", "pin"]


class Skipped(Exception):
    """This machine cannot show the case; the text says why."""


class Bench:
    """The program, and a directory that is new for each case."""

    def __init__(self, spotter, directory):
        self.spotter, self.directory = spotter, directory

    def path(self, name):
        return os.path.join(self.directory, name)

    def as_somebody(self):
        """The program for a user without power, who may have to be somebody else; and that user."""
        if os.geteuid() != 0:
            return self, {}
        os.chmod(self.directory, 0o755)
        program = shutil.copy(self.spotter, self.path("spotter"))
        os.chmod(program, 0o755)
        return Bench(program, self.directory), {
            "user": NOBODY, "group": NOBODY, "extra_groups": []}

    def machine(self, devices, before="", **user):
        """What `spotter devices` gives on a machine: its words, and its lines of JSON.

        `before` is a shell script that runs on the mock machine first.
        """
        if not shutil.which("umockdev-run"):
            raise Skipped("umockdev-run is missing; on Debian: apt-get install umockdev")
        with open(self.path("machine"), "w", encoding="ascii") as file:
            file.write(mock_usb.ROOT + devices)
        os.chmod(self.path("machine"), 0o644)
        answers = []
        for option in ([], ["--jsonl"]):
            script = f'''{before}
"$0" "$@"; status=$?
[ -z "$held" ] || {{ kill $held; wait $held; }} 2>&-
exit $status'''
            status, out, err = run(
                ["umockdev-run", "--device", self.path("machine"), "--", "sh", "-c", script,
                 self.spotter, "devices", *option], timeout=30, **user)
            check(status == 0 and err == "", f"exit status {status}: {err}")
            answers.append(out)
        text, lines = answers
        rows = [json.loads(line) for line in lines.splitlines()]
        for row in rows:
            check(list(row) == KEYS, f"keys {list(row)}")
        return text, rows

    def only(self, devices, before="", **user):
        """The words and the row of a machine's one device."""
        text, rows = self.machine(devices, before, **user)
        check(len(rows) == 1, f"{len(rows)} rows, not one: {rows}")
        row = rows[0]
        check(row["state"] in text, f"the state {row['state']} is not in the text: {text}")
        check(row["advice"] is None or row["advice"] in text, f"the advice is not said: {text}")
        return text, row

    def says(self, devices, state, words, before="", **user):
        """The one device is in that state, and the advice has those words."""
        text, row = self.only(devices, before, **user)
        check(row["state"] == state, f"state {row['state']}, not {state}: {text}")
        for word in words:
            check(word in (row["advice"] or ""), f"no '{word}' in the advice: {row['advice']}")
        return f"{state}: {row['advice']}"

    def program(self, name, redirection=""):
        """A line of shell that starts a program that only waits, under that name."""
        link = self.path(name)
        if not os.path.islink(link):
            os.symlink(shutil.which("sleep"), link)
        return f"""'{link}' 60 {redirection} & held=$!
until grep -qx {name} /proc/$held/comm; do sleep 0.02; done"""


def no_device(bench):
    text, rows = bench.machine("")
    check(rows == [], f"rows on an empty machine: {rows}")
    check("No oximeter was found" in text and "Plug one in" in text, f"it says: {text!r}")
    return text.strip()


def two_kinds(bench):
    text, rows = bench.machine(cable() + clip() + keyboard())
    found = [(row["path"], row["location"], row["family"], row["score"], row["state"])
             for row in rows]
    check(found == [("/dev/ttyUSB0", "1-1.2:1.0", "contec-v7", 60, "free"),
                    ("/dev/hidraw0", "1-3:1.0", "contec-hid", 90, "free")], f"found {found}")
    check(rows[0]["families"] == [{"family": "contec-v7", "score": 60},
                                  {"family": "contec-v5", "score": 50}], rows[0]["families"])
    check(all(row["advice"] is None and row["pin"] is None and not row["simulated"]
              for row in rows), f"{rows}")
    check("hidraw7" not in text, f"a keyboard is listed: {text}")
    check("Beurer PO 80" in text, f"the models are not named: {text}")
    return "a cable and a clip are free, a keyboard is not listed"


def two_alike(bench):
    text, rows = bench.machine(
        cable("1-1.3") + cable("1-1.2", node="ttyUSB1", minor=1))
    check([row["serial"] for row in rows] == ["0001", "0001"], f"{rows}")
    check([(row["location"], row["path"]) for row in rows] == [
        ("1-1.2:1.0", "/dev/ttyUSB1"), ("1-1.3:1.0", "/dev/ttyUSB0")], f"{rows}")
    return "told apart by their places, 1-1.2:1.0 and 1-1.3:1.0"


def unknown(bench):
    said = bench.says(
        cable(vendor="2341", product="0043", name="Arduino Uno"), "unknown-device",
        ["--port /dev/ttyUSB0:FAMILY"])
    text, row = bench.only(clip(name="NOLO CV1"))
    check(row["state"] == "unknown-device" and row["family"] is None and row["families"] == [],
          f"the same ids under another name: {row}")
    return said


def no_permission(bench):
    bench, user = bench.as_somebody()
    # The sticky bit is what makes a file a device to umockdev.
    shut = 'chmod 1000 "$UMOCKDEV_DIR"/dev/'
    said = bench.says(cable(), "no-permission", ["dialout", "spotter devices install-rules"],
                      shut + "ttyUSB0", **user)
    bench.says(clip(), "no-permission", ["dialout", "spotter devices install-rules"],
               shut + "hidraw0", **user)
    return said


def held(bench):
    """By a lock, and by a program that only has it open."""
    ready = bench.path("ready")
    lock = ("import fcntl, time; f = open('/dev/ttyUSB0'); fcntl.flock(f, 2); "
            f"open('{ready}', 'w').close(); time.sleep(60)")
    bench.says(cable(), "busy", ["python3", "close that program"],
               f'rm -f {ready}; "{sys.executable}" -c "{lock}" & held=$!\n'
               f"until [ -e {ready} ]; do sleep 0.02; done")
    # The lock is left to the shell by a program that has ended.
    bench.says(cable(), "busy", ["sh is using it"],
               "exec 8<>/dev/ttyUSB0; flock --nonblock 8 || exit 9")
    return bench.says(clip(), "busy", ["minicom"], bench.program("minicom", "8<>/dev/hidraw0"))


def modem_manager(bench):
    return bench.says(
        cable(), "taken-by-modemmanager", ["ModemManager", "30 s", "install-rules"],
        bench.program("ModemManager", "8<>/dev/ttyUSB0"))


def power_saving(bench):
    bench.says(cable(power="auto"), "autosuspend", ["autosuspend", "install-rules"])
    asleep = cable(power="auto").replace("runtime_status=active", "runtime_status=suspended")
    return bench.says(asleep, "suspended", ["autosuspend", "install-rules"])


def no_port(bench):
    lone = usb("1-1.2", "10c4", "ea60", "CP2102 USB to UART Bridge Controller")
    text, row = bench.only(lone)
    if row["state"] == "taken-by-brltty":
        raise Skipped("brltty runs on this machine, so a missing driver cannot be shown")
    check(row["path"] is None and "(no port)" in text, f"a path without a port: {text}")
    check(row["location"] == "1-1.2" and row["family"] == "contec-v7", f"{row}")
    bench.says(lone, "no-driver", ["modprobe cp210x"])
    return bench.says(lone, "taken-by-brltty", ["brltty", "install-rules"],
                      bench.program("brltty"))


CASES = [no_device, two_kinds, two_alike, unknown, no_permission, held, modem_manager,
         power_saving, no_port]


def play(cases, arguments, usage):
    """Runs the cases, or the one that is named, and gives the exit status."""
    names = [case.__name__ for case in cases]
    if len(arguments) not in (2, 3) or arguments[2:] and arguments[2] not in names:
        print(f"{usage.strip()}\n\nCases: {', '.join(names)}", file=sys.stderr)
        return 64
    failures = 0
    for case in cases:
        if arguments[2:] not in ([], [case.__name__]):
            continue
        with tempfile.TemporaryDirectory(prefix="spotter-devices-") as directory:
            try:
                bench = Bench(os.path.abspath(arguments[1]), directory)
                print(f"ok: {case.__name__}: {case(bench)}", flush=True)
            except Skipped as reason:
                print(f"skipped: {case.__name__}: {reason}", flush=True)
            except (Failure, subprocess.TimeoutExpired) as failure:
                failures += 1
                print(f"FAILED: {case.__name__}: {failure}", flush=True)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(play(CASES, sys.argv, __doc__))
