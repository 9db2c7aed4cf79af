public import SignalCore

/// Finds the frames of Nonin's data format 1: one byte with bit 7 set, then two without. There is no
/// checksum.
public struct NoninDF1Decoder: FrameDecoder {
    /// The longest frame, in bytes.
    public static let longestFrame = 3

    /// Makes a decoder. It has no state: a frame stands for itself.
    @inlinable
    public init() {}

    /// Looks for a frame at `offset`. The byte after it is not waited for, as it comes a second
    /// later; if it is no first byte, it is skipped, and a link does not claim such a stream.
    @inlinable
    @inline(__always)
    public mutating func step(
        _ bytes: Span<UInt8>, at offset: Int, sample: inout Sample
    ) -> DecodeStep {
        guard let word = SyncByteFrame.word(bytes, at: offset, length: 3) else {
            return SyncByteFrame.gap(bytes, at: offset, length: 3).step
        }
        let first = SyncByteFrame.byte(1, of: word)
        sample = NoninSecond.sample(
            word,
            flags: NoninSecond.flags(first: first, outOfTrack: .outOfTrack).union(
                .sensorFault.when(bit: 6, of: first)))
        return .sample(length: 3)
    }
}
