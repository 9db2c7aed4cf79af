public import SignalCore

/// The live packet: eight bytes after the type, as one word.
///
/// byte 0 top bits · 1 strength and flags · 2 pleth · 3 bar graph · 4 pulse · 5 SpO2 · 6, 7 perfusion.
@usableFromInline
enum ContecV7Live {
    @inlinable
    @inline(__always)
    static func sample(_ word: UInt64) -> Sample {
        let top = UInt8(truncatingIfNeeded: word)
        let status = byte(word, 1, top)
        let wave = byte(word, 2, top)
        let bar = byte(word, 3, top)
        let flags = flags(status: status, wave: wave)
        // A number beside "no finger" or "searching" is no value, whatever it says.
        let hasReading = flags.isDisjoint(with: .noReading)
        let strength = min(status & 0x0F, 8)
        return Sample(
            spo2Percent: hasReading ? spo2(byte(word, 5, top)) : nil,
            pulseBpm: hasReading ? pulse(byte(word, 4, top)) : nil,
            pleth: UInt16(wave & 0x7F),
            perfusionHundredths: bar & 0x10 == 0
                ? perfusion(low: byte(word, 6, top), high: byte(word, 7, top)) : nil,
            strengthPercent: UInt8((UInt16(strength) * 25) >> 1),
            flags: flags)
    }

    /// Byte `place` of the word with its top bit put back: bit `place − 1` of the first byte.
    @inlinable
    static func byte(_ word: UInt64, _ place: UInt8, _ top: UInt8) -> UInt8 {
        let low = UInt8(truncatingIfNeeded: word &>> (UInt64(place) &* 8)) & 0x7F
        return low | ((top &>> (place &- 1)) & 1) &<< 7
    }

    /// Without a branch: on a noisy finger nothing about these bits can be foreseen.
    @inlinable
    @inline(__always)
    static func flags(status: UInt8, wave: UInt8) -> SampleFlags {
        let tooLong = SampleFlags.searchingTooLong.rawValue &* UInt16(status >> 4 & 1)
        let dropping = SampleFlags.oxygenDropping.rawValue &* UInt16(status >> 5 & 1)
        let beep = SampleFlags.beep.rawValue &* UInt16(status >> 6 & 1)
        let fingerOut = SampleFlags.fingerOut.rawValue &* UInt16(status >> 7)
        let searching = SampleFlags.searching.rawValue &* UInt16(wave >> 7)
        return SampleFlags(rawValue: tooLong | dropping | beep | fingerOut | searching)
    }

    /// 1 to 100 %. 127 is the vendor's "none"; a real 4.6 clip sends 0; nothing is above 100.
    @inlinable
    static func spo2(_ value: UInt8) -> UInt8? { (1...100).contains(value) ? value : nil }

    /// 1 to 254 a minute. 255 is the vendor's "none", 0 a real clip's; 127 is a real pulse.
    @inlinable
    static func pulse(_ value: UInt8) -> UInt16? {
        (1...254).contains(value) ? UInt16(value) : nil
    }

    /// Hundredths of a percent; all ones means that the clip has no perfusion index.
    @inlinable
    static func perfusion(low: UInt8, high: UInt8) -> UInt16? {
        let value = UInt16(low) | UInt16(high) << 8
        return value == 0xFFFF ? nil : value
    }
}
