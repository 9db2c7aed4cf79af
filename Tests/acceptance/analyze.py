#!/usr/bin/env python3
"""`spotter analyze` over files as people have them.

    analyze.py SPOTTER

Needs Python 3.11.
"""

import json
import os
import sys
import tempfile

from station import Failure, check, run


def analyze(spotter, directory, content, *arguments):
    path = os.path.join(directory, "series")
    with open(path, "wb") as file:
        file.write(content)
    return run([spotter, "analyze", path, *arguments])


def low(spotter, directory, content):
    """Seconds below 90 and the alerts' kinds of a text series."""
    status, out, err = analyze(spotter, directory, content, "--format", "spo2-csv", "--json")
    check(status == 0, f"{content[:40]!r} ended with {status}: {err}")
    found = json.loads(out)
    return found["secondsBelow"]["90"], {alert["kind"] for alert in found["alerts"]}


def texts(spotter, directory):
    plain = ["97"] * 60 + ["84"] * 30 + ["97"] * 60
    forms = {
        "plain": "\n".join(plain),
        "with CR LF": "\r\n".join(["second,spo2"] + [f"{n},{v}" for n, v in enumerate(plain)]),
        "with a pulse": "\n".join(["second,spo2,pulse"] + [f"{n},{v},62" for n, v in enumerate(plain)]),
        "as spotter decode": "\n".join(
            ["index,spo2Percent,pulseBpm,pleth,perfusionIndexPercent,flags"]
            + [f"{n},{v},62,,,beep" for n, v in enumerate(plain)]),
        "with decimals and blanks": "\n".join(f" {v}.4 " for v in plain) + "\n",
    }
    for name, text in forms.items():
        seconds, kinds = low(spotter, directory, text.encode())
        check(seconds == 30, f"{name}: {seconds} s below 90, not 30")
        check("oxygen-critical" in kinds, f"{name}: 84 % raised {kinds}")
    for content, why in ((b"", "empty"), (b"abc\n", "no number"), (b"1,2,3\n4,5,6\n", "columns"),
                         (b"97\nx\n", "a word")):
        status, _, err = analyze(spotter, directory, content, "--format", "spo2-csv")
        check(status == 1 and err.strip(), f"{why}: ended with {status}: {err}")
    status, _, _ = analyze(spotter, directory, b"\x40" * 90, "--format", "ppg-u7", "--rate", "9")
    check(status == 64, f"a rate of 9 a second ended with {status}")
    return f"{len(forms)} forms of one series agree, what is no series is refused"


def limits(spotter, directory):
    series = bytes([97] * 60 + [88] * 30 + [97] * 60)
    path = os.path.join(directory, "limits")
    counts = []
    for text in ('{"lowPercent": 85, "criticalPercent": 80}', '{"lowPercent": 90}'):
        with open(path, "w", encoding="ascii") as file:
            file.write(text)
        status, out, err = analyze(
            spotter, directory, series, "--format", "spo2-u8", "--json", "--limits", path)
        check(status == 0, f"limits ended with {status}: {err}")
        counts.append(sum(a["kind"] == "oxygen-low" and a["transition"] == "raised"
                          for a in json.loads(out)["alerts"]))
    check(counts == [0, 1], f"88 % under limits of 85 and 90 raised {counts}")
    for text in ('{"lowPercent": 20}', '{"nothing": 1}', "[]"):
        with open(path, "w", encoding="ascii") as file:
            file.write(text)
        status, _, err = analyze(
            spotter, directory, series, "--format", "spo2-u8", "--limits", path)
        check(status == 1 and path in err, f"limits {text} ended with {status}: {err}")
    return "another low limit, another answer; what is no limit is refused"


def main(spotter):
    with tempfile.TemporaryDirectory(prefix="spotter-analyze-") as directory:
        for case in (texts, limits):
            try:
                print(f"analyze: {case(spotter, directory)}")
            except Failure as failure:
                sys.exit(f"analyze: {failure}")


if __name__ == "__main__":
    main(*sys.argv[1:])
