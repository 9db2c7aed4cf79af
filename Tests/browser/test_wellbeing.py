"""What is a worker's own, in a real browser: a private note, check-ins, shift, print."""

import re
import subprocess
import urllib.parse
import urllib.request

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import BINARY, PASSPHRASE, KeepAnswer
from playwright.sync_api import expect

NOTE = "a heron in the reeds"
TEXT = "Long night.\n\nThe second one stayed with me."


def account(station, handle, role):
    """An account made at the station, and its session's cookie."""
    subprocess.run(
        [str(BINARY), "user", "add", handle, "--role", role, "--data", str(station.data)],
        input=PASSPHRASE + "\n", text=True, capture_output=True, check=False)
    form = urllib.parse.urlencode({"handle": handle, "passphrase": PASSPHRASE}).encode()

    def session():
        answer = urllib.request.build_opener(KeepAnswer).open(
            station.url + "/sign-in", data=form, timeout=10)
        found = [re.match("spotter-session=([0-9a-f]{64})", text)
                 for text in answer.headers.get_all("Set-Cookie") or []]
        return next((match.group(1) for match in found if match), None)

    token = station.wait_for("a session", session, 20)
    return {"name": "spotter-session", "value": token, "domain": "127.0.0.1", "path": "/"}


def faults(page):
    return [
        f"{fault['id']}: {node['html'][:160]} {node['failureSummary'][:300]}"
        for fault in Axe().run(page).response["violations"] for node in fault["nodes"]]


@pytest.fixture(scope="module")
def wren(station):
    return account(station, "WREN 5", "responder")


@pytest.fixture(scope="module")
def robin(station):
    return account(station, "ROBIN 2", "supporter")


def signed_in(open_page, cookie, url, *size, **options):
    return open_page(
        url, *size, signed_in=False,
        storage_state={"cookies": [cookie], "origins": []}, **options)


@pytest.mark.parametrize("script", [True, False])
def test_a_note_is_kept_opened_and_erased(station, open_page, wren, script):
    vault = station.data / "vault"
    before = vault.read_bytes()
    page = signed_in(
        open_page, wren, station.url + "/mine", 390, 844, java_script_enabled=script)
    page.get_by_role("link", name="A private note").click()
    page.get_by_role("link", name="Not now").click()
    expect(page).to_have_url(station.url + "/mine")
    assert vault.read_bytes() == before
    page.get_by_role("link", name="A private note").click()
    page.locator("[name=text]").fill(TEXT)
    write = page.get_by_role("region", name="Write")
    write.get_by_label("The note's passphrase").fill(NOTE)
    write.get_by_label("The same again").fill(NOTE)
    write.get_by_role("button").click()
    expect(page.get_by_text("Kept.", exact=True)).to_be_visible(timeout=20000)
    expect(page.locator("[name=text]")).to_have_value("")
    kept = vault.read_bytes()
    assert kept != before and len(kept) == len(before)
    assert b"Long night" not in kept
    opening = page.get_by_role("region", name="Open what I keep")
    opening.get_by_label("The note's passphrase").fill(NOTE)
    opening.get_by_role("button").click()
    expect(page.locator("[name=text]")).to_have_value(TEXT, timeout=20000)
    erasing = page.get_by_role("region", name="Erase it")
    erasing.get_by_label("The note's passphrase").fill(NOTE)
    erasing.get_by_role("button").click()
    expect(page.get_by_text("Erased.", exact=True)).to_be_visible(timeout=20000)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_are_readable(station, open_page, wren, robin, screenshots, scheme):
    for name, cookie, path in [
        ("wellbeing", wren, "/mine/wellbeing"), ("mine-own", wren, "/mine"),
        ("checkins", robin, "/checkins"),
    ]:
        for width in [390, 640, 1280]:
            page = signed_in(
                open_page, cookie, station.url + path, width, 900, color_scheme=scheme)
            page.wait_for_timeout(600)
            assert faults(page) == [], name
            over = page.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert over <= 0, f"{path} is {over} px too wide at {width}"
            small = page.evaluate("""() => Array.from(
                document.querySelectorAll('main button, main summary, main a, main input, main textarea'))
                .filter(e => e.offsetParent !== null && e.type !== 'hidden')
                .map(e => [e.outerHTML.slice(0, 80), e.closest('label') || e])
                .filter(([, e]) => e.offsetHeight < 44).map(([text]) => text)""")
            assert small == [], path
            page.screenshot(
                path=screenshots / f"{name}-{scheme}-{width}.png", full_page=True)
            if width == 390:
                continue
            page.evaluate("document.documentElement.style.fontSize = '200%'")
            over = page.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert over <= 0, f"{path} is {over} px too wide at {width} with large text"


def test_a_check_in_goes_to_who_checks_in_and_no_further(station, open_page, wren, robin):
    page = signed_in(open_page, wren, station.url + "/mine")
    page.locator("#check-in button").click()
    expect(page.get_by_role("status")).to_contain_text("Passed on")
    supporter = signed_in(open_page, robin, station.url + "/")
    supporter.get_by_role("link", name="Check-ins").click()
    expect(supporter.locator("li", has_text="WREN 5")).to_have_count(1)
    supervisor = open_page(station.url + "/checkins", expect_trouble=True)
    expect(supervisor.locator("main")).not_to_contain_text("WREN")
    expect(supervisor.locator("main")).to_contain_text("does not include this page")
    supporter.locator("li", has_text="WREN 5").get_by_role("button", name="Done").click()
    expect(supporter.locator("main")).to_contain_text("Nobody asked.")


def test_a_break_is_one_touch(station, open_page, wren):
    page = signed_in(open_page, wren, station.url + "/mine")
    page.get_by_role("button", name="My shift begins now").click()
    expect(page.locator("#load")).to_contain_text("0 responses this shift. shift began")
    page.get_by_role("button", name="I am on a break").click()
    expect(page.locator("#load")).to_contain_text("on a break for 0 min.")
    page.get_by_role("button", name="I am back").click()
    expect(page.locator("#load")).to_contain_text("last break ended 0 min ago.")
    page.get_by_role("button", name="Forget").click()
    expect(page.locator("#load")).to_contain_text("in the last 12 h.")


def test_the_record_prints_without_its_buttons(station, open_page, wren, screenshots):
    page = signed_in(open_page, wren, station.url + "/mine")
    expect(page.locator("#print")).to_be_visible()
    page.emulate_media(media="print")
    for hidden in ["#print", "#check-in", ".leave", "#load form"]:
        expect(page.locator(hidden)).to_be_hidden()
    expect(page.locator(".audit li", has_text="Signed in").last).to_be_visible()
    assert page.locator("main button:visible").count() == 0
    page.pdf(path=screenshots / "mine.pdf")
