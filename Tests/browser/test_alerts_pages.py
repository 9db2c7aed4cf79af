"""What people do about alerts besides hushing them: pauses, who is there, what ended, limits."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from conftest import Station, free_port


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
    asks = tile.locator(".asks")
    expect(asks).to_be_visible(timeout=90_000)
    handle = station.seat(3)["handle"]
    expect(asks).to_contain_text(f"Still {handle}?")
    page.screenshot(path=screenshots / "floor-asks.png")
    assert faults(page) == []
    other = open_page(f"{station.url}/respond/{first}", color_scheme="dark")
    expect(other.locator(".asks")).to_be_visible()
    other.screenshot(path=screenshots / "respond-asks-dark.png")
    wall = open_page(station.url + "/?wall=1", 1920, 1080)
    expect(wall.locator("#seat-3 .asks")).to_contain_text("the same person?")
    assert handle not in wall.locator("body").inner_text()
    # The page of the first person goes on with the one who came.
    other.locator(".asks").get_by_role("button", name="Someone else").click()
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
