/// The binary logarithm, worked out here because this module imports nothing.
enum Logarithm {
    /// The binary logarithm of a value above 0, off by less than 0.01: by its exponent and a
    /// parabola through the ends and the middle of the rest.
    @inline(__always)
    static func binary(_ value: Float) -> Float {
        let bits = value.bitPattern
        let exponent = Float(Int32(bits >> 23) - 127)
        let part = Float(bitPattern: (bits & 0x007F_FFFF) | 0x3F80_0000) - 1
        return exponent + part * (1.3399 - 0.3399 * part)
    }
}
