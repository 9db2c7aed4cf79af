/// Eight bytes of text as one word, the first lowest, and what can be asked of all eight at once.
/// Of an answer in marks (bit 7 of a byte) only the lowest is meant: those above it may lie.
enum TextBytes {
    /// 1 in every byte.
    static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let tops: UInt64 = 0x8080_8080_8080_8080

    /// The eight bytes from `place` on; ends of line for those that are not there.
    @inline(__always)
    static func eight(_ bytes: Span<UInt8>, at place: Int) -> UInt64 {
        guard place <= bytes.count &- 8 else { return lastFew(bytes, at: place) }
        return UInt64(
            littleEndian: unsafe bytes.bytes.unsafeLoadUnaligned(
                fromUncheckedByteOffset: place, as: UInt64.self))
    }

    @inline(never)
    private static func lastFew(_ bytes: Span<UInt8>, at place: Int) -> UInt64 {
        var eight = ones &* UInt64(TextLines.lineFeed)
        for at in (place..<max(place, bytes.count)).reversed() {
            eight = eight << 8 | UInt64(bytes[at])
        }
        return eight
    }

    /// Marks bytes that are 0.
    @inline(__always)
    static func zeros(_ eight: UInt64) -> UInt64 { (eight &- ones) & ~eight & tops }

    /// Marks bytes that lie between words or end the line: space and below.
    @inline(__always)
    static func gaps(_ eight: UInt64) -> UInt64 { (eight &- ones &* 0x21) & ~eight & tops }

    /// Marks bytes that are no printable character: below space, DEL and above.
    @inline(__always)
    static func odd(_ eight: UInt64) -> UInt64 {
        let below = (eight &- ones &* 0x20) & ~eight
        let above = (eight &+ ones) | eight
        return (below | above) & tops
    }

    /// Marks bytes that are no digit.
    @inline(__always)
    static func noDigits(_ eight: UInt64) -> UInt64 {
        let digits = eight ^ ones &* 0x30
        return (digits &+ ones &* 0x76 | digits) & tops
    }

    /// Marks bytes that are no hexadecimal digit. For text: no byte may have bit 7.
    @inline(__always)
    static func noHexDigits(_ eight: UInt64) -> UInt64 {
        let letters = (eight | ones &* 0x20) ^ ones &* 0x60
        let noLetters = (letters &+ ones &* 0x79) | ~(letters &+ ones &* 0x7F)
        return noDigits(eight) & noLetters & tops
    }
}
