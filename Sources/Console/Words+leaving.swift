import Alerts
import SignalCore
import Station

/// Sentences about alerts that ended, people who stepped out, and what is to come.
extension Words {
    /// "oxygen was low 0:40": how long it was, without when it ended.
    func line(of ended: EndedTile) -> String {
        let lasted = Age.text(ended.endedAt.millisecondsSince(ended.raisedAt))
        let times = ended.times > 1 ? ", \(ended.times) times; the last" : ""
        return "\(past(ended.kind))\(times) \(lasted)"
    }

    private func past(_ kind: AlertKind) -> String {
        switch kind {
        case .oxygenLow: "oxygen was low"
        case .oxygenCritical: "oxygen was very low"
        case .oxygenLowPoorSignal: "oxygen was low on a poor signal"
        case .oxygenCaution: "oxygen was below caution"
        case .oxygenFalling: "oxygen was falling"
        case .pulseLow: "pulse was slow"
        case .pulseHigh: "pulse was fast"
        case .pulseLost: "no pulse was found"
        case .signalLost: "there was no signal"
        case .deviceGone: "device was gone"
        case .stalled: "device was silent"
        case .stuck: "device was stuck"
        case .taken: "device was in use elsewhere"
        case .lowBattery: "device battery was low"
        // These end by what a person enters, who has then seen them.
        default: kind.plainWords
        }
    }

    /// "reaches 90 % in about 40 s (25 to 80)".
    func forecast(_ forecast: SeatTile.Forecast?) -> String? {
        guard let forecast else { return nil }
        let time = forecast.time
        let latest = time.latestSeconds.map { "to \($0)" } ?? "or later"
        return "reaches \(forecast.percent) % in about \(time.seconds) s "
            + "(\(time.earliestSeconds) \(latest))"
    }

    /// How much of the watch the signal could be used.
    func usable(_ percent: Int?) -> String? {
        percent.map { "signal usable \($0) % of this watch" }
    }
}

extension Leaving {
    /// The state's name as templates, style sheets and scripts use it.
    var name: String {
        switch self {
        case .no: "no"
        case .mayPause: "may"
        case .paused: "paused"
        case .asksWho: "asks"
        }
    }

    /// Since when the person is away.
    var pausedSince: BootTime? {
        if case .paused(let since, _) = self { since } else { nil }
    }

    /// When the pause is over.
    var pausedUntil: BootTime? {
        if case .paused(_, let until) = self { until } else { nil }
    }
}
