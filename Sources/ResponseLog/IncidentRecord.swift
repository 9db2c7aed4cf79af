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

    /// What is known about the response as a whole, by field.
    public var answers: [RecordField: Answer]
    /// Equipment that was used or must be replaced.
    public var equipment: [EquipmentUse]
    /// What a team agreed to change, and whether it was done.
    public var actions: [AgreedAction]
    /// True when a team talked it over; nothing says that it did not.
    public var wasTalkedOver: Bool
    /// In which role each helper helped, by random id.
    public var roles: [String: Responder.Role]
    /// The title, by the entry of an act that lies outside what the site lists for it.
    public var outsideScope: [EntryID: String]

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
        answers = [:]
        equipment = []
        actions = []
        wasTalkedOver = false
        roles = [:]
        outsideScope = [:]
        rows = []
        let ordered = entries.sorted { $0.index < $1.index }
        let members = Self.members(of: incident, first: start.watch, ordered)
        for entry in ordered { follow(entry, members: members) }
        let opened = openedUnixMilliseconds
        change(start.watch) { $0.joinedUnixMilliseconds = opened }
        people.sort {
            members.firstIndex(of: $0.watch) ?? 0 < members.firstIndex(of: $1.watch) ?? 0
        }
        let from = openedUnixMilliseconds - Self.leadMilliseconds
        let until = closedUnixMilliseconds ?? .max
        let all = Timeline.rows(of: entries)
        let standing = people.reduce(into: Set<EntryID>()) { found, person in
            found.formUnion(Self.alertsStanding(for: person, openedAt: opened, in: all))
        }
        rows = all.filter { row in
            row.belongs(to: incident) || standing.contains(row.logged.entry)
                || (from...until).contains(row.occurredUnixMilliseconds)
                    && row.watch.map(members.contains) ?? false
                    && row.isContext(outside: incident)
        }
        for place in people.indices {
            let watch = people[place].watch
            people[place].rows = rows.filter { $0.watch == watch }
        }
    }

    /// The watches of a response, in the order they came to it.
    private static func members(
        of incident: EntryID, first: EntryID, _ entries: [LogEntry]
    ) -> [EntryID] {
        var members = [first]
        for entry in entries where entry.fact?.incident == incident {
            // Whoever was helped in a response is part of it, said or not; what a correction is
            // about was part of it before.
            if case .corrected = entry.fact { continue }
            guard let watch = entry.fact?.watch, !members.contains(watch) else { continue }
            members.append(watch)
        }
        return members
    }

    private mutating func follow(_ entry: LogEntry, members: [EntryID]) {
        switch entry.fact {
        case .incidentClosed(incident, let outcome):
            closedUnixMilliseconds = entry.occurredUnixMilliseconds
            self.outcome = outcome
        case .watchStarted(let watch)
        where members.contains(watch.watch) && !people.contains { $0.watch == watch.watch }:
            people.append(Person(watch, startedAt: entry.occurredUnixMilliseconds))
            if watch.watch == members.first { limits = watch.limits }
        case .incidentJoined(incident, let watch):
            change(watch) { $0.joinedUnixMilliseconds = entry.occurredUnixMilliseconds }
        case .watchMoved(let watch, let seat):
            change(watch) { $0.seat = seat }
        case .watchEnded(let watch, _):
            change(watch) { $0.watchEndedUnixMilliseconds = entry.occurredUnixMilliseconds }
        case .answered(let answered):
            if let watch = answered.watch {
                change(watch) { $0.answers[answered.field] = answered.answer }
            } else if answered.incident == incident {
                answers[answered.field] = answered.answer
            }
        case .responder(let responder) where members.contains(responder.watch):
            roles[responder.person] = responder.role
        case .scopeFlagged(let flag) where members.contains(flag.watch):
            outsideScope[flag.target] = flag.title
        case .equipmentUsed(let use) where use.incident == incident: equipment.append(use)
        case .debriefHeld(incident): wasTalkedOver = true
        case .debriefAction(let action) where action.incident == incident:
            actions.append(AgreedAction(action: action, done: false))
        case .debriefActionDone(let done, incident):
            if let place = actions.firstIndex(where: { $0.action.action == done }) {
                actions[place].done = true
            }
        default: break
        }
    }

    private mutating func change(_ watch: EntryID, _ body: (inout Person) -> Void) {
        guard let place = people.firstIndex(where: { $0.watch == watch }) else { return }
        body(&people[place])
    }

    /// How long before the response its context begins: five minutes.
    public static let leadMilliseconds: Int64 = 5 * 60_000

    /// The doses given here that stand, counted and added up over everybody.
    public var doses: DoseTotals {
        DoseTotals(rows.compactMap(\.standingDose).filter { !$0.beforeUs })
    }

    /// Every step of help that stands, each counted alone, over everybody.
    public var steps: [SeverityStep] { SeverityStep.reached(in: rows) }

    /// The highest step reached.
    public var severity: SeverityStep { steps.last ?? .watched }
}

extension TimelineRow {
    fileprivate func belongs(to incident: EntryID) -> Bool {
        switch logged.fact {
        case .incidentOpened(let start): start.incident == incident
        case .incidentClosed(let closed, _): closed == incident
        case .incidentJoined(let joined, _): joined == incident
        case .care(let care): care.incident == incident
        case .answered(let answered): answered.incident == incident
        case .equipmentUsed(let use): use.incident == incident
        case .recordingKept(let kept): kept.incident == incident
        default: false
        }
    }

    /// Alerts and watch edges always belong to what surrounds a response; acts only when they were
    /// recorded for no other response.
    fileprivate func isContext(outside incident: EntryID) -> Bool {
        switch logged.fact {
        case .alertChanged, .alertJudged, .watchStarted, .watchEnded, .watchMoved,
            .oximeterSwapped:
            true
        case .care(let care): care.incident == nil
        default: false
        }
    }
}
