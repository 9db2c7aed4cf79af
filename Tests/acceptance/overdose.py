#!/usr/bin/env python3
"""From a simulated overdose to a ledger that can be trusted: the whole line, in real time.

    overdose.py SPOTTER SPOTTER-SIM

A simulated person on a pseudo-terminal overdoses. The alert must be on the floor within its delay
and 2 s of the first value below the limit; one touch records naloxone; the entry has both times and
the alert stays as it is; the ledger verifies. Then one byte of a copy is changed, and another copy
is rolled back: both must be found. Takes about two minutes. Needs Python 3.11 and nothing else.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time

from station import Failure, Station, check, new_id, run, until

ALERT_DELAY_SECONDS = 5
ALLOWANCE_SECONDS = 2
FALL_WITHIN_SECONDS = 150


def seat_of(floor, link):
    for seat in floor["seats"]:
        if seat["oximeter"]["port"] == link:
            return seat
    return None


def see_alert(client, link):
    """Watches the floor as a person would; gives the seat with its alert, and the delay."""
    low_since, end = None, time.monotonic() + FALL_WITHIN_SECONDS
    while time.monotonic() < end:
        seat = seat_of(client.floor(), link)
        now = time.monotonic()
        value = seat["spo2Percent"] if seat else None
        limit = (seat and seat["lowPercent"]) or 90
        if value is not None and value >= limit:
            low_since = None
        elif value is not None and low_since is None:
            low_since = now
        kinds = [alert["kind"] for alert in seat["alerts"]] if seat else []
        if "oxygen-low" in kinds or "oxygen-critical" in kinds:
            check(low_since is not None, "an oxygen alert came although no low value was shown")
            return seat, now - low_since
        check(low_since is None or now - low_since <= ALERT_DELAY_SECONDS + ALLOWANCE_SECONDS,
              f"{value} % has been shown for {now - (low_since or now):.1f} s without an alert")
        time.sleep(0.1)
    raise Failure(f"no oxygen alert within {FALL_WITHIN_SECONDS} s")


def steady(alerts):
    """What must not change when a treatment is recorded."""
    keys = ("kind", "priority", "sinceMilliseconds", "quietUntilMilliseconds")
    return [{key: alert[key] for key in keys} for alert in alerts
            if alert["kind"].startswith("oxygen")]


def give_naloxone(client, seat):
    opened = client.post(f"/seats/{seat['seat']}/respond", entry=new_id())
    watch, entry = opened["watch"], new_id()
    before = steady(client.tile(watch)["alerts"])
    facts = client.post(f"/watches/{watch}/care", kind="dose", route="intramuscular",
                        micrograms=400, entry=entry)
    after = steady(client.tile(watch)["alerts"])
    check(before and before == after, f"the alert changed with the dose: {before} to {after}")
    tile = until("the re-check timer", 3, lambda: client.tile(watch))
    check(tile["reCheckDueAtMilliseconds"] is not None, "the dose started no re-check timer")
    return watch, entry, facts["index"]


def check_entries(station, watch, entry, index):
    entries = station.entries("--watch", watch)
    dose = [line for line in entries if line["header"]["entry"] == entry]
    check(len(dose) == 1, f"the dose is in the ledger {len(dose)} times")
    header = dose[0]["header"]
    occurred, recorded = header["occurredUnixMilliseconds"], header["recordedUnixMilliseconds"]
    check(header["index"] == index and header["kind"] == "care.dose", f"an odd entry: {header}")
    check(0 <= recorded - occurred < 2000, f"the dose occurred {occurred}, recorded {recorded}")
    check(dose[0]["payload"]["amountMicrograms"] == 400, f"an odd dose: {dose[0]['payload']}")
    raised = [line["payload"] for line in entries if line["header"]["kind"] == "alert.changed"
              and line["payload"]["change"] == "raised"
              and line["payload"]["alertKind"] in ("oxygen-low", "oxygen-critical")]
    check(raised and raised[0]["spo2Percent"] < raised[0]["limitPercent"],
          f"the ledger does not say what raised the alert: {raised}")
    return raised[0]


def change_one_byte(station, copy, index):
    """A dose of 0.4 mg becomes one of 0.9 mg, in the file, behind SQLite's back."""
    shutil.copytree(station.data, copy)
    path = os.path.join(copy, "ledger.sqlite")
    with open(path, "rb") as file:
        content = file.read()
    true, false = b'"amountMicrograms":400', b'"amountMicrograms":900'
    check(content.count(true) == 1, "the dose does not stand once in the file")
    with open(path, "wb") as file:
        file.write(content.replace(true, false))
    status, out, _ = run([station.program, "log", "verify", "--data", copy])
    wanted = f"entry {index} (care.dose)"
    check(status == 1 and wanted in out, f"a changed byte: exit {status}, {out}")
    return out.strip()


def roll_back(station, earlier, copy, checkpoint):
    shutil.copytree(station.data, copy)
    shutil.copy(os.path.join(earlier, "ledger.sqlite"), copy)
    status, out, _ = run([station.program, "log", "verify", "--data", copy])
    check(status == 0, f"a ledger rolled back is sound in itself, yet: {out}")
    status, out, _ = run(
        [station.program, "log", "verify", "--data", copy, "--checkpoint", checkpoint])
    check(status == 1 and "rolled back" in out, f"a rolled-back ledger: exit {status}, {out}")
    return out.strip()


def overdose(station, link, directory):
    station.start()
    client = station.client()
    until("the simulated oximeter streams", 15, lambda: seat_of(client.floor(), link))
    seat, delay = see_alert(client, link)
    print(f"ok: alert {delay:.1f} s after the first value below the limit "
          f"(allowed {ALERT_DELAY_SECONDS} + {ALLOWANCE_SECONDS})", flush=True)
    check(seat["simulated"] and seat["drill"], "a simulated device is not shown as simulated")
    watch, entry, index = give_naloxone(client, seat)
    raised = check_entries(station, watch, entry, index)
    print(f"ok: naloxone is entry {index} with both times, the alert unchanged; raised at "
          f"{raised['spo2Percent']} %: {json.dumps(raised)}", flush=True)
    print(f"ok: {station.verify()} entries verify", flush=True)
    station.stop()
    earlier = os.path.join(directory, "earlier")
    shutil.copytree(station.data, earlier)
    station.start()
    client = station.client()
    until("the watch is back", 10, lambda: client.tile(watch))
    client.post(f"/watches/{watch}/care", kind="note", text="later", entry=new_id())
    station.stop()
    check_tampering(station, earlier, index, directory)


def check_tampering(station, earlier, index, directory):
    checkpoint = os.path.join(directory, "checkpoint")
    status, note, err = station.log("checkpoint")
    check(status == 0, f"log checkpoint: {err}")
    with open(checkpoint, "w", encoding="utf-8") as file:
        file.write(note)
    status, out, err = station.log("verify", "--checkpoint", checkpoint)
    check(status == 0, f"verify with its own checkpoint: {out}{err}")
    print("ok: a changed byte: " + change_one_byte(
        station, os.path.join(directory, "changed"), index))
    print("ok: a rolled-back file: " + roll_back(
        station, earlier, os.path.join(directory, "back"), checkpoint))


def main(arguments):
    if len(arguments) != 3:
        print(__doc__.strip(), file=sys.stderr)
        return 64
    with tempfile.TemporaryDirectory(prefix="spotter-overdose-") as directory:
        link = os.path.join(directory, "oximeter")
        person = subprocess.Popen(
            [arguments[2], "--scenario", "overdose", "--port-link", link],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        try:
            data = os.path.join(directory, "data")
            with Station(os.path.abspath(arguments[1]), data, "--port",
                         f"{link}:contec-v7") as station:
                until("the simulated port", 5, lambda: os.path.islink(link))
                overdose(station, link, directory)
        except Failure as failure:
            print(f"overdose: {failure}", file=sys.stderr)
            return 1
        finally:
            person.terminate()
            person.wait()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
