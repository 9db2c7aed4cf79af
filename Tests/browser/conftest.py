"""A real station with simulated people, and Debian's Chromium looking at it.

SPOTTER_BINARY       the program (default: .build/release/spotter in the package)
SPOTTER_CHROMIUM     the browser (default: /usr/bin/chromium)
SPOTTER_SCREENSHOTS  where pictures go (default: pytest's own temporary folder)
"""

import json
import os
import pathlib
import re
import select
import signal
import socket
import subprocess
import time
import urllib.parse
import urllib.request

import pytest
from playwright.sync_api import sync_playwright

ROOT = pathlib.Path(__file__).resolve().parents[2]
BINARY = pathlib.Path(os.environ.get("SPOTTER_BINARY", ROOT / ".build/release/spotter"))
CHROMIUM = os.environ.get("SPOTTER_CHROMIUM", "/usr/bin/chromium")


PASSPHRASE = "three small boats"
SESSIONS = {}


class KeepAnswer(urllib.request.HTTPRedirectHandler):
    """Gives the answer itself, with its cookies, whatever its status."""

    def http_error_303(self, req, fp, code, msg, headers):
        return fp

    def http_error_403(self, req, fp, code, msg, headers):
        return fp


class Station:
    """`spotter serve` as a process of our own."""

    def __init__(self, data, scenarios=(), port=0):
        self.data = data
        self.scenarios = scenarios
        self.port = port
        self.process = None
        self.url = None

    def start(self):
        command = [str(BINARY), "serve", "--simulate", "3", "--data", str(self.data), "--no-usb"]
        command += ["--listen", f"127.0.0.1:{self.port}"]
        for name in self.scenarios:
            command += ["--scenario", name]
        self.process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        deadline = time.monotonic() + 20
        said = ""
        while time.monotonic() < deadline:
            if select.select([self.process.stdout], [], [], 0.5)[0]:
                said += os.read(self.process.stdout.fileno(), 4096).decode()
            found = re.search(r"http://\S+?:(\d+)/", said)
            if found:
                self.url = found.group(0).rstrip("/")
                self.port = int(found.group(1))
                self.sign_in()
                return self
            if self.process.poll() is not None:
                break
        raise RuntimeError(f"the station did not come up: {said}")

    def sign_in(self):
        """Reviewing asks for a supervisor; pages opened here bring this one's session."""
        subprocess.run(
            [str(BINARY), "user", "add", "ASH 1", "--role", "supervisor", "--data", str(self.data)],
            input=PASSPHRASE + "\n", text=True, capture_output=True, check=False)
        # Somebody checks in on people, so that a talk's page asks whether it is wanted.
        subprocess.run(
            [str(BINARY), "user", "add", "ELM 9", "--role", "supporter", "--data", str(self.data)],
            input=PASSPHRASE + "\n", text=True, capture_output=True, check=False)
        form = urllib.parse.urlencode({"handle": "ASH 1", "passphrase": PASSPHRASE}).encode()

        def session():
            opener = urllib.request.build_opener(KeepAnswer)
            answer = opener.open(self.url + "/sign-in", data=form, timeout=10)
            cookies = answer.headers.get_all("Set-Cookie") or []
            found = [re.match("spotter-session=([0-9a-f]{64})", text) for text in cookies]
            return next((match.group(1) for match in found if match), None)

        # The station looks for other programs' changes once a second.
        SESSIONS[self.url] = self.wait_for("a session", session, 10)

    def floor(self):
        with urllib.request.urlopen(self.url + "/api/floor", timeout=5) as answer:
            return json.load(answer)

    def seat(self, number):
        return next(seat for seat in self.floor()["seats"] if seat["seat"] == number)

    def wait_for(self, what, is_true, seconds):
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            value = is_true()
            if value:
                return value
            time.sleep(0.2)
        raise AssertionError(f"not within {seconds} s: {what}")

    def watch_at(self, number):
        return self.wait_for(f"a watch at seat {number}", lambda: self.seat(number)["watch"], 30)

    def respond_at(self, number):
        """The response at a seat, opened if there is none."""
        form = urllib.request.Request(
            f"{self.url}/seats/{number}/respond", data=b"", headers={"Accept": "application/json"})
        with urllib.request.urlopen(form, timeout=5) as answer:
            json.load(answer)
        return self.wait_for("the response", lambda: self.seat(number)["incident"], 5)

    def kill(self):
        """As a power cut: no good-bye."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(10)

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(10)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="session")
def station(tmp_path_factory):
    station = Station(
        tmp_path_factory.mktemp("data"), ("overdose", "steady", "finger-out")).start()
    yield station
    station.stop()


@pytest.fixture
def own_station(tmp_path):
    """A station a test may kill. It keeps its port, so that it can come back."""
    station = Station(tmp_path / "data", ("steady",), free_port()).start()
    yield station
    station.stop()


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        # As a site's own tablets are set: sound needs no touch first.
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--autoplay-policy=no-user-gesture-required"])
        # A browser that plays nothing before it was touched, as any other screen is.
        browser.mute = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--autoplay-policy=document-user-activation-required"])
        yield browser
        browser.mute.close()
        browser.close()


@pytest.fixture
def open_page(browser):
    """Opens pages and fails the test when one says that something went wrong."""
    contexts, complaints = [], []

    def open_page(url, width=1280, height=800, expect_trouble=False, signed_in=True, **options):
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        for station, session in SESSIONS.items():
            if signed_in and (url + "/").startswith(station + "/"):
                context.add_cookies(
                    [{"name": "spotter-session", "value": session, "url": station}])
        page = context.new_page()
        if not expect_trouble:
            page.on("pageerror", lambda error: complaints.append(str(error)))
            page.on(
                "console",
                lambda line: complaints.append(line.text) if line.type == "error" else None)
        page.goto(url)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture(scope="session")
def screenshots(tmp_path_factory):
    named = os.environ.get("SPOTTER_SCREENSHOTS")
    folder = pathlib.Path(named) if named else tmp_path_factory.mktemp("screenshots")
    folder.mkdir(parents=True, exist_ok=True)
    return folder
