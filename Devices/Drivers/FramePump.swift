public import SignalCore

/// Takes what a pump finds, in the order of the stream.
public protocol FrameConsumer {
    /// A frame with a sample.
    mutating func take(_ sample: Sample)
    /// So many bytes, from `offset` bytes after the start of the stream, were no frame.
    mutating func skipped(_ count: Int, at offset: UInt64, _ why: SkipReason)
}

/// Feeds a decoder from reads of any size, keeping the start of a frame that is still to come.
///
/// Bytes framed + bytes skipped + bytes waiting = bytes fed, always.
public struct FramePump<Decoder: FrameDecoder>: Sendable {
    @usableFromInline var decoder: Decoder
    @usableFromInline var waiting = InlineArray<32, UInt8>(repeating: 0)
    @usableFromInline var waitingCount = 0
    @usableFromInline var sample = Sample()
    /// What was found so far.
    public var counters = FrameCounters()

    /// Makes a pump around a decoder. It holds its bytes in place and never allocates.
    public init(_ decoder: Decoder) {
        precondition(Decoder.longestFrame <= waiting.count, "a frame must fit the pump's buffer")
        self.decoder = decoder
    }

    /// Takes bytes and hands on what they complete, in order.
    @inlinable
    public mutating func feed(
        _ bytes: Span<UInt8>, into consumer: inout some FrameConsumer
    ) {
        var offset = 0
        while waitingCount > 0 && offset < bytes.count {
            waiting[waitingCount] = bytes[offset]
            waitingCount += 1
            offset += 1
            drainWaiting(&consumer)
        }
        offset = run(bytes, from: offset, &consumer)
        while offset < bytes.count {
            waiting[waitingCount] = bytes[offset]
            waitingCount += 1
            offset += 1
        }
    }

    /// Says that nothing more comes: what waits is no whole frame.
    public mutating func finish(into consumer: inout some FrameConsumer) {
        guard waitingCount > 0 else { return }
        consumer.skipped(waitingCount, at: counters.bytes, .truncated)
        counters.skippedBytes += UInt64(waitingCount)
        waitingCount = 0
    }

    @inlinable
    mutating func run(
        _ bytes: Span<UInt8>, from start: Int, _ consumer: inout some FrameConsumer
    ) -> Int {
        var offset = start
        while offset < bytes.count {
            switch decoder.step(bytes, at: offset, sample: &sample) {
            case .needMore: return offset
            case .sample(let length):
                counters.frames += 1
                counters.samples += 1
                counters.framedBytes += UInt64(length)
                offset += length
                consumer.take(sample)
            case .notice(let length):
                counters.frames += 1
                counters.framedBytes += UInt64(length)
                offset += length
            case .skip(let count, let why):
                consumer.skipped(count, at: counters.bytes, why)
                counters.skippedBytes += UInt64(count)
                offset += count
            }
        }
        return offset
    }

    @usableFromInline
    mutating func drainWaiting(_ consumer: inout some FrameConsumer) {
        let held = waiting
        let used = run(held.span.extracting(0..<waitingCount), from: 0, &consumer)
        guard used > 0 else { return }
        for place in used..<waitingCount { waiting[place - used] = held[place] }
        waitingCount -= used
    }
}

/// What a stream held.
public struct FrameCounters: Equatable, Sendable {
    /// Whole frames of any type.
    public var frames: UInt64 = 0
    /// Frames with a live sample.
    public var samples: UInt64 = 0
    /// Bytes of whole frames.
    public var framedBytes: UInt64 = 0
    /// Bytes that belong to no whole frame.
    public var skippedBytes: UInt64 = 0

    /// Bytes accounted for so far.
    @inlinable
    public var bytes: UInt64 { framedBytes + skippedBytes }

    /// Starts at nothing.
    public init() {}
}
