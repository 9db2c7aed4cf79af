public import SignalCore

/// The live frame of Contec's V5.0A as one word.
///
/// byte 1 strength and flags · 2 pleth · 3 bar graph and flags · 4 pulse · 5 SpO2.
@usableFromInline
enum ContecV5Live {
    @inlinable
    @inline(__always)
    static func sample(_ word: UInt64) -> Sample {
        let first = SyncByteFrame.byte(1, of: word)
        let third = SyncByteFrame.byte(3, of: word)
        let flags = flags(first: first, third: third)
        // A number beside "no finger" or "searching" is no value, whatever it says.
        let hasReading = flags.isDisjoint(with: .noReading)
        let pulse = SyncByteFrame.byte(4, of: word) | (third & 0x40) &<< 1
        let strength = min(first & 0x0F, 8)
        return Sample(
            spo2Percent: hasReading ? spo2(SyncByteFrame.byte(5, of: word)) : nil,
            pulseBpm: hasReading ? self.pulse(pulse) : nil,
            pleth: UInt16(SyncByteFrame.byte(2, of: word)),
            strengthPercent: UInt8((UInt16(strength) * 25) >> 1),
            flags: flags)
    }

    @inlinable
    @inline(__always)
    static func flags(first: UInt8, third: UInt8) -> SampleFlags {
        SampleFlags.searchingTooLong.when(bit: 4, of: first)
            .union(.oxygenDropping.when(bit: 5, of: first))
            .union(.beep.when(bit: 6, of: first))
            .union(.fingerOut.when(bit: 4, of: third))
            .union(.searching.when(bit: 5, of: third))
    }

    /// 1 to 100 %. The vendor's sheet names no "none"; 0 and 127 are what later clips send.
    @inlinable
    static func spo2(_ value: UInt8) -> UInt8? { (1...100).contains(value) ? value : nil }

    /// 1 to 254 a minute. 0 and 255 are what later clips send for "none"; 127 is a real pulse.
    @inlinable
    static func pulse(_ value: UInt8) -> UInt16? {
        (1...254).contains(value) ? UInt16(value) : nil
    }
}
