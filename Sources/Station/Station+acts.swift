public import Alerts
public import Ledger
public import ResponseLog
import SignalCore
public import Store
import Synchronization
import Threads

/// What people do. Each act is shown and starts its timers at once; the call returns when the ledger
/// has it, or throws `notStoredYet` while the disk does not take entries (they stay in line).
extension Station {
    /// Begins a watch at a seat; gives the one that is open there when there is one.
    public func startWatch(seat: Int, touch: Touch) async throws -> EntryID {
        guard board.tile(seat: seat) != nil, seat < WatchBook.firstPlaceAway else {
            throw StationError.noSuchSeat(seat)
        }
        let (start, drafts) = beginWatch(seat: seat, origin: .person, touch: touch)
        if !drafts.isEmpty { forgetAgain(start.watch, try await append(drafts)) }
        return start.watch
    }

    /// Ends a watch.
    public func endWatch(_ watch: EntryID, ending: WatchEnding, touch: Touch) async throws {
        guard book.start(watch) != nil else {
            // A touch sent twice: the first one ended it.
            if try await store.reader.entry(id: touch.entry) != nil { return }
            throw StationError.noSuchWatch
        }
        let draft = try draft(.watchEnded(watch: watch, ending: ending), watch: watch, touch: touch)
        close(
            watch, reason: "watch ended: \(ending.words)",
            by: Doer(person: draft.didBy, console: touch.console))
        _ = try await append([draft])
    }

    /// Opens a response for someone watched; gives the one that is open when there is one.
    public func respond(
        watch: EntryID, origin: IncidentStart.Origin, touch: Touch
    ) async throws -> EntryID {
        let (incident, drafts) = try openIncident(watch, origin: origin, touch: touch)
        if !drafts.isEmpty { _ = try await append(drafts) }
        return incident
    }

    /// Opens a response at a seat, beginning a watch when nobody is watched there.
    public func respondSeat(
        seat: Int, touch: Touch
    ) async throws -> (watch: EntryID, incident: EntryID) {
        guard board.tile(seat: seat) != nil else { throw StationError.noSuchSeat(seat) }
        return try await respond(seat: seat, origin: .tile, touch: touch)
    }

    /// Opens a response for someone away from every seat: no watch, no oximeter, no form.
    public func respondAnywhere(
        touch: Touch
    ) async throws -> (watch: EntryID, incident: EntryID) {
        try await respond(seat: nil, origin: .header, touch: touch)
    }

    private func respond(
        seat: Int?, origin: IncidentStart.Origin, touch: Touch
    ) async throws -> (watch: EntryID, incident: EntryID) {
        let (start, begun) = beginWatch(seat: seat, origin: .response, touch: touch)
        let opening = start.watch == touch.entry ? touch.follower : touch
        let (incident, opened) = try openIncident(start.watch, origin: origin, touch: opening)
        do {
            forgetAgain(start.watch, try await appendUnlessFailing(begun + opened))
        } catch StationError.notStoredYet {
            // Help does not wait for a disk: the entries are in line and the page can open.
        }
        return (start.watch, incident)
    }

    /// Appends drafts, or puts them in line while the disk takes none.
    func appendUnlessFailing(_ drafts: [EntryDraft]) async throws -> [Receipt] {
        if store.health.isStoring { return try await append(drafts) }
        store.enqueue(drafts)
        follow(drafts)
        return []
    }

    /// Takes back a watch that was opened by a touch sent again: the ledger has known it before, and
    /// that it has ended.
    func forgetAgain(_ watch: EntryID, _ receipts: [Receipt]) {
        guard receipts.contains(where: { $0.entry == watch && $0.duplicate }) else { return }
        close(watch, reason: "it had ended before", by: .station)
    }

    /// Records an act or an observation. Treatments open a response by themselves.
    public func record(_ act: CareAct, watch: EntryID, touch: Touch) async throws -> Receipt {
        guard let record = book.record(watch) else {
            return try await recordLate(act, watch: watch, touch: touch)
        }
        var drafts: [EntryDraft] = []
        var incident = record.openIncident
        let isNew = !record.rows.contains { $0.logged.entry == touch.entry }
        if isNew, incident == nil, touch.occurredSecondsAgo > 0 {
            // It was done while a response ran that has closed since: it belongs there.
            let moment = now().unixMilliseconds - touch.occurredSecondsAgo * 1000
            incident = record.closedIncident(at: moment)
        }
        if isNew, incident == nil, act.isTreatment {
            let opened = try openIncident(watch, origin: .tile, touch: touch.follower)
            incident = opened.incident
            drafts = opened.drafts
        }
        let fact = Fact.care(Care(watch: watch, incident: incident, act: act))
        let draft = try draft(fact, watch: watch, touch: touch)
        if isNew {
            show(act, draft, watch: watch)
            tellObservers(act, watch: watch)
        }
        defer { if isNew { flag(act, incident, watch: watch, touch: touch) } }
        return try await append(drafts + [draft], awaiting: touch.entry)
    }

    /// Records what arrives after its watch has ended: a touch sent again, which was written the first
    /// time, or one that was made before the end and had no way here until now.
    private func recordLate(
        _ act: CareAct, watch: EntryID, touch: Touch
    ) async throws -> Receipt {
        let place = BootPlace(clock.now())
        guard let record = place.record(watch, try await allEntries(watch)) else {
            throw StationError.noSuchWatch
        }
        // It ends this very moment: sent again, the touch finds the end.
        guard let ended = record.endedUnixMilliseconds else { throw StationError.notStoredYet }
        let isKnown = record.rows.contains { $0.logged.entry == touch.entry }
        let fact = Fact.care(Care(watch: watch, incident: record.openIncident, act: act))
        let late = try draft(fact, watch: isKnown ? nil : watch, touch: touch)
        let madeAt = now().boot.adding(milliseconds: -touch.occurredSecondsAgo * 1000)
        guard isKnown || madeAt <= place.boot(ended) else { throw StationError.noSuchWatch }
        defer { if !isKnown { flag(act, record.openIncident, watch: watch, touch: touch) } }
        return try await append([late], awaiting: touch.entry)
    }

    /// Corrects an act or an observation: it stays, struck through or moved.
    public func correct(
        entry: EntryID, change: Correction.Change, reason: Correction.Reason = .notRecorded,
        watch: EntryID, touch: Touch
    ) async throws -> Receipt {
        let entries = try await allEntries(watch)
        guard let original = entries.first(where: { $0.entry == entry }) else {
            throw StationError.noSuchEntry
        }
        guard case .care(let care) = original.fact else { throw StationError.notCorrectable }
        switch change {
        case .moved(let time) where time > now().unixMilliseconds + 1000:
            throw StationError.impossibleTime
        case .replaced(let other), .duplicate(let other):
            try require(other, toStandFor: entry, in: entries)
        default: break
        }
        let correction = Correction(
            entry: entry, watch: watch, incident: care.incident, change: change,
            reason: reason)
        let draft = try draft(.corrected(correction), watch: watch, touch: touch)
        show(draft, watch: watch)
        return try await append([draft], awaiting: touch.entry)
    }

    /// A strike-through must leave something standing: another act of the same person's, which is not
    /// itself struck through.
    private func require(
        _ other: EntryID, toStandFor entry: EntryID, in entries: [LogEntry]
    ) throws(StationError) {
        let row = Timeline.rows(of: entries).first { $0.logged.entry == other }
        guard other != entry, let row, case .care = row.logged.fact, !row.withdrawn else {
            throw .noOtherEntry
        }
    }

    /// Closes a response. A false alarm is closed with its reason, one of
    /// `RecordField.falseAlarmReason`; without one this throws `reasonMissing`.
    public func closeIncident(
        _ incident: EntryID, outcome: Outcome, falseAlarmReason: String? = nil, touch: Touch
    ) async throws {
        guard let record = try await self.incident(incident) else {
            throw StationError.noSuchIncident
        }
        guard record.closedUnixMilliseconds == nil else {
            guard record.outcome == outcome else { throw StationError.alreadyClosed }
            return
        }
        guard outcome != .falseAlarm || falseAlarmReason != nil else {
            throw StationError.reasonMissing
        }
        let watch = record.people.first?.watch
        var drafts: [EntryDraft] = []
        if let falseAlarmReason {
            let reason = try FieldAnswer(
                incident: incident, watch: nil, field: .falseAlarmReason,
                answer: .given(.codes([falseAlarmReason])))
            drafts.append(try draft(.answered(reason), watch: watch, touch: touch.follower))
        }
        drafts.append(
            try draft(
                .incidentClosed(incident: incident, outcome: outcome), watch: watch, touch: touch))
        let stamp = clock.now()
        for draft in drafts {
            for watch in book.add(draft.waiting(stamp)) { sendCare(watch) }
        }
        _ = try await append(drafts)
    }

    /// Stops the sound of an alert for a while, without ending it; `nil` means all of the watch's.
    public func acknowledge(watch: EntryID, kind: AlertKind?, touch: Touch) throws {
        try act(.acknowledge(kind), watch: watch, touch: touch)
    }

    /// Silences an alert for the site's short time; `nil` means all of the watch's.
    public func silence(watch: EntryID, kind: AlertKind?, touch: Touch) throws {
        try act(.silence(kind, seconds: nil), watch: watch, touch: touch)
    }

    /// Someone saw that an alert had ended; `nil` means all of the watch's. Its line goes; where the
    /// site latches alerts, its signals end.
    public func markSeen(watch: EntryID, kind: AlertKind?, touch: Touch) throws {
        try act(.seen(kind), watch: watch, touch: touch)
        alerts.send(.act(watch, .reset(kind), by: doer(touch, in: watch)))
    }

    /// The person stepped out for a moment, or is back. A pause is refused by the alert machine while
    /// the oximeter gives values or someone needs help.
    public func pause(_ watch: EntryID, begins: Bool, touch: Touch) throws {
        guard book.start(watch) != nil else { throw StationError.noSuchWatch }
        // A touch that waited on a tablet is about a seat of then.
        guard touch.occurredSecondsAgo <= Self.oldestHushSeconds,
            recentHushes.withLock({ $0.remember(touch.entry) })
        else { return }
        let by = doer(touch, in: watch)
        alerts.send(begins ? .paused(watch, by: by) : .resumed(watch, by: by))
        follow(by)
    }

    /// The probe came back on, and it is on someone else: this watch ends and another begins at the
    /// seat. How the first person left is not known. Gives the new watch.
    public func someoneElse(watch: EntryID, touch: Touch) async throws -> EntryID {
        let seat: Int
        if let start = book.start(watch) {
            guard let number = book.seat(of: start.watch) else { throw StationError.noSeat }
            seat = number
        } else {
            // A touch sent twice: the first one ended it, and its follower began the next.
            guard try await store.reader.entry(id: touch.entry) != nil,
                let next = book.start(touch.follower.entry)
            else { throw StationError.noSuchWatch }
            return next.watch
        }
        try await endWatch(watch, ending: .notRecorded, touch: touch)
        return try await startWatch(seat: seat, touch: touch.follower)
    }

    /// The probe came back on, and it is still the same person.
    public func confirmSamePerson(watch: EntryID, touch: Touch) throws {
        try act(.samePerson, watch: watch, touch: touch)
    }

    /// What a person does about the station's own alerts: the same acts as for a watch's.
    public func actOnStation(_ acts: [PersonsAct], touch: Touch) {
        guard touch.occurredSecondsAgo <= Self.oldestHushSeconds,
            recentHushes.withLock({ $0.remember(touch.entry) })
        else { return }
        let by = Doer(person: person(touch.by), console: touch.console)
        for act in acts { alerts.send(.actOnStation(act, by: by)) }
    }

    private func act(_ act: PersonsAct, watch: EntryID, touch: Touch) throws {
        guard book.start(watch) != nil else { throw StationError.noSuchWatch }
        // A hush that waited on a tablet is about alerts of then, not of now; one sent twice is one.
        guard touch.occurredSecondsAgo <= Self.oldestHushSeconds,
            recentHushes.withLock({ $0.remember(touch.entry) })
        else { return }
        let by = doer(touch, in: watch)
        alerts.send(.act(watch, act, by: by))
        follow(by)
    }

    /// A hush older than this is dropped: it may have been meant for an alert nobody sees any more.
    private static let oldestHushSeconds: Int64 = 5

    /// Someone looked at the clock and says that it is right.
    public func confirmClock(touch: Touch) async throws {
        let draft = EntryDraft(
            id: touch.entry, .clockConfirmed, occurred: nil, by: person(touch.by),
            console: touch.console)
        board.update { header in
            header.clockConfirmed = true
            header.troubles.removeAll {
                $0 == Trouble.clockStepped.sentence || $0 == Trouble.restarted.sentence
            }
        }
        for kind in [AlertKind.clockStep, .clockUnconfirmed, .stationRestarted] {
            alerts.send(.station(kind, holds: false, note: nil))
        }
        _ = try await append([draft])
    }
}

/// Sound.
extension Station {
    /// A screen says whether it can be heard and what it plays; not an entry. `console` is the
    /// screen's own random name.
    public func soundReport(console: String, isAble: Bool, playing: String?) {
        sound.console(console, isAble: isAble, playing: playing, at: BootClock.now())
    }

    /// Someone pressed the shift's sound test and heard it.
    public func soundHeard(touch: Touch) async throws {
        let stamp = clock.now()
        sound.heard(
            SoundState.Heard(
                unixMilliseconds: stamp.recordedUnixMilliseconds,
                utcOffsetMinutes: stamp.utcOffsetMinutes, by: touch.by), isNow: true)
        _ = try await append([
            EntryDraft(
                id: touch.entry, .soundHeard, occurred: nil, by: person(touch.by),
                console: touch.console)
        ])
    }
}

extension Touch {
    /// The same touch under another id, for the second entry it makes. Always the same one, so that
    /// a touch sent twice makes neither entry twice.
    var follower: Touch { follower(1) }

    /// The touch under one of several further ids, for a touch that makes more than two entries.
    func follower(_ number: UInt8) -> Touch {
        var follower = self
        var bytes = entry.bytes
        bytes[15] ^= number
        follower.entry = EntryID(bytes: bytes) ?? .random()
        return follower
    }
}
