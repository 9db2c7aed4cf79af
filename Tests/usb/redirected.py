"""A USB device made on this side and plugged into the guest through QEMU's usb-redir.

The guest's kernel sees descriptors, control requests and transfers, so its real drivers bind. The
protocol is usbredir 0.7; integers are little-endian. Only the hello has ids of 32 bits.
"""

import struct

from cable import Cable

HELLO, CONNECT, RESET, INTERFACES, ENDPOINTS = 0, 1, 3, 4, 5
SET_CONFIGURATION, GET_CONFIGURATION, CONFIGURATION = 6, 7, 8
SET_ALTERNATE, ALTERNATE = 9, 11
START_INTERRUPTS, STOP_INTERRUPTS, INTERRUPTS = 15, 16, 17
CANCEL = 21
CONTROL, BULK, INTERRUPT = 100, 101, 103
# What QEMU wants to hear before it puts a device on a USB 3 controller.
DEVICE_VERSION, PACKET_SIZE, LONG_IDS, LONG_BULK = 1 << 1, 1 << 4, 1 << 5, 1 << 6
HEAD, HELLO_HEAD, BULK_HEAD = struct.Struct("<2IQ"), struct.Struct("<3I"), struct.Struct("<2BHIH")
OK, CANCELLED, STALL = 0, 1, 4
FULL_SPEED = 1
BULK_TYPE, INTERRUPT_TYPE = 2, 3
IN, OUT = 0x81, 0x01
PACKET_BYTES = 64


class RedirectedDevice(Cable):
    """One interface with one endpoint in and one out, of 64 bytes."""

    vendor = product = version = 0
    interface_class = 0xFF
    endpoint_type = BULK_TYPE
    interval = 0
    strings = ()
    class_descriptor = b""

    def begin(self):
        self.unread, self.pending, self.configuration, self.greeted = b"", [], 0, False
        hello = b"spotter".ljust(64, b"\0") + struct.pack(
            "<I", DEVICE_VERSION | PACKET_SIZE | LONG_IDS | LONG_BULK)
        self.socket.sendall(HELLO_HEAD.pack(HELLO, len(hello), 0) + hello)
        only = bytes(31)
        self.send(INTERFACES, 0, struct.pack("<I", 1) + bytes(1) + only
                  + bytes([self.interface_class]) + only + bytes(64))
        types, sizes = bytearray(b"\xff" * 32), [0] * 32
        types[0] = types[16] = 0
        types[1] = types[17] = self.endpoint_type
        sizes[0] = sizes[16] = sizes[1] = sizes[17] = PACKET_BYTES
        intervals = bytearray(32)
        intervals[1] = intervals[17] = self.interval
        self.send(ENDPOINTS, 0, bytes(types + intervals) + bytes(32) + struct.pack("<32H", *sizes))
        self.send(CONNECT, 0, struct.pack(
            "<4B3H", FULL_SPEED, 0, 0, 0, self.vendor, self.product, self.version))

    def send(self, kind, identity, data):
        self.socket.sendall(HEAD.pack(kind, len(data), identity) + data)

    def send_bulk(self, identity, endpoint, status, length, stream, data=b""):
        head = BULK_HEAD.pack(endpoint, status, length, stream, 0)
        self.send(BULK, identity, head + data)

    def from_guest(self, data):
        self.unread += data
        while True:
            head = HEAD if self.greeted else HELLO_HEAD
            if len(self.unread) < head.size:
                return
            kind, length, identity = head.unpack_from(self.unread)
            if len(self.unread) < head.size + length:
                return
            message = self.unread[head.size:head.size + length]
            self.unread = self.unread[head.size + length:]
            self.greeted = True
            self.take(kind, identity, message)

    def take(self, kind, identity, message):
        if kind == CONTROL:
            self.control(identity, message)
        elif kind == BULK:
            endpoint, _, length, stream, _ = BULK_HEAD.unpack_from(message)
            if endpoint & 0x80:
                self.pending.append((identity, length, stream))
            else:
                self.oximeter.write(message[BULK_HEAD.size:])
                self.send_bulk(identity, endpoint, OK, length, stream)
        elif kind == INTERRUPT:
            self.oximeter.write(message[4:])
            self.send(INTERRUPT, identity, message[:1] + bytes([OK]) + message[2:4])
        elif kind == CANCEL:
            for waiting in [item for item in self.pending if item[0] == identity]:
                self.pending.remove(waiting)
                self.send_bulk(identity, IN, CANCELLED, 0, waiting[2])
        elif kind in (SET_CONFIGURATION, GET_CONFIGURATION):
            self.configuration = message[0] if message else self.configuration
            self.send(CONFIGURATION, identity, bytes([OK, self.configuration]))
        elif kind == SET_ALTERNATE:
            self.send(ALTERNATE, identity, bytes([OK]) + message)
        elif kind in (START_INTERRUPTS, STOP_INTERRUPTS):
            self.reporting = kind == START_INTERRUPTS
            self.send(INTERRUPTS, identity, bytes([OK]) + message)

    def control(self, identity, message):
        head, data = message[:10], message[10:]
        endpoint, request, kind, _, value, index, length = struct.unpack("<4B3H", head)
        answer = self.answer(kind, request, value, index, length, data)
        status = STALL if answer is None else OK
        told = (answer or b"")[:length] if kind & 0x80 else b""
        size = len(told) if kind & 0x80 else length
        self.send(CONTROL, identity, struct.pack(
            "<4B3H", endpoint, request, kind, status, value, index, size) + told)

    def answer(self, kind, request, value, index, length, data):
        """The bytes for a control request, empty when there are none; None stalls."""
        if request == 6 and kind in (0x80, 0x81):
            return self.descriptor(value >> 8, value & 0xFF)
        if kind == 0x80 and request == 0:
            return bytes(2)
        return b"" if kind in (0x00, 0x01, 0x02) else None

    def descriptor(self, kind, number):
        if kind == 1:
            return struct.pack("<2BH4B3H4B", 18, 1, 0x0110, 0, 0, 0, PACKET_BYTES, self.vendor,
                               self.product, self.version, *self.string_numbers(), 1)
        if kind == 2:
            endpoints = b"".join(struct.pack("<4BHB", 7, 5, address, self.endpoint_type,
                                             PACKET_BYTES, self.interval) for address in (IN, OUT))
            inner = struct.pack("<9B", 9, 4, 0, 0, 2, self.interface_class, 0, 0, 0)
            inner += self.class_descriptor + endpoints
            return struct.pack("<2BH5B", 9, 2, 9 + len(inner), 1, 1, 0, 0x80, 50) + inner
        if kind == 3 and number == 0:
            return struct.pack("<2BH", 4, 3, 0x0409)
        if kind == 3 and number <= len(self.strings):
            text = self.strings[number - 1].encode("utf-16-le")
            return bytes([2 + len(text), 3]) + text
        return None

    def string_numbers(self):
        """Manufacturer, product, serial number: 0 where the device has none."""
        return [number if len(self.strings) >= number else 0 for number in (1, 2, 3)]
