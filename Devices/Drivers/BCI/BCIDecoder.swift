public import SignalCore

/// Finds BCI frames: one byte with bit 7 set, then four without. There is no checksum.
public struct BCIDecoder: FrameDecoder {
    /// The longest frame, in bytes.
    public static let longestFrame = 5

    /// Makes a decoder. It has no state: a frame stands for itself.
    @inlinable
    public init() {}

    /// Looks for a frame at `offset`.
    @inlinable
    @inline(__always)
    public mutating func step(
        _ bytes: Span<UInt8>, at offset: Int, sample: inout Sample
    ) -> DecodeStep {
        guard let word = SyncByteFrame.word(bytes, at: offset, length: 5) else {
            return SyncByteFrame.gap(bytes, at: offset, length: 5).step
        }
        sample = BCILive.sample(word)
        return .sample(length: 5)
    }
}
