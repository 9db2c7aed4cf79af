/// What Nonin's formats send for "missing": heart rate 511, SpO2 127. A heart rate of 127 or 255 is
/// real.
@usableFromInline
enum NoninNumber {
    /// 1 to 510 a minute from bits 8 and 7 (the low two of `high`) and 6 to 0.
    @inlinable
    @inline(__always)
    static func pulse(high: UInt8, low: UInt8) -> UInt16? {
        let value = UInt16(high & 0x03) &<< 7 | UInt16(low & 0x7F)
        return (1...510).contains(value) ? value : nil
    }

    /// 1 to 100 %; 127 is missing, and nothing is above 100.
    @inlinable
    @inline(__always)
    static func spo2(_ value: UInt8) -> UInt8? { (1...100).contains(value) ? value : nil }
}
