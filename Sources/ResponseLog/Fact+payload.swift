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
        case .watchPaused(_, true): "watch.paused"
        case .watchPaused(_, false): "watch.resumed"
        case .limitsChanged: "watch.limits-changed"
        case .limitsSigned: "limits.changed"
        case .alertChanged: "alert.changed"
        case .incidentOpened: "incident.opened"
        case .incidentClosed: "incident.closed"
        case .care(let care): care.act.kind
        case .recordingKept: "recording.kept"
        case .visited: Visit.kind
        case .incidentJoined: "incident.joined"
        case .answered: FieldAnswer.kind
        case .responder: Responder.kind
        case .scopeFlagged: ScopeFlag.kind
        case .equipmentUsed: EquipmentUse.kind
        case .alertJudged: AlertJudgement.kind
        case .watchMoved: "watch.moved"
        case .oximeterSwapped: "watch.oximeter-swapped"
        case .debriefHeld: "debrief.held"
        case .debriefAction: DebriefAction.kind
        case .debriefActionDone: "debrief.action-done"
        case .corrected: "corrected"
        case .tookOver: "took-over"
        case .access(let fact): fact.kind
        }
    }

    /// The stream the entry belongs to: a watch, an incident, or the station.
    public var stream: String {
        switch self {
        case .stationStarted, .stationStopped, .clockStepped, .stationSlept,
            .clockConfirmed, .historyOverflow, .stationAlert, .soundHeard, .limitsSigned:
            "station"
        case .watchStarted(let start): "watch/\(start.watch.text)"
        case .watchEnded(let watch, _): "watch/\(watch.text)"
        case .watchPaused(let watch, _): "watch/\(watch.text)"
        case .limitsChanged(let change): "watch/\(change.watch.text)"
        case .alertChanged(let change): "watch/\(change.watch.text)"
        case .incidentOpened(let start): "incident/\(start.incident.text)"
        case .incidentClosed(let incident, _): "incident/\(incident.text)"
        case .care(let care): "watch/\(care.watch.text)"
        case .recordingKept(let kept): "watch/\(kept.watch.text)"
        case .visited(let visit): "visit/\(visit.visit.text)"
        case .incidentJoined(let incident, _): "incident/\(incident.text)"
        case .answered(let answer):
            answer.watch.map { "watch/\($0.text)" } ?? "incident/\(answer.incident?.text ?? "")"
        case .responder(let responder): "watch/\(responder.watch.text)"
        case .scopeFlagged(let flag): "watch/\(flag.watch.text)"
        case .equipmentUsed(let use): "incident/\(use.incident.text)"
        case .alertJudged(let judgement): "watch/\(judgement.watch.text)"
        case .watchMoved(let watch, _), .oximeterSwapped(let watch): "watch/\(watch.text)"
        case .debriefHeld(let incident), .debriefActionDone(_, let incident):
            "incident/\(incident.text)"
        case .debriefAction(let action): "incident/\(action.incident.text)"
        case .corrected(let correction): "watch/\(correction.watch.text)"
        case .tookOver(let change): "watch/\(change.watch.text)"
        case .access: "access"
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
        case .watchPaused(let watch, _): .object(["watch": .id(watch)])
        case .limitsChanged(let change): change.payload
        case .limitsSigned(let version): version.payload
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
        case .visited(let visit): visit.payload
        case .incidentJoined(let incident, let watch):
            .object(["incident": .id(incident), "watch": .id(watch)])
        case .answered(let answer): answer.payload
        case .responder(let responder): responder.payload
        case .scopeFlagged(let flag): flag.payload
        case .equipmentUsed(let use): use.payload
        case .alertJudged(let judgement): judgement.payload
        case .watchMoved(let watch, let seat):
            .object(["watch": .id(watch), "seat": .optional(seat)])
        case .oximeterSwapped(let watch): .object(["watch": .id(watch)])
        case .debriefHeld(let incident): .object(["incident": .id(incident)])
        case .debriefAction(let action): action.payload
        case .debriefActionDone(let action, let incident):
            .object(["action": .id(action), "incident": .id(incident)])
        case .corrected(let correction): correction.payload
        case .tookOver(let change): change.payload
        case .access(let fact): fact.payload
        }
    }

    /// The response the fact belongs to; `nil` for what belongs to none.
    public var incident: EntryID? {
        switch self {
        case .incidentOpened(let start): start.incident
        case .incidentClosed(let incident, _), .incidentJoined(let incident, _),
            .debriefHeld(let incident), .debriefActionDone(_, let incident):
            incident
        case .care(let care): care.incident
        case .recordingKept(let kept): kept.incident
        case .corrected(let correction): correction.incident
        case .answered(let answer): answer.incident
        case .scopeFlagged(let flag): flag.incident
        case .equipmentUsed(let use): use.incident
        case .debriefAction(let action): action.incident
        default: nil
        }
    }

    /// The watch the fact is about; `nil` for the station's own facts and a response's end.
    public var watch: EntryID? {
        switch self {
        case .stationStarted, .stationStopped, .clockStepped, .stationSlept,
            .clockConfirmed, .historyOverflow, .stationAlert, .soundHeard, .limitsSigned,
            .incidentClosed, .visited, .equipmentUsed, .debriefHeld, .debriefAction,
            .debriefActionDone, .access:
            nil
        case .watchStarted(let start): start.watch
        case .watchEnded(let watch, _): watch
        case .watchPaused(let watch, _): watch
        case .limitsChanged(let change): change.watch
        case .alertChanged(let change): change.watch
        case .incidentOpened(let start): start.watch
        case .care(let care): care.watch
        case .recordingKept(let kept): kept.watch
        case .incidentJoined(_, let watch), .watchMoved(let watch, _),
            .oximeterSwapped(let watch):
            watch
        case .answered(let answer): answer.watch
        case .responder(let responder): responder.watch
        case .scopeFlagged(let flag): flag.watch
        case .alertJudged(let judgement): judgement.watch
        case .corrected(let correction): correction.watch
        case .tookOver(let change): change.watch
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
            "pulseBpm": .optional(change.pulseBpm),
            "pulseLimitBpm": .optional(change.pulseLimitBpm),
            "hushMilliseconds": .optional(change.hushMilliseconds),
            "note": .optional(change.note),
        ])
    }
}
