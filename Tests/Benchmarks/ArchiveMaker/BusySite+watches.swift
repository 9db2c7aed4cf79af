import Ledger
import ResponseLog

/// Watches in which nothing much happens.
extension BusySite {
    private static let words = [
        "KITE", "FERN", "ASH", "RUSH", "PINE", "WREN", "MOSS", "REED", "LARK", "TIDE", "OAK",
        "DUNE",
    ]
    private static let limits: [String: Int64] = [
        "lowPercent": 90, "criticalPercent": 85, "lowDelaySeconds": 10, "criticalDelaySeconds": 5,
        "pulseLowBpm": 45, "pulseHighBpm": 130, "noSignalSeconds": 30, "recheckSeconds": 180,
    ]

    /// Begins a watch and gives its start.
    mutating func begin(_ at: Int64, drill: Bool = false) -> WatchStart {
        let start = WatchStart(
            watch: newID(), handle: "\(one(of: Self.words)) \(below(10))",
            seat: chance(30) ? nil : below(Self.seats) + 1,
            origin: chance(700) ? .fingerOn : .person, hasOximeter: chance(950), drill: drill,
            limits: Self.limits, limitsVersion: 3, limitsAuthor: "OWL 2")
        add(at, .watchStarted(start), id: start.watch)
        return start
    }

    mutating func alert(_ watch: EntryID, _ at: Int64, lasting: Int64) {
        let kind = one(of: ["oxygen-low", "no-signal", "pulse-high", "check-due"])
        for (change, moment) in [("raised", at), ("cleared", at + lasting)] {
            add(
                moment,
                .alertChanged(
                    AlertEntry(
                        watch: watch, alertKind: kind, priority: "medium", change: change,
                        spo2Percent: kind == "oxygen-low" ? 80 + below(10) : nil,
                        limitPercent: kind == "oxygen-low" ? 90 : nil,
                        conditionDelayMilliseconds: 10_000, signalDelayMilliseconds: 120)))
        }
    }

    /// Half an hour, with an alert or none and a look or two.
    mutating func quietWatch(startingAt start: Int64) {
        let watch = begin(start).watch
        let lasts = 600_000 + below(3_000_000)
        for _ in 0..<below(3) { alert(watch, start + below(lasts), lasting: 8_000 + below(50_000)) }
        if chance(350) {
            let by = chance(200) ? person("OWL \(below(9))") : nil
            add(
                start + below(lasts),
                .care(Care(watch: watch, incident: nil, act: .awake(.alert))), by: by)
        }
        let ending: WatchEnding = chance(900) ? .leftWell : .notRecorded
        add(start + lasts, .watchEnded(watch: watch, ending: ending))
    }

    /// Someone who stays for a day, with a clip that often loses its signal.
    mutating func longWatch(startingAt start: Int64) {
        let watch = begin(start).watch
        let lasts: Int64 = 43_200_000 + below(43_200_000)
        for _ in 0..<300 { alert(watch, start + below(lasts), lasting: 8_000 + below(50_000)) }
        add(start + lasts, .watchEnded(watch: watch, ending: .leftWell))
    }
}
