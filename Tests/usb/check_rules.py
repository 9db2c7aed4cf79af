"""`spotter devices install-rules` as the real udevd takes it."""

import base64
import re

from bench import VALUE_SECONDS, check, check_values, measured

# A power saver, as laptops have them: it puts every USB device to sleep that nobody speaks for.
SAVER = """ACTION=="add", SUBSYSTEM=="usb", TEST=="power/control", ATTR{power/control}="auto"
"""
# What brltty's rules do: any CP2102 is a Braille display, known by the event's PRODUCT.
BRAILLE = """SUBSYSTEM=="usb", ENV{PRODUCT}=="10c4/ea60/*", ENV{BRAILLE}="yes"
"""


def root(bench, command, within=60):
    code, lines = bench.guest.run(command, within)
    check(code == 0, f"{command} ended with {code}: {lines}")
    return lines


def facts(bench, node, device):
    """Owner and mode of a node, the names that stay, and whether its USB device may sleep."""
    # A node is there before udevd has done all that the rules say of it.
    root(bench, "udevadm settle")
    owner, = root(bench, f"stat -c '%U:%G %a' {node}")
    links = root(bench, f"udevadm info --query=symlink {node} | tr ' ' '\\n' | grep ^spotter/ || :")
    control, = root(bench, f"cat /sys/bus/usb/devices/{device}/power/control")
    return owner, links, control


def others_rules(bench):
    for name, text in (("61-saver", SAVER), ("90-braille", BRAILLE)):
        coded = base64.b64encode(text.encode()).decode()
        root(bench, f"echo {coded} | base64 -d >/etc/udev/rules.d/{name}.rules")
    root(bench, "udevadm control --reload")


def is_braille(bench):
    _, lines = bench.guest.run("udevadm info --query=property /sys/bus/usb/devices/1-2")
    return "BRAILLE=yes" in lines


def rules_take_hold(bench):
    others_rules(bench)
    serial = bench.cp2102(bench.oximeter("contec-v7"))
    clip = bench.hid(bench.oximeter("contec-hid"))
    before = [facts(bench, bench.plug(serial)[0], "1-2"),
              facts(bench, bench.plug(clip, "hidraw")[0], "1-3")]
    check(is_braille(bench), "the rule that stands for brltty does nothing")
    check(before == [("root:dialout 660", [], "auto"), ("root:root 600", [], "auto")],
          f"without the rules it is not as expected: {before}")
    code, lines = bench.spotter("devices install-rules")
    check(code == 1 and "sudo" in " ".join(lines), f"without root: {code}, {lines}")

    said = root(bench, "spotter devices install-rules")
    root(bench, "udevadm settle")
    owner, links, _ = facts(bench, "/dev/hidraw0", "1-3")
    check(owner == "root:dialout 660" and len(links) == 1,
          f"what is plugged in already was not gone over: {owner}, {links}")
    check("up to date" in root(bench, "spotter devices install-rules")[0], "not the same twice")

    serial.unplug()
    clip.unplug()
    for cable, subsystem, device in ((serial, "tty", "1-2"), (clip, "hidraw", "1-3")):
        node, _ = bench.plug(cable, subsystem)
        owner, links, control = facts(bench, node, device)
        check(owner == "root:dialout 660" and control == "on" and len(links) == 1,
              f"with the rules {node} is {owner}, power/control {control}, names {links}")
        target, = root(bench, f"readlink -f /dev/{links[0]}")
        check(target == node, f"{links[0]} leads to {target}")
        ignored = root(bench, f"udevadm info /sys/bus/usb/devices/{device} | grep -c MM_DEVICE_IG")
        check(ignored == ["1"], "ModemManager is not told to leave it alone")
        bench.note("/dev/" + links[0])
    check(not is_braille(bench), "brltty would take the cable for a Braille display")
    bench.note(said[0])


def lasting_name_is_read(bench):
    """A seat may be given the name that stays; the port behind it is read."""
    root(bench, "spotter devices install-rules")
    cable = bench.cp2102(bench.oximeter("contec-v7"))
    node, _ = bench.plug(cable)
    link, = facts(bench, node, "1-2")[1]
    watch = bench.watch(f"/dev/{link}", "--family contec-v7")
    _, shown = watch.find(measured, VALUE_SECONDS)
    check_values(shown, cable.oximeter)


def udevd_has_no_complaint(bench):
    root(bench, "spotter devices install-rules")
    nodes = [bench.plug(bench.cp2102(bench.oximeter("contec-v7")))[0],
             bench.plug(bench.hid(bench.oximeter("contec-hid")), "hidraw")[0]]
    places = [f"$(udevadm info --query=path {node})" for node in nodes]
    for place in [*places, "/bus/usb/devices/1-2", "/bus/usb/devices/1-3"]:
        lines = root(bench, f"udevadm test --action=add {place} 2>&1 | grep 65-spotter || :")
        check(lines, f"udevd has not read the rules for {place}")
        bad = [line for line in lines if re.search("nknown|nvalid|ailed|gnor", line)]
        check(not bad, f"udevd says: {bad}")


def rules_removed(bench):
    others_rules(bench)
    root(bench, "spotter devices install-rules")
    root(bench, "spotter devices install-rules --uninstall")
    cable = bench.cp2102(bench.oximeter("contec-v7"))
    owner, links, control = facts(bench, bench.plug(cable)[0], "1-2")
    check((links, control) == ([], "auto"), f"the rules still hold: {links}, {control}")


CHECKS = [rules_take_hold, lasting_name_is_read, udevd_has_no_complaint, rules_removed]
