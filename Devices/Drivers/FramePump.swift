public import SignalCore

/// Takes what a pump finds, in the order of the stream.
public protocol FrameConsumer {
    /// A frame with a live sample.
    mutating func take(_ sample: Sample)
    /// A sample from the device's memory. It must never be taken for a live one.
    mutating func takeStored(_ sample: Sample)
    /// A whole frame without a sample: an answer, a notice, a heading.
    mutating func notice(_ frame: Span<UInt8>)
    /// So many bytes, from `offset` bytes after the start of the stream, were no frame.
    mutating func skipped(_ count: Int, at offset: UInt64, _ why: SkipReason)
}

extension FrameConsumer {
    /// Only a download and `spotter decode` want what was stored.
    @inlinable
    public mutating func takeStored(_ sample: Sample) {}
    /// Only a conversation that asks wants answers.
    @inlinable
    public mutating func notice(_ frame: Span<UInt8>) {}
}

/// Feeds a decoder from reads of any size, keeping the start of a frame that is still to come.
///
/// Bytes framed + bytes skipped + bytes waiting = bytes fed, always.
public struct FramePump<Decoder: FrameDecoder>: Sendable {
    @usableFromInline var decoder: Decoder
    @usableFromInline var waiting = InlineArray<256, UInt8>(repeating: 0)
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
            offset = fillWaiting(bytes, from: offset, &consumer)
        }
        offset = run(bytes, from: offset, until: bytes.count, &consumer)
        keep(bytes, from: offset, to: bytes.count)
    }

    /// Says that nothing more comes: what waits is at most a last line without its end.
    public mutating func finish(into consumer: inout some FrameConsumer) {
        guard waitingCount > 0 else { return }
        let held = waiting
        let rest = held.span.extracting(0..<waitingCount)
        if case .needMore = decoder.last(rest, sample: &sample) {
            consumer.skipped(waitingCount, at: counters.bytes, .truncated)
            counters.skippedBytes += UInt64(waitingCount)
        } else {
            counters.frames += 1
            counters.samples += 1
            counters.framedBytes += UInt64(waitingCount)
            consumer.take(sample)
        }
        waitingCount = 0
    }

    /// Frames that begin before `end`; the place where the next one would begin.
    @inlinable
    mutating func run(
        _ bytes: Span<UInt8>, from start: Int, until end: Int,
        _ consumer: inout some FrameConsumer
    ) -> Int {
        // Decoder and sample are held here, where they can stay in registers, and a run of frames is
        // counted at its end: a frame then costs little more than its decoding.
        var decoder = decoder
        defer { self.decoder = decoder }
        var offset = start
        var counted = start
        var samples: UInt64 = 0
        while offset < end {
            var sample = Sample()
            switch decoder.step(bytes, at: offset, sample: &sample) {
            case .needMore:
                count(framed: offset &- counted, samples)
                return offset
            case .sample(let length):
                samples &+= 1
                offset &+= length
                consumer.take(sample)
            case .stored(let length):
                counters.frames += 1
                decoder.unpack(bytes.extracting(offset..<(offset + length)), into: &consumer)
                offset += length
            case .notice(let length):
                counters.frames += 1
                consumer.notice(bytes.extracting(offset..<(offset + length)))
                offset += length
            case .padding(let count):
                offset += count
            case .skip(let count, let why):
                self.count(framed: offset &- counted, samples)
                samples = 0
                consumer.skipped(count, at: counters.bytes, why)
                counters.skippedBytes += UInt64(count)
                offset += count
                counted = offset
            }
        }
        count(framed: offset &- counted, samples)
        return offset
    }

    /// Counts a run of bytes without a gap and the samples in it.
    @usableFromInline
    mutating func count(framed: Int, _ samples: UInt64) {
        counters.framedBytes += UInt64(framed)
        counters.frames += samples
        counters.samples += samples
    }

    /// Completes what waits from the input; the place in the input up to which it was used.
    @usableFromInline
    mutating func fillWaiting(
        _ bytes: Span<UInt8>, from offset: Int, _ consumer: inout some FrameConsumer
    ) -> Int {
        let old = waitingCount
        let added = min(bytes.count - offset, waiting.count - old)
        precondition(added > 0, "a decoder asked for more than its longest frame")
        keep(bytes, from: offset, to: offset + added)
        let held = waiting
        let used = run(
            held.span.extracting(0..<waitingCount), from: 0, until: old, &consumer)
        guard used < old else {
            waitingCount = 0
            return offset + used - old
        }
        for place in used..<waitingCount { waiting[place - used] = held[place] }
        waitingCount -= used
        return offset + added
    }

    @usableFromInline
    mutating func keep(_ bytes: Span<UInt8>, from start: Int, to end: Int) {
        var place = start
        while place < end {
            waiting[waitingCount] = bytes[place]
            waitingCount += 1
            place += 1
        }
    }
}

/// What a stream held.
public struct FrameCounters: Equatable, Sendable {
    /// Whole frames of any type.
    public var frames: UInt64 = 0
    /// Frames with a live sample.
    public var samples: UInt64 = 0
    /// Bytes of whole frames and of the padding between them.
    public var framedBytes: UInt64 = 0
    /// Bytes that belong to no whole frame.
    public var skippedBytes: UInt64 = 0

    /// Bytes accounted for so far.
    @inlinable
    public var bytes: UInt64 { framedBytes + skippedBytes }

    /// Starts at nothing.
    public init() {}
}
