"""A whole station in the guest: it finds what is plugged in, and its floor shows it."""

import json
import time

from bench import VALUE_SECONDS, check, check_values
from check_rules import root
from guest import Failure

START_SECONDS = 60


def floor(bench):
    """The floor as the console's page has it; None while the station does not answer."""
    # Cut into short lines: one long one could be torn by what another job says.
    _, lines = bench.guest.run(
        "wget -qO- http://127.0.0.1:8440/api/floor | sed 's/,\"/\\n,\"/g'", 20)
    return json.loads("".join(lines)) if lines and lines[0].startswith("{") else None


def until(bench, what, within, holds):
    end = time.monotonic() + within
    while True:
        shown = floor(bench)
        found = shown and holds(shown["seats"])
        if found:
            return found
        if time.monotonic() > end:
            raise Failure(f"{what}: not within {within} s; the floor: {json.dumps(shown)[:600]}")
        time.sleep(0.2)


def with_values(seats):
    """The seats that have a value, by their oximeter's port, once there are three."""
    found = {seat["oximeter"]["port"]: seat for seat in seats if seat["spo2Percent"]}
    return found if len(found) == 3 else None


def station_shows_what_is_plugged_in(bench):
    """Three oximeters of three makes, on three drivers, plugged in while the station runs."""
    root(bench, "spotter devices install-rules")
    begin = time.monotonic()
    station = bench.begin("serve --data /tmp/station")
    until(bench, "the station answers", START_SECONDS, lambda seats: True)
    bench.note(f"answers after {time.monotonic() - begin:.1f} s")
    _, lines = bench.guest.run("exec wget -qO- http://127.0.0.1:8440/", 20)
    check("<html" in "".join(lines), f"the page is not a page: {lines[:2]}")

    cables = [bench.ftdi(bench.oximeter("nonin-df2", seed=3)),
              bench.cp2102(bench.oximeter("contec-v7", seed=4)),
              bench.hid(bench.oximeter("contec-hid", seed=5))]
    begin = time.monotonic()
    for cable in cables:
        cable.plug()
    seats = until(bench, "three values", 2 * VALUE_SECONDS, with_values)
    bench.note(f"three values {time.monotonic() - begin:.1f} s after plugging in")
    families = {seat["oximeter"]["family"]: seat for seat in seats.values()}
    for cable, family in zip(cables, ("nonin-df2", "contec-v7", "contec-hid")):
        check(family in families, f"no seat is read as {family}: {sorted(families)}")
        seat = families[family]
        check(seat["simulated"] is False, f"{family} on USB is shown as simulated")
        check_values((seat["spo2Percent"], seat["pulseBpm"]), cable.oximeter)
    for cable in cables:
        cable.unplug()
    until(bench, "no value any more", VALUE_SECONDS, lambda seats: all(
        seat["spo2Percent"] is None for seat in seats))
    begin = time.monotonic()
    code, _ = station.stop("TERM")
    check(code == 0, f"the station ended with {code}")
    bench.note(f"stopped in {time.monotonic() - begin:.1f} s")


CHECKS = [station_shows_what_is_plugged_in]
