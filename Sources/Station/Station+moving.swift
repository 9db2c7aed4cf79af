public import Ledger
import ResponseLog
import Store
import Synchronization

/// Moving to another seat, and another oximeter at the same one: alerts, timers and the response go
/// along with the person.
extension Station {
    /// The person sits at another seat now, or away from every seat when `seat` is `nil`.
    ///
    /// A watch that began there by itself, with nothing entered by anyone, was the same person's
    /// finger and is ended as begun by mistake. Throws `seatTaken` when someone else is watched
    /// there, `simulatedAndReal` when the oximeter there is of the other kind (design rule 7), and
    /// `noSuchSeat`. A touch sent twice, or for the seat they have, does nothing.
    public func moveWatch(_ watch: EntryID, to seat: Int?, touch: Touch) async throws {
        guard let start = book.start(watch) else {
            if try await store.reader.entry(id: touch.entry) != nil { return }
            throw StationError.noSuchWatch
        }
        if let seat { try checkSeat(seat, isDrill: start.drill) }
        let fact = Fact.watchMoved(watch: watch, seat: seat.map(Int64.init))
        let moved = try draft(fact, watch: watch, touch: touch)
        let drafts = try turn.withLock { _ in
            try move(watch, to: seat, moved, touch: touch)
        }
        if !drafts.isEmpty { _ = try await append(drafts) }
    }

    /// Another oximeter is on the person, at the same seat: a fall is looked for anew, and the page
    /// asks whether it is still the same person.
    public func swapOximeter(_ watch: EntryID, touch: Touch) async throws {
        guard book.start(watch) != nil else {
            if try await store.reader.entry(id: touch.entry) != nil { return }
            throw StationError.noSuchWatch
        }
        let draft = try draft(.oximeterSwapped(watch: watch), watch: watch, touch: touch)
        turn.withLock { _ in
            guard !isKnown(touch.entry, in: watch) else { return }
            book.add(draft.waiting(clock.now()))
            alerts.send(.swapped(watch))
        }
        _ = try await append([draft])
    }

    /// Where someone watched may move to: seats nobody is watched at and whose oximeter, if there is
    /// one, is of the same kind, and seats whose watch began by itself.
    public func seatsToMoveTo(_ watch: EntryID) -> [SeatTile] {
        guard let start = book.start(watch) else { return [] }
        let now = book.seat(of: watch)
        return board.everything().tiles.filter { tile in
            guard tile.seat < WatchBook.firstPlaceAway, tile.seat != now,
                book.mayMove(to: tile.seat)
            else { return false }
            return !ports.hasPort(seat: tile.seat)
                || ports.isSimulated(seat: tile.seat) == start.drill
        }
    }

    private func checkSeat(_ seat: Int, isDrill: Bool) throws {
        guard board.tile(seat: seat) != nil, seat < WatchBook.firstPlaceAway else {
            throw StationError.noSuchSeat(seat)
        }
        guard !ports.hasPort(seat: seat) || ports.isSimulated(seat: seat) == isDrill else {
            throw StationError.simulatedAndReal(seat)
        }
    }

    private func move(
        _ watch: EntryID, to seat: Int?, _ moved: EntryDraft, touch: Touch
    ) throws -> [EntryDraft] {
        let old = book.seat(of: watch)
        guard !isKnown(touch.entry, in: watch), old != seat else { return [] }
        // What waits for the disk was this person's until now, and what the other seat brought was not.
        if let old { readings.settle(seat: old, for: watch.text) }
        if let seat { readings.settle(seat: seat, for: book.watch(at: seat)?.watch.text) }
        let displaced = try book.move(watch, to: seat, by: moved.waiting(clock.now()))
        var drafts = [moved]
        if let displaced {
            drafts.insert(
                try draft(
                    .watchEnded(watch: displaced.watch, ending: .startedByMistake),
                    watch: nil, touch: touch.follower), at: 0)
            alerts.send(
                .closed(
                    displaced.watch, reason: "it was someone who moved here",
                    by: Doer(person: nil, console: touch.console)))
        }
        let place = seat ?? nextPlaceAway.add(1, ordering: .relaxed).oldValue
        alerts.send(.moved(watch, place: place))
        return drafts
    }

    private func isKnown(_ entry: EntryID, in watch: EntryID) -> Bool {
        book.entries(watch)?.contains { $0.entry == entry } ?? false
    }
}
