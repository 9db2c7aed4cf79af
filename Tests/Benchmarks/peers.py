"""The public Python parsers that PyPI has, timed over the same bytes.

They are fetched at need into a directory of their own (peers.txt, with hashes, without what they
depend on: their parsing needs none of it). Without a network the comparison goes on without them.
"""

import os
import subprocess
import sys
import tempfile
import time
import types

HERE = os.path.dirname(os.path.abspath(__file__))
SECONDS = 2.0


def fetched():
    directory = os.path.join(tempfile.gettempdir(), f"spotter-peers-{os.getuid()}")
    if not os.path.isdir(os.path.join(directory, "nonin")):
        subprocess.run(
            [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", "install",
             "--no-deps", "--require-hashes", "--target", directory,
             "-r", os.path.join(HERE, "peers.txt")],
            check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    if directory not in sys.path:
        sys.path.insert(0, directory)


class Bytes:
    """As much of a serial port as the parser asks for."""

    def __init__(self, content):
        self.content, self.place = content, 0

    def read_until(self, end):
        place = self.content.index(end, self.place) + len(end)
        piece, self.place = self.content[self.place:place], place
        return piece


def hollow(name):
    """A module with every name and nothing behind them: for imports that parsing never uses."""
    module = types.ModuleType(name)
    module.__getattr__ = lambda wanted: None
    module.__path__ = []
    return module


def nonin(content):
    """nonin 0.2.4: format 2, status and pleth; it checks no sum and reads no number."""
    for missing in ("serial", "serial.tools", "serial.tools.list_ports", "pylsl"):
        sys.modules.setdefault(missing, hollow(missing))
    import warnings
    warnings.simplefilter("ignore", SyntaxWarning)
    from nonin.device import Nonin
    reader = Nonin.__new__(Nonin)
    reader.serial, reader.frame_count, reader.packet_count = Bytes(content), 0, 0
    frames, began = 0, time.perf_counter()
    while time.perf_counter() - began < SECONDS:
        for _ in range(1000):
            reader.read()
        frames += 1000
    return "nonin 0.2.4 (PyPI)", frames / (time.perf_counter() - began)


def berry(content):
    """berry-oximeter 0.0.3: the BCI stream, all fields."""
    for missing in ("bleak",):
        sys.modules.setdefault(missing, hollow(missing))
    from berry_oximeter.parser import BCIProtocolParser
    parser = BCIProtocolParser()
    frames, place, began = 0, 0, time.perf_counter()
    while time.perf_counter() - began < SECONDS:
        frames += len(parser.add_data(content[place:place + 500]))
        place = (place + 500) % (len(content) - 500)
    return "berry-oximeter 0.0.3 (PyPI)", frames / (time.perf_counter() - began)


PARSERS = {"nonin-df2": nonin, "bci": berry}


def frames_per_second(family, content):
    """(name, frames a second) of the family's parser; None when there is none or no network."""
    if family not in PARSERS:
        return None
    try:
        fetched()
        return PARSERS[family](content)
    except Exception as error:  # a peer that cannot be had is no failure of ours
        print(f"no peer for {family}: {error}", file=sys.stderr)
        return None
