"""Instructions per unit of every kernel, counted by valgrind, against committed thresholds.

Each kernel is run at two lengths; the difference is what its work costs, without the start of the
program and the making of the input. Instructions, unlike seconds, are the same on a busy machine.
"""

import os
import pathlib
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

HERE = pathlib.Path(__file__).parent
THRESHOLDS = HERE / "thresholds.txt"
HEAD = """# Instructions per unit: a byte to decode, a sample, or a reading. Written by WRITE=1 on x86-64 with
# Swift 6.3 in the configuration of `make test`. A kernel may cost a tenth more before CI fails.
"""
SHORT, LONG = 1, 3
SLACK = 1.10


def count(program, kernel, rounds):
    """Instructions of one run, and how many units it went through."""
    with tempfile.NamedTemporaryFile() as out:
        done = subprocess.run(
            ["valgrind", "--tool=callgrind", f"--callgrind-out-file={out.name}",
             program, kernel, str(rounds)],
            capture_output=True, text=True, check=False)
    said = re.search(r"Collected : (\d+)", done.stderr)
    if done.returncode or not said:
        sys.exit(f"{kernel}: valgrind gave no count\n{done.stderr}")
    units, found = (int(word) for word in done.stdout.split())
    if units == 0 or found == 0:
        sys.exit(f"{kernel}: went through {units} units and found {found}")
    return int(said[1]), units


def per_unit(program, kernel):
    short, few = count(program, kernel, SHORT)
    long, many = count(program, kernel, LONG)
    return (long - short) / (many - few)


def thresholds():
    rows = (line.split() for line in THRESHOLDS.read_text().splitlines() if line[:1] != "#")
    return {row[0]: float(row[1]) for row in rows if row}


def main():
    program = sys.argv[1]
    kernels = subprocess.run([program], capture_output=True, text=True, check=True).stdout.split()
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        found = dict(zip(kernels, pool.map(lambda name: per_unit(program, name), kernels)))
    if os.environ.get("WRITE"):
        rows = "".join(f"{name:<20} {value:.1f}\n" for name, value in found.items())
        THRESHOLDS.write_text(HEAD + rows)
        return 0
    known = thresholds()
    wrong = []
    for name, value in found.items():
        if name not in known:
            wrong.append(f"{name} has no threshold; WRITE=1 writes it")
            continue
        share = value / known[name]
        print(f"{name:<20} {value:8.1f} instructions a unit, {share * 100:5.1f} % of {known[name]}")
        if share > SLACK:
            wrong.append(f"{name} costs {value:.1f} instructions a unit, above {known[name]} + 10 %")
    wrong += [f"{name} is in thresholds.txt and is no kernel" for name in known.keys() - found]
    for line in wrong:
        print("FAILED:", line)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
