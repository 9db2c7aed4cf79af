public import SignalCore

/// Finds the lines of Nellcor's bedside monitors: date, time, SpO2, pulse, pulse amplitude, status.
/// There is no checksum: a line counts only when every word of it can be read.
public struct NellcorASCIIDecoder: FrameDecoder {
    /// The longest line with its end, in bytes.
    public static let longestFrame = TextLines.longest

    private var lines = TextLines()
    /// The stamp of the last line of data; 0 before the first.
    private var lastStamp: UInt64 = 0
    /// Its length without its end, and whether blanks fill it up.
    private var lastLength = 0
    private var lastIsFilled = false
    /// Whether the last heading announced a printout of the monitor's memory.
    private var isTrend = false

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
            guard let line = NellcorASCIILine(bytes, at: offset) else {
                return other(bytes, at: offset, length: length)
            }
            guard isWhole(bytes, from: offset, to: end) else {
                return .skip(count: length, why: .unreadableLine)
            }
            if isTrend { return .stored(length: length) }
            // A monitor that hangs says the same second again: no news, and never a fresh value.
            guard line.stamp != lastStamp else { return .notice(length: length) }
            lastStamp = line.stamp
            sample = line.sample
            return .sample(length: TextLines.withSecondEnd(bytes, length, from: offset))
        }
    }

    /// False for a line that has lost its end, and with it perhaps the code that says that there is
    /// no reading. A monitor that fills its lines up with blanks makes them equally long, to within
    /// the 3 characters that captures show; one that changes is believed from its second line on.
    private mutating func isWhole(_ bytes: Span<UInt8>, from offset: Int, to end: Int) -> Bool {
        let isShort = end - offset + 4 < lastLength
        defer {
            lastLength = end - offset
            lastIsFilled = TextField.isGap(bytes[end - 1]) && TextField.isGap(bytes[end - 2])
        }
        return !(isShort && lastIsFilled)
    }

    /// A line that is no data: a heading, or nothing that is known.
    private mutating func other(
        _ bytes: Span<UInt8>, at offset: Int, length: Int
    ) -> DecodeStep {
        switch NellcorASCIIHeading(bytes, at: offset) {
        case nil: return .skip(count: length, why: .unreadableLine)
        case .trend: isTrend = true
        case .live: isTrend = false
        case .words: break
        }
        return .notice(length: length)
    }

    /// The one line of a printout of the monitor's memory.
    public mutating func unpack(_ frame: Span<UInt8>, into consumer: inout some FrameConsumer) {
        guard let line = NellcorASCIILine(frame, at: 0) else { return }
        var sample = line.sample
        sample.flags.insert(.stored)
        consumer.takeStored(sample)
    }

    /// A last line without its end counts if it can be read and is no shorter than the one before:
    /// what was cut off may be the code that says that there is no reading.
    public mutating func last(_ bytes: Span<UInt8>, sample: inout Sample) -> DecodeStep {
        guard bytes.count >= lastLength, !isTrend,
            let line = TextLines.ended(bytes, { NellcorASCIILine($0, at: 0) }),
            line.stamp != lastStamp
        else { return .needMore }
        sample = line.sample
        return .sample(length: bytes.count)
    }
}
