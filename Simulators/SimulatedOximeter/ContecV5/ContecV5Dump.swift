/// The one session of a Contec V5 device, as it is dumped: no checksum, no date.
enum ContecV5Dump {
    /// The rest of a live frame that was on its way, three times the start, the length, then three
    /// bytes a second.
    static func bytes(of session: SimulatedSession) -> [UInt8] {
        var live = ContecV5Encoder.Live()
        live.strength = 4
        var bytes = Array(ContecV5Encoder.bytes(of: live).dropLast(2))
        for _ in 1...3 { bytes += startTriplet(session.start) }
        bytes += length(session.seconds.count * 3)
        for (place, second) in session.seconds.enumerated() {
            bytes += triplet(second, isOdd: place % 2 == 1)
        }
        return bytes
    }

    /// Hour and minute alone; the D+ has no clock.
    private static func startTriplet(_ start: DeviceTime?) -> [UInt8] {
        [0xF2, 0x80 | UInt8(start?.hour ?? 0), UInt8(start?.minute ?? 0)]
    }

    /// In seven-bit groups, highest first, less one; only the last group is without bit 7.
    private static func length(_ count: Int) -> [UInt8] {
        let value = max(count - 1, 0)
        return [
            0x80 | UInt8(value >> 14 & 0x7F), 0x80 | UInt8(value >> 7 & 0x7F), UInt8(value & 0x7F),
        ]
    }

    /// How "no value" is stored is not documented, so both known ways of the live stream take turns.
    private static func triplet(_ second: SimulatedSession.Second, isOdd: Bool) -> [UInt8] {
        let none = (isOdd ? FingerOutForm.vendor : .firmware).contecNone
        let pulse = second.pulseBpm.map { UInt8(clamping: $0) } ?? none.pulse
        let spo2 = second.spo2Percent.map { UInt8(clamping: $0) } ?? none.spo2
        return [0xF0 | pulse >> 7, 0x80 | (pulse & 0x7F), spo2]
    }
}
