#!/usr/bin/env python3
"""What a station does with what it should never get.

    bad_input.py SPOTTER SPOTTER-SIM [CASE]

Each case must end in one clear sentence or an HTTP 4xx, with the station still serving and its
ledger sound: a data directory without permission, a second station on the same data, an address in
use, a port that disappears, a port that is taken, 10 MB of random bytes, malformed and huge
requests, a full disk. A case that this machine cannot show is said to be skipped. Needs Python 3.11
and nothing else.
"""

import contextlib
import errno
import fcntl
import os
import random
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import tty

from station import Client, Failure, Station, check, free_port, new_id, run, until

NOBODY = 65534


class Skipped(Exception):
    """This machine cannot show the case; the text says why."""


class Bench:
    """The programs, and a directory that is new for each case."""

    def __init__(self, spotter, simulator, directory):
        self.spotter, self.simulator, self.directory = spotter, simulator, directory

    def path(self, name):
        return os.path.join(self.directory, name)

    def station(self, *options):
        return Station(self.spotter, self.path("data"), *options)

    def refused(self, words, *arguments, **options):
        """Runs a command that must fail with one sentence; gives the sentence."""
        status, _, err = run([self.spotter, *arguments], timeout=15, **options)
        said = [line for line in err.splitlines() if line.startswith("Error: ")]
        check(status == 1, f"exit status {status}, not 1: {err}")
        check(len(said) == 1 and words in said[0] and err.rstrip().endswith(said[0]),
              f"not one clear sentence at the end: {err!r}")
        return said[0]

    @contextlib.contextmanager
    def person(self, link):
        process = subprocess.Popen(
            [self.simulator, "--port-link", link], stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL)
        try:
            until("the simulated port", 5, lambda: os.path.islink(link))
            yield process
        finally:
            process.terminate()
            process.wait()


def still_serves(station):
    """A touch is still written, and the ledger is sound."""
    client = station.client()
    opened = client.post("/respond", entry=new_id())
    facts = client.post(
        f"/watches/{opened['watch']}/care", kind="note", text="still here", entry=new_id())
    check(facts["index"] is not None, "a note got no number")
    station.stop()
    return f"{station.verify()} entries sound"


def seat(client, link):
    for tile in client.floor()["seats"]:
        if tile["oximeter"]["port"] == link:
            return tile
    return None


def no_permission(bench):
    data = bench.path("data")
    os.mkdir(data, 0o700)
    if os.geteuid() != 0:
        os.chmod(data, 0)
        try:
            return bench.refused("permission", "serve", "--data", data, "--listen", "127.0.0.1:0")
        finally:
            os.chmod(data, 0o700)
    # Root may enter anything, so somebody else has to try.
    os.chmod(bench.directory, 0o755)
    program = shutil.copy(bench.spotter, bench.path("spotter"))
    os.chmod(program, 0o755)
    other = Bench(program, bench.simulator, bench.directory)
    return other.refused(
        "permission", "serve", "--data", data, "--listen", "127.0.0.1:0", user=NOBODY,
        group=NOBODY, extra_groups=[])


def second_station(bench):
    with bench.station() as station:
        station.start()
        said = bench.refused(
            "in use", "serve", "--data", station.data, "--listen", f"127.0.0.1:{free_port()}")
        return f"{said}; {still_serves(station)}"


def address_in_use(bench):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        return bench.refused(
            "in use", "serve", "--data", bench.path("data"), "--listen",
            f"127.0.0.1:{taken.getsockname()[1]}")


def port_disappears(bench):
    link = bench.path("oximeter")
    with bench.station("--port", f"{link}:contec-v7") as station:
        station.start()
        client = station.client()

        def streams():
            tile = seat(client, link)
            return tile and tile["oximeter"]["state"] == "streaming" and tile["spo2Percent"]

        with bench.person(link):
            until("values from the port", 20, streams)
        gone = time.monotonic()
        tile = until("a dash and its reason", 5, lambda: (
            lambda now: now if now and now["spo2Percent"] is None else None)(seat(client, link)))
        dash = time.monotonic() - gone
        check(tile["reason"] != "none", "a dash without a reason")
        with bench.person(link):
            until("values after the port came back", 30, streams)
        words = tile["oximeter"]["words"] or tile["signalWords"]
        return f"a dash after {dash:.1f} s: {words}; values again; {still_serves(station)}"


def port_taken(bench):
    link = bench.path("oximeter")
    master, slave = os.openpty()
    tty.setraw(slave)
    try:
        os.symlink(os.ttyname(slave), link)
        fcntl.flock(slave, fcntl.LOCK_EX)
        with bench.station("--port", f"{link}:contec-v7") as station:
            station.start()
            client = station.client()

            def said():
                tile = seat(client, link)
                return tile and tile["oximeter"]["words"]

            words = until("a sentence about the taken port", 10, said)
            tile = seat(client, link)
            check(tile["spo2Percent"] is None, "a value from a port that is taken")
            return f"{tile['oximeter']['state']}: {words}; {still_serves(station)}"
    finally:
        os.close(master)
        os.close(slave)


def random_bytes(bench):
    link = bench.path("oximeter")
    master, slave = os.openpty()
    tty.setraw(slave)
    os.symlink(os.ttyname(slave), link)
    content = random.Random(2).randbytes(10_000_000)
    try:
        with bench.station("--port", f"{link}:contec-v7") as station:
            station.start()
            os.set_blocking(master, False)
            sent, end = 0, time.monotonic() + 120
            while sent < len(content) and time.monotonic() < end:
                try:
                    sent += os.write(master, content[sent:sent + 65_536])
                except BlockingIOError:
                    time.sleep(0.002)
                with contextlib.suppress(OSError):
                    os.read(master, 65_536)  # what the station says to its oximeter
            check(sent == len(content), f"the station took only {sent} of {len(content)} bytes")
            memory = resident_megabytes(station.process.pid)
            check(memory < 500, f"{memory} MB resident after random bytes")
            return f"{sent:,} bytes read, {memory} MB resident; {still_serves(station)}"
    finally:
        os.close(master)
        os.close(slave)


def resident_megabytes(pid):
    with open(f"/proc/{pid}/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") // (1 << 20)


FORM = {"Content-Type": "application/x-www-form-urlencoded"}

REQUESTS = [
    # method, path, body, headers, the answers that are right
    ("GET", "/nothing-here", None, {}, {404}),
    ("GET", "/watches/not-an-id", None, {}, {400, 404}),
    ("GET", "/incidents/" + new_id(), None, {}, {404}),
    ("GET", "/assets/0/..%2f..%2f..%2fetc%2fpasswd", None, {}, {400, 404}),
    ("GET", "/" + "a" * 20_000, None, {}, {400, 414, 431}),
    ("GET", "/", None, {"X-Long": "a" * 200_000}, {400, 431}),
    ("DELETE", "/respond", None, {}, {403, 404, 405}),
    ("POST", "/respond", "entry=x", FORM, {400}),
    ("POST", "/respond", "entry=1&entry=2", FORM, {400}),
    ("POST", "/respond", "%zz=%ff%fe", FORM, {400}),
    ("POST", "/respond", "&".join(f"f{n}=1" for n in range(5000)), FORM, {400, 413}),
    ("POST", "/respond", "{}", {"Content-Type": "application/json"}, {415}),
    ("POST", "/respond", "a" * 10_000_000, FORM, {413}),
    ("POST", "/respond", "", FORM | {"Origin": "http://elsewhere.example"}, {403}),
    ("GET", "/", None, {"Host": "elsewhere.example"}, {400, 403, 421}),
    ("POST", "/seats/999/respond", "", FORM, {404}),
    ("POST", "/seats/-1/watch", "", FORM, {400, 404}),
    ("POST", f"/watches/{new_id()}/care", "kind=note&text=x", FORM, {404, 409}),
    ("POST", f"/watches/{new_id()}/care", "kind=poison", FORM, {400, 404}),
]


def bad_requests(bench):
    with bench.station() as station:
        station.start()
        opened = station.client().post("/respond", entry=new_id())
        care = f"/watches/{opened['watch']}/care"
        more = [
            ("POST", care, "kind=poison", FORM, {400}), ("POST", care, "", FORM, {400}),
            ("POST", care, "kind=dose&micrograms=99999999", FORM, {400}),
            ("POST", care, "kind=note&text=" + "a" * 501, FORM, {400}),
            ("POST", care, "kind=breaths-counted&breaths=-1&seconds=30", FORM, {400}),
            ("POST", care, "kind=note&text=x&ago=99999999", FORM, {400}),
        ]
        for method, path, body, headers, right in REQUESTS + more:
            status = answer(station.port, method, path, body, headers)
            check(status in right, f"{method} {path[:60]} ({(body or '')[:30]!r}, "
                  f"{list(headers)}) was answered {status}, not {sorted(right)}")
        for raw in (b"\x00\xff" * 500, b"GET / HTTP/9.9\r\n\r\n", b"GET /\r\n\r\n",
                    b"POST /respond HTTP/1.1\r\nHost: localhost\r\nContent-Length: x\r\n\r\n",
                    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"):
            send_raw(station.port, raw)
        with contextlib.ExitStack() as open_sockets:
            for _ in range(100):
                half = socket.create_connection(("127.0.0.1", station.port), timeout=5)
                open_sockets.enter_context(half)
                half.sendall(b"POST /respond HTTP/1.1\r\nHost: localhost\r\n")
            Client(station.port, timeout=5).floor()
        count = len(REQUESTS) + len(more)
        return f"{count} bad requests refused, 100 half requests survived; {still_serves(station)}"


def answer(port, method, path, body, headers):
    """The status; 413 when the station hangs up on a body it will not take."""
    client = Client(port)
    try:
        return client.ask(method, path, body, headers)[0]
    except OSError as error:
        if body and len(body) > 1_000_000 and error.errno in (errno.EPIPE, errno.ECONNRESET):
            return 413
        raise


def send_raw(port, raw):
    """Something that is no request: a 4xx or a closed line, never silence for ever."""
    with socket.create_connection(("127.0.0.1", port), timeout=3) as line:
        line.sendall(raw)
        line.shutdown(socket.SHUT_WR)
        said = b""
        with contextlib.suppress(ConnectionResetError):
            said = line.recv(4096)
        check(not said or said.split()[1][:1] == b"4", f"{raw[:20]!r} was answered {said[:40]!r}")


def full_disk(bench):
    disk = bench.path("disk")
    os.mkdir(disk)
    status, _, err = run(["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", disk])
    if status != 0:
        raise Skipped(f"no disk to fill can be mounted here: {err.strip()}")
    try:
        with Station(bench.spotter, os.path.join(disk, "data")) as station:
            # The log of the station itself lies beside the data: keep it off the full disk.
            station.log_path = bench.path("serve.log")
            station.start()
            return fill(station, disk)
    finally:
        run(["umount", "--lazy", disk])


def fill(station, disk):
    client = station.client()
    watch = client.post("/respond", entry=new_id())["watch"]
    reserve = os.path.join(station.data, "reserve")
    until("space held back", 70, lambda: os.path.exists(reserve) and os.path.getsize(reserve) > 0)
    held = os.path.getsize(reserve)
    acknowledged, sent = set(), []

    def note():
        entry = new_id()
        sent.append(entry)
        with contextlib.suppress(Failure):
            if client.post(f"/watches/{watch}/care", kind="note", text="n" * 400,
                           entry=entry)["index"] is not None:
                acknowledged.add(entry)
                return True
        return False

    take_all_space(os.path.join(disk, "filler-1"))
    for _ in range(300):
        check(note(), "with space held back, an entry was not written")
    check(os.path.getsize(reserve) == 0 if os.path.exists(reserve) else True,
          "the disk is full and the space held back was not given")
    take_all_space(os.path.join(disk, "filler-2"))
    until("an entry the disk does not take", 60, lambda: not note(), every=0)
    floor = client.floor()
    troubles = [line for line in floor["header"]["troubles"] if "disk" in line.lower()]
    check(troubles, f"the floor does not say that the disk is full: {floor['header']}")
    os.remove(os.path.join(disk, "filler-1"))
    os.remove(os.path.join(disk, "filler-2"))
    until("entries again once there is room", 15, note)
    station.stop()
    entries = [line["header"]["entry"] for line in station.entries("--watch", watch)]
    check(len(entries) == len(set(entries)), "an entry is in the ledger twice")
    lost = acknowledged - set(entries)
    check(not lost, f"{len(lost)} acknowledged entries are lost")
    late = len(set(sent) & set(entries) - acknowledged)
    return (f"{held >> 20} MB held back carried 300 entries on a full disk; then: {troubles[0]} "
            f"{len(acknowledged)} acknowledged, none lost, {late} written once there was room; "
            f"{station.verify()} entries sound")


def take_all_space(path):
    with contextlib.suppress(OSError), open(path, "wb", buffering=0) as file:
        for size in (1 << 20, 1 << 12, 1):
            with contextlib.suppress(OSError):
                while True:
                    file.write(b"\0" * size)


CASES = [no_permission, second_station, address_in_use, port_disappears, port_taken, random_bytes,
         bad_requests, full_disk]


def main(arguments):
    names = [case.__name__ for case in CASES]
    if len(arguments) not in (3, 4) or arguments[3:] and arguments[3] not in names:
        print(f"{__doc__.strip()}\n\nCases: {', '.join(names)}", file=sys.stderr)
        return 64
    failures = 0
    for case in CASES:
        if arguments[3:] not in ([], [case.__name__]):
            continue
        with tempfile.TemporaryDirectory(prefix="spotter-bad-input-") as directory:
            bench = Bench(os.path.abspath(arguments[1]), os.path.abspath(arguments[2]), directory)
            try:
                print(f"ok: {case.__name__}: {case(bench)}", flush=True)
            except Skipped as reason:
                print(f"skipped: {case.__name__}: {reason}", flush=True)
            except Failure as failure:
                failures += 1
                print(f"FAILED: {case.__name__}: {failure}", flush=True)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
