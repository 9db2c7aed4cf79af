import Drivers
import SignalCore

/// What one family's decoder found in the bytes of a round: above all, how many frames came in a row.
struct FrameRun: FrameConsumer {
    /// Live frames in a row, with nothing skipped between them.
    private(set) var frames: UInt64 = 0
    /// Live frames in the whole round.
    private(set) var framesInAll: UInt64 = 0
    /// Whether anything was skipped in the round.
    var hasSkips: Bool { skips.total > 0 }
    /// Bytes that were skipped, and why.
    private(set) var skips = SkippedBytes()
    /// The highest point of the waveform in the row.
    private(set) var highestPleth: UInt16 = 0
    /// When a row was last long enough to promise more: half of what is wanted.
    private(set) var promisedAt: BootTime?
    /// The newest frame's sample; of those with a place for numbers, if the family has others too.
    private(set) var newest: (sample: Sample, at: BootTime)?

    private let framesToPromise: UInt64
    private var beganAt = BootTime(nanoseconds: 0)
    /// When the newest frame was read.
    private(set) var newestAt = BootTime(nanoseconds: 0)
    private var framesOfFirstRead: UInt64 = 0
    private var readAt = BootTime(nanoseconds: 0)

    /// Watches for so many frames in a row.
    init(framesToClaim: UInt64) { framesToPromise = (framesToClaim + 1) / 2 }

    mutating func begin(at now: BootTime) { readAt = now }

    mutating func take(_ sample: Sample) {
        framesInAll += 1
        if frames == 0 {
            beganAt = readAt
            framesOfFirstRead = 0
            highestPleth = 0
            newest = nil
        }
        frames += 1
        // What a read held when the row began may have come at any time before.
        if readAt == beganAt { framesOfFirstRead = frames }
        newestAt = readAt
        if frames >= framesToPromise { promisedAt = readAt }
        highestPleth = max(highestPleth, sample.pleth ?? 0)
        if sample.carriesNumbers || newest == nil { newest = (sample, readAt) }
    }

    mutating func skipped(_ count: Int, at offset: UInt64, _ why: SkipReason) {
        frames = 0
        skips.add(count, why)
    }

    /// Whether the row keeps a pace, as far as it was read.
    func keeps(_ pace: FramePace) -> Bool {
        pace.isKept(
            frames: frames - framesOfFirstRead, milliseconds: newestAt.millisecondsSince(beganAt))
    }
}
