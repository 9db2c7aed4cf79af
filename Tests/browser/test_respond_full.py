"""A whole response in a real browser: people, late entries, corrections, record, closing, talk."""

import json
import re
import urllib.parse
import urllib.request
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect


@pytest.fixture
def response(station):
    return post(station, "/respond")


def post(station, path, **fields):
    form = urllib.request.Request(
        station.url + path, data=urllib.parse.urlencode(fields).encode(),
        headers={"Accept": "application/json"})
    return json.load(urllib.request.urlopen(form, timeout=5))


def opened(page, text):
    page.locator("summary", has_text=text).first.click()


def row(page, words):
    return page.locator("#timeline .row", has_text=words)


def test_every_act_is_one_touch_and_one_row(station, open_page, response):
    page = open_page(f"{station.url}/respond/{response['watch']}", 800, 1280)
    page.get_by_role("button", name="Stirs").click()
    expect(row(page, "Stirs when stimulated")).to_have_count(1)
    for summary, button, words in [
        ("Position, colour", "On side", "Position: on side"),
        ("Position, colour", "Blue or grey", "Colour: blue or grey"),
        ("Position, colour", "Pinpoint", "Pupils: pinpoint"),
        ("Position, colour", "Rigid chest or jaw", "Muscles: rigid chest or jaw"),
        ("After-effects", "Re-sedation", "got worse again"),
        ("911, crew and AED", "Handed over", "Handed over to the ambulance crew"),
        ("911, crew and AED", "911 not called: site policy", "911 not called: site policy"),
        ("911, crew and AED", "AED off", "AED off"),
    ]:
        opened(page, summary)
        page.get_by_role("button", name=button, exact=True).click()
        expect(row(page, words)).to_have_count(1)
        expect(row(page, words).locator(".state")).to_have_text("✓")
    opened(page, "Mask, cylinder")
    more = page.locator(".oxygen details form")
    more.locator("[name=device]").select_option("simple-mask")
    more.locator("[name=cylinder]").fill("O2-7")
    more.locator("[name=gauge]").fill("120")
    more.get_by_role("button").click()
    expect(row(page, "10 L/min, simple mask, cylinder O2-7 at 120 bar")).to_have_count(1)
    opened(page, "Read elsewhere")
    page.locator(".typed [name=spo2]").fill("88")
    page.locator(".typed button").click()
    expect(row(page, "Read off and typed: oxygen 88 %")).to_have_count(1)
    # What someone typed is never the station's own value.
    expect(page.locator(".person [data-f=spo2]")).to_have_text("–")
    for text, level in [("Answers to voice", "answers to voice"), ("Awake", "awake")]:
        page.get_by_role("button", name=text, exact=True).click()
        expect(page.locator("[data-lamp=awake] .word")).to_have_text(level)


def test_a_dose_and_how_it_went(station, open_page, response):
    page = open_page(f"{station.url}/respond/{response['watch']}", 800, 1280)
    expect(page.locator("#after-dose")).to_be_hidden()
    page.locator(".naloxone .huge").click()
    expect(page.locator("#after-dose")).to_be_visible(timeout=5000)
    expect(page.locator(".watch-until")).to_contain_text("site watches until")
    page.locator("#after-dose [name=breathing][value=yes]").check()
    page.locator("#after-dose [name=awake][value=no]").check()
    page.locator("#after-dose").get_by_role("button", name="Improved").click()
    expect(row(page, "After the dose: improved, breathing, not awake")).to_have_count(1)


def test_a_wrong_amount_is_replaced(station, open_page, response):
    page = open_page(f"{station.url}/respond/{response['watch']}")
    page.locator(".naloxone .huge").click()
    wrong = row(page, "Naloxone 0.4 mg into muscle")
    expect(wrong).to_have_count(1)
    wrong.locator("summary").click()
    wrong.get_by_role("button", name="4 mg into nose").click()
    expect(page.locator("#timeline .withdrawn s")).to_have_text("Naloxone 0.4 mg into muscle")
    expect(page.locator("#timeline .withdrawn")).to_contain_text("(wrong amount)")
    expect(row(page, "Naloxone 4 mg into nose")).to_have_count(1)
    page.wait_for_timeout(500)
    tile = next(s for s in station.floor()["seats"] if s["watch"] == response["watch"])
    assert tile["doseCount"] == 1


@pytest.mark.parametrize("answer, standing", [("Same dose", 1), ("Both were given", 2)])
def test_two_like_doses_are_asked_about(station, open_page, response, answer, standing):
    page = open_page(f"{station.url}/respond/{response['watch']}")
    page.locator(".naloxone .huge").click()
    page.wait_for_timeout(600)
    page.locator(".naloxone .huge").click()
    question = page.locator("#timeline .twin")
    expect(question).to_contain_text("Same dose as the one before?")
    question.get_by_role("button", name=answer).click()
    expect(question).to_have_count(0)
    doses = page.locator("#timeline .row:not(.withdrawn)", has_text="Naloxone 0.4")
    expect(doses).to_have_count(standing)


@pytest.mark.parametrize("script", [True, False])
def test_late_and_by_someone_else_for_one_touch_only(station, open_page, response, script):
    page = open_page(
        f"{station.url}/respond/{response['watch']}", 800, 1280, java_script_enabled=script)
    opened(page, "Earlier, or by")
    page.locator("#late [value=remembered]").check()
    page.locator("#late [name=doneBy]").fill("ASH 1")
    page.get_by_role("button", name="3 min ago").click()
    expect(page.locator("#next")).to_contain_text("3 min ago, remembered")
    expect(page.locator("#next")).to_contain_text("by ASH 1")
    page.get_by_role("button", name="Airway opened").click()
    first = row(page, "Airway opened")
    expect(first).to_contain_text("remembered")
    expect(first).to_contain_text("ASH 1")
    expect(first).to_contain_text("written later")
    expect(page.locator("#next")).to_be_hidden()
    page.get_by_role("button", name="Stimulated").click()
    second = row(page, "Stimulated")
    expect(second).to_have_count(1)
    expect(second).not_to_contain_text("remembered")
    times = [one.locator("time").inner_text().split(":") for one in (first, second)]
    late, now = (int(h) * 3600 + int(m) * 60 + int(s) for h, m, s in times)
    assert 178 <= (now - late) % 86400 <= 200


def test_back_to_now(station, open_page, response):
    page = open_page(f"{station.url}/respond/{response['watch']}")
    opened(page, "Earlier, or by")
    page.get_by_role("button", name="10 min ago").click()
    expect(page.locator("#next")).to_be_visible()
    page.get_by_role("link", name="Back to now").click()
    expect(page.locator("#next")).to_be_hidden()
    page.get_by_role("button", name="Stimulated").click()
    expect(row(page, "Stimulated")).to_have_count(1)
    expect(row(page, "Stimulated")).not_to_contain_text("written later")


def test_two_people_stay_on_each_others_page(station, open_page, response, screenshots):
    page = open_page(f"{station.url}/respond/{response['watch']}", 800, 1280)
    opened(page, "Another person here")
    page.get_by_role("button", name=re.compile("Someone else too")).click()
    expect(page).not_to_have_url(re.compile(response["watch"]))
    other = page.locator("#others .other")
    expect(other).to_have_attribute("href", f"/respond/{response['watch']}", timeout=5000)
    page.get_by_role("button", name="Not responding").click()
    # What the second needs is seen from the first's page.
    other.click()
    expect(page).to_have_url(re.compile(response["watch"]))
    expect(page.locator("#others .other .alert")).to_contain_text("!!!", timeout=6000)
    expect(page.locator("#others .other .value b").first).to_have_text("–")
    page.screenshot(path=screenshots / "respond-two-people.png")
    post(station, page.locator("#others .other").get_attribute("href").replace(
        "/respond/", "/watches/") + "/care", kind="awake", level="alert")


def test_whoever_came_since_can_join(station, open_page, response):
    page = open_page(f"{station.url}/respond/{response['watch']}")
    late = post(station, "/seats/5/watch")["watch"]
    try:
        page.wait_for_timeout(300)
        opened(page, "Another person here")
        button = page.locator(f"#free form:has([value='{late}']) button")
        expect(button).to_be_visible()
        button.click()
        expect(page.locator(f"#others .other[href='/respond/{late}']")).to_be_visible(timeout=6000)
    finally:
        post(station, f"/watches/{late}/end", ending="left-well")


def test_the_focus_stays_in_a_timeline_that_is_renewed(station, open_page, response):
    page = open_page(f"{station.url}/respond/{response['watch']}")
    page.get_by_role("button", name="Stimulated").click()
    expect(row(page, "Stimulated")).to_have_count(1)
    row(page, "Stimulated").locator("summary").focus()
    page.get_by_role("button", name="Airway opened").evaluate("button => button.form.requestSubmit(button)")
    expect(row(page, "Airway opened")).to_have_count(1)
    page.wait_for_timeout(500)
    assert "Stimulated" in page.evaluate("document.activeElement.textContent")


def test_someone_watched_joins(own_station, open_page):
    """A drill's people join a drill; a newcomer beside a drill is real."""
    station = own_station
    first, second = station.watch_at(1), station.watch_at(3)
    page = open_page(f"{station.url}/respond/{first}")
    page.locator(".act .huge").first.click()
    opened(page, "Another person here")
    expect(page.get_by_role("button", name=re.compile("a real response of their own"))).to_be_visible()
    joins = page.locator(f".people form:has([value='{second}']) button")
    joins.click()
    expect(page.locator(f"#others .other[href='/respond/{second}']")).to_be_visible(timeout=6000)
    assert station.seat(1)["incident"] == station.seat(3)["incident"]
    opened(page, "Another person here")
    page.get_by_role("button", name=re.compile("a real response of their own")).click()
    expect(page).not_to_have_url(re.compile(first))
    expect(page.locator(".person .tag")).to_be_hidden()
    newcomer = page.url.split("/respond/")[1]
    tile = next(s for s in station.floor()["seats"] if s["watch"] == newcomer)
    assert tile["incident"] and tile["incident"] != station.seat(1)["incident"]
    expect(page.locator("#others .other")).to_have_count(0)


def test_closing_with_everything_and_the_talk(station, open_page, response, screenshots):
    page = open_page(f"{station.url}/respond/{response['watch']}", 800, 1280)
    page.get_by_role("link", name="Close the response").click()
    expect(page).to_have_url(re.compile("/closing$"))
    told = page.locator("#told-what-happened-1")
    told.get_by_role("button", name="Yes").click()
    expect(told.locator(".answer b")).to_have_text("yes")
    until = page.locator("#watch-until-1")
    until.locator("[name=minutes]").fill("120")
    until.get_by_role("button", name="Save").click()
    expect(until.locator(".answer b")).to_have_text(re.compile(r"^\d\d:\d\d$"))
    kit = page.locator("#kit-offered-1")
    kit.get_by_role("button", name="Declined to say").click()
    expect(kit.locator(".answer b")).to_have_text("declined to say")
    page.locator("#equipment [name=label]").fill("K-12")
    page.locator("#equipment [name=replace]").check()
    page.get_by_role("button", name="Naloxone kit").click()
    expect(page.locator("#equipment-list")).to_contain_text("Naloxone kit K-12, to replace")
    page.screenshot(path=screenshots / "closing.png", full_page=True)
    page.locator("#close").get_by_role("button", name="Awake stayed").click()
    expect(page).to_have_url(re.compile("/debrief$"))
    expect(page.locator("main")).to_contain_text("awake stayed")
    page.locator("#start").click()
    expect(page.locator("#timer")).to_contain_text(re.compile("^(5:00|4:5)"))
    page.locator("[name=action1]").fill("Move the mask to the door")
    page.locator("[name=owner1]").fill("day shift")
    page.screenshot(path=screenshots / "debrief.png", full_page=True)
    page.locator("#actions .big").click()
    expect(page).to_have_url(re.compile(f"/incidents/{response['incident']}$"))
    page.goto(f"{station.url}/incidents/{response['incident']}/debrief")
    expect(page.locator(".agreed")).to_contain_text("Move the mask to the door")


def test_skipping_sends_nothing_at_all(station, open_page, response):
    post(station, f"/incidents/{response['incident']}/close", outcome="unknown")
    page = open_page(f"{station.url}/incidents/{response['incident']}/debrief")
    start, skip = page.locator("#start"), page.get_by_role("link", name="Skip", exact=True)
    assert start.bounding_box()["width"] == skip.bounding_box()["width"]
    assert start.bounding_box()["height"] == skip.bounding_box()["height"]
    for name in ["Skip", "Not now", "No"]:
        page.goto(f"{station.url}/incidents/{response['incident']}/debrief")
        writes = []
        listen = lambda request: request.method != "GET" and writes.append(request.url)
        page.on("request", listen)
        link = page.get_by_role("link", name=name, exact=True)
        assert link.get_attribute("ping") is None
        link.click()
        page.wait_for_url(station.url + "/")
        page.remove_listener("request", listen)
        # The floor's own word about its sound is not about anybody.
        assert [url for url in writes if not url.endswith("/sound")] == []


def test_the_record_without_a_script(station, open_page, response):
    page = open_page(
        f"{station.url}/incidents/{response['incident']}/record", 800, 1280,
        java_script_enabled=False)
    page.locator("#how-noticed").get_by_role("button", name="Check round").click()
    expect(page).to_have_url(re.compile("/record#how-noticed$"))
    expect(page.locator("#how-noticed .answer b")).to_have_text("check round")
    said = page.locator("#substance-reported-1")
    said.locator("[name='value.fentanyl']").check()
    said.locator("[name='value.alcohol']").check()
    said.get_by_role("button", name="Save").click()
    expect(page.locator("#substance-reported-1 .answer b")).to_have_text("fentanyl or down, alcohol")
    words = page.locator("#allergies-1")
    words.locator("textarea").fill("latex")
    words.get_by_role("button", name="Save").click()
    expect(page.locator("#allergies-1 .answer b")).to_have_text("latex")
    page.locator("#allergies-1").get_by_role("button", name="Take back").click()
    expect(page.locator("#allergies-1 .answer")).to_have_text("Now: not recorded")


def press_to(page, what, most=140):
    """Moves on with Tab until the focus is on what is wanted."""
    for _ in range(most):
        page.keyboard.press("Tab")
        focused = page.evaluate(
            "(document.activeElement.textContent || '').trim().replace(/\\s+/g, ' ')")
        if focused == what:
            outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            assert outline != "none", f"{what} has the focus and does not show it"
            return
    raise AssertionError(f"Tab never reaches {what}")


def test_a_whole_response_by_keyboard(station, open_page):
    page = open_page(station.url)
    press_to(page, "RESPOND RESPOND: someone without a seat or an oximeter")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/respond/"))
    for button, words in [
        ("911 called", "911 called"), ("Stimulated", "Stimulated"), ("None", "No response"),
        ("Airway opened", "Airway opened"), ("Breaths", "Assisted breaths started"),
        ("10", "Oxygen on, 10 L/min"), ("Naloxone0.4 mg into muscle", "Naloxone 0.4 mg"),
    ]:
        press_to(page, button)
        page.keyboard.press("Enter")
        expect(row(page, words).first).to_be_visible()
    expect(page.locator("#after-dose")).to_be_visible(timeout=5000)
    press_to(page, "Improved")
    page.keyboard.press("Enter")
    expect(row(page, "After the dose: improved")).to_have_count(1)
    press_to(page, "Awake")
    page.keyboard.press("Enter")
    expect(page.locator("[data-lamp=awake] .word")).to_have_text("awake")
    press_to(page, "Position, colour, pupils, muscles")
    page.keyboard.press("Enter")
    press_to(page, "On side")
    page.keyboard.press("Enter")
    expect(row(page, "Position: on side")).to_have_count(1)
    press_to(page, "Close the response")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/closing$"))
    press_to(page, "Awake stayed")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/debrief$"))
    press_to(page, "Skip")
    page.keyboard.press("Enter")
    page.wait_for_url(station.url + "/")


@pytest.fixture(scope="module")
def full(station):
    """Two people, a doubtful dose and every piece of the pages on show."""
    answer = post(station, "/respond")
    post(station, f"/watches/{answer['watch']}/others")
    for _ in range(2):
        post(station, f"/watches/{answer['watch']}/care", kind="dose", route="intramuscular",
             micrograms=400)
    post(station, f"/watches/{answer['watch']}/answers", field="wishes", value="wants to smoke",
         incident=answer["incident"])
    return answer


PAGES = {
    "respond": "/respond/{watch}",
    "late": "/respond/{watch}?ago=300&certainty=remembered&doneBy=ASH+1",
    "record": "/incidents/{incident}/record", "closing": "/incidents/{incident}/closing",
    "debrief": "/incidents/{incident}/debrief",
}


@pytest.mark.parametrize("width, height, text", [
    (800, 1280, 1), (1280, 800, 1), (400, 640, 1), (640, 400, 1), (800, 1280, 2), (1280, 800, 2)])
def test_nothing_scrolls_sideways(station, open_page, full, screenshots, width, height, text):
    """400 and 640 wide are the tablet at 200 %; `text` doubles the letters alone."""
    for name, path in PAGES.items():
        page = open_page(station.url + path.format(**full), width, height)
        page.evaluate(f"document.documentElement.style.fontSize = '{text * 100}%'")
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        page.wait_for_timeout(400)
        over = page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth")
        page.screenshot(path=screenshots / f"{name}-{width}-{text}00.png")
        assert over <= 0, f"{name} is {over} px too wide at {width} with {text}00 % text"


@pytest.mark.parametrize("scheme", ["light", "dark", "contrast"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(station, open_page, full, scheme, name):
    cookies = [{
        "name": "spotter-contrast", "value": "more", "domain": "127.0.0.1", "path": "/",
    }] if scheme == "contrast" else []
    page = open_page(
        station.url + PAGES[name].format(**full),
        color_scheme="dark" if scheme == "dark" else "light",
        storage_state={"cookies": cookies, "origins": []})
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    page.wait_for_timeout(600)
    found = Axe().run(page).response["violations"]
    assert [
        f"{fault['id']}: {node['html'][:160]} {node['failureSummary'][:300]}"
        for fault in found for node in fault["nodes"]
    ] == []


@pytest.mark.parametrize("name", PAGES)
def test_targets_are_large(station, open_page, full, name):
    page = open_page(station.url + PAGES[name].format(**full), 800, 1280)
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    page.wait_for_timeout(400)
    sizes = page.evaluate("""() => Array.from(
        document.querySelectorAll('main button, main summary, main .button, main .pick, main .other'))
        .filter(e => e.offsetParent !== null)
        .map(e => [e.textContent.trim(), e.className, e.offsetWidth, e.offsetHeight])""")
    assert len(sizes) > 4
    for text, classes, width, height in sizes:
        least = 64 if re.search("huge|big|respond", classes) else 44
        assert height >= least and width >= 44, f"{text}: {width} x {height}"
