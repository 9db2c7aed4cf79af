import Drivers
import SerialPort
import SignalCore
import Synchronization

@testable import Link

/// A link on virtual time, and what it did as text: one line an event, milliseconds first.
///
/// ```
/// 0 open 19200 8O1
/// 0 identifying
/// 1000 open 115200 8N1
/// 1300 write A7
/// ```
final class Timeline {
    private let log = Log()
    private var pipeline: LinkPipeline
    private var arrivals: [Arrival] = []
    private var isOpen = false
    private(set) var now: Int64 = 0
    /// Thrown at each opening while it is there.
    var refusal: SerialPortError?
    /// Settings that the adapter cannot do.
    var impossible: Set<PortSetting> = []
    /// How often the thread would have woken.
    private(set) var turns = 0

    private struct Arrival {
        var at: Int64
        var bytes: [UInt8]
        var setting: PortSetting?
    }

    private final class Log: LinkSink {
        let lines = Mutex<[String]>([])
        let readings = Mutex<[Reading]>([])
        func add(_ line: String) { lines.withLock { $0.append(line) } }
        func take(_ reading: Reading) { readings.withLock { $0.append(reading) } }
        func take(_ state: LinkState, at: BootTime) {
            add("\(Timeline.milliseconds(at)) \(Self.word(state))")
        }
        func take(pleth points: Span<UInt8>, at: BootTime) {}
        func claimed(_ family: Family, at: BootTime) {
            add("\(Timeline.milliseconds(at)) claimed \(family.rawValue)")
        }
        func slept(milliseconds: Int64, at: BootTime) {
            add("\(Timeline.milliseconds(at)) slept \(milliseconds)")
        }
        private static func word(_ state: LinkState) -> String {
            switch state {
            case .taken: "taken"
            case .noPermission: "no permission"
            case .unusable: "unusable"
            default: state.name
            }
        }
    }

    init(_ plan: ListeningPlan, canReopen: Bool = true) {
        pipeline = LinkPipeline(
            plan: plan, sink: log, canReopen: canReopen, at: Self.time(0))
    }

    static func time(_ milliseconds: Int64) -> BootTime {
        BootTime(milliseconds: 1_000_000 + milliseconds)
    }

    static func milliseconds(_ time: BootTime) -> Int64 { time.milliseconds - 1_000_000 }

    /// Bytes that will come then; only while the port is set so, if `setting` is given.
    func send(_ bytes: [UInt8], at milliseconds: Int64, on setting: PortSetting? = nil) {
        arrivals.append(Arrival(at: milliseconds, bytes: bytes, setting: setting))
    }

    /// A stream from then to then, a frame at a time.
    func stream(
        _ frame: [UInt8], every period: Int64, from: Int64, to: Int64,
        on setting: PortSetting? = nil
    ) {
        for at in stride(from: from, to: to, by: Int64.Stride(period)) {
            send(frame, at: at, on: setting)
        }
    }

    /// Lets time pass, as a link's thread would.
    func run(to end: Int64) {
        arrivals.sort { $0.at < $1.at }
        while now < end {
            if !isOpen { open() }
            guard isOpen else { continue }
            turns += 1
            let due = Self.milliseconds(pipeline.due)
            let arrival = arrivals.first?.at ?? .max
            now = max(now, min(due, arrival, end))
            deliver()
            while let command = pipeline.tick(at: Self.time(now)) {
                log.add("\(now) write \(Self.name(command))")
            }
            if pipeline.wantsReopening { close() }
        }
    }

    private func deliver() {
        while let first = arrivals.first, first.at <= now {
            arrivals.removeFirst()
            guard isOpen, first.setting == nil || first.setting == pipeline.setting else {
                continue
            }
            pipeline.take(first.bytes.span, at: Self.time(now))
        }
    }

    private func open() {
        log.add("\(now) open \(pipeline.setting)")
        let error =
            refusal
            ?? (impossible.contains(pipeline.setting)
                ? .unsupported(path: "/dev/ttyUSB0", what: "it") : nil)
        if let error {
            fail(error)
        } else {
            pipeline.opened(at: Self.time(now))
            isOpen = true
        }
    }

    private func close() {
        pipeline.closed()
        isOpen = false
    }

    /// The port is lost, and is tried again after the pause.
    func fail(_ error: SerialPortError) {
        isOpen = false
        now += pipeline.failed(error, at: Self.time(now))
        arrivals.removeAll { $0.at < now }
    }

    func retry() {
        pipeline.retry()
        if pipeline.wantsReopening { close() }
    }

    func sleep(milliseconds: Int64) {
        now += milliseconds
        pipeline.slept(milliseconds: milliseconds, at: Self.time(now))
        if pipeline.wantsReopening { close() }
    }

    func second() -> Reading? {
        pipeline.second(at: Self.time(now))
        return log.readings.withLock { $0.last }
    }

    var counters: LinkCounters { pipeline.counters }
    var state: LinkState { pipeline.state }

    /// What was done since the last time it was asked.
    var text: String {
        log.lines.withLock { lines in
            defer { lines = [] }
            return lines.joined(separator: "\n")
        }
    }

    private static let names: [[UInt8]: String] = [
        ContecV7Command.stopDownload: "A7", ContecV7Command.stopLive: "A2",
        ContecV7Command.startLive: "A1", ContecV7Command.keepAlive: "AF",
        ContecHIDCommand.startWave: "wave", ContecHIDCommand.startNumbers: "numbers",
        ContecHIDCommand.keepAlive: "ping",
    ]

    private static func name(_ command: [UInt8]) -> String { names[command] ?? "\(command)" }
}

extension PortSetting {
    static func line(_ baud: Int, _ parity: LineSettings.Parity = .none) -> PortSetting {
        .serial(LineSettings(baud: baud, parity: parity))
    }
}
