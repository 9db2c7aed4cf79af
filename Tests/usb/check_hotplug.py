"""Pulled out and plugged in again: what `spotter watch auto` says, and when."""

import statistics
import time

from bench import NOTICED_SECONDS, VALUE_SECONDS, check, check_values, link_is, measured

ROUNDS = 20
GONE_SECONDS = 1


def spread(name, seconds):
    return (f"{name} {min(seconds):.2f}–{max(seconds):.2f} s "
            f"(median {statistics.median(seconds):.2f})")


def twenty_rounds(bench):
    cable = bench.cp2102(bench.oximeter("contec-v7"))
    watch = bench.watch("auto")
    gone, streaming, value = [], [], []
    for number in range(ROUNDS + 1):
        begin = time.monotonic()
        cable.plug()
        at, _ = watch.find(link_is("streaming"), VALUE_SECONDS, begin)
        streaming.append(at - begin)
        at, shown = watch.find(measured, VALUE_SECONDS, at)
        value.append(at - begin)
        check_values(shown, cable.oximeter)
        if number == ROUNDS:
            break
        begin = time.monotonic()
        cable.unplug()
        at, _ = watch.find(link_is("gone"), NOTICED_SECONDS, begin)
        gone.append(at - begin)
        check(gone[-1] <= GONE_SECONDS, f"round {number + 1}: gone only after {gone[-1]:.2f} s")
    for name, seconds in (("gone", gone), ("streaming", streaming), ("value", value)):
        bench.note(spread(name, seconds))


def another_number(bench):
    """Someone still holds the old ttyUSB0, so the cable comes back as ttyUSB1: followed."""
    cable = bench.cp2102(bench.oximeter("contec-v7"))
    node, _ = bench.plug(cable)
    holder = bench.guest.begin(f"exec sleep 60 <{node}")
    bench.watches.append(holder)
    watch = bench.watch("auto")
    watch.find(measured, VALUE_SECONDS)
    begin = time.monotonic()
    cable.unplug()
    at, _ = watch.find(link_is("gone"), NOTICED_SECONDS, begin)
    again, _ = bench.plug(cable)
    check(again != node, f"the port came back as {again}, so nothing is shown")
    _, shown = watch.find(measured, VALUE_SECONDS, at)
    check_values(shown, cable.oximeter)
    bench.note(f"{node}, then {again}")


def twins(bench):
    """Two cables with the serial number 0001: two places, each with its own person."""
    cables = [bench.cp2102(bench.oximeter("contec-v7", seed=seed), socket)
              for seed, socket in ((1, "left"), (2, "right"))]
    nodes = [bench.plug(cable)[0] for cable in cables]
    rows = bench.wait_for_devices(nodes)
    places = [rows[node]["location"] for node in nodes]
    check(places == ["1-2:1.0", "1-3:1.0"], f"the places are {places}")
    _, links = bench.guest.run("ls /dev/serial/by-id")
    for node, cable in zip(nodes, cables):
        watch = bench.watch(node, "--family contec-v7")
        _, shown = watch.find(measured, VALUE_SECONDS)
        check_values(shown, cable.oximeter)
    bench.note(f"{len(links)} name in /dev/serial/by-id for {len(nodes)} cables")


CHECKS = [twenty_rounds, another_number, twins]
