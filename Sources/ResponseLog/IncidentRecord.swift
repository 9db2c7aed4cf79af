public import Ledger

/// A response, folded from its entries: the one account that pages, exports and tests share.
public struct IncidentRecord: Equatable, Sendable {
    /// The incident.
    public var incident: EntryID
    /// How it was opened.
    public var origin: IncidentStart.Origin
    /// True for a drill.
    public var drill: Bool
    /// When it was opened, in milliseconds since 1970 UTC.
    public var openedUnixMilliseconds: Int64
    /// When it was closed; `nil` while it runs.
    public var closedUnixMilliseconds: Int64?
    /// How things stood at the end; `nil` while it runs.
    public var outcome: Outcome?
    /// The people in it, in the order they came.
    public var people: [Person]
    /// What happened, in order.
    public var rows: [TimelineRow]
    /// The limits frozen into the first person's watch.
    public var limits: [String: Int64]

    /// One person in a response.
    public struct Person: Equatable, Sendable {
        /// The person's watch.
        public var watch: EntryID
        /// The random handle.
        public var handle: String
        /// The seat's number; `nil` away from every seat.
        public var seat: Int64?
    }

    /// Folds an incident from its own entries and those of its people's watches. `nil` when the
    /// opening is not among them. Entries of a watch outside the response are left out, except alerts
    /// and observations from five minutes before it on.
    public init?(incident: EntryID, entries: [LogEntry]) {
        let opening = entries.first {
            if case .incidentOpened(let start) = $0.fact { return start.incident == incident }
            return false
        }
        guard let opening, case .incidentOpened(let start) = opening.fact else { return nil }
        self.incident = incident
        origin = start.origin
        drill = start.drill
        openedUnixMilliseconds = opening.occurredUnixMilliseconds
        people = []
        limits = [:]
        let from = openedUnixMilliseconds - Self.leadMilliseconds
        for entry in entries {
            switch entry.fact {
            case .incidentClosed(incident, let outcome):
                closedUnixMilliseconds = entry.occurredUnixMilliseconds
                self.outcome = outcome
            case .watchStarted(let watch) where !people.contains { $0.watch == watch.watch }:
                people.append(Person(watch: watch.watch, handle: watch.handle, seat: watch.seat))
                if watch.watch == start.watch { limits = watch.limits }
            default: break
            }
        }
        let until = closedUnixMilliseconds ?? .max
        rows = Timeline.rows(of: entries).filter { row in
            row.belongs(to: incident)
                || (from...until).contains(row.occurredUnixMilliseconds)
                    && row.isContext(outside: incident)
        }
    }

    /// How long before the response its context begins: five minutes.
    public static let leadMilliseconds: Int64 = 5 * 60_000

    /// The doses that stand, counted and added up.
    public var doses: DoseTotals { DoseTotals(rows.compactMap(\.standingDose)) }

    /// Every step of help that stands, each counted alone.
    public var steps: [SeverityStep] {
        SeverityStep.allCases.filter { step in
            step == .watched || rows.contains { $0.standingAct?.severityStep == step }
        }
    }

    /// The highest step reached.
    public var severity: SeverityStep { steps.last ?? .watched }
}

extension TimelineRow {
    fileprivate func belongs(to incident: EntryID) -> Bool {
        switch logged.fact {
        case .incidentOpened(let start): start.incident == incident
        case .incidentClosed(let closed, _): closed == incident
        case .care(let care): care.incident == incident
        case .recordingKept(let kept): kept.incident == incident
        default: false
        }
    }

    /// Alerts and watch edges always belong to what surrounds a response; acts only when they were
    /// recorded for no other response.
    fileprivate func isContext(outside incident: EntryID) -> Bool {
        switch logged.fact {
        case .alertChanged, .watchStarted, .watchEnded: true
        case .care(let care): care.incident == nil
        default: false
        }
    }
}

/// Doses counted and added up.
public struct DoseTotals: Equatable, Sendable {
    /// How many doses.
    public var count: Int
    /// The sum of the known amounts, in micrograms.
    public var knownMicrograms: Int64
    /// How many doses have no known amount.
    public var unknownAmounts: Int
    /// The sum of the known amounts by route, in micrograms.
    public var microgramsByRoute: [Dose.Route: Int64]

    /// Adds up doses.
    public init(_ doses: [Dose]) {
        count = doses.count
        knownMicrograms = doses.reduce(0) { $0 + ($1.amountMicrograms ?? 0) }
        unknownAmounts = doses.count { $0.amountMicrograms == nil }
        microgramsByRoute = [:]
        for dose in doses {
            microgramsByRoute[dose.route, default: 0] += dose.amountMicrograms ?? 0
        }
    }
}

/// How far a response went. The order is the order of severity.
public enum SeverityStep: Int, CaseIterable, Comparable, Sendable {
    case watched
    case stimulated
    case oxygen
    case assistedBreaths
    case naloxone
    case cpr

    /// The step in plain words.
    public var words: String {
        switch self {
        case .watched: "watched"
        case .stimulated: "stimulated"
        case .oxygen: "oxygen"
        case .assistedBreaths: "assisted breaths"
        case .naloxone: "naloxone"
        case .cpr: "CPR"
        }
    }

    /// Orders steps by severity.
    public static func < (left: SeverityStep, right: SeverityStep) -> Bool {
        left.rawValue < right.rawValue
    }
}

extension CareAct {
    /// The step of help this act is; `nil` for what is none.
    public var severityStep: SeverityStep? {
        switch self {
        case .stimulated: .stimulated
        case .oxygen(let flow): flow > 0 ? .oxygen : nil
        case .breaths(let how): how == .stopped ? nil : .assistedBreaths
        case .dose: .naloxone
        case .compressions(let on): on ? .cpr : nil
        case .aed(let step): step == .off ? nil : .cpr
        case .airway, .emergencyCall, .awake, .breathing, .breathsCounted, .note: nil
        }
    }
}
