"""A simulated oximeter on this side: spotter-sim behind its pseudo-terminal."""

import os
import re
import select
import subprocess
import termios
import time
import tty

from guest import Failure


class Oximeter:
    """spotter-sim, and its pseudo-terminal opened as a cable would hold it."""

    def __init__(self, program, link, family, scenario="steady", seed=1):
        self.link = link
        self.process = subprocess.Popen(
            [program, "run", "--family", family, "--scenario", scenario, "--seed", str(seed),
             "--port-link", link], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        end = time.monotonic() + 10
        while not os.path.exists(link):
            if time.monotonic() > end or self.process.poll() is not None:
                raise Failure(f"spotter-sim --family {family} opened no port")
            time.sleep(0.02)
        self.wire, self.heard = None, b""
        # Off its cable: the adapter stays plugged in, and nothing goes through it.
        self.is_off = False

    def say(self, event):
        """Something happens to the person, such as `finger out`."""
        self.process.stdin.write(f"1 {event}\n")
        self.process.stdin.flush()

    def truth(self):
        """The person's SpO2 and pulse rate now."""
        self.process.stdin.write("?\n")
        self.process.stdin.flush()
        while True:
            line = self.process.stdout.readline()
            if not line:
                raise Failure(f"spotter-sim ended with {self.process.wait()}")
            found = re.search(r"spo2Percent=(\d+) pulseBpm=(\d+)", line)
            if found:
                return int(found[1]), int(found[2])

    def open(self):
        """Connects the wire; what was said while it was off is lost, as on a real one."""
        self.wire = os.open(self.link, os.O_RDWR | os.O_NOCTTY | os.O_NONBLOCK)
        tty.setraw(self.wire)
        termios.tcflush(self.wire, termios.TCIFLUSH)

    def set_speed(self, baud):
        """The other end's speed: spotter-sim garbles what goes over a wire with two speeds."""
        speed = getattr(termios, f"B{baud}", None)
        if self.wire is not None and speed is not None:
            settings = termios.tcgetattr(self.wire)
            settings[4] = settings[5] = speed
            termios.tcsetattr(self.wire, termios.TCSANOW, settings)

    def close(self):
        if self.wire is not None:
            os.close(self.wire)
            self.wire = None

    def fileno(self):
        return self.wire

    def read(self, limit=4096):
        try:
            data = os.read(self.wire, limit)
        except BlockingIOError:
            return b""
        return b"" if self.is_off else data

    def write(self, data):
        """Writes what fits; a device that does not listen loses the rest."""
        if self.is_off:
            return
        self.heard += data
        try:
            os.write(self.wire, data)
        except BlockingIOError:
            pass

    def stop(self):
        self.close()
        self.process.kill()
        self.process.wait()


def ready(streams, seconds):
    """Those of `streams` with something to read."""
    return select.select(streams, [], [], seconds)[0]
