public import Ledger

extension Fact {
    /// The version of every kind written by this release.
    public static let kindVersion: Int64 = 1

    /// The entry kind, as it stands in the header.
    public var kind: String {
        switch self {
        case .stationStarted: "station.started"
        case .stationStopped: "station.stopped"
        case .clockStepped: "clock.stepped"
        case .stationSlept: "station.slept"
        case .clockConfirmed: "clock.confirmed"
        case .historyOverflow: "history.overflow"
        case .stationAlert: "station.alert"
        case .soundHeard: "sound.heard"
        case .watchStarted: "watch.started"
        case .watchEnded: "watch.ended"
        case .alertChanged: "alert.changed"
        case .incidentOpened: "incident.opened"
        case .incidentClosed: "incident.closed"
        case .care(let care): care.act.kind
        case .recordingKept: "recording.kept"
        case .corrected: "corrected"
        }
    }

    /// The stream the entry belongs to: a watch, an incident, or the station.
    public var stream: String {
        switch self {
        case .stationStarted, .stationStopped, .clockStepped, .stationSlept,
            .clockConfirmed, .historyOverflow, .stationAlert, .soundHeard:
            "station"
        case .watchStarted(let start): "watch/\(start.watch.text)"
        case .watchEnded(let watch, _): "watch/\(watch.text)"
        case .alertChanged(let change): "watch/\(change.watch.text)"
        case .incidentOpened(let start): "incident/\(start.incident.text)"
        case .incidentClosed(let incident, _): "incident/\(incident.text)"
        case .care(let care): "watch/\(care.watch.text)"
        case .recordingKept(let kept): "watch/\(kept.watch.text)"
        case .corrected(let correction): "watch/\(correction.watch.text)"
        }
    }

    /// The payload: integers with their unit in the key, ids as text.
    public var payload: CanonicalValue {
        switch self {
        case .stationStarted(let start): Self.payload(start)
        case .stationStopped, .clockConfirmed, .soundHeard: .object([:])
        case .clockStepped(let milliseconds): .object(["stepMilliseconds": .integer(milliseconds)])
        case .stationSlept(let milliseconds): .object(["sleptMilliseconds": .integer(milliseconds)])
        case .historyOverflow(let lost): .object(["lostCount": .integer(lost)])
        case .stationAlert(let alert): alert.payload
        case .watchStarted(let start): Self.payload(start)
        case .watchEnded(let watch, let ending):
            .object(["watch": .id(watch), "ending": .choice(ending)])
        case .alertChanged(let change): Self.payload(change)
        case .incidentOpened(let start): Self.payload(start)
        case .incidentClosed(let incident, let outcome):
            .object(["incident": .id(incident), "outcome": .choice(outcome)])
        case .care(let care):
            .object(
                care.act.fields.merging(
                    ["watch": .id(care.watch), "incident": .id(care.incident)]
                ) { act, _ in act })
        case .recordingKept(let kept): kept.payload
        case .corrected(let correction): Self.payload(correction)
        }
    }

    /// The watch the fact is about; `nil` for the station's own facts and a response's end.
    public var watch: EntryID? {
        switch self {
        case .stationStarted, .stationStopped, .clockStepped, .stationSlept,
            .clockConfirmed, .historyOverflow, .stationAlert, .soundHeard,
            .incidentClosed:
            nil
        case .watchStarted(let start): start.watch
        case .watchEnded(let watch, _): watch
        case .alertChanged(let change): change.watch
        case .incidentOpened(let start): start.watch
        case .care(let care): care.watch
        case .recordingKept(let kept): kept.watch
        case .corrected(let correction): correction.watch
        }
    }

    private static func payload(_ start: StationStart) -> CanonicalValue {
        .object([
            "softwareVersion": .string(start.softwareVersion),
            "lastAliveUnixMilliseconds": .optional(start.lastAliveUnixMilliseconds),
            "stoppedCleanly": .bool(start.stoppedCleanly),
            "openWatches": .integer(start.openWatches),
        ])
    }

    private static func payload(_ start: WatchStart) -> CanonicalValue {
        .object([
            "watch": .id(start.watch), "handle": .string(start.handle),
            "seat": .optional(start.seat), "origin": .choice(start.origin),
            "hasOximeter": .bool(start.hasOximeter), "drill": .bool(start.drill),
            "limits": .object(start.limits.mapValues { .integer($0) }),
            "limitsVersion": .integer(start.limitsVersion),
            "limitsAuthor": .string(start.limitsAuthor),
        ])
    }

    private static func payload(_ start: IncidentStart) -> CanonicalValue {
        .object([
            "incident": .id(start.incident), "watch": .id(start.watch),
            "origin": .choice(start.origin), "drill": .bool(start.drill),
        ])
    }

    private static func payload(_ change: AlertEntry) -> CanonicalValue {
        .object([
            "watch": .id(change.watch), "alertKind": .string(change.alertKind),
            "priority": .string(change.priority), "change": .string(change.change),
            "spo2Percent": .optional(change.spo2Percent),
            "limitPercent": .optional(change.limitPercent),
            "conditionDelayMilliseconds": .integer(change.conditionDelayMilliseconds),
            "signalDelayMilliseconds": .integer(change.signalDelayMilliseconds),
        ])
    }

    private static func payload(_ correction: Correction) -> CanonicalValue {
        var fields: [String: CanonicalValue] = [
            "corrects": .id(correction.entry), "watch": .id(correction.watch),
            "incident": .id(correction.incident),
        ]
        switch correction.change {
        case .withdrawn: fields["change"] = .string("withdrawn")
        case .moved(let time):
            fields["change"] = .string("moved")
            fields["toUnixMilliseconds"] = .integer(time)
        }
        return .object(fields)
    }
}
