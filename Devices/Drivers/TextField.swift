/// Reads what stands in a line that `TextLines` found: only printable characters, tabs and NUL, and
/// at its end a CR or LF, before which every one of these stops. Eight characters are looked at in
/// one go where that saves a branch for each: how wide a value or a gap is cannot be foreseen.
enum TextField {
    /// Whether a byte lies between two words or after the last one.
    static func isGap(_ byte: UInt8) -> Bool { byte <= TextLines.space }

    /// Whether a byte ends the line.
    static func isEnd(_ byte: UInt8) -> Bool {
        byte == TextLines.carriageReturn || byte == TextLines.lineFeed
    }

    /// Moves on to the next word, or to the end of the line.
    @inline(__always)
    static func skipGap(_ bytes: Span<UInt8>, _ place: inout Int) {
        while true {
            let byte = bytes[place]
            guard byte == TextLines.space || byte == TextLines.tab || byte == TextLines.nul else {
                return
            }
            place += 1
        }
    }

    /// The same for a gap of many spaces, whose width cannot be foreseen.
    @inline(__always)
    static func skipWideGap(_ bytes: Span<UInt8>, _ place: inout Int) {
        while true {
            let spaces = TextBytes.eight(bytes, at: place) ^ TextBytes.ones &* 0x20
            place += spaces.trailingZeroBitCount >> 3
            guard spaces != 0 else { continue }
            let byte = bytes[place]
            guard byte == TextLines.tab || byte == TextLines.nul else { return }
            place += 1
        }
    }

    /// Moves on to the end of a word: eight characters at a time, then one by one, for what is the
    /// same in every line can be foreseen.
    @inline(__always)
    static func skipWord(_ bytes: Span<UInt8>, _ place: inout Int) {
        while true {
            let gaps = TextBytes.gaps(TextBytes.eight(bytes, at: place))
            guard gaps == 0 else {
                place += gaps.trailingZeroBitCount >> 3
                return
            }
            place += 8
        }
    }

    /// Moves over a `KEY=value` that nobody asks for; false for a word without `=`.
    @inline(__always)
    static func skipPair(_ bytes: Span<UInt8>, _ place: inout Int) -> Bool {
        let eight = TextBytes.eight(bytes, at: place)
        let equals = TextBytes.zeros(eight ^ TextBytes.ones &* 0x3D).trailingZeroBitCount
        let gap = TextBytes.gaps(eight).trailingZeroBitCount
        guard equals < gap || hasLongKey(bytes, place) else { return false }
        skipWord(bytes, &place)
        return true
    }

    @inline(never)
    private static func hasLongKey(_ bytes: Span<UInt8>, _ start: Int) -> Bool {
        var place = start
        while bytes[place] != UInt8(ascii: "=") {
            if isGap(bytes[place]) { return false }
            place += 1
        }
        return true
    }

    /// Moves over one character if it is the one that must stand there.
    static func take(_ byte: UInt8, _ bytes: Span<UInt8>, _ place: inout Int) -> Bool {
        guard bytes[place] == byte else { return false }
        place += 1
        return true
    }

    /// Reads a word, its characters in capitals as one number, the last lowest; of a longer one the
    /// last eight. Not for the hot path: headings are rare.
    static func word(_ bytes: Span<UInt8>, _ place: inout Int) -> UInt64 {
        var word: UInt64 = 0
        while !isGap(bytes[place]) {
            let byte = bytes[place]
            let isSmall = byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z")
            word = word << 8 | UInt64(isSmall ? byte - 0x20 : byte)
            place += 1
        }
        return word
    }
}
