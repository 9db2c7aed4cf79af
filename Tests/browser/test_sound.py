"""What a screen sounds like, and that one which cannot be heard says so."""

import re

from playwright.sync_api import expect

# The screen's own script renders its bursts into memory; what comes out is measured here.
RENDER = """async (name) => {
  const address = document.querySelector('script[type=module]').src.replace(/[^/]+$/, 'sound.js');
  const { scheduleBurst } = await import(address);
  const patterns = JSON.parse(document.getElementById('sound-off').dataset.patterns);
  const pattern = patterns[name];
  const rate = 48000, seconds = 4;
  const memory = new OfflineAudioContext(1, rate * seconds, rate);
  const imaginary = new Float32Array([0, ...pattern.harmonics]);
  const wave = memory.createPeriodicWave(new Float32Array(imaginary.length), imaginary);
  scheduleBurst(memory, memory.destination, pattern, wave, 0.1);
  const samples = (await memory.startRendering()).getChannelData(0);
  // The envelope: the highest sample of each millisecond and its neighbours, against the loudest.
  const envelope = [];
  for (let at = 0; at < samples.length; at += 48) {
    let high = 0;
    for (let i = Math.max(0, at - 96); i < Math.min(samples.length, at + 144); i++) {
      high = Math.max(high, Math.abs(samples[i]));
    }
    envelope.push(high);
  }
  const loudest = Math.max(...envelope);
  const pulses = [];
  let open = null;
  envelope.forEach((level, millisecond) => {
    if (open === null && level > loudest / 2) open = millisecond;
    if (open !== null && level <= loudest / 2) { pulses.push([open, millisecond]); open = null; }
  });
  const power = (hertz, from, to) => {
    const step = 2 * Math.PI * hertz / rate;
    let cosine = 0, sine = 0;
    for (let i = from * 48; i < to * 48; i++) {
      cosine += samples[i] * Math.cos(step * i); sine += samples[i] * Math.sin(step * i);
    }
    return Math.hypot(cosine, sine);
  };
  const tones = pulses.map(([from, to], place) => {
    const hertz = pattern.pulses[place].hertz;
    const around = [0.94, 1, 1.06].map((share) => power(hertz * share, from + 20, to - 20));
    const strengths = [1, 2, 3, 4, 5, 6].map((order) => power(hertz * order, from + 20, to - 20));
    const most = Math.max(...strengths);
    const heard = strengths.filter((strength, place) => {
      const at = hertz * (place + 1);
      return at >= 300 && at <= 4000 && 20 * Math.log10(strength / most) > -15;
    }).length;
    return { isAtPitch: around[1] > around[0] && around[1] > around[2], heard };
  });
  return { pulses, tones, pattern, loudest };
}"""


def measured(page, name):
    found = page.evaluate(RENDER, name)
    pulses = found["pulses"]
    lengths = [end - begin for begin, end in pulses]
    gaps = [after[0] - before[1] for before, after in zip(pulses, pulses[1:])]
    assert found["loudest"] <= 1.05, "it would be clipped"
    assert all(tone["isAtPitch"] for tone in found["tones"]), found["tones"]
    assert all(tone["heard"] >= 4 for tone in found["tones"]), found["tones"]
    assert len(pulses) == len(found["pattern"]["pulses"])
    return lengths, gaps, found["pattern"]


def test_a_screen_plays_the_bursts_of_the_table(station, open_page):
    page = open_page(station.url)
    lengths, gaps, pattern = measured(page, "high-oxygen")
    assert len(lengths) == 10 and all(75 <= length <= 200 for length in lengths), lengths
    assert 2500 <= pattern["burstIntervalMilliseconds"] <= 15000
    for place in (0, 1, 3, 5, 6, 8):
        assert 50 <= gaps[place] <= 125, gaps
    assert 350 <= gaps[4] <= 1300, gaps
    for place in (2, 7):
        assert gaps[place] > 2 * gaps[0], gaps
    lengths, gaps, pattern = measured(page, "medium-oxygen")
    assert len(lengths) == 3 and all(125 <= length <= 250 for length in lengths), lengths
    assert all(125 <= gap <= 250 for gap in gaps), gaps
    lengths, gaps, pattern = measured(page, "low-general")
    assert len(lengths) <= 2 and pattern["burstIntervalMilliseconds"] > 15000


def test_a_screen_that_cannot_be_heard_says_so_until_it_is_touched(
        station, browser, screenshots):
    page = browser.mute.new_context(viewport={"width": 1280, "height": 800}).new_page()
    try:
        page.goto(station.url)
        cover = page.locator("#sound-off")
        expect(cover).to_be_visible()
        expect(cover).to_contain_text("SOUND OFF")
        page.screenshot(path=screenshots / "sound-off.png")
        # The touch that switches sound on is the touch on what lies below.
        page.locator("header.bar .respond").click()
        expect(page).to_have_url(re.compile("/respond/"))
    finally:
        page.context.close()
    page = browser.mute.new_context().new_page()
    try:
        page.goto(station.url)
        expect(page.locator("#sound-off")).to_be_visible()
        page.keyboard.press("Tab")
        expect(page.locator("#sound-off")).to_be_hidden()
    finally:
        page.context.close()


def test_the_sound_test_is_heard_and_stands_on_every_screen(station, open_page):
    page = open_page(station.url)
    expect(page.locator("#sound-off")).to_be_hidden()
    page.locator("[data-play]").click()
    heard = page.locator("[data-heard] button")
    expect(heard).to_be_visible(timeout=15000)
    heard.click()
    for screen in (page, open_page(station.url)):
        expect(screen.locator("[data-h=sound]")).to_have_text(
            re.compile(r"sound on.*heard \d\d:\d\d"))


def test_the_station_knows_which_screens_sound(station, open_page):
    page = open_page(station.url)
    expect(page.locator("[data-h=sound]")).to_have_text(re.compile("^sound on"))
