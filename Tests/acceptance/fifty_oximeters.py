#!/usr/bin/env python3
"""Fifty simulated oximeters at 60 Hz on one station, with screens watching.

    fifty_oximeters.py BIN_DIR [--count 50] [--seconds 30] [--screens 4]
                        [--alert-milliseconds 1000]

At the end every cable is cut at once: the delay from each alert's beginning (`device-gone`, which has
no delay of its own) to its bytes read from a screen's socket is printed (p50, p99, worst).

Prints the station's share of one core, its resident memory, and the delay from a byte read at the
port to its sample written to a screen's socket (p50, p99), as the station's own health page has it.
Exits 1 when too many seats show no value, the samples' p99 is over a second, or the alerts' p99 is
over --alert-milliseconds.
"""
import argparse
import json
import os
import re
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def get(port, path):
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=10) as answer:
        return json.load(answer)


def processor_seconds(pid):
    with open(f"/proc/{pid}/stat") as stat:
        fields = stat.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def resident_mib(pid):
    with open(f"/proc/{pid}/status") as status:
        for line in status:
            if line.startswith("VmRSS"):
                return int(line.split()[1]) / 1024
    return 0


def watch_live(port, stop):
    """A screen: reads the live feed and throws it away."""
    with socket.create_connection(("127.0.0.1", port)) as line:
        line.sendall(b"GET /live HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/event-stream\r\n\r\n")
        line.settimeout(1)
        while not stop.is_set():
            try:
                if not line.recv(65536):
                    return
            except TimeoutError:
                pass


class AlertWatch(threading.Thread):
    """A screen that notes when each piece of the feed came; it is read only afterwards."""

    def __init__(self, port):
        super().__init__(daemon=True)
        self.pieces, self.stop = [], threading.Event()
        self.line = socket.create_connection(("127.0.0.1", port))
        self.line.sendall(
            b"GET /live HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/event-stream\r\n\r\n")
        self.line.settimeout(1)

    def run(self):
        while not self.stop.is_set():
            try:
                piece = self.line.recv(1 << 20)
            except TimeoutError:
                continue
            if not piece:
                return
            self.pieces.append((time.clock_gettime(time.CLOCK_BOOTTIME) * 1000, piece))

    def delays(self, kind):
        """Milliseconds from the beginning of each seat's alert to the end of its event here."""
        text, ends = b"", []
        for at, piece in self.pieces:
            text += piece
            ends.append((len(text), at))
        found, place = {}, 0
        for event in re.finditer(rb"event: tile(?:\r\n[0-9a-f]+\r\n|\n)data: (.*?)\n\n", text, re.S):
            while ends[place][0] < event.end():
                place += 1
            data = re.sub(rb"\r\n[0-9a-f]+\r\n", b"", event.group(1))
            try:
                tile = json.loads(data)
            except ValueError:
                continue
            for alert in tile["alerts"]:
                if alert["kind"] == kind and tile["seat"] not in found:
                    found[tile["seat"]] = ends[place][1] - alert["sinceMilliseconds"]
        return sorted(found.values())


def alert_delays(asked, port, simulators):
    screen = AlertWatch(port)
    screen.start()
    time.sleep(2)
    for simulator in simulators:
        simulator.kill()
    time.sleep(6)
    screen.stop.set()
    screen.join(3)
    delays = screen.delays("device-gone")
    if len(delays) < asked.count * 0.9:
        print(f"  alerts: only {len(delays)} of {asked.count} cables were missed")
        return False
    p50, p99 = delays[len(delays) // 2], delays[min(len(delays) - 1, len(delays) * 99 // 100)]
    print(f"  alert to screen socket: p50 {p50:.0f} ms, p99 {p99:.0f} ms, worst {delays[-1]:.0f} ms"
          f" over {len(delays)} alerts at once")
    return p99 < asked.alert_milliseconds


def main():
    options = argparse.ArgumentParser()
    options.add_argument("bin_dir")
    options.add_argument("--count", type=int, default=50)
    options.add_argument("--seconds", type=int, default=30)
    options.add_argument("--screens", type=int, default=4)
    options.add_argument("--alert-milliseconds", type=int, default=1000)
    asked = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="spotter-fifty-") as folder:
        sys.exit(run(asked, folder))


def run(asked, folder):
    # A simulator plays at most 150; the alerts are measured by ending them all.
    shares = [min(100, asked.count - first) for first in range(0, asked.count, 100)]
    simulators = [
        subprocess.Popen(
            [f"{asked.bin_dir}/spotter-sim", "--family", "contec-v7", "--count", str(share),
             "--scenario", "steady", "--port-link", f"{folder}/seat{place}"],
            stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)
        for place, share in enumerate(shares)]
    port = free_port()
    time.sleep(2)
    ports = [f"--port={folder}/seat{place}-{seat + 1}:contec-v7"
             for place, share in enumerate(shares) for seat in range(share)]
    station = subprocess.Popen(
        [f"{asked.bin_dir}/spotter", "serve", "--data", f"{folder}/data", "--no-usb", "--seats",
         str(asked.count), "--listen", f"127.0.0.1:{port}", *ports],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    stop = threading.Event()
    try:
        return measure(asked, port, station, simulators, stop)
    finally:
        stop.set()
        station.terminate()
        station.wait(10)
        for simulator in simulators:
            simulator.terminate()
            simulator.wait(10)


def measure(asked, port, station, simulators, stop):
    time.sleep(12)
    for _ in range(asked.screens):
        threading.Thread(target=watch_live, args=(port, stop), daemon=True).start()
    time.sleep(1)
    began, processor = time.monotonic(), processor_seconds(station.pid)
    time.sleep(asked.seconds)
    took = time.monotonic() - began
    share = (processor_seconds(station.pid) - processor) / took * 100
    health, floor = get(port, "/health"), get(port, "/api/floor")
    delay = health["liveDelayMilliseconds"]
    shown = sum(seat["spo2Percent"] is not None for seat in floor["seats"])
    print(f"{asked.count} oximeters at 60 Hz, {asked.screens} screens, {asked.seconds} s:")
    print(f"  station: {share:.1f} % of one core, {resident_mib(station.pid):.0f} MiB resident")
    print(f"  byte to screen socket: p50 {delay['p50']} ms, p99 {delay['p99']} ms"
          f" over {delay['count']} writes")
    print(f"  seats with a value: {shown} of {asked.count}")
    # A cold or searching finger may be without a value for a moment; most seats may not.
    good = shown >= asked.count * 0.9 and delay["p99"] is not None and delay["p99"] < 1000
    good = alert_delays(asked, port, simulators) and good
    return 0 if good else 1


main()
