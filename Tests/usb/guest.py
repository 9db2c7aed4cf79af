"""The guest: a small Linux under QEMU, and the commands that run in it.

Commands run side by side. What they say comes with the host's time, so that plugging in on this
side and what follows on that side are on one clock.
"""

import itertools
import os
import socket
import subprocess
import threading
import time

# The guest's USB sockets, 1 to 3, and what QEMU has behind each.
SOCKETS = {"ftdi": "usb-serial", "left": "usb-redir", "right": "usb-redir"}
BOOT_SECONDS = 240


class Failure(Exception):
    """Something is not as it must be; the text is one plain sentence."""


class Job:
    """A command in the guest."""

    def __init__(self, guest, name, command):
        self.guest, self.name, self.command = guest, name, command
        self.lines, self.code = [], None
        self.news = threading.Condition()

    def take(self, mark, text):
        with self.news:
            if mark == "|":
                self.lines.append((time.monotonic(), text))
            else:
                self.code = int(text)
            self.news.notify_all()

    def find(self, wanted, within, since=0.0):
        """The first line after `since` for which `wanted` gives something: its time and that."""
        end, seen = time.monotonic() + within, 0
        with self.news:
            while True:
                for at, text in self.lines[seen:]:
                    found = wanted(text) if at >= since else None
                    if found:
                        return at, found
                seen = len(self.lines)
                left = end - time.monotonic()
                if left <= 0 or self.code is not None:
                    said = "; ".join(text for _, text in self.lines[-4:])
                    raise Failure(
                        f"{self.outcome(within)}: {self.command}\n    last said: {said}")
                self.news.wait(left)

    def outcome(self, within):
        return f"not within {within} s" if self.code is None else f"ended with {self.code}"

    def wait(self, within):
        with self.news:
            if not self.news.wait_for(lambda: self.code is not None, within):
                raise Failure(f"did not end within {within} s: {self.command}")
        return self.code, [text for _, text in self.lines]

    def stop(self, signal="INT"):
        self.guest.run(f"kill -{signal} $(cat /run/jobs/{self.name})")
        return self.wait(20)


class Guest:
    def __init__(self, directory, kernel, initramfs):
        self.directory, self.kernel, self.initramfs = directory, kernel, initramfs
        self.jobs, self.names = {}, itertools.count(1)
        self.process = None

    def path(self, name):
        return os.path.join(self.directory, name)

    def listener(self, name):
        return f"socket,id={name},path={self.path(name)},server=on,wait=off"

    def arguments(self):
        wires = ["-device", "qemu-xhci,id=usb"]
        for port, (name, device) in enumerate(SOCKETS.items(), 1):
            wires += ["-chardev", self.listener(name),
                      "-device", f"{device},chardev={name},bus=usb.0,port={port}"]
        # rdrand: random numbers are ready at once. no_timer_check: on a busy machine emulated
        # ticks come so unevenly that the kernel would give up its timer.
        return ["qemu-system-x86_64", "-accel", "tcg", "-cpu", "qemu64,+rdrand", "-M", "q35",
                "-smp", "2", "-m", "768", "-nodefaults", "-display", "none", "-no-reboot",
                "-kernel", os.path.join(self.kernel, "vmlinux"), "-initrd", self.initramfs,
                "-append", "console=ttyS0 rdinit=/init panic=-1 random.trust_cpu=on no_timer_check",
                "-serial", f"file:{self.path('console.log')}",
                "-device", "virtio-serial-pci", "-chardev", self.listener("control"),
                "-device", "virtserialport,chardev=control,name=control", *wires]

    def start(self):
        begin = time.monotonic()
        ready = Job(self, "agent", "the guest's start")
        self.jobs["agent"] = ready
        self.process = subprocess.Popen(self.arguments(), stdin=subprocess.DEVNULL)
        self.control = connect(self.path("control"), 10)
        threading.Thread(target=self.listen, daemon=True).start()
        ready.find(lambda text: text == "ready", BOOT_SECONDS)
        return time.monotonic() - begin

    def listen(self):
        with self.control.makefile("r", encoding="utf-8", errors="replace", newline="\n") as lines:
            for line in lines:
                for mark in "|=":
                    name, found, text = line.rstrip("\r\n").partition(mark)
                    if found and name in self.jobs:
                        self.jobs[name].take(mark, text)
                        break
        for job in self.jobs.values():
            job.take("=", "255")

    def begin(self, command):
        """Runs a command beside others; with `exec` before a program, that is what `stop` ends."""
        name = f"j{next(self.names)}"
        job = self.jobs[name] = Job(self, name, command)
        self.control.sendall(f"{name} {command}\n".encode())
        return job

    def run(self, command, within=60):
        return self.begin(command).wait(within)

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.kill()
            self.process.wait()

    def console(self, lines=25):
        with open(self.path("console.log"), errors="replace") as log:
            return "".join(log.readlines()[-lines:])


def connect(path, within):
    end = time.monotonic() + within
    while True:
        line = socket.socket(socket.AF_UNIX)
        try:
            line.connect(path)
            return line
        except OSError:
            line.close()
            if time.monotonic() > end:
                raise Failure(f"QEMU did not open {path}") from None
            time.sleep(0.05)
