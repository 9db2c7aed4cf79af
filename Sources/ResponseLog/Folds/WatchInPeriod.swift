public import Ledger

/// A watch as a site's report counts it: what began, what warned, and what somebody did about it.
/// Lighter than a `WatchRecord`, because a month holds thousands.
public struct WatchInPeriod: Equatable, Sendable {
    /// Something that happened in it.
    public struct Moment: Equatable, Sendable {
        /// What happened.
        public enum Event: Equatable, Sendable {
            /// An alert changed: its condition and the change, in the ledger's own words.
            case alert(kind: String, change: String)
            /// An alert was judged; the reason is `nil` when it was right.
            case judged(kind: String, falseReason: String?)
            /// An act that stands, or a response that began.
            case help
        }

        /// When, in milliseconds since 1970 UTC.
        public var unixMilliseconds: Int64
        /// What happened.
        public var event: Event

        /// Makes a moment.
        public init(unixMilliseconds: Int64, event: Event) {
            self.unixMilliseconds = unixMilliseconds
            self.event = event
        }
    }

    /// The watch.
    public var watch: EntryID
    /// When it began, in milliseconds since 1970 UTC.
    public var startedUnixMilliseconds: Int64
    /// When it ended; `nil` while it runs.
    public var endedUnixMilliseconds: Int64?
    /// False for a watch by visual checks alone.
    public var hasOximeter: Bool
    /// True for a drill: such a watch counts nowhere.
    public var drill: Bool
    /// What happened, in the order it was written down.
    public var moments: [Moment]
    /// Seconds whose reading is kept.
    public var keptSeconds: Int64
    /// Those of them with a value on a usable signal.
    public var usableSeconds: Int64

    /// Makes a watch.
    public init(
        watch: EntryID, startedUnixMilliseconds: Int64, endedUnixMilliseconds: Int64?,
        hasOximeter: Bool, drill: Bool, moments: [Moment], keptSeconds: Int64, usableSeconds: Int64
    ) {
        self.watch = watch
        self.startedUnixMilliseconds = startedUnixMilliseconds
        self.endedUnixMilliseconds = endedUnixMilliseconds
        self.hasOximeter = hasOximeter
        self.drill = drill
        self.moments = moments
        self.keptSeconds = keptSeconds
        self.usableSeconds = usableSeconds
    }
}
