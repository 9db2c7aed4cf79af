public import Drivers

/// What a link found since it was started, over all openings of its port.
///
/// Every byte read is framed (padding between frames with it), skipped for a reason, or the start of
/// a frame still to come. What is heard before a family is claimed counts as the likeliest one's.
public struct LinkCounters: Sendable {
    /// How often the port was opened.
    public internal(set) var openings: UInt64 = 0
    /// Bytes that were read.
    public internal(set) var bytesRead: UInt64 = 0
    /// Commands that were handed to the port.
    public internal(set) var commandsSent: UInt64 = 0
    /// How often a stream fell silent.
    public internal(set) var stalls: UInt64 = 0
    /// The family that was claimed last; `nil` until one was.
    public internal(set) var claimed: Family?
    /// Bytes that belong to no whole frame, by why they were skipped.
    public private(set) var skipped = SkippedBytes()
    private var before = FrameCounters()
    private var now = FrameCounters()
    private var skippedBefore = SkippedBytes()

    /// Whole frames.
    public var frames: UInt64 { before.frames + now.frames }
    /// Frames with a live sample.
    public var samples: UInt64 { before.samples + now.samples }
    /// Bytes of whole frames and of the padding between them.
    public var framedBytes: UInt64 { before.framedBytes + now.framedBytes }
    /// Bytes that belong to no whole frame.
    public var skippedBytes: UInt64 { skipped.total }
    /// Bytes of a frame whose end is still to come.
    public var waitingBytes: UInt64 { bytesRead - framedBytes - skippedBytes }

    /// What the present decoder found so far.
    mutating func found(_ counters: FrameCounters, _ skips: SkippedBytes) {
        now = counters
        skipped = skippedBefore
        skipped.add(skips)
    }

    /// The present decoder hears no more: what waited in it will not be completed.
    mutating func settle() {
        before.frames += now.frames
        before.samples += now.samples
        before.framedBytes += now.framedBytes
        now = FrameCounters()
        skipped.add(Int(waitingBytes), .truncated)
        skippedBefore = skipped
    }
}
