import ResponseLog

extension ReportFigures {
    static let watchCells = CellName(figure: "watches", row: "all")

    mutating func add(_ watches: [WatchInPeriod], erased: Int64, now: Int64) {
        let measured = watches.filter(\.hasOximeter)
        add(
            "watches", "Watches",
            "Watches that began in the period, drills left out.",
            [
                ("all", "all", Int64(watches.count)),
                ("with-oximeter", "with an oximeter", Int64(measured.count)),
                ("without-oximeter", "by eye alone", Int64(watches.count - measured.count)),
            ])
        relate(partsOf: "watches")
        add(
            "watches-erased", "Watches erased",
            "Watches whose record was erased. Whether they were drills is not known any more, so "
                + "they count in no other figure.", [("all", "erased", erased)])
        addMeasures(
            "watch-hours", "Watch hours",
            "Hours from the beginning to the end of these watches; a watch that still runs counts "
                + "up to the moment of the report.",
            [Self.line("hoursWatched", "hours", Self.rounded(Self.hours(watches, now)))],
            restsOn: [Self.watchCells])
        let kept = measured.reduce(0) { $0 + $1.keptSeconds }
        let usable = measured.reduce(0) { $0 + $1.usableSeconds }
        let length = Self.hours(measured, now) * 3600
        addMeasures(
            "signal", "Usable signal",
            "Of the seconds whose reading is kept, the share with a value on a usable signal, in "
                + "percent; and the share of the time of watches with an oximeter for which a "
                + "reading is kept. A second without a kept reading is in neither.",
            [
                Self.line("usablePercent", "usable, %", Self.percent(usable, of: Double(kept))),
                Self.line("keptPercent", "readings kept, %", Self.percent(kept, of: length)),
            ], restsOn: [CellName(figure: "watches", row: "with-oximeter")])
    }

    static func hours(_ watches: [WatchInPeriod], _ now: Int64) -> Double {
        let milliseconds = watches.reduce(Int64(0)) { sum, watch in
            sum + max(0, (watch.endedUnixMilliseconds ?? now) - watch.startedUnixMilliseconds)
        }
        return Double(milliseconds) / 3_600_000
    }

    /// One decimal.
    static func rounded(_ value: Double) -> Double { (value * 10).rounded() / 10 }

    /// A share in percent, with one decimal; `nil` of nothing.
    static func percent(_ part: Int64, of whole: Double) -> Double? {
        whole > 0 ? rounded(Double(part) * 100 / whole) : nil
    }

    static func line(_ key: String, _ words: String, _ value: Double?) -> ReportFigure.Row {
        ReportFigure.Row(
            code: key, words: words, count: nil,
            measures: [.init(key: key, words: words, value: value, isExtreme: false)])
    }
}
