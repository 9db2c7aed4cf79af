#!/usr/bin/env python3
"""What `spotter devices install-rules` writes, and what udev makes of it.

    install_rules.py SPOTTER [CASE]

The rules are installed into scratch directories. Where this machine has udev and the script is run
by root, udev itself reads them, in a mount namespace of their own, for mock devices of umockdev. A
case that this machine cannot show is said to be skipped. Needs Python 3.11.
"""

import contextlib
import os
import re
import shutil
import sys

import mock_usb
from devices import Skipped, play
from mock_usb import BUS, cable, clip, keyboard
from station import check, run

RULES = "etc/udev/rules.d/65-spotter-oximeters.rules"


def install(bench, *arguments, **user):
    return run([bench.spotter, "devices", "install-rules", *arguments], timeout=30, **user)


def install_rules(bench):
    root = bench.path("image")
    path = os.path.join(root, RULES)
    refused = install(bench, "--root", root)
    check(refused[0] == 1 and path in refused[2], f"a root that is not there: {refused}")
    os.mkdir(root)
    status, out, err = install(bench, "--root", root)
    check(status == 0 and out.startswith(f"{path} was written.") and not err, f"{out} {err}")
    with open(path, encoding="utf-8") as file:
        text = file.read()
    check(os.stat(path).st_mode & 0o777 == 0o644, "people and udev cannot read the rules")
    check(os.listdir(os.path.dirname(path)) == [os.path.basename(path)], "something was left over")
    status, out, _ = install(bench, "--print")
    check(status == 0 and out == text, "--print does not print what is installed")
    written = os.stat(path).st_mtime_ns
    status, out, _ = install(bench, "--root", root + "/")
    check(status == 0 and "already there" in out and os.stat(path).st_mtime_ns == written,
          f"a second time: {out}")
    with open(path, "a", encoding="utf-8") as file:
        file.write("# an older release\n")
    status, out, _ = install(bench, "--root", root)
    check(status == 0 and "was written" in out, f"over an older file: {out}")
    with open(path, encoding="utf-8") as file:
        check(file.read() == text, "an older file was not replaced")
    for words in ("was removed", "is not there"):
        status, out, _ = install(bench, "--root", root, "--uninstall")
        check(status == 0 and f"{path} {words}" in out, f"--uninstall: {out}")
    check(install(bench, "--print", "--uninstall")[0] == 64, "--print --uninstall is wrong usage")
    return "written, again, over an older one, removed, again"


def install_refused(bench):
    """A root this user may not write to: one sentence, and nothing is done."""
    bench, user = bench.as_somebody()
    root = bench.path("image")
    os.mkdir(root, 0o555)
    status, out, err = install(bench, "--root", root, **user)
    check(status == 1 and not out and err.count("\n") == 1, f"{status} {out!r} {err!r}")
    path = os.path.join(root, RULES)
    check(err.startswith(f"Error: {path} could not be written") and "sudo" in err, err)
    check(os.listdir(root) == [], "something was written")
    return err.strip()


# A mount namespace in which /etc/udev and udevadm are the bench's own.
PRETEND = """
set -e
mount --bind "$1/rules" /etc/udev/rules.d
mount --bind "$1/udevadm" /usr/bin/udevadm
shift
exec "$@"
"""


def install_here(bench):
    """On the running system udev is told, and what came of it is said."""
    needs_root("mount", "/usr/bin/udevadm", "/etc/udev/rules.d")
    os.mkdir(bench.path("rules"))
    calls = bench.path("calls")

    def spotter(udevadm, mode, *arguments):
        with open(bench.path("udevadm"), "w", encoding="utf-8") as file:
            file.write(f"#!/bin/sh\necho $* >>{calls}\n{udevadm}\n")
        os.chmod(bench.path("udevadm"), mode)
        return private(PRETEND, bench.directory, bench.spotter, "devices", "install-rules",
                       *arguments)

    status, out, err = spotter("exit 0", 0o755)
    check(status == 0 and f"/{RULES} was written." in out, f"{out} {err}")
    check("udev has read its rules again" in out, out)
    with open(calls, encoding="utf-8") as file:
        check(file.read().splitlines() == [
            "control --reload",
            "trigger --subsystem-match=usb --subsystem-match=tty --subsystem-match=hidraw"],
            "udevadm was called otherwise")
    status, out, _ = spotter("exit 1", 0o755, "--uninstall")
    check(status == 0 and "was removed" in out and "did not take the rules" in out, out)
    status, out, _ = spotter("[ $1 = control ]", 0o755)
    check(status == 0 and "udevadm trigger failed" in out and "plug them in again" in out, out)
    status, out, _ = spotter("exit 0", 0o644, "--uninstall")
    check(status == 0 and "udevadm is not on this system" in out, out)
    return "udev told; a udevd that does not answer and no udevadm are said"


def needs_root(*names):
    for name in names:
        if not (os.path.exists(name) if "/" in name else shutil.which(name)):
            raise Skipped(f"{name} is missing here")
    if os.geteuid() != 0:
        raise Skipped("only root can have udev read other rules than the system's")


def private(script, *arguments):
    """Runs a script in a mount namespace of its own."""
    done = run(["unshare", "--mount", "--propagation", "private", "true"])
    if done[0] != 0:
        raise Skipped(f"no mount namespace can be made here: {done[2].strip()}")
    return run(["unshare", "--mount", "--propagation", "private", "sh", "-c", script, "sh",
                *arguments], timeout=60)


# Runs udev's own reading of rules in a mount namespace: it writes under /dev and /run.
PRIVATE = """
set -e
mkdir "$1/dev"
mount -t tmpfs tmpfs "$1/dev"
for node in null:3 zero:5 urandom:9; do mknod -m 666 "$1/dev/${node%:*}" c 1 "${node#*:}"; done
mount --move "$1/dev" /dev
mount -t tmpfs tmpfs /run
mount --bind "$1/rules" /etc/udev/rules.d
umockdev-run --device "$1/machine" -- udevadm test --action=add "$2"
"""

# What brltty's own rules do with Contec's cable, in the form of its releases 6.3 to 6.7.
BRLTTY = """SUBSYSTEM!="usb", GOTO="end"
ENV{PRODUCT}=="10c4/ea60/*", ENV{BRLTTY_BRAILLE_DRIVER}="mm,sk", \
  ENV{SYSTEMD_WANTS}+="brltty-device@.service", TAG+="systemd"
LABEL="end"
"""


class Udev:
    """What udev does with a device under these rules."""

    def __init__(self, bench):
        needs_root("udevadm", "umockdev-run", "/etc/udev/rules.d")
        self.bench = bench
        os.mkdir(bench.path("rules"))
        with open(bench.path("machine"), "w", encoding="ascii") as file:
            file.write(mock_usb.ROOT + cable(power="auto") + clip() + keyboard()
                       + mock_usb.serial_port("1-1.2", "ttyUSB1", 1, 1))

    def rules(self, name, text):
        with open(os.path.join(self.bench.path("rules"), name), "w", encoding="utf-8") as file:
            file.write(text)

    def add(self, place):
        """The device's properties, and what udev said."""
        with contextlib.suppress(FileNotFoundError):
            os.rmdir(self.bench.path("dev"))
        status, out, err = private(PRIVATE, self.bench.directory, f"{BUS}/{place}")
        check(status == 0, f"udevadm test failed: {err[-500:]}")
        found = re.findall(r"^([.A-Z][A-Z_.]*)=(.*)$", out, re.MULTILINE)
        return dict(found), err + out


def rules_in_udev(bench):
    udev = Udev(bench)
    status, text, _ = run([bench.spotter, "devices", "install-rules", "--print"])
    check(status == 0, "--print failed")
    udev.rules("90-brltty-device.rules", BRLTTY)
    device, said = udev.add("1-1.2")
    check(device.get("SYSTEMD_WANTS", "").startswith("brltty"),
          "the control failed: without our rules brltty is not started either")
    udev.rules(os.path.basename(RULES), text + "bogus\n")
    check(faults(udev.add("1-1.2")[1]), "the control failed: udev does not say what it cannot read")
    udev.rules(os.path.basename(RULES), text)

    device, said = udev.add("1-1.2")
    check(not faults(said), f"udev cannot read: {faults(said)}")
    check(device.get("ID_MM_DEVICE_IGNORE") == "1" and device.get("MTP_NO_PROBE") == "1", device)
    check("SYSTEMD_WANTS" not in device and "BRLTTY_BRAILLE_DRIVER" not in device,
          "brltty is started all the same")
    check(re.search(r"power/control' writing 'on'", said), "it may be put to sleep")

    names = {}
    for node, place in {
            "ttyUSB0": "1-1.2/1-1.2:1.0/ttyUSB0/tty/ttyUSB0",
            "ttyUSB1": "1-1.2/1-1.2:1.0/ttyUSB1/tty/ttyUSB1",
            "hidraw0": "1-3/1-3:1.0/0003:28E9:028A.0001/hidraw/hidraw0",
            "hidraw7": "1-7/1-7:1.0/0003:046D:C31C.0001/hidraw/hidraw7"}.items():
        device, said = udev.add(place)
        own = [line for line in said.splitlines() if RULES + ":" in line]
        names[node] = [link for link in device.get("DEVLINKS", "").split() if "spotter" in link]
        if node == "hidraw7":
            check(not own and "uaccess" not in device.get("TAGS", ""), f"a keyboard: {own}")
            continue
        check(any("MODE 0660" in line for line in own), f"{node} has no mode: {own}")
        check(any(re.search(r"GROUP \d+", line) for line in own), f"{node} has no group: {own}")
        check(":uaccess:" in device.get("TAGS", ""), f"{node} is not for whoever sits here")
        check(node == "hidraw0" or device.get("ID_MM_PORT_IGNORE") == "1", f"{node}: {device}")
    by_path = "/dev/spotter/by-path/pci-0000:00:14.0-usb-0:"
    check(names == {
        "ttyUSB0": [by_path + "1.2:1.0"], "ttyUSB1": [by_path + "1.2:1.0-port1"],
        "hidraw0": [by_path + "3:1.0"], "hidraw7": []}, f"names {names}")
    version = run(["udevadm", "--version"])[1].strip()
    return f"read by udev {version}: access, names by place, no ModemManager, brltty or sleep"


def faults(said):
    """What udev says against our file; it names the others in its way too."""
    own = re.compile(re.escape(os.path.basename(RULES)) + r":\d+ (.*)")
    fine = re.compile(r"(ATTR|GROUP|MODE|LINK|Importing|Skipping) ?")
    return [match[0] for match in own.finditer(said) if not fine.match(match[1])]


CASES = [install_rules, install_refused, install_here, rules_in_udev]


if __name__ == "__main__":
    sys.exit(play(CASES, sys.argv, __doc__))
