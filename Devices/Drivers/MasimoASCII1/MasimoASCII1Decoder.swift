public import SignalCore

/// Finds the lines of Masimo's bedside monitors in their ASCII 1 mode: date, time, `KEY=value`.
/// There is no checksum: a line counts only when every word of it has its form.
public struct MasimoASCII1Decoder: FrameDecoder {
    /// The longest line with its end, in bytes.
    public static let longestFrame = TextLines.longest

    private var lines = TextLines()
    /// The stamp of the last line of data; 0 before the first.
    private var lastStamp: UInt64 = 0
    /// Its length without its end.
    private var lastLength = 0
    /// How many digits its `EXC` and `ALARM` had.
    private var lastExceptionsWidth = 0
    private var lastAlarmsWidth = 0

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
            guard let line = MasimoASCII1Line(bytes, at: offset), isWhole(line) else {
                return .skip(count: length, why: .unreadableLine)
            }
            lastLength = end - offset
            // A monitor that hangs says the same second again: no news, and never a fresh value.
            guard line.stamp != lastStamp else { return .notice(length: length) }
            lastStamp = line.stamp
            sample = line.sample
            return .sample(length: TextLines.withSecondEnd(bytes, length, from: offset))
        }
    }

    /// False for a line whose `EXC` has lost digits at its end, and with them perhaps the bits that
    /// say that there is no reading. Another device in the same file has another `ALARM` too, or is
    /// believed from its second line on.
    private mutating func isWhole(_ line: MasimoASCII1Line) -> Bool {
        defer {
            lastExceptionsWidth = line.exceptionsWidth
            lastAlarmsWidth = line.alarmsWidth
        }
        return line.exceptionsWidth >= lastExceptionsWidth || line.alarmsWidth != lastAlarmsWidth
    }

    /// A last line without its end counts if it can be read and is no shorter than the one before:
    /// what was cut off may be the bits that say that there is no reading.
    public mutating func last(_ bytes: Span<UInt8>, sample: inout Sample) -> DecodeStep {
        guard bytes.count >= lastLength,
            let line = TextLines.ended(bytes, { MasimoASCII1Line($0, at: 0) }), isWhole(line),
            line.stamp != lastStamp
        else { return .needMore }
        sample = line.sample
        return .sample(length: bytes.count)
    }
}
