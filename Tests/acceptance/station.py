"""A running station as the acceptance scripts use it: started, asked over HTTP, stopped or killed.

Needs Python 3.11 and nothing else. Everything goes through what people and scripts rely on: the
command line, the console's routes, `spotter log`.
"""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.parse
import uuid

VERIFIER = os.path.join(
    os.path.dirname(os.path.abspath(__file__)), "..", "verifier", "verify_ledger.py")


class Failure(Exception):
    """Something is not as it must be; the text is one plain sentence."""


def check(holds, sentence):
    if not holds:
        raise Failure(sentence)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def run(arguments, **options):
    """A command's exit status, standard output and standard error."""
    options = {"timeout": 120, "stdin": subprocess.DEVNULL} | options
    done = subprocess.run(arguments, capture_output=True, text=True, **options)
    return done.returncode, done.stdout, done.stderr


class Client:
    """One connection that is kept open, as a browser keeps it."""

    def __init__(self, port, timeout=10):
        self.port, self.timeout = port, timeout
        self.connection = None

    def ask(self, method, path, body=None, headers=None):
        """Status and body; OSError or HTTPException when the station goes away."""
        if self.connection is None:
            self.connection = http.client.HTTPConnection(
                "127.0.0.1", self.port, timeout=self.timeout)
        try:
            self.connection.request(method, path, body, headers or {})
            answer = self.connection.getresponse()
            return answer.status, answer.read()
        except (OSError, http.client.HTTPException):
            self.connection.close()
            self.connection = None
            raise

    def post(self, path, **fields):
        """The facts the station answers a form with."""
        status, body = self.ask(
            "POST", path, urllib.parse.urlencode(fields),
            {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"})
        check(status == 200, f"POST {path} was answered {status}: {body[:300]!r}")
        return json.loads(body)

    def floor(self):
        status, body = self.ask("GET", "/api/floor")
        check(status == 200, f"GET /api/floor was answered {status}")
        return json.loads(body)

    def tile(self, watch):
        """The seat this watch is shown on; None when it is nowhere."""
        for seat in self.floor()["seats"]:
            if seat["watch"] == watch:
                return seat
        return None


class Station:
    def __init__(self, program, data, *options, port=None):
        self.program, self.data, self.options = program, data, options
        self.port = port or free_port()
        self.log_path = data.rstrip("/") + ".log"
        self.process = None

    def start(self, within=10):
        """Starts it and gives the seconds until it answered."""
        begin = time.monotonic()
        with open(self.log_path, "ab") as log:
            self.process = subprocess.Popen(
                [self.program, "serve", "--data", self.data, "--listen",
                 f"127.0.0.1:{self.port}", "--no-usb", *self.options],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        while time.monotonic() - begin < within:
            check(self.process.poll() is None,
                  f"the station ended with {self.process.returncode}: {self.log_tail()}")
            try:
                Client(self.port, timeout=within).floor()
                return time.monotonic() - begin
            except (OSError, http.client.HTTPException):
                time.sleep(0.02)
        raise Failure(f"the station did not answer within {within} s: {self.log_tail()}")

    def log_tail(self):
        with open(self.log_path, "rb") as log:
            return log.read()[-600:].decode(errors="replace")

    @property
    def is_running(self):
        return self.process is not None and self.process.poll() is None

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self, within=5):
        """Asks it to stop, as systemd does, and gives the seconds it took."""
        begin = time.monotonic()
        self.process.terminate()
        try:
            self.process.wait(timeout=within)
        except subprocess.TimeoutExpired:
            self.kill()
            raise Failure(f"the station did not stop within {within} s") from None
        check(self.process.returncode == 0, f"the station ended with {self.process.returncode}")
        return time.monotonic() - begin

    def __enter__(self):
        return self

    def __exit__(self, *reason):
        if self.is_running:
            self.kill()

    def client(self):
        return Client(self.port)

    def log(self, *arguments):
        """Runs `spotter log …` on this station's data."""
        return run([self.program, "log", *arguments, "--data", self.data])

    def entries(self, *selection):
        """The ledger's entries, oldest first."""
        status, out, err = self.log("show", "--jsonl", *selection)
        check(status == 0, f"log show failed: {err}")
        return [json.loads(line) for line in out.splitlines()]

    def verify(self):
        """Has both verifiers check the ledger; gives the number of entries."""
        status, out, err = self.log("verify")
        check(status == 0 and out.startswith("ok "), f"log verify: {out}{err}")
        path = os.path.join(self.data, "ledger.sqlite")
        other, out_other, err_other = run([sys.executable, VERIFIER, path])
        check(other == 0 and out_other.startswith("ok "),
              f"the independent verifier: {out_other}{err_other}")
        return int(out.split()[1])


def until(what, seconds, question, every=0.1):
    """Asks until the answer is neither None nor False; a Failure after so many seconds."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        answer = question()
        if answer is not None and answer is not False:
            return answer
        time.sleep(every)
    raise Failure(f"not within {seconds} s: {what}")


def new_id():
    return str(uuid.uuid4())


def same_moment(left, right, within_milliseconds=2000):
    return left is not None and right is not None and abs(left - right) <= within_milliseconds
