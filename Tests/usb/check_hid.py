"""Contec's USB-HID clips: usbhid and hidraw instead of a serial port."""

import time

from bench import NOTICED_SECONDS, VALUE_SECONDS, check, check_values, link_is, measured
from check_rules import root

ROUNDS = 3


def hid_found(bench):
    cable = bench.hid(bench.oximeter("contec-hid"))
    node, seconds = bench.plug(cable, "hidraw")
    bench.note(f"udev event after {seconds:.2f} s")
    row = bench.wait_for_devices([node])[node]
    expected = {"path": "/dev/hidraw0", "vendorId": "28e9", "productId": "028a",
                "product": "Pulse Oximeter", "location": "1-3:1.0", "driver": "usbhid",
                "family": "contec-hid", "simulated": False, "state": "no-permission"}
    shown = {key: row[key] for key in expected}
    check(shown == expected, f"{shown} is shown instead of {expected}")
    check("install-rules" in row["advice"], f"the advice is: {row['advice']}")
    row, = bench.devices(user="root")
    check(row["state"] == "free", f"root sees it as {row['state']}")


def hid_read(bench):
    """Read, stopped and read again, by the station's account."""
    root(bench, "spotter devices install-rules")
    cable = bench.hid(bench.oximeter("contec-hid"))
    node, _ = bench.plug(cable, "hidraw")
    for _ in range(2):
        watch = bench.watch(node, "--family contec-hid")
        _, shown = watch.find(measured, VALUE_SECONDS)
        check_values(shown, cable.oximeter)
        code, _ = watch.stop()
        check(code == 0, f"watch ended with {code}")
    bench.note(f"{shown[0]} %, {shown[1]} bpm")


def hid_hotplug(bench):
    """Found by its name, claimed by what it says, followed when it comes back."""
    root(bench, "spotter devices install-rules")
    cable = bench.hid(bench.oximeter("contec-hid"))
    watch = bench.watch("auto")
    for number in range(ROUNDS):
        begin = time.monotonic()
        cable.plug()
        at, _ = watch.find(link_is("streaming"), VALUE_SECONDS, begin)
        streaming = at - begin
        at, shown = watch.find(measured, VALUE_SECONDS, at)
        check_values(shown, cable.oximeter)
        begin = time.monotonic()
        cable.unplug()
        at, _ = watch.find(link_is("gone"), NOTICED_SECONDS, begin)
        check(at - begin <= 1, f"gone only after {at - begin:.2f} s")
        bench.note(f"streaming {streaming:.2f} s, gone {at - begin:.2f} s")


def same_id_another_name(bench):
    """28e9:028a is in a headset too: it is not taken for an oximeter, and nothing is sent to it."""
    root(bench, "spotter devices install-rules")
    cable = bench.hid(bench.oximeter("contec-hid"))
    cable.strings = ("", "NOLO CV1")
    bench.plug(cable, "hidraw")
    watch = bench.watch("auto")
    time.sleep(3)
    watch.stop()
    families = [row["family"] for row in bench.devices()]
    check(families in ([], [None]), f"it is taken for {families}")
    check(cable.oximeter.heard == b"", f"it was sent {cable.oximeter.heard.hex(' ')}")


def made_by_a_program(bench):
    """A device without hardware behind it is simulated, whatever ids and name it bears."""
    root(bench, "spotter devices install-rules")
    maker = bench.guest.begin("exec uhid")
    bench.watches.append(maker)
    maker.find(lambda line: line == "made", 10)
    root(bench, "udevadm settle")
    rows = bench.devices(user="root")
    check([row["simulated"] for row in rows] == [True], f"it is shown as {rows}")


CHECKS = [hid_found, hid_read, hid_hotplug, same_id_another_name, made_by_a_program]
