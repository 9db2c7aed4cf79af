#!/usr/bin/env python3
"""Cables that change places under a running station: nobody is read at another's seat, and nothing
that is not known to be an oximeter is written to.

    cables.py SPOTTER [CASE]

The machine is umockdev's; behind its nodes are pseudo-terminals on which this script plays the
devices. A name such as ttyUSB0 goes to whatever is plugged in next, and the node is there before
udev has told anyone. Needs Python 3.11 and umockdev; starts itself anew under umockdev-wrapper.
"""

import ctypes
import os
import pty
import select
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import tty

from station import Client, Failure, check, free_port

CLIP, FTDI, UNKNOWN = ("10c4", "ea60"), ("0403", "6001"), ("1234", "5678")
BRIDGE = """P: {device}
E: SUBSYSTEM=usb
E: DEVTYPE=usb_device
A: idVendor={vendor}
A: idProduct={product}
A: product=USB to UART
A: serial=0001

P: {device}/{place}:1.0
E: SUBSYSTEM=usb
E: DEVTYPE=usb_interface
L: driver=../../../../../../bus/usb/drivers/bridge

P: {device}/{place}:1.0/ttyUSB{number}
E: SUBSYSTEM=usb-serial
A: port_number=0

P: {port}
E: ID_BUS=usb
E: SUBSYSTEM=tty
E: DEVNAME=/dev/ttyUSB{number}
E: MAJOR=188
E: MINOR={number}
A: dev=188:{number}

"""


class Machine:
    """The mock machine: cables by place and number."""

    def __init__(self):
        self.library = ctypes.CDLL("libumockdev.so.0")
        self.library.umockdev_testbed_new.restype = ctypes.c_void_p
        self.library.umockdev_testbed_get_root_dir.restype = ctypes.c_char_p
        self.bed = ctypes.c_void_p(self.library.umockdev_testbed_new())
        self.root = self.library.umockdev_testbed_get_root_dir(self.bed).decode()
        os.makedirs(self.root + "/dev", exist_ok=True)
        self.plugged = set()

    @staticmethod
    def paths(place, number):
        device = f"/devices/pci0000:00/0000:00:14.0/usb1/{place}"
        bridge = f"{device}/{place}:1.0"
        return [device, bridge, f"{bridge}/ttyUSB{number}",
                f"{bridge}/ttyUSB{number}/tty/ttyUSB{number}"]

    def node(self, number, leads_to):
        os.symlink(leads_to, f"{self.root}/dev/ttyUSB{number}")

    def announce(self, place, number, ids):
        device, *_, port = self.paths(place, number)
        text = BRIDGE.format(device=device, place=place, number=number, port=port,
                             vendor=ids[0], product=ids[1])
        check(self.library.umockdev_testbed_add_from_string(self.bed, text.encode(), None),
              "the mock machine refused a cable")
        self.plugged.add((place, number))
        self.library.umockdev_testbed_uevent(self.bed, ("/sys" + port).encode(), b"add")

    def plug(self, place, number, ids, leads_to):
        self.node(number, leads_to)
        self.announce(place, number, ids)

    def pull(self, place, number):
        if (place, number) not in self.plugged:
            return
        self.plugged.remove((place, number))
        paths = self.paths(place, number)
        self.library.umockdev_testbed_uevent(
            self.bed, ("/sys" + paths[-1]).encode(), b"remove")
        for path in reversed(paths):
            self.library.umockdev_testbed_remove_device(self.bed, ("/sys" + path).encode())
        node = f"{self.root}/dev/ttyUSB{number}"
        if os.path.islink(node):
            os.unlink(node)


class Device:
    """Something at the end of a cable, and what it was sent."""

    def __init__(self, kind, spo2=97, pulse=70):
        self.kind, self.spo2, self.pulse, self.heard, self.on = kind, spo2, pulse, b"", True
        self.main, end = pty.openpty()
        tty.setraw(end)
        self.path = os.ttyname(end)
        # Held open, so that the line stands while nobody reads it.
        self.end = end
        self.thread = threading.Thread(target=self.run, daemon=True)
        self.thread.start()

    def run(self):
        count = 0
        while self.on:
            try:
                if select.select([self.main], [], [], 0)[0]:
                    self.heard += os.read(self.main, 4096)
                count += 1
                self.speak(count)
            except OSError:
                time.sleep(0.02)

    def speak(self, count):
        if self.kind == "contec":
            wave = 0x80 | (64 + count % 60 // 2)
            os.write(self.main, bytes([1, 0xE0, 0x85, wave, 0x93, 0x80 | self.pulse,
                                       0x80 | self.spo2, 0xFF, 0xFF]))
            time.sleep(1 / 60)
        elif self.kind == "masimo":
            line = (f"{time.strftime('%m/%d/%y %H:%M:%S')} SN=0000056661 SPO2={self.spo2:03}% "
                    f"BPM={self.pulse:03} PI=03.60% SPCO=--.-% SPMET=--.-% DESAT=-- "
                    "PIDELTA=+-- ALARM=0000 EXC=000800\r\n")
            os.write(self.main, line.encode())
            time.sleep(1)
        else:
            time.sleep(0.05)

    def stop(self):
        if not self.on:
            return
        self.on = False
        self.thread.join()
        os.close(self.end)
        os.close(self.main)


class Floor:
    """A station on the mock machine."""

    def __init__(self, spotter, *arguments):
        self.data, port = tempfile.mkdtemp(prefix="spotter-cables-"), free_port()
        self.process = subprocess.Popen(
            [spotter, "serve", "--data", self.data, "--listen", f"127.0.0.1:{port}", *arguments],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.client = Client(port)

    def seat(self, number):
        try:
            return next(s for s in self.client.floor()["seats"] if s["seat"] == number)
        except (OSError, StopIteration):
            return None

    def values(self):
        return {n: s and s["spo2Percent"] for n in (1, 2) for s in [self.seat(n)]}

    def wait(self, holds, sentence, within=15):
        end = time.monotonic() + within
        while time.monotonic() < end:
            if holds():
                return
            time.sleep(0.1)
        raise Failure(f"{sentence}; seats show {self.values()}, {self.seat(1)}")

    def stop(self):
        self.process.terminate()
        self.process.wait(10)
        shutil.rmtree(self.data, ignore_errors=True)


def swapped(machine, spotter, news_after=0.3):
    """Two clips drop off a hub and come back with each other's numbers."""
    one, two = Device("contec", 97, 70), Device("contec", 71, 44)
    machine.plug("1-1", 0, CLIP, one.path)
    machine.plug("1-2", 1, CLIP, two.path)
    floor = Floor(spotter)
    try:
        floor.wait(lambda: floor.values() == {1: 97, 2: 71}, "two clips are not read")
        for device in (one, two):
            device.stop()
        machine.pull("1-1", 0)
        machine.pull("1-2", 1)
        time.sleep(0.6)
        one, two = Device("contec", 97, 70), Device("contec", 71, 44)
        machine.node(0, two.path)
        machine.node(1, one.path)
        time.sleep(news_after)
        machine.announce("1-2", 0, CLIP)
        machine.announce("1-1", 1, CLIP)
        end, seen = time.monotonic() + 8, set()
        while time.monotonic() < end:
            values = floor.values()
            check(values[1] in (97, None) and values[2] in (71, None),
                  f"one person's values are shown at the other's seat: {values}")
            seen.add((values[1], values[2]))
            time.sleep(0.05)
        check((97, 71) in seen, f"they did not come back: {seen}")
    finally:
        floor.stop()
        one.stop()
        two.stop()
        machine.pull("1-1", 1)
        machine.pull("1-2", 0)


def swapped_late(machine, spotter):
    swapped(machine, spotter, news_after=2.2)


def stranger_under_the_old_name(machine, spotter):
    """The clip is pulled; something that nobody knows comes elsewhere and gets its number."""
    clip = Device("contec")
    machine.plug("1-1", 0, CLIP, clip.path)
    floor = Floor(spotter)
    stranger = Device("silent")
    try:
        floor.wait(lambda: floor.values()[1] == 97, "the clip is not read")
        clip.stop()
        machine.pull("1-1", 0)
        time.sleep(2)
        machine.plug("1-5", 0, UNKNOWN, stranger.path)
        time.sleep(6)
        check(stranger.heard == b"", f"a stranger was sent {stranger.heard.hex(' ')}")
        check(floor.seat(1)["oximeter"]["state"] == "gone", f"it is shown as {floor.seat(1)}")
    finally:
        floor.stop()
        stranger.stop()
        machine.pull("1-5", 0)


def another_in_the_same_socket(machine, spotter):
    """A clip's cable is pulled and a bedside monitor's put into the same socket."""
    clip, monitor = Device("contec"), Device("masimo", 85, 120)
    machine.plug("1-1", 0, CLIP, clip.path)
    floor = Floor(spotter)
    try:
        floor.wait(lambda: floor.values()[1] == 97, "the clip is not read")
        clip.stop()
        machine.pull("1-1", 0)
        time.sleep(1)
        machine.plug("1-1", 0, FTDI, monitor.path)
        floor.wait(lambda: floor.values()[1] == 85, "the monitor is not read", 20)
        check(monitor.heard == b"", f"the monitor was sent {monitor.heard.hex(' ')}")
    finally:
        floor.stop()
        monitor.stop()
        machine.pull("1-1", 0)


def named_before_it_is_there(machine, spotter):
    """A port named by hand comes later: it is no simulation, has one seat, and is not written to."""
    monitor = Device("masimo", 85, 120)
    floor = Floor(spotter, "--port", "/dev/ttyUSB0")
    try:
        floor.wait(lambda: floor.seat(1) is not None, "no seat for the named port")
        time.sleep(1)
        check(not floor.seat(1)["simulated"], "what is not there is shown as simulated")
        machine.plug("1-1", 0, FTDI, monitor.path)
        floor.wait(lambda: floor.values()[1] == 85, "the monitor is not read", 20)
        check(not floor.seat(1)["simulated"], "a real monitor is shown as simulated")
        check(floor.values()[2] is None, "the monitor has two seats")
        check(monitor.heard == b"", f"the monitor was sent {monitor.heard.hex(' ')}")
    finally:
        floor.stop()
        monitor.stop()
        machine.pull("1-1", 0)


CASES = [swapped, swapped_late, stranger_under_the_old_name, another_in_the_same_socket,
         named_before_it_is_there]


def main(spotter, *names):
    if not shutil.which("umockdev-wrapper"):
        print("cables: skipped: umockdev-wrapper is missing; on Debian: apt-get install umockdev")
        return
    if "umockdev" not in os.environ.get("LD_PRELOAD", ""):
        os.execvp("umockdev-wrapper", ["umockdev-wrapper", sys.executable, "-B", *sys.argv])
    machine = Machine()
    for case in CASES:
        if names and case.__name__ not in names:
            continue
        words = case.__name__.replace("_", " ")
        try:
            case(machine, spotter)
        except Failure as failure:
            sys.exit(f"cables: {words}: {failure}")
        print(f"cables: {words}: ok", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
