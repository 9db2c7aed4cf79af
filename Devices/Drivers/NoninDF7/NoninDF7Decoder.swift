public import SignalCore

/// Finds the frames of Nonin's data format 7: a status with bit 7 set, two bytes of pleth, float, and
/// the low byte of the sum of these four.
public struct NoninDF7Decoder: FrameDecoder {
    /// The longest frame, in bytes.
    public static let longestFrame = 5

    @usableFromInline var packet = NoninPacket()

    /// Makes a decoder that looks for the first frame of a packet.
    @inlinable
    public init() {}

    /// Looks for a frame at `offset`.
    @inlinable
    @inline(__always)
    public mutating func step(
        _ bytes: Span<UInt8>, at offset: Int, sample: inout Sample
    ) -> DecodeStep {
        guard let frame = NoninFrame(bytes, at: offset), frame.first >= 0x80
        else {
            let gap = Self.gap(bytes, at: offset)
            if gap.count > 0 { packet.drop() }
            return gap.step
        }
        sample = packet.take(
            status: frame.first, pleth: UInt16(frame.second) &<< 8 | UInt16(frame.third),
            float: frame.float)
        return .sample(length: 5)
    }

    /// Everything but a whole frame.
    @usableFromInline
    static func gap(_ bytes: Span<UInt8>, at offset: Int) -> Gap {
        var place = offset + 1
        guard bytes[offset] >= 0x80 else {
            while place < bytes.count && bytes[place] < 0x80 { place += 1 }
            return Gap(count: place - offset, why: .noFrameStart)
        }
        guard bytes.count - offset >= 5 else { return .open }
        while place < offset + 5 && bytes[place] < 0x80 { place += 1 }
        return Gap(count: place - offset, why: .badChecksum)
    }
}
