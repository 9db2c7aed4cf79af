"""What people see, in a real browser. Run with `python -m pytest Tests/browser`."""

import re
import time

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

PIXELS = """canvas => {
  const data = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
  let sum = 0;
  for (let at = 3; at < data.length; at += 4) if (data[at]) sum = (sum * 31 + at) % 1000000007;
  return sum;
}"""


def dose_count(station, seat):
    return station.seat(seat)["doseCount"]


def test_a_trace_moves_within_three_seconds(station, open_page):
    page = open_page(station.url)
    canvas = page.locator("#seat-2 canvas")
    seen = set()
    deadline = time.monotonic() + 3
    while time.monotonic() < deadline and len(seen) < 3:
        drawn = canvas.evaluate(PIXELS)
        if drawn:
            seen.add(drawn)
        time.sleep(0.1)
    assert len(seen) >= 3, "the waveform stands still"
    assert page.locator("#seat-2").get_attribute("class").count("striped") == 1
    expect(page.locator("#seat-2 .tag")).to_have_text("SIMULATED")


def test_the_page_shows_what_the_station_says(station, open_page):
    page = open_page(station.url)
    station.watch_at(2)
    expect(page.locator("#seat-2 [data-f=handle]")).to_have_text(station.seat(2)["handle"])
    value = page.locator("#seat-2 [data-f=spo2]")
    expect(value).to_have_text(re.compile(r"^\d\d$"))
    assert abs(int(value.inner_text()) - station.seat(2)["spo2Percent"]) <= 1
    # An empty seat has no number at all.
    expect(page.locator("#seat-5 [data-f=spo2]")).to_have_text("–")
    expect(page.locator("#seat-5")).to_contain_text("No one")
    expect(page.locator(".clock time")).to_have_text(re.compile(r"^\d\d:\d\d:\d\d$"))


def test_wall_mode_names_nobody(station, open_page):
    watch = station.watch_at(2)
    page = open_page(station.url + "/?wall=1", 1920, 1080)
    page.wait_for_timeout(1500)
    text = page.locator("body").inner_text()
    assert "Seat 2" in text
    assert station.seat(2)["handle"] not in text
    assert watch not in page.content().split("<main")[1].split("<h2")[0]


def test_one_touch_is_one_entry_and_no_alert_changes(station, open_page, screenshots):
    watch = station.watch_at(1)
    floor = open_page(station.url)
    alert = floor.locator("#seat-1 .alert[data-priority=high]").first
    expect(alert).to_be_visible(timeout=150_000)
    # Before it may stand the station itself, which is real while this person is a drill.
    expect(floor.locator("#attention li", has_text="Seat 1").first).to_be_visible()
    floor.screenshot(path=screenshots / "floor-overdose.png")

    page = open_page(f"{station.url}/respond/{watch}")
    before = [line["kind"] for line in station.seat(1)["alerts"] if line["priority"] == "high"]
    assert before
    page.locator(".naloxone .huge").click()
    row = page.locator("#timeline .row", has_text="Naloxone 0.4 mg into muscle")
    expect(row).to_have_count(1, timeout=2000)
    expect(row.locator(".state")).to_have_text("✓")
    assert dose_count(station, 1) == 1
    after = [line["kind"] for line in station.seat(1)["alerts"] if line["priority"] == "high"]
    assert set(before) <= set(after), "a treatment must not change an alert"
    expect(page.locator("[data-timer=dose]")).to_contain_text("since last dose")
    expect(page.locator("[data-timer=dose]")).to_contain_text("site re-check at 3:00")
    page.screenshot(path=screenshots / "respond-dose.png")


def test_a_bouncing_glove_is_one_touch(station, open_page):
    watch = station.watch_at(2)
    page = open_page(f"{station.url}/respond/{watch}")
    page.locator(".act .huge").first.dblclick()
    row = page.locator("#timeline .row", has_text="Stimulated")
    expect(row.first).to_be_visible()
    page.wait_for_timeout(1500)
    assert row.count() == 1


def test_a_correction_strikes_through(station, open_page):
    watch = station.watch_at(2)
    page = open_page(f"{station.url}/respond/{watch}")
    page.get_by_role("button", name="Airway opened").click()
    row = page.locator("#timeline .row", has_text="Airway opened").first
    expect(row).to_be_visible()
    row.locator("summary").click()
    row.get_by_role("button", name="−2 min").click()
    expect(page.locator("#timeline .row", has_text="Airway opened")).to_contain_text("was ")
    row = page.locator("#timeline .row", has_text="Airway opened").first
    row.locator("summary").click()
    row.get_by_role("button", name="Did not happen").click()
    expect(page.locator("#timeline .row.withdrawn s")).to_have_text("Airway opened")


def test_two_tablets_see_each_other(station, open_page):
    watch = station.watch_at(2)
    first = open_page(f"{station.url}/respond/{watch}")
    second = open_page(f"{station.url}/respond/{watch}")
    first.get_by_role("button", name="10", exact=True).click()
    expect(second.locator("#timeline")).to_contain_text("Oxygen on, 10 L/min", timeout=6000)
    expect(second.locator(".person [data-f=care]")).to_contain_text("on oxygen")
    first.get_by_role("button", name="Off", exact=True).click()
    expect(second.locator(".person [data-f=care]")).to_contain_text("not on oxygen")


def test_counting_breaths(station, open_page):
    watch = station.watch_at(2)
    page = open_page(f"{station.url}/respond/{watch}")
    button = page.locator("[data-count]")
    expect(button).to_be_visible()
    button.click()
    for _ in range(4):
        button.click()
    expect(button).to_contain_text("4")
    expect(page.locator("#counter [name=breaths]")).to_have_value("4", timeout=33_000)
    page.locator("#counter button:not([type])").click()
    expect(page.locator("#timeline")).to_contain_text("4 breaths in 30 s")


def test_the_pacer_runs(station, open_page):
    watch = station.watch_at(3)
    page = open_page(f"{station.url}/respond/{watch}")
    page.locator(".breaths .huge").click()
    pacer = page.locator("#pacer b")
    expect(pacer).to_have_text("BREATH", timeout=6000)
    expect(pacer).to_have_text(re.compile("[123]"), timeout=3000)
    page.get_by_role("button", name="Breaths stopped").click()
    expect(page.locator("#pacer")).to_be_hidden()


def test_without_a_script(station, open_page):
    page = open_page(station.url, java_script_enabled=False)
    expect(page.locator("#seat-2 [data-f=spo2]")).to_have_text(re.compile(r"^\d\d$"))
    page.locator("#seat-4 button.respond").click()
    expect(page).to_have_url(re.compile("/respond/"))
    page.locator(".act .huge").first.click()
    expect(page).to_have_url(re.compile("/respond/"))
    expect(page.locator("#timeline .row", has_text="Stimulated")).to_have_count(1)
    page.get_by_role("button", name="Not responding").click()
    expect(page.locator(".person .alert").first).to_contain_text("!!!", timeout=5000)
    page.get_by_role("link", name="Close the response").click()
    page.get_by_role("button", name="Awake stayed").click()
    expect(page).to_have_url(re.compile("/incidents/"))
    expect(page.locator("main")).to_contain_text("awake stayed")


def test_responding_to_someone_without_a_seat(station, open_page):
    floor = open_page(station.url)
    page = open_page(station.url)
    page.locator(".anywhere button").click()
    expect(page).to_have_url(re.compile("/respond/"))
    page.get_by_role("button", name="911 called").click()
    expect(page.locator("#timeline")).to_contain_text("911 called")
    # Every open floor shows the new place without being loaded again.
    expect(floor.locator(".tile")).to_have_count(7, timeout=5000)


def test_a_lost_station_is_said_across_the_screen(own_station, open_page):
    page = open_page(own_station.url, expect_trouble=True)
    expect(page.locator("#seat-1 [data-f=spo2]")).to_have_text(re.compile(r"^\d\d$"), timeout=15_000)
    own_station.kill()
    killed = time.monotonic()
    page.locator("#lost").wait_for(state="visible", timeout=5000)
    assert time.monotonic() - killed < 3
    box = page.locator("#lost").bounding_box()
    assert box["width"] >= 1280 and box["height"] >= 800
    # What is behind it is no longer shown as the present either.
    expect(page.locator("#seat-1 [data-f=spo2]")).to_have_text("–", timeout=3000)
    own_station.start()
    page.locator("#lost").wait_for(state="hidden", timeout=10_000)


def test_a_touch_made_while_the_station_is_away_arrives_once(own_station, open_page):
    watch = own_station.watch_at(1)
    page = open_page(f"{own_station.url}/respond/{watch}", expect_trouble=True)
    expect(page.locator(".person [data-f=spo2]")).to_have_text(re.compile(r"^\d\d$"))
    own_station.kill()
    page.locator("#lost-carry-on").click(timeout=5000)
    page.locator(".act .huge").first.click()
    waiting = page.locator("#pending .row")
    expect(waiting).to_contain_text("Stimulated")
    expect(waiting.locator(".state")).to_have_text("↻")
    page.wait_for_timeout(3000)
    expect(page.locator("#unsent")).to_be_visible()
    own_station.start()
    row = page.locator("#timeline .row", has_text="Stimulated")
    expect(row).to_have_count(1, timeout=20_000)
    expect(waiting).to_have_count(0)
    page.wait_for_timeout(2000)
    assert row.count() == 1


SIZES = [(1280, 800, 1), (640, 400, 1), (390, 844, 1), (1280, 800, 2), (640, 800, 2)]


# Which words reach past the right edge, for the message when the page is too wide.
REACHES_OUT = """() => {
  const edge = document.documentElement.clientWidth, found = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node; (node = walk.nextNode());) {
    const range = document.createRange();
    range.selectNodeContents(node);
    const right = Math.round(range.getBoundingClientRect().right);
    if (right > edge) {
      found.push(`${node.parentElement.outerHTML.slice(0, 90)} to ${right}`);
    }
  }
  return found.join("; ");
}"""


@pytest.mark.parametrize("width, height, text", SIZES)
def test_nothing_scrolls_sideways(station, open_page, width, height, text):
    """640 wide is a 1280 wide tablet at 200 %; `text` doubles the letters alone."""
    watch = station.watch_at(2)
    for path in ["/", f"/respond/{watch}", "/incidents", f"/watches/{watch}", "/people", "/mine",
                 "/audit", "/sign-in"]:
        page = open_page(station.url + path, width, height)
        page.evaluate(f"document.documentElement.style.fontSize = '{text * 100}%'")
        page.wait_for_timeout(300)
        over = page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert over <= 0, (f"{path} is {over} px too wide at {width} with {text}00 % text: "
                           + page.evaluate(REACHES_OUT))


@pytest.mark.parametrize("scheme", ["light", "dark", "contrast"])
@pytest.mark.parametrize("name", ["floor", "respond", "watch", "incidents", "incident", "error", "people", "audit", "mine",
                                  "sign-in", "enrol"])
def test_axe_finds_nothing(station, open_page, scheme, name):
    watch = station.watch_at(1)
    incident = station.respond_at(1)
    paths = {
        "floor": "/", "respond": f"/respond/{watch}", "watch": f"/watches/{watch}",
        "incidents": "/incidents", "incident": f"/incidents/{incident}", "error": "/nothing-here",
        "people": "/people", "audit": "/audit", "mine": "/mine", "sign-in": "/sign-in",
        "enrol": "/enrol",
    }
    cookies = [{
        "name": "spotter-contrast", "value": "more", "domain": "127.0.0.1", "path": "/",
    }] if scheme == "contrast" else []
    page = open_page(
        station.url + paths[name], color_scheme="dark" if scheme == "dark" else "light",
        storage_state={"cookies": cookies, "origins": []}, expect_trouble=name == "error")
    page.wait_for_timeout(1200)
    found = Axe().run(page).response["violations"]
    faults = [
        f"{fault['id']}: {node['html'][:120]} {node['failureSummary'][:300]}"
        for fault in found for node in fault["nodes"]
    ]
    assert faults == []


def test_targets_are_large_where_seconds_matter(station, open_page):
    watch = station.watch_at(2)
    page = open_page(f"{station.url}/respond/{watch}")
    page.wait_for_timeout(500)
    sizes = page.evaluate("""() => Array.from(document.querySelectorAll('button, summary'))
        .filter(e => e.offsetParent !== null)
        .map(e => [e.textContent.trim(), e.className, e.offsetWidth, e.offsetHeight])""")
    assert len(sizes) > 20
    for text, classes, width, height in sizes:
        least = 64 if re.search("huge|big|respond", classes) else 44
        assert height >= least and width >= 44, f"{text}: {width} x {height}"


def test_by_keyboard(station, open_page):
    watch = station.watch_at(2)
    page = open_page(f"{station.url}/respond/{watch}")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert "911" in page.evaluate("document.activeElement.textContent")
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline != "none"


def test_tiles_never_move(station, open_page):
    """Alerts, treatments and watches come and go; every tile stays where it is."""
    page = open_page(station.url)
    where = "Array.from(document.querySelectorAll('.tile'), e => [e.offsetTop, e.offsetHeight])"
    page.wait_for_timeout(500)
    before = page.evaluate(where)
    watch = station.watch_at(2)
    other = open_page(f"{station.url}/respond/{watch}")
    other.locator(".breaths .huge").click()
    other.get_by_role("button", name="Not responding").click()
    expect(page.locator("#seat-2 .alert").first).to_be_visible(timeout=5000)
    page.locator("#seat-6 .if-nobody button").click()
    expect(page.locator("#seat-6 [data-f=handle]")).not_to_have_text("", timeout=3000)
    assert page.evaluate(where) == before
    other.get_by_role("button", name="Awake", exact=True).click()
    other.get_by_role("button", name="Breaths stopped").click()


def test_nothing_flashes_when_motion_is_reduced(station, open_page):
    page = open_page(station.url, reduced_motion="reduce")
    page.wait_for_timeout(500)
    moving = page.evaluate(
        "document.getAnimations().filter(one => one.playState === 'running').length")
    assert moving == 0


LOOKS = [
    ("floor", "/", 1280, 800), ("wall", "/?wall=1", 1920, 1080), ("floor-phone", "/", 390, 844),
    ("respond", "/respond/{watch}", 1280, 800), ("respond-phone", "/respond/{watch}", 390, 844),
    ("incident", "/incidents/{incident}", 1280, 800), ("incidents", "/incidents", 1280, 800),
    ("people", "/people", 1280, 800), ("sign-in", "/sign-in", 390, 844),
    ("mine", "/mine", 390, 844), ("audit", "/audit", 1280, 800),
]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pictures(station, open_page, screenshots, scheme):
    watch, incident = station.watch_at(1), station.respond_at(1)
    for name, path, width, height in LOOKS:
        url = station.url + path.format(watch=watch, incident=incident)
        page = open_page(url, width, height, color_scheme=scheme)
        page.wait_for_timeout(2500 if path.startswith(("/?", "/respond")) or path == "/" else 200)
        picture = screenshots / f"{name}-{scheme}.png"
        page.screenshot(path=picture)
        assert picture.stat().st_size > 10_000
