#!/usr/bin/env python3
"""`spotter user` beside a running station: an account made outside signs in, its entries reach the
ledger, and no passphrase or handle does.

    user_commands.py SPOTTER

Takes about ten seconds. Needs Python 3.11 and nothing else.
"""

import os
import subprocess
import sys
import tempfile
import time
import urllib.parse

from station import Failure, Station, check, new_id, until

PASSPHRASE = "three small boats"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def user(spotter, data, *arguments, secret=""):
    done = subprocess.run(
        [spotter, "user", *arguments, "--data", data], input=secret, text=True,
        capture_output=True, timeout=60, check=False)
    return done.returncode, done.stdout, done.stderr


def sign_in(client, handle, passphrase):
    body = urllib.parse.urlencode({"handle": handle, "passphrase": passphrase})
    return client.ask("POST", "/sign-in", body, FORM)[0]


def commands(spotter, data, station):
    status, out, err = user(
        spotter, data, "add", "ASH 1", "--role", "supervisor", "--title", "Lead",
        secret=PASSPHRASE + "\n")
    check(status == 0, f"user add failed: {err}")
    client = station.client()
    until("the account signs in", 5, lambda: sign_in(client, "ASH 1", PASSPHRASE) == 303)
    status, out, err = user(spotter, data, "list")
    check("ASH 1\tsupervisor\tLead" in out, f"user list says {out!r}")
    status, out, err = user(spotter, data, "disable", "ASH 1")
    check(status == 1 and "last supervisor" in err, f"the last supervisor was disabled: {err}")
    status, out, err = user(spotter, data, "add", "OAK 2", "--role", "nobody")
    check(status == 64, f"an unknown role is wrong usage, not {status}")
    status, out, err = user(
        spotter, data, "add", "OAK 2", "--role", "supervisor", secret="short\n")
    check(status == 1 and "10 characters" in err, f"a short passphrase was taken: {err}")
    status, out, err = user(
        spotter, data, "add", "OAK 2", "--role", "supervisor", secret="another long one\n")
    check(status == 0, f"user add failed: {err}")
    check(user(spotter, data, "disable", "OAK 2")[0] == 0, "user disable failed")
    until("a disabled account is refused", 5, lambda: (
        sign_in(client, "OAK 2", "another long one") == 403))
    status, out, err = user(spotter, data, "passphrase", "ASH 1", secret="four small boats\n")
    check(status == 0, f"user passphrase failed: {err}")
    until("the new passphrase holds", 5, lambda: sign_in(client, "ASH 1", "four small boats") == 303)
    opened = client.post("/respond", entry=new_id())
    check("watch" in opened, "helping must not need any of this")


def main(spotter):
    with tempfile.TemporaryDirectory() as folder:
        data = os.path.join(folder, "data")
        station = Station(spotter, data)
        station.start()
        try:
            commands(spotter, data, station)
            time.sleep(3)
        finally:
            station.stop()
        with open(os.path.join(data, "ledger.sqlite"), "rb") as file:
            ledger = file.read()
        check(b"access.account" in ledger, "the ledger has no entry about the account")
        check(b"access.sign-in" in ledger, "the ledger has no entry about the sign-in")
        for secret in (b"small boats", b"argon2", b"ASH 1", b"OAK 2"):
            check(secret not in ledger, f"the ledger holds {secret!r}")
    print("user commands: ok")


if __name__ == "__main__":
    try:
        main(sys.argv[1])
    except Failure as failure:
        sys.exit(str(failure))
