#!/usr/bin/env python3
"""A night at the site, told through two tablets and the API.

    night.py SPOTTER FOLDER

One person goes under from an opioid with a benzodiazepine: oxygen comes back, they stay asleep for
forty minutes, and at 52 they go under again. Three doses by two routes, one written wrong and
corrected, one tapped on both tablets; breaths and oxygen by two people; 911, the page for the crew,
transport. Another person in the same room goes under in the middle of it. A false alarm. One talk
afterwards is taken and one is skipped. Then timeline, page for the crew, command and ledger have to
agree to the second and the microgram. Pictures go to SPOTTER_SCREENSHOTS.
"""

import json
import os
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "acceptance"))

from playwright.sync_api import expect, sync_playwright  # noqa: E402

from station import Failure, check, run  # noqa: E402
from tablets import FastStation, Tablet  # noqa: E402

CHROMIUM = os.environ.get("SPOTTER_CHROMIUM", "/usr/bin/chromium")


def alerts(station, seat):
    return {alert["kind"] for alert in station.seat(seat)["alerts"]}


def said(text):
    print(f"night: {text}", flush=True)


class Night:
    def __init__(self, station, browser, pictures):
        self.station = station
        self.one = Tablet(browser, station, "OAK 4", pictures)
        self.two = Tablet(browser, station, "ELM 2", pictures)
        self.began = None

    def minute(self):
        return (self.station.now() - self.began) / 60

    def until_minute(self, minute):
        self.station.pass_until(f"minute {minute}", lambda: self.minute() >= minute)

    def goes_under(self):
        station, one, two = self.station, self.one, self.two
        one.open("/")
        one.page.locator(".clock-ask button").click()
        expect(one.page.locator(".clock-ask")).to_be_hidden()
        one.page.locator("#sound-test [data-play]").click()
        one.page.locator("#sound-test [data-heard] button").click()
        station.pass_until("oxygen is low", lambda: "oxygen-low" in alerts(station, 1))
        self.began = station.now()
        expect(one.page.locator("#seat-1")).to_contain_text("Oxygen low")
        one.page.evaluate("scrollTo(0, 0)")
        one.picture("night-floor")
        one.page.locator("#seat-1 button.respond").click()
        one.page.wait_for_url("**/respond/*")
        self.first = one.page.url.split("/respond/")[1]
        one.tap("Stimulated", "stimulated")
        one.tap("Airway opened", "airway")
        one.tap("Breaths", "breaths")
        two.open(f"/respond/{self.first}")
        two.tap("10 L/min", "oxygen", flow="10")
        two.tap("911 called", "emergency-call", call="called")
        one.tap("not responding", "awake", level="unresponsive")
        station.pass_seconds(20)
        # The same dose, tapped on both tablets.
        one.tap("Naloxone 0.4 mg into muscle", "dose")
        two.page.locator(".naloxone .huge").click()
        question = two.page.locator("#timeline .twin")
        expect(question).to_contain_text("Same dose as the one before?")
        one.picture("night-respond")
        question.get_by_role("button", name="Same dose").click()
        expect(question).to_have_count(0)
        said("went under; stimulated, breaths, oxygen, 911, a dose tapped twice")

    def second_dose(self):
        one = self.one
        self.station.pass_seconds(150)
        one.page.locator("summary", has_text="Another product").first.click()
        one.page.get_by_role("button", name="2 mg into nose").first.click()
        wrong = one.rows("Naloxone 2 mg into nose")
        expect(wrong).to_have_count(1)
        wrong.locator("summary").click()
        wrong.get_by_role("button", name="4 mg into nose").click()
        expect(one.rows("Naloxone 4 mg into nose")).to_have_count(1)
        expect(one.page.locator("#timeline .withdrawn")).to_have_count(2)
        said("second dose, written as 2 mg and corrected to 4 mg")

    def comes_back(self):
        station, one, two = self.station, self.one, self.two
        station.pass_until("oxygen is back", lambda: (station.seat(1)["spo2Percent"] or 0) >= 96)
        one.tap("Breaths stopped", "breaths", how="stopped")
        two.tap("4 L/min", "oxygen", flow="4")
        one.tap("answers to pain", "awake", level="pain")
        one.tap("Breathing: slow", "breathing", how="slow")
        said("oxygen is back; asleep")

    def another_person(self):
        """The one beside them goes under; the tablet in the second hand turns to them."""
        station, two = self.station, self.two
        station.pass_until("the second is low", lambda: "oxygen-low" in alerts(station, 2))
        second = station.seat(2)["watch"]
        two.page.locator("summary", has_text="Another person here").click()
        two.page.locator(f".people form:has([value='{second}']) button").click()
        expect(two.page.locator(f"#others .other[href='/respond/{second}']")).to_be_visible()
        two.picture("night-two-people")
        two.open(f"/respond/{second}")
        two.tap("Stimulated", "stimulated")
        two.tap("Breaths", "breaths")
        two.tap("15 L/min", "oxygen", flow="15")
        station.pass_until("the second is back", lambda: (station.seat(2)["spo2Percent"] or 0) >= 96)
        two.tap("Breaths stopped", "breaths", how="stopped")
        station.pass_seconds(60)
        two.tap("4 L/min", "oxygen", flow="4")
        two.tap("awake", "awake", level="alert")
        check(station.seat(1)["incident"] == station.seat(2)["incident"], "two responses, not one")
        self.second = second
        said("another person in the same response: breaths and oxygen, no naloxone")

    def sleeps(self):
        """Oxygen fine, still asleep: watched, and looked at again and again."""
        station, one = self.station, self.one
        one.tap("Oxygen off", "oxygen", flow="0")
        for minute in range(15, 50, 5):
            self.until_minute(minute)
            one.tap("answers to pain", "awake", level="pain")
            check(station.seat(1)["stillAsleepSinceMilliseconds"], f"minute {minute}: not said to be asleep")
            check("oxygen-low" not in alerts(station, 2), f"minute {minute}: the second is low")
            if minute == 30:
                one.open("/")
                one.page.wait_for_timeout(500)
                one.picture("night-still-asleep")
                check(not covered(one.page), f"one part of a tile over another: {covered(one.page)}")
                self.false_alarm()
                one.open(f"/respond/{self.first}")
        said("asleep with good oxygen until minute 49")

    def false_alarm(self):
        """A tile touched by mistake: closed with its reason; the talk is skipped."""
        station, two = self.station, self.two
        two.open("/")
        two.page.locator("#seat-3 button.respond").click()
        two.page.wait_for_url("**/respond/*")
        self.mistake = station.seat(3)["incident"]
        two.open(f"/incidents/{self.mistake}/closing")
        two.page.locator("summary", has_text="false alarm").click()
        two.page.locator("#false-alarm button").first.click()
        two.page.wait_for_url("**/debrief")
        two.page.get_by_role("link", name="Skip", exact=True).click()
        two.page.wait_for_url(two.url + "/")

    def goes_under_again(self):
        station, one, two = self.station, self.one, self.two
        station.pass_until("low again", lambda: "oxygen-low" in alerts(station, 1))
        self.again = self.minute()
        two.open(f"/respond/{self.first}")
        one.tap("not responding", "awake", level="unresponsive")
        one.tap("got worse again", "after-effect", effect="re-sedation")
        one.tap("Breaths", "breaths")
        two.tap("10 L/min", "oxygen", flow="10")
        one.tap("Naloxone 0.4 mg into muscle", "dose")
        said(f"went under again at minute {self.again:.0f}; third dose")

    def crew(self):
        """The page for the crew is right while everything still runs."""
        station, one, two = self.station, self.one, self.two
        station.pass_seconds(150)
        two.tap("Ambulance crew", "emergency-call", call="arrived")
        self.incident = station.seat(1)["incident"]
        two.open(f"/incidents/{self.incident}/handover?watch={self.first}")
        two.picture("night-handover", full_page=True)
        self.sheet = two.page.inner_text("main")
        pdf = two.context.request.get(
            f"{two.url}/incidents/{self.incident}/handover.pdf?watch={self.first}")
        check(pdf.ok and pdf.body().startswith(b"%PDF"), "no PDF of the page for the crew")
        (two.pictures / "night-handover.pdf").write_bytes(pdf.body())
        two.open(f"/respond/{self.first}")
        two.tap("Handed over", "crew", step="handed-over")
        said("911 came; the page was printed and handed over")

    def ends(self):
        one = self.one
        one.open("/")
        for seat, ending in ((1, "transported"), (2, "left-well")):
            tile = one.page.locator(f"#seat-{seat}")
            tile.locator("details.end summary").click()
            tile.locator(f"button[name=ending][value={ending}]").click()
            expect(tile.locator(".if-nobody")).to_be_visible()
        one.open(f"/incidents/{self.incident}/closing")
        one.page.locator("#close button[value=transported]").click()
        one.page.wait_for_url("**/debrief")
        one.page.locator("#start").click()
        one.page.locator("[name=action1]").fill("A second oxygen mask for each seat")
        one.page.locator("[name=owner1]").fill("OAK 4")
        one.picture("night-debrief")
        one.page.locator("#actions button").last.click()
        one.page.wait_for_url(f"**/incidents/{self.incident}")
        one.open(f"/incidents/{self.incident}/debrief")
        expect(one.page.locator(".agreed")).to_contain_text("A second oxygen mask")
        said("transported; closed; the talk was taken")

    def agrees(self):
        """Command, ledger, timeline and the page for the crew: the same seconds and micrograms."""
        station, one = self.station, self.one
        facts = told(station, self.incident)
        first, second = (next(p for p in facts["people"] if p["watch"] == watch)
                         for watch in (self.first, self.second))
        check((first["doses"], first["naloxoneMicrograms"]) == (3, 4800), f"doses: {first}")
        check(second["doses"] == 0 and second["startCause"] == "alert"
              and 0 < second["toBreathSeconds"] < 120, f"the second has a start of their own: {second}")
        check(told(station, self.mistake)["outcome"] == "false-alarm", "no false alarm")
        one.open(f"/watches/{self.first}")
        offset = int(one.page.evaluate("document.documentElement.dataset.offset"))
        entries = [Line(entry, offset) for entry in facts["entries"]]
        shown = rows_of(one.page)
        for line in entries:
            if line.is_of_someone and line.watch == self.first:
                check((line.time, line.words) in shown, f"the timeline lacks {line}")
        doses = [line for line in entries if line.words.startswith("Naloxone") and not line.withdrawn]
        check(len(doses) == 3, f"{len(doses)} doses stand")
        for dose in doses:
            amount = re.search(r"[0-9.]+ mg", dose.words).group()
            check(re.search(rf"{dose.time}\s+Naloxone\s+{re.escape(amount)} ", self.sheet),
                  f"the page for the crew lacks {dose}")
        for words in ("3 doses, 4.8 mg (0.8 mg intramuscular, 4 mg intranasal)",
                      f"{doses[-1].time}, 2 min"):
            check(words in self.sheet, f"the page for the crew lacks: {words}")
        again = Line.clock(first["reSedatedUnixMilliseconds"], offset)
        check(f"yes, at {again}" in self.sheet, f"worse again at {again} is not on the page")
        for words in ("911 called", "Ambulance crew"):
            time = next(line.time for line in entries if line.words.startswith(words))
            check(f"at {time}" in self.sheet, f"{words} at {time} is not on the page")
        self.replay_agrees(facts, entries)
        given = [e["payload"] for e in station.entries()
                 if e["payload"] and e["payload"].get("amountMicrograms")]
        check(sum(p["amountMicrograms"] for p in given) == 400 * 3 + 2000 + 4000,
              f"the ledger keeps every dose that was written: {given}")
        said(f"all agree; {station.verify()} entries sound")

    def replay_agrees(self, facts, entries):
        """Each entry of either person stands in their replay at its own second of the same clock."""
        one = self.one
        one.open(f"/incidents/{self.incident}")
        one.picture("night-incident", full_page=True)
        for watch in (self.first, self.second):
            one.open(f"/incidents/{self.incident}/replay?watch={watch}")
            expect(one.page.locator("#deck")).to_be_visible()
            played = one.page.evaluate(
                "async (url) => (await fetch(url)).json()",
                f"/incidents/{self.incident}/replay.json?watch={watch}")
            at = {e["entry"]: e for e in played["entries"]}
            begins = played["fromUnixMilliseconds"] // 1000
            of_watch = [(entry, line) for entry, line in zip(facts["entries"], entries)
                        if entry["watch"] == watch and line.is_of_someone]
            check(len(of_watch) > 5, f"only {len(of_watch)} entries are of {watch}")
            for entry, line in of_watch:
                check(entry["entry"] in at, f"the replay lacks {line}")
                seen = at[entry["entry"]]
                check((seen["clock"], seen["words"]) == (line.time, line.words),
                      f"the replay has {seen} for {line}")
                second = entry["occurredUnixMilliseconds"] // 1000 - begins
                check(seen["second"] == second, f"second {seen['second']}, not {second}: {line}")
            lowest = min(v for v in played["oxygenPercent"] if v)
            check(lowest < 90, f"the lowest value played of {watch} is {lowest} %")
        one.page.locator("#moment").fill(str(played["seconds"] // 2))
        one.picture("night-replay", full_page=True)


class Line:
    """One entry as `spotter incident` tells it."""

    def __init__(self, entry, offset):
        self.time = self.clock(entry["occurredUnixMilliseconds"], offset)
        self.words, self.withdrawn = entry["words"], entry["withdrawn"]
        self.is_of_someone, self.watch = entry["kind"].startswith("care."), entry.get("watch")

    @staticmethod
    def clock(milliseconds, offset):
        seconds = milliseconds // 1000 + offset * 60
        return f"{seconds // 3600 % 24:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"

    def __str__(self):
        return f"{self.time} {self.words}"


def told(station, incident):
    status, out, err = run(
        [station.program, "incident", incident, "--format", "json", "--data", station.data])
    check(status == 0, f"spotter incident: {err}")
    return json.loads(out)


def covered(page):
    """Lines of alerts that lie over what stands below them in their tile."""
    return page.evaluate('''() => [...document.querySelectorAll(".seats .alerts > *")].filter(
        (line) => line.offsetHeight && line.getBoundingClientRect().bottom
            > line.closest(".tile").querySelector(".numbers").getBoundingClientRect().top + 1,
    ).map((line) => line.textContent)''')


def rows_of(page):
    """Times and words of a timeline, without what is said beside them."""
    return set(map(tuple, page.evaluate('''() => [...document.querySelectorAll(".log tbody tr")].map(
        (row) => [row.querySelector("time").textContent,
                  (row.children[1].querySelector("s") || row.children[1]).firstChild.textContent.trim()])''')))


def main():
    program, folder = sys.argv[1], sys.argv[2]
    pictures = pathlib.Path(os.environ.get("SPOTTER_SCREENSHOTS", folder))
    pictures.mkdir(parents=True, exist_ok=True)
    station = FastStation(
        program, folder, "--simulate", "3", "--scenario", str(HERE / "benzo-dope.txt"),
        "--scenario", str(HERE / "second.txt"), "--scenario", "steady", "--phone", "555 0100")
    with station, sync_playwright() as playwright:
        station.start()
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=[
            "--no-sandbox", "--autoplay-policy=no-user-gesture-required"])
        night = Night(station, browser, pictures)
        try:
            night.goes_under()
            night.second_dose()
            night.comes_back()
            night.another_person()
            night.sleeps()
            night.goes_under_again()
            night.crew()
            night.ends()
            night.agrees()
        except Failure as failure:
            sys.exit(f"night: {failure}")


if __name__ == "__main__":
    main()
