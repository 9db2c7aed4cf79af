"""`spotter devices download` through USB: what the oximeter has in its memory comes over whole."""

import glob
import hashlib
import os
import re
import subprocess
import tempfile

from bench import check
from check_rules import root
from guest import Failure

SESSION = re.compile(r"(user\d+_session\d+)_")
WITHIN_SECONDS = 60


def without_usb(bench, family):
    """The same device's sessions, read on this side from its pseudo-terminal: name to digest."""
    oximeter = bench.oximeter(family)
    with tempfile.TemporaryDirectory() as data:
        done = subprocess.run(
            [bench.spotter_here, "devices", "download", oximeter.link, "--family", family,
             "--data", data], capture_output=True, text=True, timeout=WITHIN_SECONDS)
        check(done.returncode == 0, f"without USB it failed too: {done.stderr[-200:]}")
        sessions = {}
        for path in glob.glob(os.path.join(data, "downloads", "*.csv")):
            with open(path, "rb") as file:
                kept = b"".join(line for line in file if not line.startswith(b"#"))
            name = SESSION.search(os.path.basename(path))[1]
            sessions[name] = hashlib.md5(kept).hexdigest()
    check(len(sessions) > 1, f"too few sessions to show anything: {sessions}")
    return sessions


def in_the_guest(bench):
    lines = root(bench, "cd /tmp/archive/downloads && for f in *.csv; do "
                        "echo $(grep -v '^#' $f | md5sum) $f; done")
    return {SESSION.search(line)[1]: line.split()[0] for line in lines}


def fetch(bench, node, family):
    return bench.begin(f"devices download {node} --family {family} --data /tmp/archive")


def archive(bench):
    root(bench, "rm -rf /tmp/archive && mkdir -m 777 /tmp/archive")


def compare(bench, expected):
    got = in_the_guest(bench)
    check(got == expected, f"sessions differ: {sorted(got)} came, {sorted(expected)} are stored")
    bench.note(f"{len(got)} sessions, each second as without USB")


def hid_sessions(bench):
    expected = without_usb(bench, "contec-hid")
    root(bench, "spotter devices install-rules")
    archive(bench)
    node, _ = bench.plug(bench.hid(bench.oximeter("contec-hid")), "hidraw")
    code, lines = fetch(bench, node, "contec-hid").wait(WITHIN_SECONDS)
    check(code == 0, f"the download ended with {code}: {lines[-2:]}")
    compare(bench, expected)


def broken_off_and_begun_again(bench):
    """The cable is pulled in the second session: that one comes again, the first does not."""
    expected = without_usb(bench, "contec-v7")
    archive(bench)
    cable = bench.cp2102(bench.oximeter("contec-v7"))
    node, _ = bench.plug(cable)
    job = fetch(bench, node, "contec-v7")
    job.find(lambda line: line.startswith("session 2 of"), WITHIN_SECONDS)
    cable.unplug()
    code, lines = job.wait(20)
    if code == 0:
        raise Failure("the download was over before the cable was out")
    check(code == 1 and "unplugged" in lines[-1], f"it ended with {code}: {lines[-1]}")
    bench.note(lines[-1])
    node, _ = bench.plug(cable)
    code, lines = fetch(bench, node, "contec-v7").wait(WITHIN_SECONDS)
    check(code == 0, f"the second download ended with {code}: {lines[-2:]}")
    check(any("in the archive already" in line for line in lines), "everything was fetched again")
    compare(bench, expected)


CHECKS = [hid_sessions, broken_off_and_begun_again]
