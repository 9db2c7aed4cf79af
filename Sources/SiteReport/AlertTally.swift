import ResponseLog

/// The alerts of a watch, counted.
struct AlertTally {
    /// How many were raised.
    var raised: Int64 = 0
    /// How many of them somebody did something about.
    var actedOn: Int64 = 0
    /// Why those judged false were false.
    var falseReasons: [String] = []

    /// Help this long after an alert has cleared is still about it: who runs for the oxygen may log
    /// it late, and a breath taken as the clip is touched clears an alert by itself.
    static let afterMilliseconds: Int64 = 120_000

    init(_ watch: WatchInPeriod) {
        var open: [String: Int64] = [:]
        var stretches: [ClosedRange<Int64>] = []
        var acts: [Int64] = []
        var judged: [(kind: String, reason: String?)] = []
        for moment in watch.moments {
            switch moment.event {
            case .alert(let kind, "raised"):
                if open[kind] == nil { open[kind] = moment.unixMilliseconds }
            case .alert(let kind, "cleared"):
                guard let from = open.removeValue(forKey: kind) else { continue }
                stretches.append(from...max(from, moment.unixMilliseconds))
            case .alert(_, "acknowledged"), .alert(_, "silenced"), .help:
                acts.append(moment.unixMilliseconds)
            case .alert: continue
            case .judged(let kind, let reason):
                // The last word about a condition holds.
                judged.removeAll { $0.kind == kind }
                judged.append((kind, reason))
            }
        }
        stretches += open.values.map { $0...Int64.max }
        raised = Int64(stretches.count)
        actedOn = Int64(
            stretches.count { stretch in
                let last = stretch.upperBound.addingReportingOverflow(Self.afterMilliseconds)
                let until = last.overflow ? .max : last.partialValue
                return acts.contains { $0 >= stretch.lowerBound && $0 <= until }
            })
        falseReasons = judged.compactMap(\.reason)
    }
}

extension ReportFigures {
    mutating func add(alertsOf watches: [WatchInPeriod], now: Int64) {
        let tallies = watches.map(AlertTally.init)
        let raised = tallies.reduce(0) { $0 + $1.raised }
        let acted = tallies.reduce(0) { $0 + $1.actedOn }
        add(
            "alerts", "Alerts",
            "Alerts raised in these watches, of every condition and priority. Acted on: while it "
                + "was open or within two minutes after, somebody acknowledged or silenced an "
                + "alert of this watch, logged an act for the person, or a response began.",
            [
                ("all", "all", raised), ("acted-on", "acted on", acted),
                ("not-acted-on", "not acted on", raised - acted),
            ])
        relate(partsOf: "alerts")
        let hours = Self.hours(watches, now)
        addMeasures(
            "alert-rate", "Alerts per watch hour",
            "Alerts raised, divided by the watch hours; and the share of them acted on.",
            [
                Self.line(
                    "alertsPerWatchHour", "alerts per watch hour",
                    hours > 0 ? (Double(raised) / hours * 100).rounded() / 100 : nil),
                Self.line("actedOnPercent", "acted on, %", Self.percent(acted, of: Double(raised))),
            ],
            restsOn: ["all", "acted-on", "not-acted-on"].map { .init(figure: "alerts", row: $0) }
                + [Self.watchCells])
        let reasons = tallies.flatMap(\.falseReasons)
        add(
            "false-alerts", "Alerts judged false",
            "Alerts somebody judged to be false, by reason: the last judgement of a condition in a "
                + "watch. Alerts nobody judged are not here.",
            [("all", "all", Int64(reasons.count))]
                + RecordField.falseAlarmReason.choices.map { choice in
                    (choice.code, choice.words, Int64(reasons.count { $0 == choice.code }))
                })
        relate(partsOf: "false-alerts")
    }
}
