import Alerts
import Ledger
import ResponseLog
import SignalCore

/// Every seat and every watch, as one value on the alert thread. Messages and seconds go in, effects
/// come out; it knows no clock, no disk and no screen.
struct Floor {
    private var seats: [Int: SeatState]
    private var placeOf: [EntryID: Int] = [:]
    private var changed: Set<Int> = []
    private var effects: [FloorEffect] = []

    init(seats numbers: ClosedRange<Int>) {
        seats = Dictionary(
            uniqueKeysWithValues: numbers.map { ($0, SeatState(seat: $0, label: "Seat \($0)")) })
        changed = Set(numbers)
    }

    /// Takes one message.
    mutating func take(_ message: FloorMessage, at now: BootTime) {
        switch message {
        case .reading(let seat, let reading):
            if change(seat, { $0.take(reading) }) == true {
                effects.append(.fingerStays(seat: seat))
            }
        case .oximeter(let seat, let oximeter):
            change(seat) { $0.take(oximeter, at: now) }
            if let drill = seats[seat]?.drillInTheWay { effects.append(.drillEnds(drill)) }
        case .opened(let opened):
            placeOf[opened.start.watch] = opened.place
            collectTransitions(opened.place)
            change(opened.place) { $0.open(opened, at: now) }
        case .closed(let watch): close(watch)
        case .care(let watch, let care):
            changeWatched(watch) {
                $0.care = care
                $0.restored = false
                $0.machine.setTimers(from: care.facts, at: now)
            }
        case .observed(let watch, let observation, let moment, let care):
            changeWatched(watch) {
                $0.care = care
                $0.restored = false
                $0.machine.observe(observation, at: moment)
            }
        case .act(let watch, let act, let by):
            changeWatched(watch) { $0.machine.act(act, by: by, at: now) }
        }
    }

    /// Time has passed for everyone.
    mutating func tick(at now: BootTime) {
        for seat in seats.keys { change(seat) { $0.tick(at: now) } }
    }

    /// What is to be done now, in order; asks once and forgets.
    mutating func takeEffects(at now: BootTime) -> [FloorEffect] {
        for seat in changed.sorted() {
            collectTransitions(seat)
            if let state = seats[seat] { effects.append(.show(state.shown(at: now))) }
        }
        changed = []
        defer { effects = [] }
        return effects
    }

    private mutating func collectTransitions(_ seat: Int) {
        guard let watch = seats[seat]?.watched?.start.watch else { return }
        var found: [FloorEffect] = []
        seats[seat]?.watched?.machine.drain { found.append(.log(watch, $0)) }
        effects += found
    }

    private mutating func close(_ watch: EntryID) {
        guard let place = placeOf.removeValue(forKey: watch) else { return }
        // The next watch at this seat may have come before the end of the last one.
        guard seats[place]?.watched?.start.watch == watch else { return }
        collectTransitions(place)
        if place >= WatchBook.firstPlaceAway {
            seats[place] = nil
            changed.remove(place)
            effects.append(.remove(seat: place))
        } else {
            change(place) { $0.close() }
        }
    }

    /// Changes a seat, made at first use: ports beyond the site's seats get one too.
    @discardableResult
    private mutating func change<Result>(
        _ seat: Int, _ body: (inout SeatState) -> Result
    ) -> Result? {
        changed.insert(seat)
        let label = seat >= WatchBook.firstPlaceAway ? "Away from seats" : "Seat \(seat)"
        return body(&seats[seat, default: SeatState(seat: seat, label: label)])
    }

    private mutating func changeWatched(
        _ watch: EntryID, _ body: (inout SeatState.Watched) -> Void
    ) {
        guard let place = placeOf[watch] else { return }
        change(place) { seat in
            guard var watched = seat.watched, watched.start.watch == watch else { return }
            seat.watched = nil
            body(&watched)
            seat.watched = watched
        }
    }
}
