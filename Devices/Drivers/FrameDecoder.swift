public import SignalCore

/// What stands at one place of a byte stream.
public enum DecodeStep: Equatable, Sendable {
    /// What stands there may become a frame; more bytes will tell.
    case needMore
    /// A whole frame with a live sample, so many bytes long.
    case sample(length: Int)
    /// A whole frame from the device's memory, so many bytes long; `unpack` gives its samples.
    case stored(length: Int)
    /// A whole frame without a sample (an answer, a notice, a heading), so many bytes long.
    case notice(length: Int)
    /// So many bytes that the protocol puts between frames: a report's unused end, blank lines.
    case padding(count: Int)
    /// So many bytes are no frame, and why.
    case skip(count: Int, why: SkipReason)
}

/// Why bytes were passed over. The raw value is what `spotter decode` prints.
public enum SkipReason: String, CaseIterable, Sendable {
    /// Bytes that cannot begin a frame.
    case noFrameStart = "no-frame-start"
    /// A frame of a type nobody documents.
    case unknownType = "unknown-type"
    /// A frame that breaks off: the next one begins inside it.
    case brokenFrame = "broken-frame"
    /// A frame whose check does not fit its bytes.
    case badChecksum = "bad-checksum"
    /// A line of text that is not one the family sends.
    case unreadableLine = "unreadable-line"
    /// Text without an end of line for longer than any line the family sends.
    case lineTooLong = "line-too-long"
    /// The stream ended inside a frame.
    case truncated
}

/// Finds frames in bytes. Does no I/O, never allocates, always gets back into step.
///
/// A decoder is a value that looks at one place and says what stands there; buffers, reads and the
/// end of the stream belong to `FramePump`. So the answer is the same however the input is cut. What
/// it remembers of earlier frames (a packet's place, the first half of a number) it may change only
/// when it says that a frame or a skip stands there, never with `needMore`.
public protocol FrameDecoder: Sendable {
    /// The longest frame in bytes, at most 256: what `needMore` can ask to be kept.
    static var longestFrame: Int { get }

    /// Looks at `offset`. For `.sample` the values are in `sample`; otherwise it is left alone.
    /// `skip`, `padding` and frames are at least one byte long, so a stream always moves on.
    mutating func step(
        _ bytes: Span<UInt8>, at offset: Int, sample: inout Sample
    ) -> DecodeStep

    /// Hands on the samples of a frame that `step` called `stored`, oldest first.
    mutating func unpack(_ frame: Span<UInt8>, into consumer: inout some FrameConsumer)

    /// Looks at what is left when nothing more comes, though `step` asked for more; `.needMore`
    /// when it is no frame. For text, whose last line may lack its end.
    mutating func last(_ bytes: Span<UInt8>, sample: inout Sample) -> DecodeStep
}

extension FrameDecoder {
    /// Most families send nothing from memory.
    @inlinable
    public mutating func unpack(_ frame: Span<UInt8>, into consumer: inout some FrameConsumer) {}

    /// A frame of bytes is whole or it is none.
    @inlinable
    public mutating func last(_ bytes: Span<UInt8>, sample: inout Sample) -> DecodeStep {
        .needMore
    }
}
