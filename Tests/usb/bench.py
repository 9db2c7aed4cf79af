"""What the checks work with: the guest, simulated oximeters, cables, and Spotter in the guest."""

import json
import os
import re
import time

from cable import FTDICable
from contec import ContecHIDDevice, CP2102Cable
from guest import Failure
from oximeter import Oximeter

# Emulated, the guest is some ten times slower than a small real box: times are printed, and judged
# against what still shows that it came from an event and not from a look every half minute.
NOTICED_SECONDS = 10
VALUE_SECONDS = 15


def check(holds, sentence):
    if not holds:
        raise Failure(sentence)


class Bench:
    def __init__(self, guest, binaries):
        self.guest = guest
        self.simulator = os.path.join(binaries, "spotter-sim")
        self.spotter_here = os.path.join(binaries, "spotter")
        self.oximeters, self.cables, self.watches = [], [], []
        self.figures = []

    def note(self, words):
        """A figure for the check's line."""
        self.figures.append(words)

    def oximeter(self, family, **options):
        link = self.guest.path(f"oximeter-{time.monotonic_ns()}")
        self.oximeters.append(Oximeter(self.simulator, link, family, **options))
        return self.oximeters[-1]

    def ftdi(self, oximeter):
        return self.keep(FTDICable(self.guest.path("ftdi"), oximeter))

    def cp2102(self, oximeter, socket="left"):
        return self.keep(CP2102Cable(self.guest.path(socket), oximeter))

    def hid(self, oximeter, socket="right"):
        return self.keep(ContecHIDDevice(self.guest.path(socket), oximeter))

    def keep(self, cable):
        self.cables.append(cable)
        return cable

    def clear(self):
        """Everything stopped, unplugged and as it was, whatever the check left."""
        troubles = []
        steps = [lambda watch=watch: watch.stop("KILL")
                 for watch in self.watches if watch.code is None]
        steps += [cable.unplug for cable in self.cables]
        steps += [oximeter.stop for oximeter in self.oximeters]
        steps.append(lambda: self.guest.run("rm -f /etc/udev/rules.d/*; udevadm control --reload"))
        self.oximeters, self.cables, self.watches = [], [], []
        for step in steps:
            try:
                step()
            except Failure as failure:
                troubles.append(failure)
        check(not troubles, troubles and troubles[0])
        self.wait_for_devices([], within=10)

    # Spotter in the guest, run by the account that a station has unless said otherwise.

    def spotter(self, words, within=60, user="spotter"):
        code, lines = self.guest.run(f"exec su -s /bin/sh {user} -c 'exec spotter {words}'", within)
        return code, lines

    def begin(self, words, user="spotter"):
        job = self.guest.begin(f"exec su -s /bin/sh {user} -c 'exec spotter {words}'")
        self.watches.append(job)
        return job

    def devices(self, user="spotter"):
        code, lines = self.spotter("devices --jsonl 2>/dev/null", user=user)
        check(code == 0, f"spotter devices ended with {code}: {lines}")
        return [json.loads(line) for line in lines]

    def wait_for_devices(self, paths, within=NOTICED_SECONDS):
        """`spotter devices` until it shows just these ports; its rows, by path."""
        end = time.monotonic() + within
        while True:
            rows = {row["path"]: row for row in self.devices()}
            if sorted(rows) == sorted(paths):
                return rows
            check(time.monotonic() < end, f"spotter devices shows {sorted(rows)}, not {paths}")

    def watch(self, port, *options):
        return self.begin(" ".join(["watch", port, "--jsonl", *options]))

    def plug(self, cable, subsystem="tty"):
        """Plugs in; the node that udevd made, and the seconds until it said so."""
        monitor = self.guest.begin(f"exec udevadm monitor --udev --subsystem-match={subsystem}")
        self.watches.append(monitor)
        monitor.find(lambda line: line.startswith("UDEV -"), 10)
        begin = time.monotonic()
        cable.plug()
        at, added = monitor.find(re.compile(r"^UDEV .* add +\S+/usb\d\S*/(\w+) \(").search,
                                 NOTICED_SECONDS)
        monitor.stop("TERM")
        return "/dev/" + added[1], at - begin


def link_is(state):
    """For Job.find: a `watch --jsonl` line that says the link is in this state."""
    return lambda line: f'"type":"link"' in line and f'"state":"{state}"' in line


def measured(line):
    """For Job.find: SpO2 and pulse rate of a measured reading."""
    if '"type":"reading"' not in line:
        return None
    reading = json.loads(line)
    both = reading["spo2Percent"], reading["pulseBpm"]
    return both if reading["state"] == "measured" and None not in both else None


def check_values(shown, oximeter):
    """Shown SpO2 and pulse rate are the simulated person's, give or take the device's averaging."""
    true = oximeter.truth()
    check(abs(shown[0] - true[0]) <= 2 and abs(shown[1] - true[1]) <= 4,
          f"shown: {shown[0]} %, {shown[1]} bpm; the person has {true[0]} %, {true[1]} bpm")
