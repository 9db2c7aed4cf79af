"""What people do about alerts besides hushing them: pauses, who is there, what ended, limits."""

import re

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


@pytest.fixture(scope="module")
def alerting(tmp_path_factory):
    """Three people: one goes under, one is steady, one lets go of the probe for half a minute."""
    station = Station(
        tmp_path_factory.mktemp("alerting"), ("slow-decline", "steady", "finger-out"),
        free_port()).start()
    yield station
    station.stop()


def test_a_probe_that_comes_back_asks_who_wears_it(alerting, open_page, screenshots):
    station = alerting
    first = station.watch_at(3)
    page = open_page(station.url)
    tile = page.locator("#seat-3")
    asks = tile.locator("div.asks")
    expect(asks).to_be_visible(timeout=90_000)
    handle = station.seat(3)["handle"]
    expect(asks).to_contain_text(f"Still {handle}?")
    page.screenshot(path=screenshots / "floor-asks.png")
    assert faults(page) == []
    # Who was not asked about is not asked about: a stray touch would end their watch.
    steady = open_page(f"{station.url}/respond/{station.watch_at(2)}")
    expect(steady.locator(".response")).to_be_visible()
    expect(steady.locator("div.asks")).to_be_hidden()
    other = open_page(f"{station.url}/respond/{first}", color_scheme="dark")
    expect(other.locator("div.asks")).to_be_visible()
    other.screenshot(path=screenshots / "respond-asks-dark.png")
    wall = open_page(station.url + "/?wall=1", 1920, 1080)
    expect(wall.locator("#seat-3 div.asks")).to_contain_text("the same person?")
    assert handle not in wall.locator("body").inner_text()
    # The page of the first person goes on with the one who came.
    other.locator("div.asks").get_by_role("button", name="Someone else").click()
    expect(other).to_have_url(re.compile(r"/respond/(?!%s)" % first), timeout=5000)
    expect(tile.locator("[data-f=handle]")).not_to_have_text(handle, timeout=5000)
    expect(asks).to_be_hidden()
    assert station.seat(3)["watch"] != first


def test_a_pause_and_back(alerting, open_page, screenshots):
    station = alerting
    page = open_page(station.url)
    tile = page.locator("#seat-5")
    where = "Array.from(document.querySelectorAll('.tile'), e => [e.offsetTop, e.offsetHeight])"
    page.wait_for_timeout(500)
    before = page.evaluate(where)
    tile.locator(".if-nobody button").click()
    tile.locator(".may button").click()
    paused = tile.locator(".paused")
    expect(paused).to_be_visible()
    expect(paused).to_contain_text(re.compile(r"Stepped out 0:0\d · 2:5\d left"))
    assert page.evaluate(where) == before, "tiles never move"
    assert faults(page) == []
    page.screenshot(path=screenshots / "floor-paused.png")
    again = open_page(station.url, java_script_enabled=False)
    expect(again.locator("#seat-5 .paused")).to_contain_text("Stepped out 0:")
    again.locator("#seat-5 .paused button").click()
    expect(paused).to_be_hidden(timeout=5000)
    expect(tile.locator(".may")).to_be_visible()


@pytest.mark.parametrize("width", [1920, 1280, 1024, 900])
def test_no_sentence_moves_a_tile(alerting, open_page, width):
    """Whatever is wrong with a signal, however fast a value falls: the places stay."""
    page = open_page(alerting.url, width, 800)
    page.wait_for_timeout(500)
    moved = page.evaluate("""() => {
        const places = () => JSON.stringify(
            Array.from(document.querySelectorAll('.tile'), e => [e.offsetTop, e.offsetHeight]));
        const put = (name, words) => document.querySelectorAll(`.seats [data-f=${name}]`)
            .forEach(e => { e.textContent = words; });
        put('signal', 'reading good');
        put('slope', '');
        const before = places();
        return ['poor: oximeter hangs: it repeats itself', 'poor: its pulse is not the waveform\u2019s',
                'poor: movement or light disturbs it', 'no reading yet'].filter((words) => {
            put('signal', words);
            put('slope', '▼ falling 15 %/min');
            return places() !== before;
        });
    }""")
    assert moved == []


def test_what_ended_stays_until_someone_saw_it(alerting, open_page, screenshots):
    station = alerting
    page = open_page(station.url)
    line = page.locator("#attention .ended", has_text="there was no signal").first
    # The probe was off from 2:00 to 2:05 too.
    expect(line).to_be_visible(timeout=150_000)
    expect(line).to_contain_text(re.compile(r"Seat 3 there was no signal 0:\d\d, ended 0:\d\d ago"))
    expect(page.locator("#seat-3 .was").first).to_contain_text("there was no signal")
    page.screenshot(path=screenshots / "floor-ended.png")
    for scheme in ("light", "dark"):
        look = open_page(station.url, color_scheme=scheme)
        expect(look.locator("#attention .ended").first).to_be_visible()
        assert faults(look) == []
    small = open_page(station.url, 640, 800)
    small.evaluate("document.documentElement.style.fontSize = '200%'")
    small.wait_for_timeout(500)
    assert too_wide(small) <= 0
    small.screenshot(path=screenshots / "floor-ended-200.png")
    line.get_by_role("button", name="Seen").click()
    expect(line).to_have_count(0, timeout=3000)
    assert all(one["kind"] != "signal-lost" for one in station.seat(3)["ended"])


def test_limits_of_one_person(alerting, open_page, screenshots):
    station = alerting
    watch = station.watch_at(2)
    page = open_page(f"{station.url}/respond/{watch}")
    page.locator(".own-limits summary").click()
    form = page.locator(".own-limits form")
    form.locator("[name=lowPercent]").fill("88")
    form.locator("[name=reason]").fill("lives at 91")
    form.locator("[name=handle]").fill("ASH 1")
    assert faults(page) == []
    page.screenshot(path=screenshots / "respond-own-limits.png", full_page=True)
    form.get_by_role("button").click()
    expect(page.locator(".person [data-f=limits]")).to_contain_text("own limits 88 / 85")
    expect(page.locator("#timeline")).to_contain_text("lives at 91")
    floor = open_page(station.url)
    expect(floor.locator("#seat-2 [data-f=limits]")).to_contain_text("own limits 88 / 85")
    assert station.seat(1)["lowPercent"] == 90


def test_the_sites_limits(alerting, open_page, screenshots):
    station = alerting
    page = open_page(station.url)
    page.locator("a.settings").click()
    expect(page.locator("main")).to_contain_text("has not signed any limits yet")
    page.locator("[name=profile]").last.fill("Nights")
    page.locator("form:has([name=profile]) [name=handle]").last.fill("ASH 1")
    page.get_by_role("button", name="Sign this version Another set of limits").click()
    expect(page.locator(".profile h2")).to_contain_text("Nights")
    page.locator(".profile summary").click()
    page.locator(".profile [name=lowPercent]").fill("92")
    page.locator(".profile [name=handle]").last.fill("FERN 2")
    page.screenshot(path=screenshots / "limits.png", full_page=True)
    page.get_by_role("button", name="Sign this version", exact=True).click()
    expect(page.locator(".profile tbody tr")).to_have_count(2)
    expect(page.locator(".profile tbody tr").first).to_contain_text("Oxygen low below 90 → 92 %")
    for scheme in ("light", "dark"):
        look = open_page(station.url + "/settings/limits", color_scheme=scheme)
        look.locator(".profile summary").click()
        look.wait_for_timeout(1200)
        assert faults(look) == []
        look.screenshot(path=screenshots / f"limits-{scheme}.png", full_page=True)
    small = open_page(station.url + "/settings/limits", 640, 800)
    small.evaluate("document.documentElement.style.fontSize = '200%'")
    small.locator(".profile summary").click()
    small.wait_for_timeout(300)
    assert too_wide(small) <= 0
    small.screenshot(path=screenshots / "limits-200.png")
    floor = open_page(station.url)
    floor.locator("#seat-6 .if-nobody button").click()
    expect(floor.locator("#seat-6 [data-f=limits]")).to_contain_text("limits 92 / 87", timeout=5000)


def test_a_page_to_read_sounds_and_says_what_needs_someone(alerting, open_page, screenshots):
    station = alerting
    station.respond_at(6)
    watch = station.seat(6)["watch"]
    page = open_page(station.url + "/incidents")
    streams = []
    page.on("request", lambda request: streams.append(request.url))
    expect(page.locator("#sound-off")).to_be_hidden()
    other = open_page(f"{station.url}/respond/{watch}")
    other.get_by_role("button", name="Not responding").click()
    expect(page.locator("[data-h=needs]")).to_contain_text("Not responding", timeout=3000)
    page.screenshot(path=screenshots / "incidents-needs.png")
    with page.expect_request(
            lambda request: request.url.endswith("/sound")
            and "playing=high-general" in (request.post_data or ""), timeout=5000):
        pass
    assert faults(page) == []
    assert not any("/live" in url for url in streams), "no feed of its own"
    other.get_by_role("button", name="Awake", exact=True).click()


def test_a_page_to_read_that_cannot_sound_says_so(alerting, browser):
    page = browser.mute.new_context().new_page()
    try:
        page.context.add_cookies([{
            "name": "spotter-session", "value": SESSIONS[alerting.url], "url": alerting.url}])
        page.goto(alerting.url + "/incidents")
        expect(page.locator("#sound-off")).to_be_visible()
        name = page.locator("[data-console]").inner_text()
        assert re.fullmatch(r"screen-[a-z0-9]+", name)
        floor = browser.new_context().new_page()
        floor.goto(alerting.url)
        expect(floor.locator("#attention")).to_contain_text(
            f"Cannot be heard: {name}", timeout=20_000)
        floor.context.close()
    finally:
        page.context.close()


def test_a_page_to_read_says_that_it_lost_the_station(own_station, open_page):
    page = open_page(own_station.url + "/incidents", expect_trouble=True)
    page.wait_for_timeout(1500)
    own_station.kill()
    page.locator("#lost").wait_for(state="visible", timeout=3000)
    own_station.start()
    page.locator("#lost").wait_for(state="hidden", timeout=10_000)
