import SignalCore

/// What became worse in one step: design rule 4, in one place.
struct Worse {
    var isPulseLost = false
    var saysNotBreathing = false
    private var highest: AlertPriority?
    private var isSignalLost = false

    init(isPulseLost: Bool = false, saysNotBreathing: Bool = false) {
        self.isPulseLost = isPulseLost
        self.saysNotBreathing = saysNotBreathing
    }

    /// `losesNote`: it stood for a poor signal, with a value, and climbs now for want of any.
    mutating func take(_ change: AlertTransition, losesNote: Bool) {
        guard change.change == .raised || change.change == .escalated else { return }
        highest = max(highest ?? .low, change.priority)
        if change.change == .raised, change.kind == .pulseLost { isPulseLost = true }
        let isNew = change.change == .raised || losesNote
        if isNew, change.kind.subject == .signal { isSignalLost = true }
    }

    /// Why a hush may not go on; `nil` when it may.
    func reason(against hush: Hush, standing: OxygenWatch.Standing, limits: Limits) -> String? {
        if saysNotBreathing { return "not breathing" }
        if let highest, highest > hush.priority { return "higher priority" }
        if let value = standing.percent {
            let base = hush.percent.map(Int.init) ?? limits.lowPercent
            if Int(value) <= base - limits[.silenceBreakPercent] { return "oxygen lower" }
        }
        if isPulseLost { return "pulse lost" }
        return isSignalLost ? "signal lost" : nil
    }
}

extension OxygenWatch.Standing {
    /// The value that stands now, whatever its quality.
    var percent: UInt8? {
        switch self {
        case .measured(let value), .unreliable(let value): value
        case .nothing: nil
        }
    }
}
