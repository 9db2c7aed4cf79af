import SignalCore

/// Every kind's rungs with the limits' numbers in them, so that a second asks no table of words.
struct Ladders {
    /// One rung: a delay of so many milliseconds and so many of the condition's own intervals.
    fileprivate struct Rung {
        var milliseconds: Int64
        var intervals: Int64
        var priority: AlertPriority
    }

    /// Each kind has as many places as the longest ladder has rungs, filled up with its last rung.
    private let rungs: [Rung]
    private static let most = 3
    /// Whether alerts of the oximeter stay until someone resets them.
    let latches: Bool
    /// A high alert nobody acknowledges escalates after so long.
    let unattendedMilliseconds: Int64

    init(_ limits: Limits) {
        rungs = AlertRule.table.flatMap { rule in
            let all = rule.ladder.map { Rung($0, limits) }
            return (0..<Self.most).map { all[min($0, all.count - 1)] }
        }
        latches = limits.latches
        unattendedMilliseconds = Int64(limits[.unattendedMilliseconds])
    }

    /// The highest rung a condition of a kind has reached at `at`; `nil` while it has reached none.
    @inline(__always)
    func due(_ slot: Int, _ condition: Condition, at: BootTime) -> Due? {
        let lasted = at.millisecondsSince(condition.since)
        var due = condition.atLeast.map {
            Due(priority: $0, delayMilliseconds: condition.delayMilliseconds ?? 0)
        }
        for place in slot * Self.most..<(slot + 1) * Self.most {
            let rung = rungs[place]
            let delay = rung.milliseconds + rung.intervals * condition.intervalMilliseconds
            let priority = min(rung.priority, condition.atMost)
            guard lasted >= delay, priority.rawValue > (due?.priority.rawValue ?? 0) else {
                continue
            }
            due = Due(priority: priority, delayMilliseconds: delay)
        }
        return due
    }
}

/// A rung of the ladder that has been reached.
struct Due: Equatable {
    var priority: AlertPriority
    var delayMilliseconds: Int64
}

extension Ladders.Rung {
    fileprivate init(_ rung: AlertRule.Rung, _ limits: Limits) {
        priority = rung.priority
        (milliseconds, intervals) =
            switch rung.after {
            case .atOnce: (0, 0)
            case .lasting(let field): (Int64(limits[field]), 0)
            case .itsInterval: (0, 1)
            case .twiceItsInterval: (0, 2)
            }
    }
}
