"""A cable between a simulated oximeter and one of the guest's USB sockets."""

import threading

from guest import Failure, connect
from oximeter import ready


class Cable:
    """Plugged in while it has a connection; a thread of its own carries the bytes."""

    def __init__(self, socket_path, oximeter):
        self.socket_path, self.oximeter = socket_path, oximeter
        self.socket = self.thread = self.trouble = None

    def plug(self):
        self.oximeter.open()
        self.socket = connect(self.socket_path, 5)
        self.is_plugged = True
        self.thread = threading.Thread(target=self.carry, daemon=True)
        self.thread.start()

    def unplug(self):
        """Returns when nothing more is carried."""
        if self.socket is None:
            return
        self.is_plugged = False
        self.thread.join()
        self.socket.close()
        self.socket = None
        self.oximeter.close()
        if self.trouble:
            raise Failure(f"the cable itself failed: {self.trouble!r}")

    def carry(self):
        try:
            self.begin()
            self.carry_until_unplugged()
        except Exception as error:  # told by unplug, on the check's own thread
            self.trouble = error

    def carry_until_unplugged(self):
        while self.is_plugged:
            for stream in ready([self.socket, *self.listened()], 0.02):
                if stream is self.socket:
                    data = self.socket.recv(65536)
                    if not data:
                        return
                    self.from_guest(data)
                else:
                    self.from_oximeter()


class FTDICable(Cable):
    """QEMU's own FT232 (0403:6001): the socket carries the serial line's bytes as they are."""

    def begin(self):
        pass

    def listened(self):
        return [self.oximeter]

    def from_guest(self, data):
        self.oximeter.write(data)

    def from_oximeter(self):
        self.socket.sendall(self.oximeter.read())
