"""A response read in full, played again, and the shift's page, in a real browser."""

import json
import re
import time
import urllib.parse
import urllib.request

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from conftest import SESSIONS, Station, free_port


def faults(page):
    found = Axe().run(page).response["violations"]
    return [
        f"{fault['id']}: {node['html'][:120]} {node['failureSummary'][:300]}"
        for fault in found for node in fault["nodes"]
    ]


def too_wide(page):
    return page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth")


def post(station, path, **fields):
    form = urllib.request.Request(
        station.url + path, data=urllib.parse.urlencode(fields).encode(),
        headers={"Accept": "application/json"})
    with urllib.request.urlopen(form, timeout=5) as answer:
        return json.load(answer)


class Told:
    """A station with one response that is over."""

    def __init__(self, station, watch, incident):
        self.station, self.watch, self.incident = station, watch, incident
        self.url = f"{station.url}/incidents/{incident}"

    def get(self, path):
        request = urllib.request.Request(
            f"{self.url}/{path}?watch={self.watch}",
            headers={"Cookie": f"spotter-session={SESSIONS[self.station.url]}"})
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.read().decode()

    def played(self):
        return json.loads(self.get("replay.json"))


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    station = Station(
        tmp_path_factory.mktemp("told"), ("overdose", "steady", "finger-out"), free_port()).start()
    watch = station.watch_at(1)
    station.wait_for(
        "an alert at seat 1", lambda: station.seat(1)["alerts"], 240)
    incident = post(station, "/seats/1/respond")["incident"]
    care = f"/watches/{watch}/care"
    # Acts on seconds of their own, so that a second too many or too few shows.
    time.sleep(4)
    post(station, care, kind="awake", level="unresponsive")
    time.sleep(3)
    gone = post(station, care, kind="airway")["entry"]
    post(station, f"/watches/{watch}/correct", target=gone, reason="wrong-button")
    post(station, care, kind="breaths")
    time.sleep(5)
    post(station, care, kind="oxygen", flow="10")
    time.sleep(7)
    for _ in range(2):
        post(station, care, kind="dose", route="intramuscular", micrograms="400")
    post(station, care, kind="note", text="blanket and a chair")
    time.sleep(11)
    post(
        station, f"/incidents/{incident}/debrief", action1="Move the mask to the door",
        owner1="day shift", aim1="equipment", due1="2020-01-05")
    post(station, f"/incidents/{incident}/close", outcome="awake-stayed")
    yield Told(station, watch, incident)
    station.stop()


def at(page, second):
    """Moves the replay to a second, as the arrow keys would."""
    page.locator("#moment").evaluate(
        "(e, v) => { e.value = v; e.dispatchEvent(new Event('input')); }", str(second))


def read(page, name):
    return page.locator(f"[data-r={name}]").inner_text()


def test_the_page_has_it_all(told, open_page, screenshots):
    page = open_page(told.url)
    main = page.locator("main")
    expect(main).to_contain_text("the first alert that was open when help came")
    expect(main).to_contain_text("0.8 mg (800 µg)")
    expect(main).to_contain_text("Lowest oxygen held for 8 s")
    expect(main).to_contain_text("blanket and a chair")
    expect(page.locator("tr.withdrawn")).to_contain_text("(wrong button)")
    expect(page.get_by_role("button", name="Same dose")).to_be_visible()
    expect(page.get_by_role("button", name="Two doses")).to_be_visible()
    assert page.locator(".strip-bars path").count() >= 1, "alerts are bars"
    assert page.locator(".strip-gap").count() >= 0
    assert faults(page) == []
    page.screenshot(path=screenshots / "incident.png", full_page=True)
    page.pdf(path=screenshots / "incident.pdf", format="A4", print_background=True)
    for name, options in {
        "dark": {"color_scheme": "dark"}, "forced": {"forced_colors": "active"},
    }.items():
        other = open_page(told.url, **options)
        assert faults(other) == []
        other.screenshot(path=screenshots / f"incident-{name}.png", full_page=True)
    narrow = open_page(told.url, 360, 740)
    assert too_wide(narrow) <= 0
    narrow.screenshot(path=screenshots / "incident-360.png", full_page=True)


def test_a_doubled_dose_is_settled_here(told, open_page):
    page = open_page(told.url)
    page.get_by_role("button", name="Same dose").click()
    expect(page).to_have_url(re.compile(rf"/incidents/{told.incident}#timeline$"))
    expect(page.get_by_role("button", name="Same dose")).to_have_count(0)
    expect(page.locator("main")).to_contain_text("0.4 mg (400 µg)")
    expect(page.locator("tr.withdrawn").nth(1)).to_contain_text("the same as entry")


def test_played_again_every_second_is_the_stored_one(told, open_page, screenshots):
    facts = told.played()
    page = open_page(f"{told.url}/replay?watch={told.watch}")
    expect(page.locator("#deck")).to_be_visible()
    assert page.title().startswith("REPLAY")
    banner = page.locator(".replay-banner")
    expect(banner).to_contain_text("REPLAY")
    clocks = dict(page.locator("tr[data-entry]").evaluate_all(
        "rows => rows.map(r => [r.dataset.entry, r.querySelector('td time').textContent])"))
    handover = told.get("handover")
    for entry in facts["entries"]:
        # The replay's clock at that second, the timeline's and the handover's.
        if not 0 <= entry["second"] < facts["seconds"]:
            continue
        at(page, entry["second"])
        assert read(page, "clock") == entry["clock"] == clocks[entry["entry"]]
        if re.match("Assisted breaths|Oxygen on|Naloxone", entry["words"]):
            if not entry["withdrawn"]:
                assert f"<td>{entry['clock']}" in handover, entry["words"]
    step = max(1, facts["seconds"] // 40)
    for second in range(0, facts["seconds"], step):
        at(page, second)
        oxygen, pulse = facts["oxygenPercent"][second], facts["pulseBpm"][second]
        assert read(page, "oxygen") == (f"{oxygen} %" if oxygen else "–")
        assert read(page, "pulse") == (str(pulse) if pulse else "–")
        signal = [run for run in facts["signal"] if run["second"] <= second][-1]
        assert read(page, "signal") == signal["words"]
        open_alerts = [
            alert["words"] for alert in facts["alerts"]
            if alert["from"] <= second and (alert["until"] is None or second < alert["until"])]
        shown = read(page, "alerts")
        assert all(words in shown for words in open_alerts) and (open_alerts or shown == "none")
    doses = [e for e in facts["entries"] if e["words"].startswith("Naloxone")]
    at(page, min(doses[0]["second"], facts["seconds"] - 1))
    assert read(page, "awake").startswith("Not responding")
    assert page.locator("tr.at").count() == 1
    assert faults(page) == []
    page.screenshot(path=screenshots / "replay.png", full_page=True)


def test_it_plays_stops_and_is_moved_by_keys(told, open_page, screenshots):
    page = open_page(f"{told.url}/replay", color_scheme="dark")
    expect(page.locator("#deck")).to_be_visible()
    slider = page.locator("#moment")
    slider.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    assert slider.input_value() == "2"
    page.keyboard.press("Home")
    assert slider.input_value() == "0"
    page.locator("input[name=speed][value='10']").check()
    line = page.locator(".playhead")
    before = line.get_attribute("transform")
    play = page.locator("#play")
    play.focus()
    page.keyboard.press("Enter")
    expect(play).to_have_text("Pause")
    page.wait_for_timeout(2_000)
    page.keyboard.press("Enter")
    expect(play).to_have_text("Play")
    passed = int(slider.input_value())
    # Two seconds at ten times; a slow machine may draw its last frame late.
    assert 12 <= passed <= 28, passed
    assert line.get_attribute("transform") != before
    page.wait_for_timeout(500)
    assert int(slider.input_value()) == passed, "it stands still"
    assert faults(page) == []
    page.screenshot(path=screenshots / "replay-dark.png")
    page.locator("input[name=speed][value='60']").check()
    slider.focus()
    page.keyboard.press("End")
    play.click()
    page.wait_for_timeout(300)
    assert int(slider.input_value()) < int(slider.get_attribute("max")), "it begins anew"


def test_it_is_silent_and_its_name_stays_in_sight(told, open_page, screenshots):
    """Every sound of our pages is an AudioContext's node; the replay makes none."""
    page = open_page(f"{told.url}/replay?watch={told.watch}", 1024, 700)
    expect(page.locator("#deck")).to_be_visible()
    first = [e["name"] for e in page.evaluate(
        "performance.getEntriesByType('resource').map(e => ({name: e.name}))")]
    assert not any("/live" in name for name in first), "nothing live is opened"
    facts = told.played()
    alarm = facts["alerts"][0]
    at(page, max(0, alarm["from"] + 1))
    assert read(page, "alerts") != "none"
    assert page.evaluate(
        "getComputedStyle(document.querySelector('[data-r=alerts]')).animationName") == "none"
    page.locator("#play").scroll_into_view_if_needed()
    page.mouse.wheel(0, 600)
    page.wait_for_timeout(200)
    assert page.locator(".replay-banner").evaluate(
        "e => e.getBoundingClientRect().top >= 0 && e.getBoundingClientRect().bottom <= innerHeight")
    page.screenshot(path=screenshots / "replay-scrolled.png")


def test_without_a_script_and_at_double_size(told, open_page, screenshots):
    page = open_page(f"{told.url}/replay", java_script_enabled=False)
    expect(page.locator("#deck")).to_be_hidden()
    expect(page.locator("#picture svg")).to_be_visible()
    expect(page.locator("main table tbody tr").first).to_be_visible()
    for path in ("", "/replay"):
        large = open_page(told.url + path, 640, 900)
        large.evaluate("document.documentElement.style.fontSize = '200%'")
        assert too_wide(large) <= 0, path
        large.screenshot(path=screenshots / f"double{path.replace('/', '-')}.png")


def test_tonight(told, open_page, screenshots):
    page = open_page(told.station.url + "/tonight")
    expect(page.locator(".seats li").first).to_contain_text("Seat 1")
    expect(page.locator("#actions")).to_contain_text("Nothing is open")
    expect(page.get_by_role("navigation").get_by_role("link", name="Tonight")).to_be_visible()
    assert faults(page) == []
    page.screenshot(path=screenshots / "tonight.png", full_page=True)
    dark = open_page(told.station.url + "/tonight", 360, 740, color_scheme="dark")
    assert faults(dark) == []
    assert too_wide(dark) <= 0
    dark.screenshot(path=screenshots / "tonight-dark-360.png", full_page=True)


def test_high_contrast(told, open_page, screenshots):
    for name, path in {"incident": told.url, "replay": told.url + "/replay",
                       "tonight": told.station.url + "/tonight"}.items():
        page = open_page(path)
        page.evaluate("document.documentElement.classList.add('contrast')")
        assert faults(page) == []
        page.screenshot(path=screenshots / f"{name}-contrast.png")
