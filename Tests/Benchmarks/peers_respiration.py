"""heartpy's breathing rate over one file of ppg-u7 (one byte a sample), in windows of 32 s.

    peers_respiration.py FILE [--rate 60] [--reference DIR] [--spotter PROGRAM]

Prints `heartpy samples/s` in processor time. With --reference, a folder with `index.csv` and
`rr_ref.csv` (FILE then holds those subjects one after the other, all of a length), also the error
against the mean of both annotators in every 32 s window that both counted; a window in which the
tool finds no rate is counted, not left out. With --spotter, that program's `analyze` is scored on
the same windows, at each window's end.

    python3 -m venv a && a/bin/pip install heartpy==1.2.7
"""

import argparse
import csv
import json
import os
import subprocess
import sys
import tempfile
import time
import warnings

WINDOW, STEP = 32, 16


def windows(folder):
    """The ids in the file's order, and per id the window ends with their counted rate."""
    with open(os.path.join(folder, "index.csv"), encoding="utf-8") as file:
        ids = [row["id"] for row in csv.DictReader(file)]
    counted = {name: [] for name in ids}
    with open(os.path.join(folder, "rr_ref.csv"), encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if int(row["win_s"]) == WINDOW and row["rr_ann1"] and row["rr_ann2"]:
                rate = (float(row["rr_ann1"]) + float(row["rr_ann2"])) / 2
                counted[row["id"]].append((int(row["start_s"]) + WINDOW, rate))
    return ids, counted


def heartpy_rate(heartpy, samples, rate):
    """Breaths a minute, or None where heartpy gives up."""
    try:
        _, measures = heartpy.process(samples, rate)
    except Exception:  # heartpy raises several kinds of its own when it finds no beats
        return None
    breaths = float(measures["breathingrate"]) * 60
    return breaths if breaths == breaths else None


def heartpy_second(heartpy, subject, rate):
    floats = subject.astype(float)
    return {end: heartpy_rate(heartpy, floats[(end - WINDOW) * rate:end * rate], rate)
            for end in range(WINDOW, len(subject) // rate + 1, STEP)}


def spotter_second(program, subject, rate):
    with tempfile.NamedTemporaryFile(suffix=".u7") as file:
        file.write(subject.tobytes())
        file.flush()
        answer = subprocess.run(
            [program, "analyze", file.name, "--format", "ppg-u7", "--rate", str(rate), "--json"],
            check=True, capture_output=True)
    return {int(one["at"]): (one["breathsPerMinute"], one["confidence"])
            for one in json.loads(answer.stdout)["respiration"]}


def middle(numbers):
    ordered = sorted(numbers)
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def score(name, found, ids, counted):
    """Prints the errors; a value may carry a confidence, then also those of the surest 65 %."""
    pairs, people, missing = [], [], 0
    for own, subject in zip(found, ids):
        errors = []
        for end, rate in counted[subject]:
            value = own.get(end)
            value, confidence = value if isinstance(value, tuple) else (value, 0)
            if value is None:
                missing += 1
                continue
            errors.append(abs(value - rate))
            pairs.append((confidence, errors[-1]))
        if errors:
            people.append(sum(errors) / len(errors))
    every = len(pairs) + missing
    print(f"{name} windows {every}, without value {missing}, "
          f"mean error {sum(error for _, error in pairs) / len(pairs):.2f} /min, "
          f"median {middle([error for _, error in pairs]):.2f}, "
          f"median of people's means {middle(people):.2f}")
    if any(confidence for confidence, _ in pairs):
        pairs.sort(key=lambda pair: -pair[0])
        kept = pairs[:-(-every * 65 // 100)]
        print(f"{name} surest 65 %: confidence {kept[-1][0]} or more, "
              f"mean error {sum(error for _, error in kept) / len(kept):.2f} /min")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file")
    parser.add_argument("--rate", type=int, default=60)
    parser.add_argument("--reference")
    parser.add_argument("--spotter")
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    try:
        import heartpy
        import numpy
    except ImportError as error:
        sys.exit(f"peers_respiration: {error}: install heartpy==1.2.7 in this Python's venv")
    whole = numpy.fromfile(options.file, dtype=numpy.uint8)
    ids, counted = windows(options.reference) if options.reference else (["file"], None)
    subjects = whole[:len(whole) // len(ids) * len(ids)].reshape(len(ids), -1)
    if subjects.shape[1] < WINDOW * options.rate:
        sys.exit(f"peers_respiration: {options.file}: shorter than one window of {WINDOW} s")
    began = time.process_time()
    found = [heartpy_second(heartpy, subject, options.rate) for subject in subjects]
    spent = time.process_time() - began
    # Every window is worked out anew: what counts is how much was given to the tool.
    given = sum(len(own) for own in found) * WINDOW * options.rate
    print(f"heartpy {given / spent:.0f}")
    if counted is None:
        return
    score("heartpy", found, ids, counted)
    if options.spotter:
        ours = [spotter_second(options.spotter, subject, options.rate) for subject in subjects]
        score("spotter", ours, ids, counted)


if __name__ == "__main__":
    main()
