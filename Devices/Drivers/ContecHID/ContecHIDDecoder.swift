public import SignalCore

/// Finds messages in a Contec HID device's reports, joined to one stream: live ones, those from the
/// memory, and answers. 00 between messages is a report's unused end.
public struct ContecHIDDecoder: FrameDecoder {
    /// The longest message, in bytes.
    public static let longestFrame = ContecHIDMessage.longest

    @usableFromInline var stored = ContecHIDStored()

    /// Makes a decoder. It remembers only what is said of stored records; a live message stands for
    /// itself.
    public init() {}

    /// Looks for a message at `offset`.
    @inlinable
    @inline(__always)
    public mutating func step(
        _ bytes: Span<UInt8>, at offset: Int, sample: inout Sample
    ) -> DecodeStep {
        if bytes.count - offset >= 8 {
            let word = ContecHIDMessage.word(bytes, at: offset)
            if ContecHIDLive.isWave(word) {
                sample = ContecHIDLive.wave(word)
                return .sample(length: 6)
            }
            if ContecHIDLive.isNumbers(word) {
                sample = ContecHIDLive.numbers(word)
                return .sample(length: 8)
            }
        }
        return slowStep(bytes, at: offset, &sample)
    }

    /// Hands on a stored message's seconds; each carries only the quantity its message carried.
    @inlinable
    public mutating func unpack(
        _ frame: Span<UInt8>, into consumer: inout some FrameConsumer
    ) {
        let seconds = stored.seconds(frame)
        for place in 0..<seconds.count {
            let value = seconds[place]
            consumer.takeStored(
                seconds.isOxygen
                    ? Sample(spo2Percent: value, flags: .stored)
                    : Sample(
                        pulseBpm: value.map { UInt16($0) }, flags: .stored, carriesNumbers: false))
        }
    }

    /// Everything but a whole live message in the middle of a read.
    @usableFromInline
    mutating func slowStep(
        _ bytes: Span<UInt8>, at offset: Int, _ sample: inout Sample
    ) -> DecodeStep {
        let head = bytes[offset]
        guard head != 0 else { return padding(bytes, at: offset) }
        guard ContecHIDMessage.isHead(head) else { return noise(bytes, at: offset) }
        guard bytes.count - offset >= 2 else { return .needMore }
        if head == ContecHIDMessage.model { return model(bytes, at: offset) }
        let length = ContecHIDMessage.length(head: head, second: bytes[offset + 1])
        guard length > 0 else {
            let isNext = ContecHIDMessage.isHead(bytes[offset + 1])
            return .skip(count: isNext ? 1 : 2, why: .unknownType)
        }
        let plainEnd = offset + ContecHIDMessage.plainLength(head: head, length: length)
        let high = ContecHIDMessage.nextHigh(
            bytes, after: offset, until: min(plainEnd, bytes.count))
        if high < min(plainEnd, bytes.count) {
            return .skip(count: high - offset, why: .brokenFrame)
        }
        guard bytes.count - offset >= length else { return .needMore }
        return whole(bytes, at: offset, length, &sample)
    }

    /// As many bytes as a known message has.
    private mutating func whole(
        _ bytes: Span<UInt8>, at offset: Int, _ length: Int, _ sample: inout Sample
    ) -> DecodeStep {
        let end = offset + length
        let sum = ContecHIDMessage.sum(bytes, at: offset, length: length)
        guard sum == bytes[end - 1] else {
            let next = ContecHIDMessage.nextHigh(bytes, after: offset, until: end)
            return .skip(count: next - offset, why: .badChecksum)
        }
        switch bytes[offset] {
        case ContecHIDMessage.live where length > 3:
            let word = ContecHIDMessage.shortWord(bytes, at: offset)
            sample = length == 6 ? ContecHIDLive.wave(word) : ContecHIDLive.numbers(word)
            return .sample(length: length)
        case ContecHIDMessage.storedAuto where Self.isKnownQuantity(bytes[offset + 2]):
            return length == ContecHIDMessage.longest
                ? .stored(length: length) : .notice(length: length)
        case ContecHIDMessage.storedManualOxygen, ContecHIDMessage.storedManualPulse:
            return .stored(length: length)
        default:
            stored.hear(bytes, at: offset)
            return .notice(length: length)
        }
    }

    private static func isKnownQuantity(_ byte: UInt8) -> Bool {
        byte == ContecHIDRecord.oxygen || byte == ContecHIDRecord.pulse
    }

    private func model(_ bytes: Span<UInt8>, at offset: Int) -> DecodeStep {
        guard let length = ContecHIDMessage.modelLength(bytes, at: offset) else { return .needMore }
        return length == 0 ? .skip(count: 1, why: .badChecksum) : .notice(length: length)
    }

    private func padding(_ bytes: Span<UInt8>, at offset: Int) -> DecodeStep {
        var place = offset + 1
        while place + 8 <= bytes.count && ContecHIDMessage.word(bytes, at: place) == 0 {
            place += 8
        }
        while place < bytes.count && bytes[place] == 0 { place += 1 }
        return .padding(count: place - offset)
    }

    private func noise(_ bytes: Span<UInt8>, at offset: Int) -> DecodeStep {
        var place = offset + 1
        while place < bytes.count && bytes[place] != 0 && !ContecHIDMessage.isHead(bytes[place]) {
            place += 1
        }
        return .skip(count: place - offset, why: .noFrameStart)
    }
}
