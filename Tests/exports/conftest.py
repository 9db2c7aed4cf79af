"""A station that has one response which is no drill, and the story `ExportsTests` writes."""

import os
import pathlib
import sys

import pytest

TESTS = pathlib.Path(__file__).parents[1]
sys.path.insert(0, str(TESTS / "acceptance"))

from station import Station, run  # noqa: E402

STORY = TESTS / "exports" / "story"


class Site:
    """A stopped station's data, and its program."""

    def __init__(self, program, data, incident):
        self.program, self.data, self.incident = program, data, incident

    def command(self, *words):
        return run([self.program, *words, "--data", self.data])


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    program = os.environ["SPOTTER_BINARY"]
    data = str(tmp_path_factory.mktemp("site") / "data")
    with Station(program, data, "--seats", "2") as station:
        station.start()
        client = station.client()
        opened = client.post("/seats/1/respond")
        watch = opened["watch"]
        for kind, fields in [
                ("awake", {"level": "unresponsive"}), ("emergency-call", {"call": "called"}),
                ("breaths", {"how": "bag-valve-mask"}),
                ("oxygen", {"flow": "15", "device": "non-rebreather"}),
                ("dose", {"route": "intramuscular", "micrograms": "400", "strength": "400"})]:
            client.post(f"/watches/{watch}/care", kind=kind, **fields)
        yield Site(program, data, opened["incident"])
