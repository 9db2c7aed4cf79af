/// A report as it is handed out: whole for the site itself, or the release edition for others.
public struct ReportEdition: Equatable, Sendable {
    /// One number of it.
    public enum Number: Equatable, Sendable {
        /// A value.
        case value(Double)
        /// Nobody knows it, or there is nothing to reckon it from.
        case notKnown
        /// Left out, so that no small count can be read or reckoned.
        case leftOut
    }

    /// One line: the count, when it has one, then its measures.
    public struct Line: Equatable, Sendable {
        /// The line as it was counted.
        public let row: ReportFigure.Row
        /// The count; `nil` for a line of measures alone.
        public let count: Number?
        /// The measures, in the order of the row; those a release never has are missing.
        public let measures: [(key: String, words: String, number: Number)]

        /// Whether both show the same.
        public static func == (left: Line, right: Line) -> Bool {
            left.row == right.row && left.count == right.count
                && left.measures.map(\.number) == right.measures.map(\.number)
        }
    }

    /// What was counted.
    public let figures: ReportFigures
    /// The threshold of a release; `nil` for the whole report.
    public let threshold: Int64?
    private let cells: SmallCells?

    /// The whole report, for the site itself.
    public init(whole figures: ReportFigures) {
        self.figures = figures
        threshold = nil
        cells = nil
    }

    /// The release edition. A threshold below 3 counts as 3.
    public init(release figures: ReportFigures, threshold: Int64 = SmallCells.usualThreshold) {
        self.figures = figures
        let workers = figures.figures.filter { $0.subject == .workers }
        let cells = SmallCells(
            figures.counts, relations: figures.relations,
            workers: Set(workers.flatMap { figure in figure.rows.map { figure.cell($0.code) } }),
            threshold: threshold)
        self.threshold = cells.threshold
        self.cells = cells
    }

    /// The lines of a figure as this edition shows them.
    public func lines(of figure: ReportFigure) -> [Line] {
        figure.rows.map { row in
            let cell = figure.cell(row.code)
            let measures = row.measures.filter { cells == nil || !$0.isExtreme }
            let rests = figure.restsOn + (row.count == nil ? [] : [cell])
            let number: Number? = row.count.map { count in
                isHidden(cell) ? .leftOut : .value(Double(count))
            }
            return Line(
                row: row, count: number,
                measures: measures.map { measure in
                    (measure.key, measure.words, self.number(measure, restsOn: rests))
                })
        }
    }

    private func isHidden(_ cell: CellName) -> Bool { cells?.hidden.contains(cell) ?? false }

    private func number(_ measure: ReportFigure.Measure, restsOn cells: [CellName]) -> Number {
        guard !cells.contains(where: isHidden) else { return .leftOut }
        return measure.value.map(Number.value) ?? .notKnown
    }
}
