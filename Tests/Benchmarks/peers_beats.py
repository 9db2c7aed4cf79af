"""Other programs' beat finders over one file of ppg-u7 (one byte a sample).

    peers_beats.py FILE [--rate 60]

Prints `name samples/s` in processor time, the median of five runs, for each of biosppy, neurokit2
and heartpy that this Python can import. The file is taken in pieces of 480 s, as recorded.

    python3 -m venv a && a/bin/pip install biosppy peakutils neurokit2 heartpy==1.2.7
"""

import argparse
import statistics
import sys
import time
import warnings

PIECE_SECONDS = 480


def biosppy(rate):
    from biosppy.signals import ppg

    def find(samples):
        filtered = ppg.st.filter_signal(
            signal=samples, ftype="butter", band="bandpass", order=4, frequency=[1, 8],
            sampling_rate=rate)["signal"]
        return ppg.find_onsets_elgendi2013(signal=filtered, sampling_rate=rate)

    return find


def neurokit2(rate):
    import neurokit2

    def find(samples):
        cleaned = neurokit2.ppg_clean(samples, sampling_rate=rate, method="elgendi")
        return neurokit2.ppg_findpeaks(cleaned, sampling_rate=rate, method="elgendi")

    return find


def heartpy(rate):
    import heartpy

    return lambda samples: heartpy.process(samples, rate)


def measure(find, pieces):
    """Samples a second of processor time; a piece a program gives up on counts as done."""
    began = time.process_time()
    given_up = 0
    for piece in pieces:
        try:
            find(piece)
        except Exception:  # each has exceptions of its own for a wave it finds no beats in
            given_up += 1
    return sum(len(piece) for piece in pieces) / (time.process_time() - began), given_up


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file")
    parser.add_argument("--rate", type=int, default=60)
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    try:
        import numpy
    except ImportError as error:
        sys.exit(f"peers_beats: {error}: install the programs in this Python's venv")
    whole = numpy.fromfile(options.file, dtype=numpy.uint8).astype(float)
    length = PIECE_SECONDS * options.rate
    pieces = [whole[start:start + length] for start in range(0, len(whole), length)]
    pieces = [piece for piece in pieces if len(piece) >= 10 * options.rate]
    if not pieces:
        sys.exit(f"peers_beats: {options.file}: shorter than 10 s")
    found = 0
    for name, make in (("biosppy", biosppy), ("neurokit2", neurokit2), ("heartpy", heartpy)):
        try:
            find = make(options.rate)
        except ImportError as error:
            print(f"peers_beats: without {name}: {error}", file=sys.stderr)
            continue
        found += 1
        runs = [measure(find, pieces) for _ in range(5)]
        print(f"{name} {statistics.median(run[0] for run in runs):.0f}")
        if runs[0][1]:
            print(f"peers_beats: {name} gave up on {runs[0][1]} of {len(pieces)} pieces",
                  file=sys.stderr)
    if not found:
        sys.exit("peers_beats: none of the programs is here")


if __name__ == "__main__":
    main()
