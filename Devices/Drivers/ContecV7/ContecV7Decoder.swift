public import SignalCore

/// Finds Contec V7 packets: a type byte below 0x80, then a fixed number of bytes with bit 7 set,
/// the first of which gives the others their top bits back. There is no checksum.
public struct ContecV7Decoder: FrameDecoder {
    /// The longest packet, in bytes.
    public static let longestFrame = 9

    @usableFromInline var stored = ContecV7Stored()

    /// Makes a decoder. It remembers only how long a stored session is; a live packet stands for
    /// itself.
    public init() {}

    /// Looks for a packet at `offset`.
    @inlinable
    public mutating func step(
        _ bytes: Span<UInt8>, at offset: Int, sample: inout Sample
    ) -> DecodeStep {
        if bytes.count - offset >= 9 && bytes[offset] == ContecV7Packet.live {
            let word = ContecV7Packet.word(bytes, at: offset + 1)
            if word & ContecV7Packet.topBits == ContecV7Packet.topBits {
                sample = ContecV7Live.sample(word)
                return .sample(length: 9)
            }
        }
        return slowStep(bytes, at: offset)
    }

    /// Hands on a stored packet's seconds, without those that only fill the last one up.
    @inlinable
    public mutating func unpack(
        _ frame: Span<UInt8>, into consumer: inout some FrameConsumer
    ) {
        if frame[0] == ContecV7Packet.storedWithPerfusion {
            guard stored.take(seconds: 1, bytesEach: 4) > 0 else { return }
            consumer.takeStored(ContecV7Memory.secondWithPerfusion(frame))
        } else {
            for place in 0..<stored.take(seconds: 3, bytesEach: 2) {
                consumer.takeStored(ContecV7Memory.second(frame, place))
            }
        }
    }

    /// Everything but a whole live packet.
    @usableFromInline
    mutating func slowStep(_ bytes: Span<UInt8>, at offset: Int) -> DecodeStep {
        let first = bytes[offset]
        guard first < 0x80 else {
            return .skip(count: nextStart(bytes, after: offset) - offset, why: .noFrameStart)
        }
        guard let length = ContecV7Packet.length(type: first) else {
            return .skip(count: nextStart(bytes, after: offset) - offset, why: .unknownType)
        }
        let next = nextStart(bytes, after: offset, until: offset + length)
        if next < min(offset + length, bytes.count) {
            return .skip(count: next - offset, why: .brokenFrame)
        }
        guard bytes.count - offset >= length else { return .needMore }
        switch first {
        case ContecV7Packet.stored, ContecV7Packet.storedWithPerfusion:
            return .stored(length: length)
        default:
            stored.hear(bytes, at: offset)
            return .notice(length: length)
        }
    }

    /// The place of the next byte that could begin a packet, or where the look ends.
    private func nextStart(_ bytes: Span<UInt8>, after offset: Int, until end: Int = .max) -> Int {
        var place = offset + 1
        let end = min(end, bytes.count)
        while place < end && bytes[place] >= 0x80 { place += 1 }
        return place
    }
}
