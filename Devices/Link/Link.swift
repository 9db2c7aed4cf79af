public import Drivers
public import SerialPort
import SignalCore
import Synchronization
import Threads

/// One port, watched by one thread from now until `stop`: opens it, finds out whether it speaks its
/// family, reads it, notices quiet, and comes back when it was unplugged.
///
/// `stop` may be called from any thread. The thread gives one reading a second whatever happens.
public final class Link: Sendable {
    private let wake = WakePipe()
    private let stopping = Atomic(false)
    private let thread = Mutex<OSThread?>(nil)
    private let totals = Mutex(LinkCounters())

    /// Starts the thread. `open` makes a fresh transport each time; it runs on the thread.
    public static func start<Source: Transport & SendableMetatype & ~Copyable>(
        family: Family, sink: any LinkSink,
        open: @escaping @Sendable () throws(SerialPortError) -> Source
    ) -> Link {
        let link = Link()
        let changes = StateChanges(for: sink)
        let thread = OSThread.start { link.run(family, changes, open) }
        link.thread.withLock { $0 = thread }
        return link
    }

    /// Asks the thread to close the port, and waits until it has. Later calls do nothing.
    public func stop() {
        stopping.store(true, ordering: .sequentiallyConsistent)
        wake.wake()
        thread.withLock { thread in
            thread?.join()
            thread = nil
        }
    }

    /// Tries the port again at once, when it was waiting to: called when a device appears.
    public func retry() { wake.wake() }

    /// What the link found since it was started.
    public var counters: LinkCounters { totals.withLock { $0 } }

    private func run<Source: Transport & SendableMetatype & ~Copyable>(
        _ family: Family, _ sink: any LinkSink, _ open: () throws(SerialPortError) -> Source
    ) {
        var clock = SecondClock(at: BootClock.now())
        var readings = ReadingMaker(
            valuePeriodMilliseconds: family.model.valuePeriodMilliseconds)
        var pause = ReopenPause()
        sink.take(.searching, at: BootClock.now())
        while !isStopping {
            do throws(SerialPortError) {
                var source = try open()
                totals.withLock { $0.opened() }
                var pipeline = LinkPipeline(
                    family: family, readings: readings, sink: sink, at: BootClock.now())
                let ending = serve(&source, &pipeline, &clock, &pause)
                readings = pipeline.readings
                if let ending { report(ending, to: sink) }
            } catch {
                report(error, to: sink)
            }
            readings.deviceGone(at: BootClock.now())
            wait(pause.next(), &readings, sink, &clock)
        }
    }

    /// Reads an open port until it goes, fails, stalls for too long or the link is stopped.
    private func serve<Source: Transport & ~Copyable>(
        _ source: inout Source, _ pipeline: inout LinkPipeline, _ clock: inout SecondClock,
        _ pause: inout ReopenPause
    ) -> SerialPortError? {
        var chunk = [UInt8](repeating: 0, count: 4096)
        do throws(SerialPortError) {
            while !isStopping && !pipeline.wantsReopening(at: BootClock.now()) {
                try step(&source, &pipeline, &chunk, &clock)
                if pipeline.state == .streaming { pause = ReopenPause() }
            }
            return nil
        } catch {
            return error
        }
    }

    private func step<Source: Transport & ~Copyable>(
        _ source: inout Source, _ pipeline: inout LinkPipeline, _ chunk: inout [UInt8],
        _ clock: inout SecondClock
    ) throws(SerialPortError) {
        switch source.wait(until: min(clock.next, pipeline.due), wake: wake) {
        case .readable:
            let now = BootClock.now()
            let count = try source.read(into: &chunk)
            if count > 0 {
                pipeline.take(chunk.span.extracting(0..<count), at: now)
                let found = pipeline.counters
                totals.withLock { $0.found(found) }
            }
        case .gone: throw .gone(path: "")
        case .woken, .timedOut: break
        }
        let now = BootClock.now()
        if let command = pipeline.tick(at: now) {
            try source.write(command, until: now.adding(milliseconds: 200))
        }
        if clock.passed(now) { pipeline.second(at: now) }
    }

    /// A port that vanished is gone; any other trouble has a sentence.
    private func report(_ error: SerialPortError, to sink: any LinkSink) {
        guard !isStopping else { return }
        switch error {
        case .gone: sink.take(.gone, at: BootClock.now())
        case .notFound where counters.openings > 0: sink.take(.gone, at: BootClock.now())
        default: sink.take(.unusable(error.description), at: BootClock.now())
        }
    }

    /// Waits before the next try, still giving a reading each second.
    private func wait(
        _ milliseconds: Int64, _ readings: inout ReadingMaker, _ sink: any LinkSink,
        _ clock: inout SecondClock
    ) {
        let until = BootClock.now().adding(milliseconds: milliseconds)
        while !isStopping {
            let woken = wake.wait(until: min(until, clock.next))
            let now = BootClock.now()
            if clock.passed(now) { sink.take(readings.second(at: now)) }
            if woken || now >= until { return }
        }
    }

    private var isStopping: Bool { stopping.load(ordering: .sequentiallyConsistent) }
}

/// Tells when a second is over, without drifting and without making up for seconds slept through.
struct SecondClock {
    private(set) var next: BootTime

    init(at now: BootTime) { next = now.adding(milliseconds: 1000) }

    mutating func passed(_ now: BootTime) -> Bool {
        guard now >= next else { return false }
        next = next.adding(milliseconds: 1000)
        if next <= now { next = now.adding(milliseconds: 1000) }
        return true
    }
}

/// How long to wait before a port is tried again: soon at first, then every two seconds.
struct ReopenPause {
    private var milliseconds: Int64 = 125

    mutating func next() -> Int64 {
        milliseconds = min(milliseconds * 2, 2000)
        return milliseconds
    }
}

/// What a link found since it was started, over all openings of its port.
public struct LinkCounters: Sendable {
    /// How often the port was opened.
    public private(set) var openings: UInt64 = 0
    private var before = FrameCounters()
    private var now = FrameCounters()

    /// Whole frames.
    public var frames: UInt64 { before.frames + now.frames }
    /// Bytes that belong to no whole frame.
    public var skippedBytes: UInt64 { before.skippedBytes + now.skippedBytes }

    mutating func opened() {
        openings += 1
        before.frames += now.frames
        before.skippedBytes += now.skippedBytes
        now = FrameCounters()
    }

    mutating func found(_ found: FrameCounters) { now = found }
}
