public import ResponseLog

/// The figures of a period, folded from its responses and watches.
///
/// A watch belongs to the period in which it began, a response to the one in which it was opened,
/// with everything that came of it later. Drills are left out before anything is counted. What
/// nobody knows is a line of its own, never nought.
public struct ReportFigures: Equatable, Sendable {
    /// From then on, in milliseconds since 1970 UTC.
    public var fromUnixMilliseconds: Int64
    /// Before then.
    public var beforeUnixMilliseconds: Int64
    /// The figures, in the order of the report.
    public var figures: [ReportFigure]
    /// What anyone can reckon from one count about another.
    public var relations: [CellRelation]

    /// Folds a period. `now` closes the time of watches that still run. `erasedWatches` are watches
    /// of which an erasure left no more than that they began.
    public init(
        fromUnixMilliseconds: Int64, beforeUnixMilliseconds: Int64, nowUnixMilliseconds: Int64,
        records: [IncidentRecord], watches: [WatchInPeriod], erasedWatches: Int64 = 0
    ) {
        let period = fromUnixMilliseconds..<max(fromUnixMilliseconds, beforeUnixMilliseconds)
        let cases = records.filter { !$0.drill && period.contains($0.openedUnixMilliseconds) }
            .map(ReportedCase.init)
        let watched = watches.filter { !$0.drill && period.contains($0.startedUnixMilliseconds) }
        self.fromUnixMilliseconds = fromUnixMilliseconds
        self.beforeUnixMilliseconds = beforeUnixMilliseconds
        figures = []
        relations = []
        add(watched, erased: erasedWatches, now: nowUnixMilliseconds)
        add(alertsOf: watched, now: nowUnixMilliseconds)
        add(cases)
        let people = cases.filter { !$0.isFalseAlarm }.flatMap(\.people)
        add(severityOf: people)
        add(careOf: people)
        add(drugsOf: people)
        add(callsIn: cases.filter { !$0.isFalseAlarm })
        add(endingsOf: people)
        add(timesOf: people)
        add(helpersIn: cases)
    }

    /// The counts by their names.
    public var counts: [CellName: Int64] {
        var counts: [CellName: Int64] = [:]
        for figure in figures {
            for row in figure.rows { counts[figure.cell(row.code)] = row.count }
        }
        return counts
    }

    /// A figure by its key.
    public func figure(_ id: String) -> ReportFigure? { figures.first { $0.id == id } }

    /// A count by figure and line; `nil` where there is no such line.
    public func count(_ figure: String, _ row: String) -> Int64? {
        self.figure(figure)?.rows.first { $0.code == row }?.count
    }

    // What the tables are made with.

    mutating func add(
        _ id: String, _ title: String, _ definition: String,
        _ rows: [(code: String, words: String, count: Int64)],
        about subject: ReportFigure.Subject = .people
    ) {
        let rows = rows.map {
            ReportFigure.Row(code: $0.code, words: $0.words, count: $0.count, measures: [])
        }
        figures.append(
            ReportFigure(
                id: id, title: title, definition: definition, subject: subject, rows: rows,
                restsOn: []))
    }

    mutating func addMeasures(
        _ id: String, _ title: String, _ definition: String, _ rows: [ReportFigure.Row],
        restsOn: [CellName]
    ) {
        figures.append(
            ReportFigure(
                id: id, title: title, definition: definition, subject: .people, rows: rows,
                restsOn: restsOn))
    }

    /// Every line but `all` adds up to it.
    mutating func relate(partsOf id: String, except: Set<String> = []) {
        guard let figure = figure(id) else { return }
        let parts = figure.rows.map(\.code).filter { $0 != "all" && !except.contains($0) }
        relations.append(.parts(parts.map(figure.cell), of: figure.cell("all")))
    }

    /// Every line is at most the base, and everybody in the base is in one line or more.
    mutating func relate(severalOf base: CellName, in id: String) {
        guard let figure = figure(id) else { return }
        let cells = figure.rows.map { figure.cell($0.code) }
        for cell in cells { relations.append(.atMost([cell], [base])) }
        relations.append(.atMost([base], cells))
    }
}
