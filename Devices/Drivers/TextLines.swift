/// Cuts a stream into lines of text.
///
/// A line begins with a byte that is no padding and ends with one CR or LF. Whatever stands between
/// lines (more of those, blanks, NUL, XON, XOFF) is padding, so every way to end a line is
/// understood and a read may end anywhere.
struct TextLines: Sendable {
    /// A line with its end is at most so long. The longest line seen from any family has 178 bytes.
    static let longest = 256

    static let nul: UInt8 = 0x00
    static let tab: UInt8 = 0x09
    static let lineFeed: UInt8 = 0x0A
    static let carriageReturn: UInt8 = 0x0D
    static let space: UInt8 = 0x20

    /// What stands at one place.
    enum Found {
        /// A line of text; at `end` stands its CR or LF.
        case line(end: Int)
        /// Something else, which the decoder hands on as it is.
        case other(DecodeStep)
    }

    /// Whether the rest of a line that was too long is still to come.
    private var isInLongLine = false

    /// Looks at `offset`.
    mutating func find(_ bytes: Span<UInt8>, at offset: Int) -> Found {
        if isInLongLine { return .other(skipLongLine(bytes, at: offset)) }
        if Self.isPadding(bytes[offset]) { return .other(Self.padding(bytes, at: offset)) }
        let limit = min(bytes.count, offset + Self.longest)
        var isText = true
        let end = Self.end(bytes, from: offset, until: limit, &isText)
        if end < limit {
            return isText
                ? .line(end: end) : .other(.skip(count: end + 1 - offset, why: .unreadableLine))
        }
        guard limit - offset == Self.longest else { return .other(.needMore) }
        isInLongLine = true
        return .other(.skip(count: Self.longest, why: .lineTooLong))
    }

    /// Reads the last line of a stream, which lacks its end, as if it had one; `nil` also for a
    /// line that holds more than text. Not for the hot path: it happens once a stream.
    static func ended<Line>(_ bytes: Span<UInt8>, _ read: (Span<UInt8>) -> Line?) -> Line? {
        var isText = true
        guard bytes.count < longest,
            end(bytes, from: 0, until: bytes.count, &isText) == bytes.count, isText
        else { return nil }
        var line = InlineArray<256, UInt8>(repeating: lineFeed)
        for place in 0..<bytes.count { line[place] = bytes[place] }
        return read(line.span.extracting(0...bytes.count))
    }

    /// The length of a line together with the LF or CR that may follow its end: one step less.
    static func withSecondEnd(_ bytes: Span<UInt8>, _ length: Int, from offset: Int) -> Int {
        let next = offset + length
        guard next < bytes.count, bytes[next] == lineFeed || bytes[next] == carriageReturn else {
            return length
        }
        return length + 1
    }

    private mutating func skipLongLine(_ bytes: Span<UInt8>, at offset: Int) -> DecodeStep {
        var isText = true
        let end = Self.end(bytes, from: offset, until: bytes.count, &isText)
        isInLongLine = end == bytes.count
        return .skip(count: min(end + 1, bytes.count) - offset, why: .lineTooLong)
    }

    /// Whether a byte may stand before a line. XON and XOFF are flow control.
    private static func isPadding(_ byte: UInt8) -> Bool {
        switch byte {
        case nul, tab, lineFeed, carriageReturn, 0x11, 0x13, space: true
        default: false
        }
    }

    private static func padding(_ bytes: Span<UInt8>, at offset: Int) -> DecodeStep {
        var place = offset + 1
        while place < bytes.count && isPadding(bytes[place]) { place += 1 }
        return .padding(count: place - offset)
    }

    /// The place of the first CR or LF, or `limit`; and whether only text stands before it.
    private static func end(
        _ bytes: Span<UInt8>, from start: Int, until limit: Int, _ isText: inout Bool
    ) -> Int {
        var place = start
        // Two words at a time: together they end on one branch.
        while place + 16 <= limit {
            let odd = TextBytes.odd(TextBytes.eight(bytes, at: place))
            guard odd | TextBytes.odd(TextBytes.eight(bytes, at: place + 8)) == 0 else { break }
            place += 16
        }
        while place < limit {
            if place + 8 <= limit {
                let odd = TextBytes.odd(TextBytes.eight(bytes, at: place))
                guard odd != 0 else {
                    place += 8
                    continue
                }
                place += odd.trailingZeroBitCount >> 3
            }
            let byte = bytes[place]
            if byte == carriageReturn || byte == lineFeed { return place }
            if byte >= 0x7F || byte < space && byte != tab && byte != nul { isText = false }
            place += 1
        }
        return limit
    }
}
