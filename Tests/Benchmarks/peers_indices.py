"""The public tools that count desaturations, over one file of spo2-u8 (one byte a second).

    peers_indices.py FILE [--seconds N] [--events] [--tool NAME]

Prints `name samples/s` for each rule, in processor time; with --events `rule,drop,start,end`, in
seconds from the start of the file. The file is taken as series of N seconds (28800, a night).

pobm 1.2.0 needs numpy < 2, the others do not: each tool runs under the interpreter named in
SPOTTER_PEERS_POBM, SPOTTER_PEERS_O2RING and SPOTTER_PEERS_LUNA (a venv's python), or under this one.

    python3 -m venv a && a/bin/pip install 'numpy<2' pobm==1.2.0
    python3 -m venv b && b/bin/pip install o2ring-analyzer==1.0.3 lunapi==1.7.0

Each tool is given what it asks for. pobm and Luna need a value each second: a second without one
holds the one before, the first value is held backwards. o2ring-analyzer leaves them out, and what
lies below 50, as its own cleaning does.
"""

import argparse
import os
import subprocess
import sys
import time
import warnings

TOOLS = {"pobm": "SPOTTER_PEERS_POBM", "o2ring": "SPOTTER_PEERS_O2RING",
         "luna": "SPOTTER_PEERS_LUNA"}
DROPS = (3, 4)


def held(series, np):
    """Floats without gaps, or None when there is no value at all."""
    there = np.flatnonzero((series > 0) & (series <= 100))
    if len(there) == 0:
        return None
    last = np.zeros(len(series), dtype=int)
    last[there] = there
    filled = series[np.maximum.accumulate(last)].astype(float)
    filled[:there[0]] = series[there[0]]
    return filled


def pobm(np):
    from pobm._ResultsClasses import DesatMethodEnum
    from pobm.obm.desat import DesaturationsMeasures

    def found(series, measures):
        filled = held(series, np)
        if filled is None:
            return []
        result = measures.compute(filled)
        return zip(map(int, result.begin), map(int, result.end))

    yield "jung", lambda series, drop: found(series, DesaturationsMeasures(ODI_Threshold=drop))
    yield "hard-90", lambda series, drop: found(
        series, DesaturationsMeasures(threshold_method=DesatMethodEnum.Hard))


def o2ring(np):
    from o2ring_analyzer import metrics

    def found(series, drop):
        there = np.flatnonzero((series >= 50) & (series <= 100))
        if len(there) == 0:
            return
        seconds = there.astype(float) - there[0]
        times = there.astype("datetime64[s]")
        values = series[there].astype(float)
        for event in metrics.detect_desaturations(seconds, values, times, float(drop)):
            start = int(event.start_time.value // 10**9)
            yield start, start + int(event.duration_s)

    yield "reset-mean-120", found


def luna(np):
    import lunapi
    project = lunapi.proj(verbose=False)
    project.silence(True)

    def found(series, drop):
        filled = held(series, np)
        if filled is None:
            return
        person = project.empty_inst("a", len(filled), 1)
        person.insert_signal("SpO2", filled.tolist(), 1)
        person.silent_proc(f"DESAT sig=SpO2 drop={drop}")
        try:
            table = person.table("DESAT", "DESAT")
        except Exception:  # lunapi has no table when there is no event
            return
        if table is not None and "START" in table:
            yield from sorted((int(a), int(b)) for a, b in zip(table.START, table.STOP))

    yield "median-120", found


def run(tool, arguments):
    """Under the right interpreter: the rules of one tool."""
    warnings.simplefilter("ignore")
    import numpy as np
    content = np.fromfile(arguments.file, dtype=np.uint8)
    nights = [content[place:place + arguments.seconds]
              for place in range(0, len(content), arguments.seconds)]
    for name, rule in {"pobm": pobm, "o2ring": o2ring, "luna": luna}[tool](np):
        if arguments.events:
            for drop in DROPS:
                for number, night in enumerate(nights):
                    for start, end in rule(night, drop):
                        from_start = number * arguments.seconds
                        print(f"{name},{drop},{from_start + start},{from_start + end}")
            continue
        drops = DROPS[:1] if name == "hard-90" else DROPS
        began = time.process_time()
        events = sum(len(list(rule(night, drop))) for night in nights for drop in drops)
        took = time.process_time() - began
        what = "/".join(map(str, drops))
        print(f"{tool} {name} drops {what}: {len(content) / took:.0f} samples/s, {events} events",
              flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file")
    parser.add_argument("--seconds", type=int, default=28800)
    parser.add_argument("--events", action="store_true")
    parser.add_argument("--tool", choices=TOOLS)
    arguments = parser.parse_args()
    if arguments.tool:
        return run(arguments.tool, arguments)
    for tool, variable in TOOLS.items():
        python = os.environ.get(variable, sys.executable)
        done = subprocess.run([python, os.path.abspath(__file__), *sys.argv[1:], "--tool", tool],
                              stderr=subprocess.PIPE, text=True)
        if done.returncode != 0:
            why = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
            print(f"{tool}: left out ({why}); set {variable}", file=sys.stderr)


if __name__ == "__main__":
    main()
