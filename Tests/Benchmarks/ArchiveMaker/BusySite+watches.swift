import Ledger
import ResponseLog
import Store

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
        let begun = begin(start)
        let watch = begun.watch
        let lasts = 600_000 + below(3_000_000)
        if readsAll, begun.hasOximeter {
            rest(watch, seat: begun.seat ?? 0, from: start, until: start + lasts)
        }
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

    /// Someone at rest, a second at a time: about 97 %, a dip of a minute now and then, a finger that
    /// slips.
    private mutating func rest(_ watch: EntryID, seat: Int64, from: Int64, until: Int64) {
        var new: [SeatReading] = []
        new.reserveCapacity(Int((until - from) / 1_000) + 1)
        var dip: Int64 = 0
        var lost: Int64 = 0
        for second in stride(from: from - from % 1_000, to: until, by: 1_000) {
            dip = dip > 0 ? dip - 1 : chance(1) && chance(500) ? 60 : 0
            lost = lost > 0 ? lost - 1 : chance(2) ? below(20) : 0
            let depth = min(dip, 60 - dip) / 2
            new.append(
                SeatReading(
                    seat: "\(seat)", watch: watch.text, unixMilliseconds: second,
                    record: ReadingRecord(
                        spo2Percent: lost > 0 ? nil : UInt8(97 - depth + (chance(200) ? 1 : 0)),
                        pulseBpm: lost > 0 ? nil : UInt16(68 + below(5)),
                        state: lost > 0 ? 2 : 0, reason: lost > 0 ? 3 : 0,
                        quality: lost > 0 ? 0 : 92)))
        }
        add(new)
    }
}
