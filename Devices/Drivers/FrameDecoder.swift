public import SignalCore

/// What stands at one place of a byte stream.
public enum DecodeStep: Equatable, Sendable {
    /// What stands there may become a frame; more bytes will tell.
    case needMore
    /// A whole frame with a sample, so many bytes long.
    case sample(length: Int)
    /// A whole frame without a live sample (an answer, a notice), so many bytes long.
    case notice(length: Int)
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
    /// The stream ended inside a frame.
    case truncated
}

/// Finds frames in bytes. Does no I/O, never allocates, always gets back into step.
///
/// A decoder is a value that looks at one place and says what stands there; buffers, reads and the
/// end of the stream belong to `FramePump`. So the answer is the same however the input is cut.
public protocol FrameDecoder: Sendable {
    /// The longest frame in bytes: what `needMore` can ask to be kept.
    static var longestFrame: Int { get }

    /// Looks at `offset`. For `.sample` the values are in `sample`; otherwise it is left alone.
    /// `skip` and frames are at least one byte long, so a stream always moves on.
    mutating func step(
        _ bytes: Span<UInt8>, at offset: Int, sample: inout Sample
    ) -> DecodeStep
}
