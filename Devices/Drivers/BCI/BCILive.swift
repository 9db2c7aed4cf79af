public import SignalCore

/// The live frame of BCI as one word.
///
/// byte 1 flags · 2 pleth · 3 bar graph and flags · 4 pulse · 5 SpO2. The low four bits of byte 1
/// have no documented scale, so they give no strength.
@usableFromInline
enum BCILive {
    @inlinable
    @inline(__always)
    static func sample(_ word: UInt64) -> Sample {
        let first = SyncByteFrame.byte(1, of: word)
        let third = SyncByteFrame.byte(3, of: word)
        let flags = flags(first: first, third: third)
        // A number beside "no signal", "no finger" or a fault is no value, whatever it says.
        let hasReading = flags.isDisjoint(with: .noReading)
        let pulse = SyncByteFrame.byte(4, of: word) | (third & 0x40) &<< 1
        return Sample(
            spo2Percent: hasReading ? spo2(SyncByteFrame.byte(5, of: word)) : nil,
            pulseBpm: hasReading ? self.pulse(pulse) : nil,
            pleth: pleth(SyncByteFrame.byte(2, of: word)),
            flags: flags)
    }

    @inlinable
    @inline(__always)
    static func flags(first: UInt8, third: UInt8) -> SampleFlags {
        SampleFlags.searching.when(bit: 4, of: first)
            .union(.sensorFault.when(bit: 5, of: first))
            .union(.beep.when(bit: 6, of: first))
            .union(.fingerOut.when(bit: 4, of: third))
            .union(.searching.when(bit: 5, of: third))
    }

    /// 1 to 100 %; 127 is the page's "none", and nothing is above 100.
    @inlinable
    static func spo2(_ value: UInt8) -> UInt8? { (1...100).contains(value) ? value : nil }

    /// 1 to 254 a minute; 255 is the page's "none", and a pulse of 0 is no value either.
    @inlinable
    static func pulse(_ value: UInt8) -> UInt16? {
        (1...254).contains(value) ? UInt16(value) : nil
    }

    /// 1 to 100; 0 is the page's "none". A point above 100 is passed on: a waveform has no limit.
    @inlinable
    static func pleth(_ value: UInt8) -> UInt16? { value == 0 ? nil : UInt16(value) }
}
