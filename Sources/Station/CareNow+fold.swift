public import Alerts
import Ledger
public import ResponseLog
import SignalCore

extension CareNow {
    /// What a watch's record says was done and seen.
    init(_ record: WatchRecord, _ place: BootPlace) {
        for row in record.rows {
            guard let act = row.standingAct, let observation = Observation(act) else { continue }
            facts.take(observation, at: place.boot(row.occurredUnixMilliseconds))
        }
        doseCount = record.rows.count { $0.standingDose != nil }
        incident = record.openIncident
        incidentOpenedAt = record.openIncidentUnixMilliseconds.map(place.boot)
    }
}

extension Observation {
    /// What an act means to the alert machine; `nil` for acts no timer or alert depends on.
    init?(_ act: CareAct) {
        switch act {
        case .awake(let level):
            guard let level = AwakeLevel(rawValue: level.rawValue) else { return nil }
            self = .awake(level)
        case .breathing(let how):
            // The alert machine asks whether somebody breathes; how evenly is for people to read.
            let known = how == .irregular ? "shallow" : how.rawValue
            guard let how = Alerts.Breathing(rawValue: known) else { return nil }
            self = .breathing(how)
        case .breathsCounted:
            guard let rate = act.breathsPerMinute else { return nil }
            self = .countedBreaths(perMinute: rate)
        case .dose: self = .dose
        case .breaths(.stopped): self = .breathsStopped
        case .breaths: self = .breathsStarted
        case .oxygen(let oxygen): self = oxygen.flows ? .oxygenStarted : .oxygenStopped
        case .stimulated, .stimulationResult, .airway, .breathPace, .compressions, .aed,
            .emergencyCall, .crew, .doseResponse, .afterEffect, .position, .colour, .pupils,
            .muscle, .vitalsTyped, .note:
            return nil
        }
    }
}

extension RestoredWatch {
    /// Alerts that were open when the station stopped. Silences are never restored.
    init(_ record: WatchRecord, _ place: BootPlace) {
        let facts = CareNow(record, place).facts
        self.init(
            alerts: record.openAlerts.compactMap { open in
                guard let kind = AlertKind(rawValue: open.last.alertKind),
                    let priority = AlertPriority(rawName: open.last.priority)
                else { return nil }
                return RestoredAlert(
                    kind: kind, priority: priority,
                    raisedAt: place.boot(open.raisedUnixMilliseconds),
                    since: kind == .reSedationWatch ? facts.lastDoseAt : nil,
                    lastPercent: open.last.spo2Percent.map { UInt8(clamping: $0) })
            }, care: facts)
    }
}

extension AlertEntry {
    /// A transition as the ledger keeps it.
    init(_ transition: AlertTransition, watch: EntryID) {
        self.init(
            watch: watch, alertKind: transition.kind.rawValue,
            priority: transition.priority.rawName, change: transition.change.rawValue,
            spo2Percent: transition.spo2Percent.map(Int64.init),
            limitPercent: transition.limitPercent.map(Int64.init),
            conditionDelayMilliseconds: transition.conditionDelayMilliseconds,
            signalDelayMilliseconds: transition.signalDelayMilliseconds,
            pulseBpm: transition.pulseBpm.map(Int64.init),
            pulseLimitBpm: transition.pulseLimitBpm.map(Int64.init),
            hushMilliseconds: transition.hushMilliseconds, note: transition.note)
    }
}

extension StationAlert {
    /// A transition as the ledger keeps it.
    init(_ transition: AlertTransition) {
        self.init(
            alertKind: transition.kind.rawValue, priority: transition.priority.rawName,
            change: transition.change.rawValue, note: transition.note,
            hushMilliseconds: transition.hushMilliseconds)
    }
}

extension AlertTransition {
    /// How long from this step on a person's acknowledgement or silence holds at most.
    fileprivate var hushMilliseconds: Int64? { until.map { $0.millisecondsSince(at) } }
}

extension WatchStart {
    /// The frozen limits as the alert machine takes them. A number that is new in this release and
    /// not in an old entry is this release's default.
    public func frozenLimits() -> Limits {
        let standard = Limits.spotterDefaults.fields
        let fields = standard + limits.map { (name: $0.key, value: Int($0.value)) }
        return
            (try? Limits(
                version: Int(limitsVersion), author: limitsAuthor, fields: fields))
            ?? .spotterDefaults
    }
}
