#!/usr/bin/env python3
"""`spotter devices download` from simulated oximeters: whole, and the same archive a second time.

    download.py SPOTTER SPOTTER-SIM

Needs Python 3.11.
"""

import glob
import os
import subprocess
import sys
import tempfile
import time

from station import Failure, check, run

FAMILIES = ["contec-v7", "contec-hid"]
WITHIN_SECONDS = 10


def archive(data):
    """The kept sessions: name to text."""
    found = {}
    for path in glob.glob(os.path.join(data, "downloads", "*")):
        with open(path, encoding="ascii") as file:
            found[os.path.basename(path)] = file.read()
    return found


def download(spotter, simulator, family, directory):
    link, data = os.path.join(directory, family), os.path.join(directory, "data-" + family)
    os.mkdir(data)
    person = subprocess.Popen(
        [simulator, "--family", family, "--port-link", link, "--seed", "7"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        end = time.monotonic() + WITHIN_SECONDS
        while not os.path.exists(link):
            check(time.monotonic() < end and person.poll() is None, f"{family}: no simulated port")
            time.sleep(0.05)
        command = [spotter, "devices", "download", link, "--family", family, "--data", data]
        kept = []
        for attempt in ("the first", "the second"):
            status, _, err = run(command)
            check(status == 0, f"{family}: {attempt} download ended with {status}: {err[-300:]}")
            kept.append(archive(data))
            # A file without a date says in its name when it was fetched, to the second.
            time.sleep(1.1)
        first, second = kept
        check(len(first) >= 2, f"{family}: too few sessions to show anything: {sorted(first)}")
        check(second == first, f"{family}: {sorted(first)} became {sorted(second)}")
        for name, text in first.items():
            check("# began: " in text and text.count("\n") > 20, f"{name} holds {text[:300]}")
        undated = sum("undated" in name for name in first)
        return f"{len(first)} sessions, {undated} of them without a date, none twice"
    finally:
        person.terminate()
        person.wait()


def main(spotter, simulator):
    with tempfile.TemporaryDirectory(prefix="spotter-download-") as directory:
        for family in FAMILIES:
            try:
                print(f"download: {family}: {download(spotter, simulator, family, directory)}")
            except Failure as failure:
                sys.exit(f"download: {failure}")


if __name__ == "__main__":
    main(*sys.argv[1:])
