public import Ledger
public import ResponseLog
public import Store

/// What screens ask.
extension Station {
    /// A watch with everything that happened; `nil` when there never was one.
    public func watchRecord(_ watch: EntryID) async throws -> WatchRecord? {
        guard let entries = try? await allEntries(watch) else { return nil }
        return WatchRecord(watch: watch, entries: entries)
    }

    /// A response with everything that happened, also what the disk has not taken yet. Of an ended
    /// watch only what surrounds the response is read, however long the watch was.
    public func incident(_ incident: EntryID) async throws -> IncidentRecord? {
        var entries = try await store.reader.entries(ref: incident.text).map(LogEntry.init)
        let waiting = book.open.flatMap { book.entries($0.watch) ?? [] }
        entries += waiting.filter { $0.isWaiting && $0.isAbout(incident) }
        let surroundings = IncidentRecord.surroundings(of: incident, in: entries)
        let watches = Set(entries.compactMap { $0.fact?.watch })
        for watch in watches.sorted(by: { $0.text < $1.text }) {
            if let open = book.entries(watch) {
                entries += open
            } else {
                entries += try await storedEntries(watch, occurredIn: surroundings)
            }
        }
        var seen: Set<EntryID> = []
        return IncidentRecord(
            incident: incident,
            entries: entries.filter { seen.insert($0.entry).inserted }
                .sorted { $0.index < $1.index })
    }

    /// A watch's stored entries of a stretch of time, with what was moved into it by a correction.
    private func storedEntries(
        _ watch: EntryID, occurredIn range: ClosedRange<Int64>
    ) async throws -> [LogEntry] {
        var entries = try await store.reader.entries(ref: watch.text, occurredIn: range)
            .map(LogEntry.init)
        let known = Set(entries.map(\.entry))
        for case .corrected(let correction)? in entries.map(\.fact) {
            guard case .moved(let time) = correction.change, range.contains(time),
                !known.contains(correction.entry),
                let moved = try await store.reader.entry(id: correction.entry)
            else { continue }
            entries.append(LogEntry(moved))
        }
        return entries
    }

    /// One page of the responses that pass a filter, newest first, as far as the disk has them.
    /// Free text is searched only for those who may read it.
    public func incidents(
        _ filter: IncidentFilter = IncidentFilter(), mayReadFreeText: Bool,
        at place: IncidentPlace = .newest, limit: Int
    ) async throws -> IncidentList {
        try await store.reader.incidents(
            filter, mayReadFreeText: mayReadFreeText, at: place, limit: limit)
    }

    /// One second of a watch as it was stored.
    public func readings(
        watch: EntryID, fromUnixMilliseconds from: Int64, toUnixMilliseconds to: Int64
    ) async throws -> [SeatReading] {
        guard from < to else { return [] }
        return try await store.reader.readings(watch: watch.text, in: from..<to)
    }

    /// The ledger's size and root, for the proof line under a page.
    public func ledgerHead() async throws -> (size: Int64, root: String) {
        let head = try await store.reader.head()
        return (head.size, head.root.hex)
    }

    /// The leaf hashes of some entries, by their numbers; what the disk has not taken yet has none.
    public func leaves(_ indices: [Int64]) async throws -> [Int64: Digest] {
        try await store.reader.leaves(indices)
    }

    /// What teams agreed to change and nobody has said is done, oldest first, with the response
    /// each came out of; drills left out.
    public func openActions(limit: Int) async throws -> [DebriefAction] {
        try await store.reader.openActions(limit: limit).compactMap { entry in
            guard case .debriefAction(let action)? = LogEntry(entry).fact else { return nil }
            return action
        }
    }

    /// The handle behind a random id; `nil` when it was erased or never known.
    public func label(person: String) async -> String? {
        if let label = book.label(person: person) { return label }
        return try? await store.reader.person(person)
    }

    /// The place of an open watch: its seat, or the number of a place away from every seat.
    public func seatOf(watch: EntryID) -> Int? {
        board.everything().tiles.first { $0.watch?.watch == watch }?.seat
            ?? book.seat(of: watch)
    }

    /// The watch that is open at a seat.
    public func watch(at seat: Int) -> EntryID? { book.watch(at: seat)?.watch }
}

extension LogEntry {
    /// True for an entry that names this response.
    func isAbout(_ incident: EntryID) -> Bool {
        fact?.incident == incident
    }
}
