"""Two tablets in two hands, and a station whose hours take minutes."""

import os
import pathlib
import time

from playwright.sync_api import expect

from station import Station, check

FAST = 20


class FastStation(Station):
    """The real station with its clocks running ahead, at a pace that can be changed."""

    def __init__(self, program, folder, *options):
        super().__init__(program, os.path.join(folder, "data"), *options)
        self.library = os.path.join(folder, "pace.so")
        self.pace_file = pathlib.Path(folder) / "pace"
        self.pace(1)

    def start(self, within=10):
        ours = {"LD_PRELOAD": self.library, "SPOTTER_PACE": str(self.pace_file)}
        os.environ.update(ours)
        try:
            return super().start(within)
        finally:
            for name in ours:
                del os.environ[name]

    def pace(self, times):
        whole = self.pace_file.with_suffix(".new")
        whole.write_text(str(times))
        whole.rename(self.pace_file)

    def now(self):
        """The station's own wall clock, in seconds since 1970."""
        return self.client().floor()["unixMilliseconds"] / 1000

    def seat(self, number):
        return next(s for s in self.client().floor()["seats"] if s["seat"] == number)

    def pass_until(self, what, holds, seconds=400):
        """Lets time pass quickly until something holds; then the clocks go at their own pace."""
        self.pace(FAST)
        end = time.monotonic() + seconds
        try:
            while time.monotonic() < end:
                if holds():
                    return
                time.sleep(0.1)
        finally:
            self.pace(1)
            time.sleep(0.3)
        check(False, f"not within {seconds} s at {FAST} times the pace: {what}")

    def pass_seconds(self, seconds):
        end = self.now() + seconds
        self.pass_until(f"{seconds} s pass", lambda: self.now() >= end)


class Tablet:
    """A browser of its own, with a handle."""

    def __init__(self, browser, station, handle, pictures):
        self.context = browser.new_context(viewport={"width": 1280, "height": 800})
        self.station, self.handle, self.pictures = station, handle, pictures
        self.url = f"http://127.0.0.1:{station.port}"
        self.context.request.post(self.url + "/whoami", form={"handle": handle})
        self.page = self.context.new_page()
        self.complaints = []
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def open(self, path):
        self.page.goto(self.url + path)

    def picture(self, name, **options):
        self.page.screenshot(path=self.pictures / f"{name}.png", **options)

    def rows(self, words):
        return self.page.locator("#timeline .row.by-hand", has_text=words)

    def tap(self, words, kind, **value):
        """Touches a button of the respond page and sees its row with ✓."""
        before = self.rows(words).count()
        form = self.page.locator(f".response form:has(input[name=kind][value={kind}])")
        if value:
            (name, text), = value.items()
            button = form.locator(f"button[name={name}][value='{text}']")
        else:
            button = form.locator("button.huge")
        # What is behind "how exactly" is opened first, as a person would.
        if not button.first.is_visible():
            form.locator("xpath=ancestor::details | .//details").first.evaluate("one => one.open = true")
        button.first.click()
        expect(self.rows(words)).to_have_count(before + 1)
        expect(self.rows(words).first.locator(".state")).to_have_text("✓")
