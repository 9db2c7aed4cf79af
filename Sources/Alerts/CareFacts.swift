public import SignalCore

/// Something and when it was seen.
public struct Seen<Value: Equatable & Sendable>: Equatable, Sendable {
    /// What was seen.
    public var value: Value
    /// When it occurred, which may be before it was entered and before this boot.
    public var at: BootTime

    /// Makes something seen.
    public init(_ value: Value, at: BootTime) {
        self.value = value
        self.at = at
    }
}

/// What people's entries say now: folded from observations in any order by the times they
/// occurred. After a correction, fold the remaining ones again and hand the result to the machine.
public struct CareFacts: Equatable, Sendable {
    /// When the last dose was given.
    public var lastDoseAt: BootTime?
    /// Since when assisted breaths are given; `nil` when they are not.
    public var breathsSince: BootTime?
    /// Since when oxygen is on; `nil` when it is off.
    public var oxygenSince: BootTime?
    /// How awake the person was last.
    public var awake: Seen<AwakeLevel>?
    /// Since when every logged awake state was less than alert; `nil` when awake or never logged.
    public var asleepSince: BootTime?
    /// How the person breathed last.
    public var breathing: Seen<Breathing>?
    /// The last counted breaths a minute.
    public var countedBreaths: Seen<Int>?
    private var breathsChangedAt: BootTime?
    private var oxygenChangedAt: BootTime?

    /// Makes facts that say nothing yet.
    public init() {}

    /// When a person last looked: the latest awake, breathing or counted entry.
    public var lastLookAt: BootTime? {
        let seen = latest(awake?.at, breathing?.at)
        return latest(seen, countedBreaths?.at)
    }

    /// Takes one observation that occurred at `at`. An older one than what is known of the same
    /// thing changes nothing; of two at the same moment the one taken later holds.
    public mutating func take(_ observation: Observation, at: BootTime) {
        switch observation {
        case .awake(let level): see(level, at: at)
        case .breathing(let value):
            if isNews(at, after: breathing?.at) { breathing = Seen(value, at: at) }
        case .countedBreaths(let rate):
            if isNews(at, after: countedBreaths?.at) { countedBreaths = Seen(rate, at: at) }
        case .dose: lastDoseAt = latest(lastDoseAt, at)
        case .breathsStarted: Self.change(&breathsSince, &breathsChangedAt, on: true, at: at)
        case .breathsStopped: Self.change(&breathsSince, &breathsChangedAt, on: false, at: at)
        case .oxygenStarted: Self.change(&oxygenSince, &oxygenChangedAt, on: true, at: at)
        case .oxygenStopped: Self.change(&oxygenSince, &oxygenChangedAt, on: false, at: at)
        }
    }

    /// True when these facts hold the same looks as others, and a treatment more or a later one.
    func onlyAddsTreatment(to before: CareFacts) -> Bool {
        let keepsDose = before.lastDoseAt.map { old in lastDoseAt.map { $0 >= old } ?? false }
        let keepsBreaths = before.breathsSince == nil || before.breathsSince == breathsSince
        let keepsOxygen = before.oxygenSince == nil || before.oxygenSince == oxygenSince
        return self != before && awake == before.awake && breathing == before.breathing
            && countedBreaths == before.countedBreaths && keepsDose ?? true && keepsBreaths
            && keepsOxygen
    }

    private mutating func see(_ level: AwakeLevel, at: BootTime) {
        guard isNews(at, after: awake?.at) else { return }
        awake = Seen(level, at: at)
        asleepSince = level == .alert ? nil : asleepSince ?? at
    }

    /// Already on and started again, such as another flow: the first start stands.
    private static func change(
        _ since: inout BootTime?, _ changedAt: inout BootTime?, on: Bool, at: BootTime
    ) {
        if let known = latest(since, changedAt), at < known { return }
        changedAt = at
        since = on ? since ?? at : nil
    }
}

private func isNews(_ at: BootTime, after known: BootTime?) -> Bool {
    guard let known else { return true }
    return at >= known
}

/// The later of two moments; `nil` only when both are.
func latest(_ first: BootTime?, _ second: BootTime?) -> BootTime? {
    guard let first, let second else { return first ?? second }
    return max(first, second)
}
