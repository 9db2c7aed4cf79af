"""In which role somebody helped, and lists of what belongs to a title, in a real browser."""

import json
import urllib.parse
import urllib.request

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect


@pytest.fixture
def response(station):
    form = urllib.request.Request(
        station.url + "/respond", data=urllib.parse.urlencode({}).encode(),
        headers={"Accept": "application/json"})
    return json.load(urllib.request.urlopen(form, timeout=5))


@pytest.mark.parametrize("script", [True, False])
def test_the_role_is_said_once_on_the_screen_and_never_asked(
        station, open_page, response, script):
    address = f"{station.url}/respond/{response['watch']}"
    page = open_page(address, 800, 1280, java_script_enabled=script)
    # Nothing where people act asks who or what they are; the screen's own form stands closed.
    assert page.locator("main select[name=role], main select[name=helpsAs]").count() == 0
    expect(page.locator(".screen select[name=role]")).to_be_hidden()
    page.get_by_role("button", name="Airway opened").click()
    expect(page.locator("#timeline .row", has_text="Airway opened")).to_have_count(1)
    page.locator(".screen summary").click()
    page.locator(".screen [name=handle]").fill("OTTER 1")
    page.locator(".screen [name=role]").select_option("friend")
    page.locator(".screen button").click()
    page.goto(address)
    assert page.locator(".screen [name=role]").input_value() == "friend"
    # One touch, and no dialog or question comes of it.
    asked = []
    page.on("dialog", lambda dialog: asked.append(dialog.message))
    page.get_by_role("button", name="Stimulated").first.click()
    expect(page.locator("#timeline .row", has_text="Stimulated")).to_have_count(1)
    assert page.locator("dialog[open]").count() == 0 and asked == []
    expect(page.locator("#timeline")).not_to_contain_text("Helped as")
    page.goto(f"{station.url}/incidents/{response['incident']}/handover")
    expect(page.locator(".treatment tr", has_text="Stimulated")).to_contain_text("friend")
    expect(page.locator(".treatment")).not_to_contain_text("OTTER")


def test_somebody_else_is_chosen_by_role(station, open_page, response):
    page = open_page(f"{station.url}/respond/{response['watch']}", 800, 1280)
    page.locator("summary", has_text="Earlier, or by").first.click()
    offered = page.locator("#helpers option").evaluate_all("all => all.map(o => o.value)")
    assert offered[-4:] == ["visitor", "friend", "bystander", "ambulance crew"]
    page.locator("#late [name=doneBy]").fill("bystander")
    page.locator("#late [data-by]").click()
    expect(page.locator("#next")).to_contain_text("by bystander")
    page.get_by_role("button", name="Airway opened").click()
    expect(page.locator("#timeline .row", has_text="Airway opened")).to_contain_text("bystander")
    page.goto(f"{station.url}/incidents/{response['incident']}/handover")
    expect(page.locator(".treatment tr", has_text="Airway")).to_contain_text("bystander")


def test_a_supervisor_sets_a_list(station, open_page):
    page = open_page(station.url + "/people", 800, 1280)
    if "/setup" in page.url:
        words = "three small boats"
        page.locator("[name=handle]").first.fill("ASH 9")
        page.locator("[name=passphrase]").fill(words)
        page.locator("[name=again]").fill(words)
        page.locator("main button").click()
        page.goto(station.url + "/people")
    new = page.locator("form[action='/people']")
    new.locator("[name=handle]").fill("FERN 7")
    new.locator("[name=title]").fill("Host")
    new.locator("[name=helpsAs]").select_option("staff")
    new.get_by_role("button").click()
    page.locator("summary", has_text="Change the list").click()
    lists = page.locator("form[action='/people/scope']")
    assert lists.locator("input[type=checkbox]:checked").count() == 22
    lists.locator("[name='kind.dose']").uncheck()
    lists.get_by_role("button", name="Keep this list").click()
    page.locator("summary", has_text="Change the list").click()
    expect(page.locator("[name='kind.dose']")).not_to_be_checked()
    assert page.locator("[name^='kind.']:checked").count() == 21
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
