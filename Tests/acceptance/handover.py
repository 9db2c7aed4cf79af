#!/usr/bin/env python3
"""The fullest handover page is one sheet of paper.

    handover.py SPOTTER

A running station is told everything a page can hold, at its longest, and more treatments than fit.
The page is printed by WeasyPrint through the route people use; its pages are counted and its words
read back with pdftotext. Also printed: the page of an empty response, and the command's three
forms. Needs Python 3.11, weasyprint and poppler-utils.
"""

import os
import subprocess
import sys
import tempfile
import time

from station import Failure, Station, check, run

LONG = "x" * 20 + " word" * 28  # 160 characters, with places to break
SHORT = "z" * 20 + " word" * 12  # 80 characters
ANSWERS = {
    "allergies": LONG, "medications": LONG, "background": LONG, "belongings": SHORT,
    "company": SHORT, "wishes": LONG, "concerns": LONG, "transport-words": LONG,
    "interpreter": "y" * 40, "position-found": "slumped-sitting", "transport": "refused",
    "agonist-therapy": "yes", "wishes-printed": "yes", "age-band": "30-39",
    "last-seen-well": "12:00",
}


def pages(pdf, folder):
    path = os.path.join(folder, "page.pdf")
    with open(path, "wb") as file:
        file.write(pdf)
    info = subprocess.run(["pdfinfo", path], capture_output=True, text=True, check=True).stdout
    count = int(next(line for line in info.splitlines() if line.startswith("Pages")).split()[1])
    text = subprocess.run(
        ["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True).stdout
    return count, " ".join(text.split())


def printed(client, incident, folder):
    status, body = client.ask("GET", f"/incidents/{incident}/handover.pdf")
    check(status == 200, f"the PDF was answered {status}: {body[:300]!r}")
    return pages(body, folder)


def fill(client, watch, incident):
    for field, value in ANSWERS.items():
        client.post(f"/watches/{watch}/answers", field=field, value=value)
    for field in ["substance-reported", "substance-checked", "substance-suspected"]:
        client.post(f"/watches/{watch}/answers", **{
            "field": field, "value.fentanyl": "1", "value.benzo-dope": "1",
            "value.stimulant": "1", "value.alcohol": "1"})
    client.post(f"/watches/{watch}/answers", **{"field": "injury", "value.fall": "1",
                                                "value.head": "1"})
    for kind, fields in [
            ("awake", {"level": "unresponsive"}), ("breathing", {"how": "gasping"}),
            ("colour", {"colour": "blue-or-grey"}), ("pupils", {"pupils": "pinpoint"}),
            ("muscle", {"muscle": "rigid-chest-or-jaw"}), ("emergency-call", {"call": "called"})]:
        client.post(f"/watches/{watch}/care", kind=kind, **fields)
    for number in range(30):
        client.post(f"/watches/{watch}/care", kind="dose", route="intramuscular",
                    micrograms="400", strength="400", site="left-thigh", ago=str(600 - number * 15))
    client.post(f"/watches/{watch}/care", kind="oxygen", flow="15", device="non-rebreather")
    client.post(f"/watches/{watch}/care", kind="breaths", how="bag-valve-mask")


def busy(client, seat, rows):
    """A response like many: every sign seen, no free words, this many rows of treatment."""
    opened = client.post(f"/seats/{seat}/respond")
    watch = opened["watch"]
    for kind, fields in [
            ("awake", {"level": "unresponsive"}), ("breathing", {"how": "slow"}),
            ("emergency-call", {"call": "called"})]:
        client.post(f"/watches/{watch}/care", kind=kind, **fields, ago="3599")
    for number in range(rows):
        kind, fields = [
            ("stimulated", {}), ("breaths", {}), ("oxygen", {"flow": "10"}),
            ("dose", {"route": "intramuscular", "micrograms": "400", "strength": "400"}),
            ("breaths", {"how": "stopped"}), ("oxygen", {"flow": "0"})][number % 6]
        client.post(f"/watches/{watch}/care", kind=kind, **fields,
                    ago=str(3400 - number * 100), certainty="estimated")
    time.sleep(3)
    return opened


def examine(spotter, folder):
    with Station(spotter, os.path.join(folder, "data"), "--seats", "2", "--simulate", "1",
                 "--phone", "555 0100") as station:
        station.start()
        client = station.client()
        time.sleep(12)
        seat = next(s for s in client.floor()["seats"] if s["oximeter"]["port"])
        opened = client.post(f"/seats/{seat['seat']}/respond")
        count, text = printed(client, opened["incident"], folder)
        check(count == 1, f"an empty response's page has {count} sheets")
        check("not recorded" in text, "an empty response's page does not say what is missing")
        fill(client, opened["watch"], opened["incident"])
        count, text = printed(client, opened["incident"], folder)
        check(count == 1, f"the fullest page has {count} sheets of paper")
        check("30 doses, 12 mg (12 mg intramuscular)" in text, f"the total is not there: {text}")
        check("× Naloxone 0.4 mg" in text, "older doses did not fold into the totals")
        check(text.count("word word") >= 8, "a free answer was dropped")
        check("DRILL" in text, "a simulated person's page does not say that it is a drill")
        check("page 1 of 1" in text, "the page does not say that it is all")
        print(f"handover: one sheet, {len(text)} characters")
        client.post(f"/watches/{opened['watch']}/end", ending="left-well")
        for rows in (3, 5, 9, 13, 14, 20):
            other = busy(client, seat["seat"], rows)
            count, text = printed(client, other["incident"], folder)
            check(count == 1, f"the page of {rows} acts has {count} sheets of paper")
            client.post(f"/watches/{other['watch']}/end", ending="left-well")
        for form in ["text", "html", "pdf"]:
            done = subprocess.run(
                [spotter, "handover", opened["incident"][:8], "--format", form, "--data",
                 os.path.join(folder, "data")], capture_output=True, timeout=60)
            check(done.returncode == 0, f"handover --format {form}: {done.stderr!r}")
            check(len(done.stdout) > 500, f"handover --format {form} is short")
        code, out, _ = run([spotter, "incident", opened["incident"], "--format", "json", "--data",
                            os.path.join(folder, "data")])
        check(code == 0 and '"naloxoneMicrograms":12000' in out, f"incident --format json: {out[:400]}")


def main():
    with tempfile.TemporaryDirectory() as folder:
        try:
            examine(sys.argv[1], folder)
        except Failure as failure:
            sys.exit(f"handover: {failure}")


if __name__ == "__main__":
    main()
