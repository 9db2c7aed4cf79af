public import ResponseLog

/// Oxygen over the time of a response as one picture: the signal with its gaps, the limits, and
/// what was raised, done and seen, all on one axis. Its text is the same for the same input, and
/// its size is bounded however long the stretch is.
///
/// Colours are attributes and every part has a class, so that a page may restyle it and paper
/// needs no style sheet. There is no inline style and no id.
public struct SpO2Strip: Equatable, Sendable {
    /// Something that happened at one moment.
    public struct Mark: Equatable, Sendable {
        /// What kind of thing it is; each has its own shape.
        public enum Kind: String, CaseIterable, Sendable {
            case alert
            case treatment
            case observation
        }

        /// When it happened, in milliseconds since 1970 UTC.
        public var unixMilliseconds: Int64
        /// A few words.
        public var label: String
        /// What stands beside the mark where there is little room: the label when `nil`, nothing when
        /// empty (one label for marks that stand close together).
        public var short: String?
        /// What kind of thing it is.
        public var kind: Kind
        /// True when a correction says that it did not happen: struck through, never gone.
        public var withdrawn: Bool

        /// Makes a mark.
        public init(unixMilliseconds: Int64, label: String, kind: Kind, withdrawn: Bool = false) {
            self.unixMilliseconds = unixMilliseconds
            self.label = label
            self.kind = kind
            self.withdrawn = withdrawn
        }
    }

    /// So many marks are drawn; the description says how many are not.
    public static let mostMarks = 300

    /// Where the axis begins and ends in the picture's own units, of which it is 960 wide: what
    /// moves over it takes its place from here.
    public static let axis = StripScale.left...StripScale.right

    /// One point a second, in any order.
    public var points: [SpO2Point]
    /// What happened, in any order; what lies outside the stretch is left out.
    public var marks: [Mark]
    /// Where the picture begins, in milliseconds since 1970 UTC.
    public var fromUnixMilliseconds: Int64
    /// Where it ends.
    public var toUnixMilliseconds: Int64
    /// The low limit that was in force, in percent.
    public var lowPercent: Int
    /// The critical limit that was in force, in percent.
    public var criticalPercent: Int
    /// The local clock's distance from UTC, in minutes.
    public var utcOffsetMinutes: Int
    /// How high the plot is beside its 900 units of width.
    public var plotHeight = 200
    /// How high the whole picture is to be, of which it is 960 wide; `nil` lets labels add to it. A
    /// paper page gives it a flat box: a higher picture would be shrunk until nobody can read it.
    public var height: Int?
    /// Alerts that were open, drawn as bars under the axis; none where marks say it.
    public var alerts: [AlertStretch]

    /// Makes a strip.
    public init(
        points: [SpO2Point], marks: [Mark], fromUnixMilliseconds: Int64,
        toUnixMilliseconds: Int64, lowPercent: Int, criticalPercent: Int, utcOffsetMinutes: Int,
        alerts: [AlertStretch] = []
    ) {
        self.points = points
        self.marks = marks
        self.fromUnixMilliseconds = fromUnixMilliseconds
        self.toUnixMilliseconds = toUnixMilliseconds
        self.lowPercent = lowPercent
        self.criticalPercent = criticalPercent
        self.utcOffsetMinutes = utcOffsetMinutes
        self.alerts = alerts
    }

    /// What the points come to.
    public var summary: SignalSummary {
        SignalSummary(series, lowPercent: lowPercent, criticalPercent: criticalPercent)
    }

    var series: SecondSeries {
        SecondSeries(
            points, fromUnixMilliseconds: fromUnixMilliseconds,
            toUnixMilliseconds: toUnixMilliseconds)
    }

    var marksInside: [Mark] {
        marks.enumerated()
            .filter {
                (fromUnixMilliseconds...max(fromUnixMilliseconds, toUnixMilliseconds))
                    .contains($0.element.unixMilliseconds)
            }
            .sorted {
                ($0.element.unixMilliseconds, $0.offset)
                    < ($1.element.unixMilliseconds, $1.offset)
            }
            .map(\.element)
    }
}
