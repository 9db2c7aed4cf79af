import Alerts
import Drivers
import Link
import SignalCore
import Synchronization
import Threads

/// Shows one oximeter: big numbers on a terminal, lines through a pipe, JSON for scripts.
final class WatchScreen: LinkSink {
    enum Form {
        case terminal
        case lines
        case jsonl
    }

    private struct State: Sendable {
        var machine: WatchMachine
        var trend = Trend()
        var link = LinkState.searching
        var last: Reading?
        var family: Family?
    }

    private let form: Form
    private let port: String
    private let beganAt = BootClock.now()
    private let state: Mutex<State>

    init(form: Form, port: String, family: Family?) {
        self.form = form
        self.port = port
        state = Mutex(
            State(
                machine: WatchMachine(
                    limits: .spotterDefaults, startedAt: BootClock.now(), hasOximeter: true),
                family: family))
    }

    func take(_ reading: Reading) {
        let (lines, shown) = state.withLock { state -> ([String], TerminalPicture) in
            state.machine.take(reading)
            state.machine.tick(at: reading.at)
            state.trend.take(reading)
            state.last = reading
            var lines = [form == .jsonl ? json(reading) : ReadingWords(reading).line]
            state.machine.drain { lines.append(form == .jsonl ? json($0) : words($0)) }
            return (lines, picture(of: state, reading))
        }
        if form == .terminal {
            print(shown.text, terminator: "")
        } else {
            lines.forEach { print($0) }
        }
        flushOutput()
    }

    func claimed(_ family: Family, at now: BootTime) { state.withLock { $0.family = family } }

    func take(_ link: LinkState, at now: BootTime) {
        state.withLock { state in
            state.link = link
            state.machine.link(link.condition, at: now)
        }
        switch form {
        case .jsonl: print(json(link, at: now))
        case .lines:
            if let sentence = link.sentence {
                print(sentence)
            } else {
                print("link \(link.name)")
            }
        case .terminal: break
        }
        flushOutput()
    }

    func take(pleth points: Span<UInt8>, at: BootTime) {}

    /// Leaves the terminal as it was.
    func end() { if form == .terminal { print("") } }

    private func picture(of state: State, _ reading: Reading) -> TerminalPicture {
        TerminalPicture(
            reading: reading, link: state.link, port: port,
            slope: state.trend.facts(over: .minute)?.slopePercentPerMinute,
            alerts: state.machine.open)
    }

    private func at(_ moment: BootTime) -> JSONText.Value {
        .decimal(Double(moment.millisecondsSince(beganAt)) / 1000)
    }

    private func json(_ reading: Reading) -> String {
        let words = ReadingWords(reading)
        return JSONText.object([
            ("type", .text("reading")), ("at", at(reading.at)), ("state", .text(words.state)),
            ("reason", .optional(words.reason)),
            ("spo2Percent", .integer(reading.spo2Percent.map(Int64.init))),
            ("pulseBpm", .integer(reading.pulseBpm.map(Int64.init))),
            ("quality", .integer(Int64(reading.quality))),
        ])
    }

    private func json(_ change: AlertTransition) -> String {
        JSONText.object([
            ("type", .text("alert")), ("at", at(change.at)), ("kind", .text(change.kind.rawValue)),
            ("priority", .text(change.priority.rawName)),
            ("transition", .text(change.change.rawValue)),
        ])
    }

    private func json(_ link: LinkState, at now: BootTime) -> String {
        let family = state.withLock { $0.family }
        return JSONText.object([
            ("type", .text("link")), ("at", at(now)), ("state", .text(link.name)),
            ("port", .text(port)), ("family", .optional(family?.rawValue)),
            ("words", .optional(link.sentence)),
        ])
    }

    private func words(_ change: AlertTransition) -> String {
        "alert \(change.kind.plainWords) \(change.change.rawValue) (\(change.priority.rawName))"
    }
}

extension LinkState {
    /// The state as the alert machine knows it.
    fileprivate var condition: LinkCondition {
        switch self {
        case .searching, .identifying, .streaming: .streaming
        case .stalled: .stalled
        case .gone, .taken, .noPermission, .unusable: .gone
        }
    }
}
