import Alerts
import SignalCore

/// Alerts as they would have happened: readings of the past through the same machine that watches
/// people, under limits of choice. What rests on people's entries is left out: nobody made any.
struct AlertReplay {
    private var machine: WatchMachine
    private(set) var transitions: [AlertTransition] = []
    private(set) var seconds = 0

    /// Begins at `start`.
    init(limits: Limits, start: BootTime) {
        machine = WatchMachine(limits: limits, startedAt: start, hasOximeter: true)
    }

    /// Takes the next second's reading.
    mutating func take(_ reading: Reading) {
        seconds += 1
        passMissing(until: reading.at)
        machine.take(reading)
        machine.drain { transition in
            switch transition.kind.rule.subject {
            case .observation, .timer: break
            default: transitions.append(transition)
            }
        }
    }

    /// Time passed in seconds that nobody stored, as it did then; an hour of them says all.
    private mutating func passMissing(until end: BootTime) {
        var next = machine.now.adding(milliseconds: 2000)
        var left = 3600
        while next < end, left > 0 {
            machine.tick(at: next)
            next = next.adding(milliseconds: 1000)
            left -= 1
        }
    }

    /// The replay of a series of whole percents, a second each; 0 and values above 100 are none.
    static func of(percents: [UInt8], limits: Limits) -> AlertReplay {
        var replay = AlertReplay(limits: limits, start: BootTime(seconds: 0))
        for (second, percent) in percents.enumerated() {
            let at = BootTime(seconds: Int64(second) + 1)
            let reading =
                (1...100).contains(percent)
                ? Reading(
                    at: at, state: .measured, reason: .none, spo2Percent: percent, quality: 100)
                : .absent(.noValue, at: at)
            replay.take(reading)
        }
        return replay
    }
}

/// One alert from beginning to end.
struct AlertEpisode: Equatable {
    var kind: AlertKind
    var from: BootTime
    /// `nil` when it was open at the end.
    var to: BootTime?

    /// The episodes of a replay, in the order they began.
    static func list(of transitions: [AlertTransition]) -> [AlertEpisode] {
        var episodes: [AlertEpisode] = []
        var open: [AlertKind: Int] = [:]
        for transition in transitions {
            switch transition.change {
            case .raised:
                open[transition.kind] = episodes.count
                episodes.append(AlertEpisode(kind: transition.kind, from: transition.at))
            case .cleared:
                if let place = open.removeValue(forKey: transition.kind) {
                    episodes[place].to = transition.at
                }
            default: break
            }
        }
        return episodes
    }

    /// Whether two were open at the same time, or within `seconds` of each other.
    func meets(_ other: AlertEpisode, within seconds: Int64) -> Bool {
        let slack = seconds * 1000
        let startsInTime = to.map { other.from <= $0.adding(milliseconds: slack) } ?? true
        let endsInTime = other.to.map { from <= $0.adding(milliseconds: slack) } ?? true
        return startsInTime && endsInTime
    }
}
