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
    /// What came from the device's memory, oldest first.
    var stored: [Sample] = []
    /// Whole frames without a sample.
    var notices: [[UInt8]] = []

    /// Decodes chunks of contec-v7 fed one after the other.
    init(_ chunks: [[UInt8]]) {
        self.init(chunks, decoder: ContecV7Decoder())
    }

    /// Decodes chunks of a decoder's family fed one after the other.
    init(_ chunks: [[UInt8]], decoder: some FrameDecoder) {
        var pump = FramePump(decoder)
        for chunk in chunks { pump.feed(chunk.span, into: &self) }
        pump.finish(into: &self)
        counters = pump.counters
    }
}

extension DecodedStream: FrameConsumer {
    mutating func take(_ sample: Sample) { samples.append(sample) }

    mutating func takeStored(_ sample: Sample) { stored.append(sample) }

    mutating func notice(_ frame: Span<UInt8>) {
        notices.append(frame.indices.map { frame[$0] })
    }

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
