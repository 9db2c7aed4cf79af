import GRDB
import ResponseLog

extension LedgerReader {
    /// The newest incidents, newest first.
    public func incidents(limit: Int) async throws(StoreError) -> [IncidentSummary] {
        try await incidents(IncidentFilter(), mayReadFreeText: false, limit: limit).incidents
    }

    /// One page of the incidents that pass a filter. Free text is searched only when
    /// `mayReadFreeText` says that the person who asks may read it.
    public func incidents(
        _ filter: IncidentFilter, mayReadFreeText: Bool, at place: IncidentPlace = .newest,
        limit: Int
    ) async throws(StoreError) -> IncidentList {
        let query = IncidentSQL(filter, mayReadFreeText: mayReadFreeText, at: place)
        return try await read { db in
            let rows = try Row.fetchAll(
                db, sql: query.text + " LIMIT ?", arguments: query.arguments + [limit + 1])
            var found = rows.prefix(limit).compactMap(IncidentSummary.init)
            let hasMore = rows.count > limit
            if query.isUpward { found.reverse() }
            try Self.addHandles(to: &found, db)
            return IncidentList(
                incidents: found, hasNewer: query.isUpward ? hasMore : place != .newest,
                hasOlder: query.isUpward || hasMore)
        }
    }

    private static func addHandles(
        to incidents: inout [IncidentSummary], _ db: Database
    ) throws {
        let statement = try db.cachedStatement(
            sql: """
                SELECT handle FROM incidentPerson JOIN watchView USING (watch)
                JOIN watchHandle USING (startedIndex) WHERE number = ? ORDER BY joinedIndex, watch
                """)
        for place in incidents.indices {
            incidents[place].handles = try Row.fetchAll(
                statement, arguments: [incidents[place].number]
            ).compactMap { $0.text("handle") }
        }
    }
}

extension IncidentSummary {
    fileprivate init?(_ row: Row) {
        guard let number = row.number("number"), let incident = row.text("incident"),
            let opened = row.number("openedIndex"),
            let time = row.number("openedUnixMilliseconds"),
            let offset = row.number("utcOffsetMinutes")
        else { return nil }
        self.init(
            number: number, incident: incident, openedIndex: opened, openedUnixMilliseconds: time,
            utcOffsetMinutes: Int(offset), closedIndex: row.number("closedIndex"),
            outcome: row.text("outcome"), drill: row.number("drill") != 0,
            severity: row.number("severity").flatMap { SeverityStep(rawValue: Int($0)) }
                ?? .watched, doses: row.number("doses") ?? 0, handles: [])
    }
}

/// A filter as one indexed query. What people typed goes in as arguments only.
struct IncidentSQL: Sendable {
    private(set) var text = "SELECT * FROM incidentView WHERE openedIndex IS NOT NULL"
    private(set) var arguments = StatementArguments()
    /// Whether the rows come oldest first, for the page above.
    let isUpward: Bool

    init(_ filter: IncidentFilter, mayReadFreeText: Bool, at place: IncidentPlace) {
        switch place {
        case .newest: isUpward = false
        case .olderThan(let number):
            isUpward = false
            text += " AND number < ?"
            arguments += [number]
        case .newerThan(let number):
            isUpward = true
            text += " AND number > ?"
            arguments += [number]
        }
        add(filter)
        for term in filter.search?.terms ?? [] { add(term, mayReadFreeText: mayReadFreeText) }
        text += " ORDER BY number " + (isUpward ? "ASC" : "DESC")
    }

    private mutating func add(_ filter: IncidentFilter) {
        if let drill = filter.drill { add("drill = ?", drill ? 1 : 0) }
        if let isOpen = filter.isOpen {
            text += isOpen ? " AND closedIndex IS NULL" : " AND closedIndex IS NOT NULL"
        }
        if let least = filter.leastSeverity { add("severity >= ?", Int64(least.rawValue)) }
        if let from = filter.fromUnixMilliseconds { add("openedUnixMilliseconds >= ?", from) }
        if let before = filter.beforeUnixMilliseconds { add("openedUnixMilliseconds < ?", before) }
    }

    private mutating func add(_ condition: String, _ value: Int64) {
        text += " AND " + condition
        arguments += [value]
    }

    private mutating func add(_ term: SearchText.Term, mayReadFreeText: Bool) {
        text += " AND (" + contains(term.coded, in: SearchTables.coded)
        if mayReadFreeText {
            let all = term.free.map { contains($0, in: SearchTables.free) }
            text += " OR (" + all.joined(separator: " AND ") + ")"
        }
        text += ")"
    }

    /// Words that begin with this one; a single character finds only itself.
    private mutating func contains(_ word: String, in table: String) -> String {
        if word.unicodeScalars.count < 2 {
            arguments += [word]
            return "number IN (SELECT number FROM \(table) WHERE word = ?)"
        }
        arguments += [word, word + "\u{10FFFF}"]
        return "number IN (SELECT number FROM \(table) WHERE word >= ? AND word < ?)"
    }
}
