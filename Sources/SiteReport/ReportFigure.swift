/// One figure of a site's report: a count or a table, with what exactly was counted.
public struct ReportFigure: Equatable, Sendable {
    /// Whom or what it is about.
    public enum Subject: Equatable, Sendable {
        /// People who were watched or helped.
        case people
        /// Those who help. Never in a release: a team is small.
        case workers
    }

    /// A number that is no count of people: it goes when what it rests on is hidden.
    public struct Measure: Equatable, Sendable {
        /// Its key with the unit, such as `medianSeconds`.
        public var key: String
        /// Its name for people, with the unit.
        public var words: String
        /// Its value; `nil` for not known.
        public var value: Double?
        /// True for a smallest or largest value: it belongs to one person, so never in a release.
        public var isExtreme: Bool
    }

    /// One line.
    public struct Row: Equatable, Sendable {
        /// The ledger's own word, or the report's.
        public var code: String
        /// What people read.
        public var words: String
        /// How many; `nil` for a line of measures alone.
        public var count: Int64?
        /// Other numbers of the line.
        public var measures: [Measure]
    }

    /// Its key in files, such as `severity-highest`.
    public var id: String
    /// Its title.
    public var title: String
    /// What was counted, in plain words.
    public var definition: String
    /// Whom it is about.
    public var subject: Subject
    /// Its lines.
    public var rows: [Row]
    /// Cells its measures rest on, besides the count in the same line.
    public var restsOn: [CellName]

    /// The name of a line's count.
    public func cell(_ code: String) -> CellName { CellName(figure: id, row: code) }
}

/// The name of one count in a report.
public struct CellName: Hashable, Sendable, CustomStringConvertible {
    /// The figure.
    public var figure: String
    /// The line.
    public var row: String

    /// Makes a name.
    public init(figure: String, row: String) {
        self.figure = figure
        self.row = row
    }

    /// Figure and line, such as `people/all`.
    public var description: String { "\(figure)/\(row)" }
}
