import Drivers
import SignalCore

/// Bytes in, readings and states out: everything a link does except wait, read and write.
///
/// Time is handed in, so tests run it on a virtual clock. Nothing here allocates once it is made.
struct LinkPipeline: ~Copyable {
    private let model: FamilyModel
    private let sink: any LinkSink
    private var pump: FamilyPump
    private var batch: SampleBatch
    private var talk: Conversation
    private var lastFrameAt: BootTime
    private(set) var state = LinkState.identifying

    /// A stall lasts this many quiet times before the port is closed and opened again: some adapters
    /// (cp210x after "urb stopped") only come back that way.
    private static let quietTimesToReopen: Int64 = 8

    init(family: Family, readings: ReadingMaker, sink: any LinkSink, at now: BootTime) {
        model = family.model
        self.sink = sink
        pump = FamilyPump(family)
        batch = SampleBatch(readings: readings, framesToClaim: model.framesToClaim)
        talk = Conversation(model: model, at: now)
        lastFrameAt = now
        sink.take(state, at: now)
    }

    /// What was found so far.
    var counters: FrameCounters { pump.counters }

    /// The reading maker, so that a second of a port that is opened again is not lost.
    var readings: ReadingMaker { batch.readings }

    /// Takes the bytes of one read.
    mutating func take(_ bytes: Span<UInt8>, at now: BootTime) {
        batch.begin(at: now)
        pump.feed(bytes, into: &batch)
        guard batch.heardFrame else { return }
        talk.heardSample(at: now)
        lastFrameAt = now
        become(.streaming, now)
        guard batch.plethCount > 0 else { return }
        sink.take(pleth: batch.pleth.span.extracting(0..<batch.plethCount), at: now)
    }

    private mutating func become(_ next: LinkState, _ now: BootTime) {
        guard next != state else { return }
        state = next
        sink.take(next, at: now)
    }

    /// When `tick` next has something to do besides the second.
    var due: BootTime { talk.due }

    /// A command to write now, if one is due; notes a stream that has gone quiet.
    mutating func tick(at now: BootTime) -> [UInt8]? {
        if state == .streaming && quiet(at: now) > model.quietMilliseconds * 2 {
            batch.unclaim()
            become(.stalled, now)
        }
        return talk.next(at: now)
    }

    /// True when closing the port and opening it again is the next thing to try.
    func wantsReopening(at now: BootTime) -> Bool {
        state == .stalled && quiet(at: now) > model.quietMilliseconds * Self.quietTimesToReopen
    }

    private func quiet(at now: BootTime) -> Int64 { now.millisecondsSince(lastFrameAt) }

    /// Ends a second: one reading, also when nothing came.
    mutating func second(at now: BootTime) { sink.take(batch.readings.second(at: now)) }
}

/// The samples of one read on their way to the reading and to the screens.
///
/// They count from the moment so many frames came in a row: a family without a checksum finds a frame
/// now and then in noise or at a wrong speed, and its value would be nobody's.
struct SampleBatch: FrameConsumer {
    var readings: ReadingMaker
    /// Whether a frame that counts came in this read.
    private(set) var heardFrame = false
    private(set) var plethCount = 0
    /// The waveform of this read, in its first `plethCount` places.
    private(set) var pleth = [UInt8](repeating: 0, count: 1024)
    private var readAt = BootTime(nanoseconds: 0)
    private let framesToClaim: UInt64
    private var framesInARow: UInt64 = 0
    private var isClaimed = false

    init(readings: ReadingMaker, framesToClaim: UInt64) {
        self.readings = readings
        self.framesToClaim = framesToClaim
    }

    mutating func begin(at now: BootTime) {
        readAt = now
        plethCount = 0
        heardFrame = false
    }

    /// The stream has to be found again, by as many frames in a row.
    mutating func unclaim() {
        isClaimed = false
        framesInARow = 0
    }

    mutating func take(_ sample: Sample) {
        if !isClaimed {
            framesInARow += 1
            guard framesInARow >= framesToClaim else { return }
            isClaimed = true
        }
        heardFrame = true
        readings.take(sample, at: readAt)
        guard let point = sample.pleth, plethCount < pleth.count else { return }
        pleth[plethCount] = UInt8(truncatingIfNeeded: min(point, 255))
        plethCount += 1
    }

    mutating func skipped(_ count: Int, at offset: UInt64, _ why: SkipReason) { framesInARow = 0 }
}
