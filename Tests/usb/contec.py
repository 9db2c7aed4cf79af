"""The two things that Contec's oximeters show a computer: a CP2102 cable, and a USB-HID device."""

import struct

from redirected import (
    BULK_TYPE, IN, INTERRUPT, INTERRUPT_TYPE, OK, PACKET_BYTES, RedirectedDevice)


class CP2102Cable(RedirectedDevice):
    """Silicon Labs' bridge in the cable of the serial models; keeps how its line was last set."""

    vendor, product, version = 0x10C4, 0xEA60, 0x0100
    strings = ("Silicon Labs", "CP2102 USB to UART Bridge Controller", "0001")
    endpoint_type = BULK_TYPE
    baud = line_control = 0
    flow, characters = bytes(16), bytes(6)
    waiting = b""

    IFC_ENABLE, SET_LINE, GET_LINE, SET_HANDSHAKE, GET_MODEM = 0x00, 0x03, 0x04, 0x07, 0x08
    GET_STATUS, PURGE, SET_FLOW, GET_FLOW, EMBED = 0x10, 0x12, 0x13, 0x14, 0x15
    SET_CHARACTERS, GET_BAUD, SET_BAUD, VENDOR = 0x19, 0x1D, 0x1E, 0xFF
    PART_NUMBER, IS_CP2102 = 0x370B, 0x02

    @property
    def line(self):
        """Such as 115200 8N1."""
        bits = self.line_control
        return f"{self.baud} {bits >> 8}{'NOEMS'[bits >> 4 & 15]}{('1', '1.5', '2')[bits & 15]}"

    def answer(self, kind, request, value, index, length, data):
        if kind not in (0x40, 0x41, 0xC0, 0xC1):
            return super().answer(kind, request, value, index, length, data)
        if request == self.VENDOR:
            return bytes([self.IS_CP2102]) if value == self.PART_NUMBER else None
        told = {self.GET_LINE: struct.pack("<H", self.line_control), self.GET_MODEM: b"\x30",
                self.GET_STATUS: bytes(19), self.GET_FLOW: self.flow,
                self.GET_BAUD: struct.pack("<I", self.baud)}
        if kind & 0x80:
            return told.get(request)
        if request == self.SET_LINE:
            self.line_control = value
        elif request == self.SET_BAUD:
            self.baud = struct.unpack("<I", data)[0]
            self.oximeter.set_speed(self.baud)
        elif request == self.SET_FLOW:
            self.flow = data
        elif request not in (self.IFC_ENABLE, self.SET_HANDSHAKE, self.PURGE, self.EMBED,
                             self.SET_CHARACTERS):
            return None
        return b""

    def listened(self):
        return [self.oximeter] if self.pending else []

    def from_oximeter(self):
        if not self.pending:
            return
        identity, length, stream = self.pending.pop(0)
        data = self.oximeter.read(min(length, PACKET_BYTES))
        self.send_bulk(identity, IN, OK, len(data), stream, data)


class ContecHIDDevice(RedirectedDevice):
    """What the CMS50E sold today is on USB: reports of 64 bytes both ways, no serial port."""

    vendor, product, version = 0x28E9, 0x028A, 0x0100
    strings = ("", "Pulse Oximeter")
    interface_class = 3
    endpoint_type, interval = INTERRUPT_TYPE, 1
    reporting = False
    sent, unsent = 0, b""
    # A page of the maker's own, one input and one output report of 64 bytes, no report number.
    report = bytes.fromhex("0600ff 0901 a101 1500 26ff00 7508 9540 0901 8102 9540 0902 9102 c0")
    class_descriptor = struct.pack("<2BH3BH", 9, 0x21, 0x0110, 0, 1, 0x22, len(report))

    def answer(self, kind, request, value, index, length, data):
        if kind == 0x81 and request == 6 and value >> 8 == 0x22:
            return self.report
        if kind == 0x21:
            return b""
        return super().answer(kind, request, value, index, length, data)

    def listened(self):
        return [self.oximeter]

    def from_oximeter(self):
        self.unsent += self.oximeter.read()
        while len(self.unsent) >= PACKET_BYTES:
            report, self.unsent = self.unsent[:PACKET_BYTES], self.unsent[PACKET_BYTES:]
            if self.reporting:
                self.sent += 1
                self.send(INTERRUPT, self.sent, struct.pack("<2BH", IN, OK, PACKET_BYTES) + report)
