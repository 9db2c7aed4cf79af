public import ResponseLog

/// Which incidents a list shows. What is `nil` does not matter.
public struct IncidentFilter: Equatable, Sendable {
    /// True for drills only, false for real ones only.
    public var drill: Bool?
    /// True for those still open, false for those closed.
    public var isOpen: Bool?
    /// Those that went at least this far.
    public var leastSeverity: SeverityStep?
    /// Opened at this moment or later, in milliseconds since 1970 UTC.
    public var fromUnixMilliseconds: Int64?
    /// Opened before this moment, in milliseconds since 1970 UTC.
    public var beforeUnixMilliseconds: Int64?
    /// What they are searched for.
    public var search: SearchText?

    /// All incidents.
    public init() {}
}

/// Where a page of the list begins. Incidents are numbered in the order the ledger first named
/// them, so nothing moves between pages while new ones come.
public enum IncidentPlace: Equatable, Sendable {
    /// The newest.
    case newest
    /// Those older than this number.
    case olderThan(Int64)
    /// Those newer than this number, next to it.
    case newerThan(Int64)
}

/// An incident as the list has it.
public struct IncidentSummary: Equatable, Sendable {
    /// Its place in the list; see `IncidentPlace`.
    public let number: Int64
    /// The incident's id.
    public let incident: String
    /// The number of its `incident.opened`.
    public let openedIndex: Int64
    /// When it was opened, in milliseconds since 1970 UTC.
    public let openedUnixMilliseconds: Int64
    /// The local clock's distance from UTC then, in minutes.
    public let utcOffsetMinutes: Int
    /// The number of its `incident.closed`; `nil` while it is open.
    public let closedIndex: Int64?
    /// How things stood at its end, in the ledger's own word; `nil` while it is open.
    public let outcome: String?
    /// Whether it is on simulated devices.
    public let drill: Bool
    /// The highest step of help that stands.
    public let severity: SeverityStep
    /// How many doses stand.
    public let doses: Int64
    /// The handles of its people, in the order they came; those erased are left out.
    public internal(set) var handles: [String]
}

/// One page of the list, newest first.
public struct IncidentList: Equatable, Sendable {
    /// The incidents.
    public let incidents: [IncidentSummary]
    /// Whether there are newer ones.
    public let hasNewer: Bool
    /// Whether there are older ones.
    public let hasOlder: Bool
}
