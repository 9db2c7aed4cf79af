import Ledger
import ResponseLog

/// Writes entries for tests the way the station would, one index after the other.
struct Night {
    private(set) var entries: [LogEntry] = []
    let watch = EntryID.random()
    let incident = EntryID.random()

    /// Adds a fact that happened `at` seconds and was written down `lateBy` seconds after.
    @discardableResult
    mutating func add(_ fact: Fact, at seconds: Int64, lateBy: Int64 = 0) -> EntryID {
        let entry = EntryID.random()
        entries.append(
            LogEntry(
                entry: entry, index: Int64(entries.count), kind: fact.kind,
                occurredUnixMilliseconds: seconds * 1000,
                recordedUnixMilliseconds: (seconds + lateBy) * 1000, utcOffsetMinutes: -480,
                certainty: .seen, didBy: nil, wroteBy: nil, fact: fact))
        return entry
    }

    @discardableResult
    mutating func care(_ act: CareAct, at seconds: Int64, inIncident: Bool = true) -> EntryID {
        add(.care(Care(watch: watch, incident: inIncident ? incident : nil, act: act)), at: seconds)
    }

    mutating func start(at seconds: Int64 = 0) {
        add(
            .watchStarted(
                WatchStart(
                    watch: watch, handle: "KITE 7", seat: 1, origin: .person, hasOximeter: true,
                    drill: false, limits: ["lowPercent": 90], limitsVersion: 1,
                    limitsAuthor: "spotter-defaults")), at: seconds)
    }

    mutating func open(at seconds: Int64) {
        add(
            .incidentOpened(
                IncidentStart(incident: incident, watch: watch, origin: .tile, drill: false)),
            at: seconds)
    }

    mutating func alert(
        _ change: String, at seconds: Int64, kind: String = "oxygen-low", of other: EntryID? = nil
    ) {
        add(
            .alertChanged(
                AlertEntry(
                    watch: other ?? watch, alertKind: kind, priority: "high", change: change,
                    spo2Percent: 84, limitPercent: 90, conditionDelayMilliseconds: 5000,
                    signalDelayMilliseconds: 5100)), at: seconds)
    }

    mutating func correct(_ entry: EntryID, _ change: Correction.Change, at seconds: Int64) {
        add(
            .corrected(
                Correction(entry: entry, watch: watch, incident: incident, change: change)),
            at: seconds)
    }
}

/// A dose whose amount is known to be fit.
func dose(_ route: Dose.Route, _ micrograms: Int64?) throws -> CareAct {
    .dose(try Dose(route: route, amountMicrograms: micrograms))
}
