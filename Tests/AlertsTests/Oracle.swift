import Alerts
import SignalCore

/// What must hold of a machine after every second, said without looking at how it works: from the
/// whole history of seconds and the transitions so far.
struct Oracle {
    /// A link that changes between two seconds starts good seconds over, which this oracle does
    /// not see: then at least ten are asked for instead of exactly ten.
    var isExact = true
    private var lowRun = 0
    private var anyLowRun = 0
    private var lostRun = 0
    private var goodForLow = 0
    private var goodForCritical = 0
    private var openBefore: [AlertKind: AlertPriority] = [:]

    static let oxygenKinds: [AlertKind] = [.oxygenLow, .oxygenCritical, .oxygenLowPoorSignal]
    static let signalKinds: [AlertKind] = [.signalLost, .deviceGone, .stalled]

    /// Takes a second and returns every broken promise.
    mutating func broken(
        by reading: Reading?, _ machine: WatchMachine, _ transitions: [AlertTransition]
    ) -> [String] {
        count(reading)
        var broken: [String] = []
        checkRaised(reading, machine, &broken)
        for change in transitions { check(change, machine, &broken) }
        let open = Set(machine.open.map(\.kind))
        if open != Set(openBefore.keys) { broken.append("open alerts and transitions differ") }
        return broken
    }

    private mutating func count(_ reading: Reading?) {
        let value = reading?.spo2Percent.map(Int.init)
        let isMeasured = reading?.state == .measured
        lowRun = isMeasured && value ?? 100 < 90 ? lowRun + 1 : 0
        anyLowRun = value.map { $0 < 90 } ?? false ? anyLowRun + 1 : 0
        lostRun = value == nil ? lostRun + 1 : 0
        goodForLow = isMeasured && value ?? 0 >= 92 ? goodForLow + 1 : 0
        goodForCritical = isMeasured && value ?? 0 >= 87 ? goodForCritical + 1 : 0
    }

    private func checkRaised(
        _ reading: Reading?, _ machine: WatchMachine, _ broken: inout [String]
    ) {
        let open = Set(machine.open.map(\.kind))
        if lowRun >= 6, !open.contains(.oxygenLow) { broken.append("low for 5 s, not raised") }
        if anyLowRun >= 6, open.isDisjoint(with: Self.oxygenKinds) {
            broken.append("low for 5 s on any signal, nothing raised")
        }
        if let value = reading?.spo2Percent, value < 85 {
            let isCovered = machine.open.contains {
                $0.priority == .high && Self.oxygenKinds.contains($0.kind)
            }
            if !isCovered { broken.append("below 85, nothing high") }
            if reading?.state == .measured, !open.contains(.oxygenCritical) {
                broken.append("measured below 85, not critical")
            }
        }
        if lostRun >= 6, open.isDisjoint(with: Self.signalKinds) {
            broken.append("no value for 5 s, no alert of the signal")
        }
    }

    private mutating func check(
        _ change: AlertTransition, _ machine: WatchMachine, _ broken: inout [String]
    ) {
        let before = openBefore[change.kind]
        switch change.change {
        case .raised:
            if before != nil { broken.append("\(change.kind) raised twice") }
            openBefore[change.kind] = change.priority
        case .cleared:
            if before == nil { broken.append("\(change.kind) cleared without being open") }
            openBefore[change.kind] = nil
            if !mayClear(change, machine) { broken.append("\(change.kind) cleared too early") }
        case .eased:
            if change.kind.isPhysiological { broken.append("\(change.kind) eased") }
            openBefore[change.kind] = change.priority
        case .escalated:
            if before.map({ $0 > change.priority }) ?? true { broken.append("false escalation") }
            openBefore[change.kind] = change.priority
        case .acknowledged, .silenced, .broken, .reminded:
            if before == nil { broken.append("\(change.change) of what is not open") }
        case .seen: break
        }
    }

    private func mayClear(_ change: AlertTransition, _ machine: WatchMachine) -> Bool {
        switch change.kind {
        case .oxygenLow: isTen(goodForLow)
        case .oxygenCritical: isTen(goodForCritical)
        case .oxygenLowPoorSignal: isTen(goodForLow) || machine.openAlert(.oxygenLow) != nil
        default: true
        }
    }

    private func isTen(_ count: Int) -> Bool { isExact ? count == 10 : count >= 10 }
}
