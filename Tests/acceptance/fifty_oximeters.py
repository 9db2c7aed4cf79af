#!/usr/bin/env python3
"""Fifty simulated oximeters at 60 Hz on one station, with screens watching.

    fifty_oximeters.py BIN_DIR [--count 50] [--seconds 30] [--screens 4]

Prints the station's share of one core, its resident memory, and the delay from a byte read at the
port to its sample written to a screen's socket (p50, p99), as the station's own health page has it.
Exits 1 when a seat shows no value or the p99 is over a second.
"""
import argparse
import json
import os
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


def main():
    options = argparse.ArgumentParser()
    options.add_argument("bin_dir")
    options.add_argument("--count", type=int, default=50)
    options.add_argument("--seconds", type=int, default=30)
    options.add_argument("--screens", type=int, default=4)
    asked = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="spotter-fifty-") as folder:
        sys.exit(run(asked, folder))


def run(asked, folder):
    link = f"{folder}/seat"
    simulator = subprocess.Popen(
        [f"{asked.bin_dir}/spotter-sim", "--family", "contec-v7", "--count", str(asked.count),
         "--scenario", "steady", "--port-link", link],
        stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)
    port = free_port()
    time.sleep(2)
    ports = [f"--port={link}-{seat + 1}:contec-v7" for seat in range(asked.count)]
    station = subprocess.Popen(
        [f"{asked.bin_dir}/spotter", "serve", "--data", f"{folder}/data", "--no-usb", "--seats",
         str(asked.count), "--listen", f"127.0.0.1:{port}", *ports],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    stop = threading.Event()
    try:
        return measure(asked, port, station, stop)
    finally:
        stop.set()
        station.terminate()
        simulator.terminate()
        station.wait(10)
        simulator.wait(10)


def measure(asked, port, station, stop):
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
    return 0 if good else 1


main()
