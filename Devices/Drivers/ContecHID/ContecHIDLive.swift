public import SignalCore

/// The two live messages, each as one word with the first byte lowest.
///
/// wave: EB 00 · strength · wave · bar graph · sum.
/// numbers: EB 01 · flags · pulse · SpO2 · perfusion low · perfusion high · sum.
@usableFromInline
enum ContecHIDLive {
    /// Whether the word begins with a whole wave message.
    @inlinable
    @inline(__always)
    static func isWave(_ word: UInt64) -> Bool {
        let sum = 0xEB &+ byte(word, 2) &+ byte(word, 3) &+ byte(word, 4)
        return word & 0x0000_8080_8080_FFFF == 0x00EB && sum & 0x7F == byte(word, 5)
    }

    /// Whether the word is a whole message of numbers.
    @inlinable
    @inline(__always)
    static func isNumbers(_ word: UInt64) -> Bool {
        let sum =
            0xEC &+ byte(word, 2) &+ byte(word, 3) &+ byte(word, 4) &+ byte(word, 5)
            &+ byte(word, 6)
        return word & 0x8080_8080_8080_FFFF == 0x01EB && sum & 0x7F == byte(word, 7)
    }

    /// A byte of the word, from 0.
    @inlinable
    @inline(__always)
    static func byte(_ word: UInt64, _ place: UInt64) -> UInt8 {
        UInt8(truncatingIfNeeded: word &>> (place &* 8))
    }

    @inlinable
    @inline(__always)
    static func wave(_ word: UInt64) -> Sample {
        // The low nibble looks like the strength of the other Contec families, 0 to 8.
        let strength = min(byte(word, 2) & 0x0F, 8)
        let isFingerOut = byte(word, 4) == 0x60
        return Sample(
            pleth: UInt16(byte(word, 3)),
            strengthPercent: UInt8((UInt16(strength) * 25) >> 1),
            flags: isFingerOut ? .fingerOut : [],
            carriesNumbers: false)
    }

    @inlinable
    @inline(__always)
    static func numbers(_ word: UInt64) -> Sample {
        let oxygen = byte(word, 4)
        // A number beside "no finger" is no value, whatever it says.
        guard oxygen != 0x7F else { return Sample(flags: .fingerOut) }
        let low = UInt16(byte(word, 3))
        return Sample(
            spo2Percent: spo2(oxygen),
            pulseBpm: pulse(low + UInt16(byte(word, 2) & 0x02) * 64),
            perfusionHundredths: perfusion(UInt16(truncatingIfNeeded: word >> 40)))
    }

    /// 1 to 100 %. 127 is the vendor's "none"; nothing is above 100.
    @inlinable
    static func spo2(_ value: UInt8) -> UInt8? { (1...100).contains(value) ? value : nil }

    /// 1 to 254 a minute. 255 is the vendor's "none"; 127 is a real pulse.
    @inlinable
    static func pulse(_ value: UInt16) -> UInt16? { (1...254).contains(value) ? value : nil }

    /// Hundredths of a percent from two bytes of seven bits, the low one lowest. `7F 00` means that
    /// the clip has no perfusion index.
    @inlinable
    static func perfusion(_ bytes: UInt16) -> UInt16? {
        bytes == 0x007F ? nil : (bytes & 0x7F) | (bytes >> 8) << 7
    }
}
