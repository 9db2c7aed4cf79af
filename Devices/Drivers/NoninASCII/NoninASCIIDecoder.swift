public import SignalCore

/// Finds the lines of Nonin's table units and handhelds: `SPO2=nnn HR=nnn`. There is no checksum: a
/// line counts only when every word of it can be read.
public struct NoninASCIIDecoder: FrameDecoder {
    /// The longest line with its end, in bytes.
    public static let longestFrame = TextLines.longest

    private var lines = TextLines()
    /// The length of the last line of data without its end.
    private var lastLength = 0

    /// Makes a decoder at the start of a stream.
    public init() {}

    /// Looks for a line at `offset`.
    public mutating func step(
        _ bytes: Span<UInt8>, at offset: Int, sample: inout Sample
    ) -> DecodeStep {
        switch lines.find(bytes, at: offset) {
        case .other(let step): return step
        case .line(let end):
            let length = end + 1 - offset
            guard let line = NoninASCIILine(bytes, at: offset) else {
                return NoninASCIILine.isHeader(bytes, from: offset, to: end)
                    ? .notice(length: length) : .skip(count: length, why: .unreadableLine)
            }
            lastLength = end - offset
            sample = line.sample
            return .sample(length: TextLines.withSecondEnd(bytes, length, from: offset))
        }
    }

    /// A last line without its end counts if it can be read and is no shorter than the one before.
    public mutating func last(_ bytes: Span<UInt8>, sample: inout Sample) -> DecodeStep {
        guard bytes.count >= lastLength,
            let line = TextLines.ended(bytes, { NoninASCIILine($0, at: 0) })
        else { return .needMore }
        sample = line.sample
        return .sample(length: bytes.count)
    }
}
