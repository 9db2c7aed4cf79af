public import SignalCore

/// Finds the frames of Nonin's data format 8: one byte with bit 7 set, then three without. There is
/// no checksum.
public struct NoninDF8Decoder: FrameDecoder {
    /// The longest frame, in bytes.
    public static let longestFrame = 4

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
        guard let word = SyncByteFrame.word(bytes, at: offset, length: 4) else {
            return SyncByteFrame.gap(bytes, at: offset, length: 4).step
        }
        // The oxygen value is the displayed one, which stays for 10 s after the finger has gone. Then
        // the sensor alarm is set, and there is no value. SmartPoint, bit 5, is a good sign.
        let fourth = SyncByteFrame.byte(4, of: word)
        sample = NoninSecond.sample(
            word,
            flags: NoninSecond.flags(
                first: SyncByteFrame.byte(1, of: word), outOfTrack: .searching
            )
            .union(.fingerOut.when(bit: 3, of: fourth))
            .union(.lowBattery.when(bit: 0, of: fourth)))
        return .sample(length: 4)
    }
}
