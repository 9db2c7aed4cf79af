/// Why an alert was false, as someone said afterwards.
public enum FalseReason: String, CaseIterable, Sendable {
    /// The person or the probe moved.
    case motion
    /// The finger was cold.
    case coldFinger = "cold-finger"
    /// The probe was being put on, moved or taken off.
    case repositioning
    /// The person used the hand.
    case handsInUse = "hands-in-use"
    /// The person had left.
    case left
    /// The oximeter was at fault.
    case device
    /// Something else.
    case other
}

/// How much alerts disturb, as a fold over transitions: a rate by kind, the share someone acted
/// on, and the share that was false, by reason. Drills are not to be folded in.
public struct NuisanceCount: Equatable, Sendable {
    /// What is counted of one kind.
    public struct Tally: Equatable, Sendable {
        /// How often it was raised.
        public internal(set) var raised = 0
        /// How many of those someone acknowledged, silenced or closed before they ended.
        public internal(set) var actedOn = 0
        /// How many were said to be false, by the reason's place in `FalseReason.allCases`.
        var falseByReason = [Int](repeating: 0, count: FalseReason.allCases.count)
        var isOpen = false
        var isActedOn = false

        /// How many were said to be false for a reason.
        public func falseAlerts(_ reason: FalseReason) -> Int {
            falseByReason[FalseReason.allCases.firstIndex(of: reason) ?? 0]
        }

        /// How many were said to be false.
        public var falseAlerts: Int { falseByReason.reduce(0, +) }
        /// The share someone acted on, 0 to 100, rounded down; `nil` before the first.
        public var actedOnPercent: Int? { raised == 0 ? nil : actedOn * 100 / raised }
        /// The share that was false, 0 to 100, rounded down; `nil` before the first.
        public var falsePercent: Int? { raised == 0 ? nil : falseAlerts * 100 / raised }
    }

    /// Seconds of watching counted.
    public private(set) var watchSeconds: Int64 = 0
    private var tallies: [Tally]

    /// Makes an empty count.
    public init() { tallies = AlertKind.allCases.map { _ in Tally() } }

    /// Takes one transition of one watch. Fold each watch with a count of its own and `add` them:
    /// an alert that is open is known by its kind alone.
    public mutating func take(_ change: AlertTransition) {
        let slot = change.kind.slot
        switch change.change {
        case .raised:
            tallies[slot].raised += 1
            tallies[slot].isOpen = true
            tallies[slot].isActedOn = false
        case .acknowledged, .silenced: act(slot)
        case .cleared:
            if change.by != nil { act(slot) }
            tallies[slot].isOpen = false
        case .escalated, .eased, .broken, .reminded, .seen: break
        }
    }

    private mutating func act(_ slot: Int) {
        guard tallies[slot].isOpen, !tallies[slot].isActedOn else { return }
        tallies[slot].isActedOn = true
        tallies[slot].actedOn += 1
    }

    /// Someone said that an alert of this kind was false. Never more than were raised.
    public mutating func markFalse(_ kind: AlertKind, _ reason: FalseReason) {
        let place = FalseReason.allCases.firstIndex(of: reason) ?? 0
        guard tallies[kind.slot].falseAlerts < tallies[kind.slot].raised else { return }
        tallies[kind.slot].falseByReason[place] += 1
    }

    /// Counts time someone was watched, in seconds.
    public mutating func addWatch(seconds: Int64) { watchSeconds += max(0, seconds) }

    /// Adds another watch's count.
    public mutating func add(_ other: NuisanceCount) {
        watchSeconds += other.watchSeconds
        for slot in tallies.indices {
            tallies[slot].raised += other.tallies[slot].raised
            tallies[slot].actedOn += other.tallies[slot].actedOn
            for place in tallies[slot].falseByReason.indices {
                tallies[slot].falseByReason[place] += other.tallies[slot].falseByReason[place]
            }
        }
    }

    /// What was counted of a kind.
    public subscript(kind: AlertKind) -> Tally { tallies[kind.slot] }

    /// Alerts of a kind in 100 watch-hours, rounded down; `nil` before the first watched second.
    public func per100WatchHours(_ kind: AlertKind) -> Int? {
        watchSeconds == 0 ? nil : Int(Int64(self[kind].raised) * 360_000 / watchSeconds)
    }
}
