import Alerts
import Ledger
import ResponseLog
import SignalCore
import Store
import Synchronization

/// How an act becomes an entry, a timer and a line on the screens.
extension Station {
    /// Opens a watch in the book and on the alert thread; no drafts when one was open already.
    func beginWatch(
        seat: Int?, origin: WatchStart.Origin, touch: Touch
    ) -> (start: WatchStart, drafts: [EntryDraft]) {
        let stamp = clock.now()
        // Asked before the book is held: ports ask the book, and the two must not wait for each other.
        let hasOximeter = seat.map(ports.hasPort) ?? false
        let drill = seat.map(ports.isSimulated) ?? false
        let limits = limits.inForce
        return turn.withLock { _ in
            var drafts: [EntryDraft] = []
            let (start, opened) = book.open(seat: seat) { taken in
                let start = WatchStart(
                    watch: touch.entry, handle: Handle.random(except: taken), seat: seat,
                    origin: origin, hasOximeter: hasOximeter, drill: drill,
                    limits: limits)
                let draft = EntryDraft(
                    id: touch.entry, .watchStarted(start), occurred: nil, by: nil,
                    console: touch.console)
                drafts = [draft]
                return (start, draft.waiting(stamp))
            }
            guard opened else { return (start, []) }
            let place = seat ?? nextPlaceAway.add(1, ordering: .relaxed).oldValue
            alerts.send(.opened(OpenedWatch(start, limits: limits, stamp, place: place)))
            return (start, drafts)
        }
    }

    /// Takes a watch out of the book and off the alert thread.
    func close(_ watch: EntryID, reason: String, by: Doer) {
        turn.withLock { _ in
            if let seat = book.seat(of: watch) { readings.settle(seat: seat, for: watch.text) }
            book.close(watch)
            alerts.send(.closed(watch, reason: reason, by: by))
        }
    }

    /// Opens a response in the book; no drafts when one was open already.
    func openIncident(
        _ watch: EntryID, origin: IncidentStart.Origin, touch: Touch
    ) throws -> (incident: EntryID, drafts: [EntryDraft]) {
        try turn.withLock { _ in
            guard let record = book.record(watch) else { throw StationError.noSuchWatch }
            if let open = record.openIncident { return (open, []) }
            let start = IncidentStart(
                incident: touch.entry, watch: watch, origin: origin, drill: record.start.drill)
            let draft = try draft(.incidentOpened(start), watch: watch, touch: touch)
            book.add(draft.waiting(clock.now()))
            tellCare(watch)
            return (start.incident, [draft])
        }
    }

    /// The draft of what a touch means, with who did it as this watch's random id.
    func draft(_ fact: Fact, watch: EntryID?, touch: Touch) throws -> EntryDraft {
        guard (0...86_400).contains(touch.occurredSecondsAgo) else {
            throw StationError.impossibleTime
        }
        let moment = now().boot.adding(milliseconds: -touch.occurredSecondsAgo * 1000)
        let by = watch.flatMap { person(touch.by, as: touch.role, in: $0) }
        var draft = EntryDraft(
            id: touch.entry, fact, occurred: moment, certainty: touch.certainty, by: by,
            console: touch.console)
        if let doneBy = touch.doneBy {
            draft.didBy = watch.flatMap { person(doneBy, as: nil, in: $0) }
        }
        return draft
    }

    /// Shows an entry at once and lets its timers run; the ledger follows.
    func show(_ draft: EntryDraft, watch: EntryID) {
        turn.withLock { _ in
            book.add(draft.waiting(clock.now()))
            tellCare(watch)
        }
    }

    /// Shows an act and tells the alert thread what it means there.
    func show(_ act: CareAct, _ draft: EntryDraft, watch: EntryID) {
        turn.withLock { _ in
            let stamp = clock.now()
            let entry = draft.waiting(stamp)
            book.add(entry)
            let place = BootPlace(stamp)
            guard let observation = Observation(act), let entries = book.entries(watch),
                let record = place.record(watch, entries)
            else { return tellCare(watch) }
            // Never a moment to come: the alert thread's clock would run ahead.
            let moment = min(place.boot(entry.occurredUnixMilliseconds), now().boot)
            alerts.send(.observed(watch, observation, at: moment, CareNow(record, place)))
        }
    }

    /// Folds a watch anew and tells the alert thread.
    func sendCare(_ watch: EntryID) { turn.withLock { _ in tellCare(watch) } }

    /// The same for whoever has the turn: two tablets that fold and send without one could take back
    /// each other's news.
    private func tellCare(_ watch: EntryID) {
        let place = BootPlace(clock.now())
        guard let entries = book.entries(watch), let record = place.record(watch, entries) else {
            return
        }
        alerts.send(.care(watch, CareNow(record, place)))
    }

    /// The random id that stands for a handle within a watch. The handle itself is kept apart from
    /// the ledger, where it can be erased.
    func person(_ label: String?, in watch: EntryID) -> String? {
        guard let label, !label.isEmpty else { return nil }
        let (id, isNew) = book.person(label, in: watch)
        if isNew { notes.person(id, label: label) }
        return id
    }

    /// The same, with the role kept in mind until the entry is written.
    func person(
        _ label: String?, as role: Responder.Role?, in watch: EntryID
    ) -> String? {
        guard let label, let id = person(label, in: watch) else { return nil }
        remember(label, as: role, person: id, in: watch)
        return id
    }

    /// The random id that stands for a handle outside of every watch: another one each time.
    func person(_ label: String?) -> String? {
        guard let label, !label.isEmpty else { return nil }
        let id = EntryID.random().text
        notes.person(id, label: label)
        return id
    }

    /// Who touched, within a watch.
    func doer(_ touch: Touch, in watch: EntryID) -> Doer {
        let person = person(touch.by, as: touch.role, in: watch)
        return Doer(person: person, console: touch.console)
    }

    /// Simulated people feel the help they get.
    func tellObservers(_ act: CareAct, watch: EntryID) {
        let seat = seatOf(watch: watch)
        for observer in careObservers.withLock({ $0 }) { observer(seat, act) }
    }

    /// Appends drafts; the receipt of the one asked for.
    func append(_ drafts: [EntryDraft], awaiting entry: EntryID) async throws -> Receipt {
        let receipts = try await append(drafts)
        guard let receipt = receipts.first(where: { $0.entry == entry }) else {
            throw StationError.notStoredYet
        }
        return receipt
    }

    /// Appends drafts and waits until the ledger has them.
    func append(_ drafts: [EntryDraft]) async throws -> [Receipt] {
        // Behind the acts, whether they are written by now or wait in line.
        defer { follow(drafts) }
        do {
            return try await store.append(drafts)
        } catch StoreError.storageFailing {
            throw StationError.notStoredYet
        }
    }

    /// Every entry of a watch, open or ended, also those the disk has not taken yet.
    func allEntries(_ watch: EntryID) async throws -> [LogEntry] {
        if let open = book.entries(watch) { return open }
        let stored = try await storedEntries(watch)
        guard !stored.isEmpty else { throw StationError.noSuchWatch }
        return stored
    }

    /// A watch's entries as the ledger has them, with the ends of its responses, which name no watch.
    func storedEntries(_ watch: EntryID) async throws -> [LogEntry] {
        let entries = try await store.reader.entries(ref: watch.text).map(LogEntry.init)
        var ends: [LogEntry] = []
        for incident in Set(entries.compactMap { $0.fact?.beginsResponse }) {
            ends += try await store.reader.entries(ref: incident.text).map(LogEntry.init)
                .filter { $0.fact?.endsResponse == true }
        }
        return entries + ends
    }
}

extension Fact {
    /// The response a watch is part of from here on.
    fileprivate var beginsResponse: EntryID? {
        switch self {
        case .incidentOpened(let start): start.incident
        case .incidentJoined(let incident, _): incident
        default: nil
        }
    }

    fileprivate var endsResponse: Bool {
        if case .incidentClosed = self { true } else { false }
    }
}
