#!/usr/bin/env python3
"""`spotter decode --hex` over the forms in which people and tools write bytes down.

    hex_forms.py SPOTTER SPOTTER-SIM

Needs Python 3.11.
"""

import os
import subprocess
import sys
import tempfile

from station import Failure, check, run

FAMILY = "contec-v7"


def lines(content, width):
    return [content[at:at + width] for at in range(0, len(content), width)]


def xxd(content):
    return "".join(
        f"{number * 16:08x}: " + " ".join(row[at:at + 2].hex() for at in range(0, len(row), 2))
        + "  " + "".join(chr(b) if 32 <= b < 127 else "." for b in row) + "\n"
        for number, row in enumerate(lines(content, 16)))


def hexdump(content):
    return "".join(
        f"{number * 16:08x}  {row[:8].hex(' ')}  {row[8:].hex(' ')}  "
        + "|" + "".join(chr(b) if 32 <= b < 127 else "." for b in row) + "|\n"
        for number, row in enumerate(lines(content, 16)))


def forms(content):
    digits = content.hex()
    return {
        "plain": content.hex(" "),
        "without spaces": digits,
        "wrapped inside a byte": "\n".join(lines(digits, 37)),
        "0x and commas": ", ".join(f"0x{b:02X}" for b in content),
        "0X": " ".join(f"0X{b:02X}" for b in content),
        "backslash x": "".join(f"\\x{b:02x}" for b in content),
        "colons": "\n".join(row.hex(":") for row in lines(content, 12)),
        "prompts": "\n".join("< " + row.hex(" ") for row in lines(content, 9)),
        "comments": "\n".join(row.hex(" ") + " // a frame" for row in lines(content, 9)),
        "times": "\n".join(f"12:34:{n % 60:02}.500 " + row.hex(" ")
                           for n, row in enumerate(lines(content, 9))),
        "a mark at the start, CR LF": "\ufeff" + "\r\n".join(row.hex(" ") for row in lines(content, 9)),
        "xxd": xxd(content),
        "hexdump -C": hexdump(content),
    }


FAMILIES = ["contec-v5", "contec-v7", "contec-hid", "bci", "nonin-df1", "nonin-df2", "nonin-df7",
            "nonin-df8", "nonin-ascii", "nellcor-ascii", "masimo-ascii1"]
# Five bytes of one shape: without a clock nobody can tell them apart.
ALIKE = {"contec-v5", "bci"}


def found_out(spotter, simulator, directory):
    """`--family auto` names the family that made the bytes."""
    path = os.path.join(directory, "bytes")
    for family in FAMILIES:
        with open(path, "wb") as file:
            subprocess.run([simulator, "emit", "--family", family, "--seconds", "40"],
                           check=True, stdout=file)
        status, _, err = run([spotter, "decode", path, "--family", "auto", "--csv"])
        named = err.strip().rsplit(" ", 1)[-1]
        check(status == 0 and (named == family or {named, family} <= ALIKE),
              f"{family} was taken for {named}: {err}")
    with open(path, "wb") as file:
        file.write(bytes(range(255, 0, -1)) * 4)
    status, _, err = run([spotter, "decode", path, "--family", "auto"])
    check(status == 1, f"noise was read as something: {err}")


def main(spotter, simulator):
    content = subprocess.run(
        [simulator, "emit", "--family", FAMILY, "--seconds", "12"], check=True,
        stdout=subprocess.PIPE).stdout
    with tempfile.TemporaryDirectory(prefix="spotter-hex-") as directory:
        path = os.path.join(directory, "text")
        try:
            wanted = None
            for name, text in forms(content).items():
                with open(path, "w", encoding="utf-8", newline="") as file:
                    file.write(text)
                status, out, err = run(
                    [spotter, "decode", path, "--hex", "--family", FAMILY, "--csv"])
                check(status == 0, f"{name}: ended with {status}: {err}")
                wanted = wanted or out
                check(out == wanted, f"{name}: other samples than plain pairs give")
            for text in ("7d 8 a1", "7d 81 zz", "7d 8"):
                with open(path, "w", encoding="ascii") as file:
                    file.write(text)
                status, _, err = run([spotter, "decode", path, "--hex", "--family", FAMILY])
                check(status == 1 and path in err, f"{text!r} ended with {status}: {err}")
            found_out(spotter, simulator, directory)
        except Failure as failure:
            sys.exit(f"hex: {failure}")
    print(f"hex: {len(forms(b'ab'))} forms of the same bytes give the same samples; every family is told by its bytes")


if __name__ == "__main__":
    main(*sys.argv[1:])
