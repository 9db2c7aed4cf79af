import Drivers
import SignalCore

/// What a stream decoded to, in a form tests can compare.
struct DecodedStream: Equatable {
    var samples: [Sample] = []
    var skips: [Skip] = []
    var counters = FrameCounters()

    struct Skip: Equatable {
        var count: Int
        var why: SkipReason
    }

    /// Where each skip began.
    var skipOffsets: [UInt64] = []

    /// Decodes chunks fed one after the other.
    init(_ chunks: [[UInt8]]) {
        var pump = FramePump(ContecV7Decoder())
        for chunk in chunks { pump.feed(chunk.span, into: &self) }
        pump.finish(into: &self)
        counters = pump.counters
    }
}

extension DecodedStream: FrameConsumer {
    mutating func take(_ sample: Sample) { samples.append(sample) }

    mutating func skipped(_ count: Int, at offset: UInt64, _ why: SkipReason) {
        skips.append(Skip(count: count, why: why))
        skipOffsets.append(offset)
    }
}

/// Bytes from hexadecimal text, spaces and line breaks anywhere.
func hex(_ text: String) -> [UInt8] {
    let digits = text.filter { $0.isHexDigit }
    precondition(digits.count.isMultiple(of: 2), "half a byte in \(text)")
    var bytes: [UInt8] = []
    var rest = digits[...]
    while let byte = UInt8(rest.prefix(2), radix: 16) {
        bytes.append(byte)
        rest = rest.dropFirst(2)
    }
    return bytes
}
