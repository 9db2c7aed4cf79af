import SerialPort
import SignalCore
import Threads

/// What a link's thread does: opens, waits, reads and writes as its pipeline says. Lives on it.
struct LinkLoop<Source: Transport & SendableMetatype & ~Copyable>: ~Copyable {
    private let link: Link
    private let awake: @Sendable () -> Int64
    private var pipeline: LinkPipeline
    private var seconds: SecondClock
    private var sleeps: SleepWatch
    private var emptyReads = 0

    /// Reads without a byte, in a row, after which a port that calls itself readable is given a rest.
    private static var emptyReadsToRest: Int { 8 }

    init(
        _ link: Link, plan: ListeningPlan, sink: any LinkSink,
        awake: @escaping @Sendable () -> Int64
    ) {
        self.link = link
        self.awake = awake
        let now = BootClock.now()
        pipeline = LinkPipeline(plan: plan, sink: sink, canReopen: !Source.opensOnce, at: now)
        seconds = SecondClock(at: now)
        sleeps = SleepWatch(boot: now, awake: awake())
    }

    /// Runs until the link is stopped.
    mutating func run(_ open: (PortSetting) throws(SerialPortError) -> Source) {
        while !link.isStopping {
            let pause = attempt(open)
            link.publish(pipeline.counters)
            if pause > 0 { rest(milliseconds: pause) }
        }
    }

    /// Opens the port and reads it until it goes, fails, should be opened otherwise, or the link is
    /// stopped; how long to wait before the next attempt, in milliseconds.
    private mutating func attempt(
        _ open: (PortSetting) throws(SerialPortError) -> Source
    ) -> Int64 {
        do throws(SerialPortError) {
            var source = try open(pipeline.setting)
            var chunk = [UInt8](repeating: 0, count: 4096)
            pipeline.opened(at: BootClock.now())
            while !link.isStopping && !pipeline.wantsReopening { try turn(&source, &chunk) }
            pipeline.closed()
            return 0
        } catch {
            // Trouble on the way out is nobody's any more.
            return link.isStopping ? 0 : pipeline.failed(error, at: BootClock.now())
        }
    }

    private mutating func turn(
        _ source: inout Source, _ chunk: inout [UInt8]
    ) throws(SerialPortError) {
        let found = source.wait(until: min(seconds.next, pipeline.due), wake: link.wake)
        let now = BootClock.now()
        switch found {
        case .readable: try read(&source, &chunk, at: now)
        case .gone: throw .gone(path: "")
        case .woken, .timedOut: break
        }
        look(at: now)
        defer { readAtOnce(at: now) }
        while let command = pipeline.tick(at: now) {
            try source.write(command, until: now.adding(milliseconds: 200))
        }
    }

    /// Ends the running second when a family was just claimed.
    private mutating func readAtOnce(at now: BootTime) {
        guard pipeline.wantsReading else { return }
        pipeline.second(at: now)
        seconds.restart(at: now)
    }

    private mutating func read(
        _ source: inout Source, _ chunk: inout [UInt8], at now: BootTime
    ) throws(SerialPortError) {
        let count = try source.read(into: &chunk)
        if count > 0 {
            emptyReads = 0
            pipeline.take(chunk.span.extracting(0..<count), at: now)
            return
        }
        emptyReads += 1
        guard emptyReads >= Self.emptyReadsToRest else { return }
        _ = link.wake.wait(until: now.adding(milliseconds: 20))
    }

    /// What is not the port's doing: the second, a sleep of the machine, a device that appeared. True
    /// when a port that rests is to be tried now.
    @discardableResult
    private mutating func look(at now: BootTime) -> Bool {
        if seconds.passed(now) {
            pipeline.second(at: now)
            link.publish(pipeline.counters)
        }
        let asleep = sleeps.look(boot: now, awake: awake())
        if let asleep { pipeline.slept(milliseconds: asleep, at: now) }
        let isAsked = link.takeRetry()
        if isAsked { pipeline.retry() }
        return isAsked || asleep != nil
    }

    /// Waits before the next attempt, still giving a reading each second.
    private mutating func rest(milliseconds: Int64) {
        let until = BootClock.now().adding(milliseconds: milliseconds)
        while !link.isStopping {
            _ = link.wake.wait(until: min(until, seconds.next))
            let now = BootClock.now()
            if look(at: now) || now >= until { return }
        }
    }
}
