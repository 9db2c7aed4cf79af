/// A number of up to three digits as a device writes it, or dashes, which mean that there is none.
struct TextNumber {
    /// 0 also for dashes: an oxygen value or a pulse of 0 is none in every family of text.
    var value: UInt16
    /// How many characters it takes; 3 for dashes, however many there are.
    var width: Int
    /// Whether zeros fill it up on the left.
    var isPadded = false

    /// Whether both can come from one device: one that fills up with zeros fills up to three
    /// characters, so a `09`, or a `12` beside a `097`, has lost its last digit.
    func mayStandBeside(_ other: TextNumber) -> Bool {
        !(isPadded || other.isPadded) || min(width, other.width) >= 3
    }

    /// Reads a number or dashes; `nil` where neither stands. A fourth digit is left for the caller,
    /// who expects something else there.
    @inline(__always)
    init?(_ bytes: Span<UInt8>, _ place: inout Int) {
        let first = bytes[place] &- UInt8(ascii: "0")
        guard first < 10 else {
            guard bytes[place] == UInt8(ascii: "-") else { return nil }
            while bytes[place] == UInt8(ascii: "-") { place += 1 }
            (value, width) = (0, 3)
            return
        }
        place += 1
        (value, width) = (UInt16(first), 1)
        while width < 3 {
            let digit = bytes[place] &- UInt8(ascii: "0")
            guard digit < 10 else { break }
            (value, width) = (value &* 10 &+ UInt16(digit), width + 1)
            place += 1
        }
        isPadded = first == 0 && width > 1
    }

    /// Reads one to `most` digits, at most 4; a further one is left for the caller, who expects
    /// something else there.
    @inline(__always)
    static func digits(_ bytes: Span<UInt8>, _ place: inout Int, atMost most: Int) -> UInt16? {
        let eight = TextBytes.eight(bytes, at: place)
        let count = min(TextBytes.noDigits(eight).trailingZeroBitCount >> 3, most)
        guard count >= 1 else { return nil }
        place += count
        return value(ofFirst: count, eight)
    }

    /// The value of 1 to 4 digits: moved to the top of four bytes, then added up two by two.
    @inline(__always)
    private static func value(ofFirst count: Int, _ eight: UInt64) -> UInt16 {
        let digits = UInt32(truncatingIfNeeded: eight) & 0x0F0F_0F0F
        let four = digits &<< UInt32(truncatingIfNeeded: 32 &- 8 &* count)
        let pairs = (four &* 2561) >> 8 & 0x00FF_00FF
        return UInt16(truncatingIfNeeded: (pairs &* 6_553_601) >> 16)
    }

    /// Reads a number with one decimal, two or none, below 100, in hundredths.
    static func hundredths(_ bytes: Span<UInt8>, _ place: inout Int) -> UInt16? {
        let digits = TextBytes.eight(bytes, at: place) & 0xFF_FFFF_FFFF ^ 0x30_302E_3030
        if (digits &+ 0x06_0600_0606 | digits) & 0xF0_F0FF_F0F0 == 0 {  // 00.00
            place += 5
            let high = (digits & 0xF) &* 1000 &+ (digits >> 8 & 0xF) &* 100
            let low = (digits >> 24 & 0xF) &* 10 &+ digits >> 32
            return UInt16(truncatingIfNeeded: high &+ low)
        }
        return oddHundredths(bytes, &place)
    }

    private static func oddHundredths(_ bytes: Span<UInt8>, _ place: inout Int) -> UInt16? {
        guard let whole = digits(bytes, &place, atMost: 2) else { return nil }
        guard TextField.take(UInt8(ascii: "."), bytes, &place) else { return whole * 100 }
        let start = place
        guard let decimals = digits(bytes, &place, atMost: 2) else { return nil }
        return whole * 100 + (place - start == 1 ? decimals * 10 : decimals)
    }

    /// Reads a hexadecimal number of 4 to 8 digits; a further one is left for the caller.
    @inline(__always)
    static func hexadecimal(_ bytes: Span<UInt8>, _ place: inout Int) -> UInt32? {
        let eight = TextBytes.eight(bytes, at: place)
        let count = TextBytes.noHexDigits(eight).trailingZeroBitCount >> 3
        guard count >= 4 else { return nil }
        place += count
        // Letters have bit 6, and A stands for 10 with a 1 in its low half.
        let low = eight & (TextBytes.ones &* 0x0F)
        let halves = low &+ (eight >> 6 & TextBytes.ones) &* 9
        let eightHalves = halves &<< UInt64(truncatingIfNeeded: 64 &- 8 &* count)
        // Two digits a byte, then the bytes side by side, the first of them highest.
        let pairs = (eightHalves << 4 | eightHalves >> 8) & 0x00FF_00FF_00FF_00FF
        let fours = (pairs | pairs >> 8) & 0x0000_FFFF_0000_FFFF
        return UInt32(truncatingIfNeeded: fours | fours >> 16).byteSwapped
    }
}
