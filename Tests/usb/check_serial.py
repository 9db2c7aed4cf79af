"""Serial adapters: found, described, refused and read, through ftdi_sio and cp210x."""

import json
import time

from bench import VALUE_SECONDS, check, check_values, link_is, measured


def nothing_plugged_in(bench):
    check(bench.devices() == [], "ports are shown although nothing is plugged in")
    code, lines = bench.spotter("devices")
    check(code == 0 and "No oximeter was found" in " ".join(lines), f"not said plainly: {lines}")


def described(bench, cable, expected):
    node, seconds = bench.plug(cable)
    bench.note(f"udev event after {seconds:.2f} s")
    row = bench.wait_for_devices([node])[node]
    shown = {key: row[key] for key in expected}
    check(shown == expected, f"{shown} is shown instead of {expected}")
    return node


def ftdi_found(bench):
    described(bench, bench.ftdi(bench.oximeter("contec-v7")), {
        "path": "/dev/ttyUSB0", "vendorId": "0403", "productId": "6001", "driver": "ftdi_sio",
        "location": "1-1:1.0", "simulated": False, "state": "free"})


def cp2102_found(bench):
    described(bench, bench.cp2102(bench.oximeter("contec-v7")), {
        "path": "/dev/ttyUSB0", "vendorId": "10c4", "productId": "ea60", "driver": "cp210x",
        "serial": "0001", "location": "1-2:1.0", "simulated": False, "state": "free",
        "family": "contec-v7", "advice": None})


def read(bench, cable, family, port):
    """Reads `port` through `cable` and compares with the person behind it."""
    watch = bench.watch(port, "--family", family)
    _, shown = watch.find(measured, VALUE_SECONDS)
    check_values(shown, cable.oximeter)
    code, _ = watch.stop()
    check(code == 0, f"watch ended with {code}")
    bench.note(f"{shown[0]} %, {shown[1]} bpm")


def ftdi_read(bench):
    cable = bench.ftdi(bench.oximeter("contec-v7"))
    node, _ = bench.plug(cable)
    read(bench, cable, "contec-v7", node)


def cp2102_read(bench):
    cable = bench.cp2102(bench.oximeter("contec-v7"))
    node, _ = bench.plug(cable)
    read(bench, cable, "contec-v7", node)
    check(cable.line == "115200 8N1", f"the adapter's line was set to {cable.line}")
    bench.note(cable.line)


def every_byte_arrives(bench):
    """Four seconds through the adapter's 64-byte packets: frames whole, nothing skipped."""
    cable = bench.ftdi(bench.oximeter("contec-v7"))
    node, _ = bench.plug(cable)
    code, lines = bench.spotter(f"record {node} /tmp/recorded --family contec-v7 --seconds 4")
    check(code == 0, f"record ended with {code}: {lines}")
    code, lines = bench.spotter("decode /tmp/recorded --family contec-v7 --jsonl | tail -1")
    summary = json.loads(lines[-1])
    check(summary["type"] == "summary" and summary["frames"] > 150, f"too little: {summary}")
    check(summary["skippedBytes"] == 0, f"bytes were lost or changed: {summary}")
    bench.guest.run("rm /tmp/recorded")
    bench.note(f"{summary['frames']} frames, no byte skipped")


def finger_out_and_in(bench):
    cable = bench.cp2102(bench.oximeter("contec-v7"))
    node, _ = bench.plug(cable)
    watch = bench.watch(node, "--family contec-v7")
    at, _ = watch.find(measured, VALUE_SECONDS)
    cable.oximeter.say("finger out")
    at, _ = watch.find(lambda line: '"state":"absent"' in line, VALUE_SECONDS, at)
    cable.oximeter.say("finger in")
    watch.find(measured, VALUE_SECONDS, at)


def clip_off_its_cable(bench):
    """The adapter stays, the clip is gone and comes back: started again without a hand on it."""
    cable = bench.cp2102(bench.oximeter("contec-v7"))
    node, _ = bench.plug(cable)
    watch = bench.watch(node, "--family contec-v7")
    watch.find(measured, VALUE_SECONDS)
    cable.oximeter.is_off, begin = True, time.monotonic()
    at, _ = watch.find(link_is("stalled"), VALUE_SECONDS, begin)
    bench.note(f"stalled after {at - begin:.1f} s")
    cable.oximeter.is_off, begin = False, time.monotonic()
    at, shown = watch.find(measured, VALUE_SECONDS, begin)
    check_values(shown, cable.oximeter)
    bench.note(f"a value {at - begin:.1f} s after it is back")


def without_a_driver(bench):
    """No port appears, and `spotter devices` says why."""
    driver = "/lib/modules/*/kernel/drivers/usb/serial/cp210x.ko"
    bench.guest.run(f"modprobe -r cp210x; mv {driver} /tmp/")
    try:
        bench.cp2102(bench.oximeter("contec-v7")).plug()
        row, = bench.wait_for_devices([None]).values()
    finally:
        bench.guest.run("mv /tmp/cp210x.ko $(dirname /lib/modules/*/kernel/drivers/usb/serial/x)")
    check(row["vendorId"] == "10c4" and "cp210x" in row["advice"], f"it is told as {row}")
    bench.note(row["advice"])


def nothing_is_sent_unasked(bench):
    """An FT232 may be on anything: while it is silent, so is Spotter."""
    cable = bench.ftdi(bench.oximeter("contec-v7"))
    bench.plug(cable)
    watch = bench.watch("auto")
    time.sleep(4)
    watch.stop()
    check(cable.oximeter.heard == b"", f"it was sent {cable.oximeter.heard.hex(' ')}")


def found_by_its_bytes(bench):
    """Nonin's Xpod is an FT232: told from all else on that id by listening alone."""
    cable = bench.ftdi(bench.oximeter("nonin-df2"))
    # A fresh port echoes: what comes in between a program's open and its tcsetattr is sent back by
    # the kernel, here once in some 25 times. That is not what is asked here, so it is set before.
    cable.oximeter.is_off = True
    node, _ = bench.plug(cable)
    bench.guest.run(f"stty -F {node} raw -echo")
    cable.oximeter.is_off = False
    watch = bench.watch("auto")
    _, shown = watch.find(measured, VALUE_SECONDS)
    check_values(shown, cable.oximeter)
    check(cable.oximeter.heard == b"", f"it was sent {cable.oximeter.heard.hex(' ')}")
    bench.note(f"{shown[0]} %, {shown[1]} bpm")


def old_contec_on_the_same_cable(bench):
    """The 19200 baud stream with odd parity comes out of the same CP2102 cable."""
    cable = bench.cp2102(bench.oximeter("contec-v5"))
    bench.plug(cable)
    watch = bench.watch("auto")
    _, shown = watch.find(measured, 2 * VALUE_SECONDS)
    check_values(shown, cable.oximeter)
    check(cable.line == "19200 8O1", f"the adapter's line was set to {cable.line}")
    bench.note(cable.line)


def access_said(bench):
    """Who may not use the port, and who has it, as `spotter devices` says it."""
    cable = bench.cp2102(bench.oximeter("contec-v7"))
    node, _ = bench.plug(cable)
    row = bench.devices(user="nobody")[0]
    check(row["state"] == "no-permission" and "dialout" in row["advice"],
          f"someone outside the group dialout is told {row['state']}: {row['advice']}")
    watch = bench.watch(node, "--family contec-v7")
    watch.find(link_is("streaming"), VALUE_SECONDS)
    row = bench.devices()[0]
    check(row["state"] == "busy" and "Spotter" in row["advice"],
          f"a port in use is shown as {row['state']}: {row['advice']}")
    code, lines = bench.spotter(f"watch {node} --family contec-v7 --seconds 5")
    check(code == 1, f"a second Spotter on the same port ended with {code}: {lines}")
    bench.note(lines[-1])


CHECKS = [nothing_plugged_in, ftdi_found, cp2102_found, without_a_driver, access_said, ftdi_read,
          cp2102_read, every_byte_arrives, finger_out_and_in, clip_off_its_cable,
          nothing_is_sent_unasked, found_by_its_bytes, old_contec_on_the_same_cable]
