#!/usr/bin/env python3
"""Spotter in a small Linux with a real USB stack: real drivers, real udevd, real nodes.

    usb.py KERNEL INITRAMFS BIN [NAME…]

Oximeters are simulated on this side and plugged into the guest's USB controller; the guest's kernel
and udevd do what they do for hardware, and Spotter runs there. With names, only those checks run.
Needs QEMU and Python 3.11 and nothing else.
"""

import signal
import sys
import tempfile
import time

import check_download
import check_hid
import check_hotplug
import check_rules
import check_serial
import check_station
from bench import Bench
from guest import Failure, Guest

CHECKS = [*check_serial.CHECKS, *check_hotplug.CHECKS, *check_hid.CHECKS, *check_rules.CHECKS,
          *check_download.CHECKS, *check_station.CHECKS]


def perform(bench, what):
    """One check and its line; whether it passed."""
    begin, failure = time.monotonic(), None
    bench.figures = []
    for step in (lambda: what(bench), bench.clear):
        try:
            step()
        except Exception as error:  # whatever it is, the other checks still tell something
            failure = failure or (error if isinstance(error, Failure) else repr(error))
    took, name = time.monotonic() - begin, what.__name__.replace("_", " ")
    print(f"{'FAILED' if failure else 'ok':6} {took:5.1f} s  {name}", end="")
    print(f": {failure}" if failure else f": {'; '.join(bench.figures)}" if bench.figures else "",
          flush=True)
    return failure is None


def main(kernel, initramfs, binaries, *names):
    failed, passed = 0, 0
    with tempfile.TemporaryDirectory(prefix="spotter-usb-") as directory:
        guest = Guest(directory, kernel, initramfs)
        try:
            print(f"guest up after {guest.start():.1f} s", flush=True)
            bench = Bench(guest, binaries)
            for what in CHECKS:
                if names and what.__name__ not in names:
                    continue
                if perform(bench, what):
                    passed += 1
                else:
                    failed += 1
        except Failure as failure:
            print(f"FAILED: {failure}")
            failed += 1
        finally:
            guest.stop()
        if failed:
            print(f"the guest's console said last:\n{guest.console()}")
    print(f"{passed} passed, {failed} failed")
    return 0 if passed and not failed else 1


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    sys.exit(main(*sys.argv[1:]))
