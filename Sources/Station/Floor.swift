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
    private var station: StationMachine
    private var shownStation: [AlertTile] = []
    private var sounding: SoundingAlert?
    private var paused: Set<EntryID> = []
    private var endedUnopened: [EntryID] = []
    /// More than this many ends cannot overtake their beginnings.
    private static let fewEnds = 16
    private var lostByStation: Int64 = 0

    init(seats numbers: ClosedRange<Int>, limits: Limits = .spotterDefaults, at now: BootTime) {
        station = StationMachine(limits: limits, startedAt: now)
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
            // It ended before it was heard of here, in favour of whoever sits there now.
            if let place = endedUnopened.firstIndex(of: opened.start.watch) {
                endedUnopened.remove(at: place)
                return
            }
            placeOf[opened.start.watch] = opened.place
            collectTransitions(opened.place)
            change(opened.place) { $0.open(opened, at: now) }
        case .closed(let watch, let reason, let by):
            close(watch, reason: reason, by: by, at: now)
        case .moved(let watch, let place): move(watch, to: place, at: now)
        case .swapped(let watch):
            changeWatched(watch) { $0.machine.oximeterChanged(at: now) }
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
            changeWatched(watch) { $0.machine.act(act, by: by.person, at: now) }
            if let place = placeOf[watch] { collectTransitions(place, by: by) }
        case .paused(let watch, let by):
            changeWatched(watch) { _ = $0.machine.pause(at: now) }
            notePause(watch, by: by)
        case .resumed(let watch, let by):
            changeWatched(watch) { $0.machine.endPause(at: now) }
            notePause(watch, by: by)
        case .limits(let watch, let limits):
            changeWatched(watch) {
                $0.machine.change(to: limits, at: now)
                $0.limitsChangedAt = now
            }
        case .station(let kind, true, let note): station.begin(kind, since: now, note: note)
        case .station(let kind, false, _): station.end(kind, at: now)
        case .actOnStation(let act, let by):
            station.act(act, by: by.person, at: now)
            collectStation(by: by)
        }
    }

    /// Time has passed for everyone.
    mutating func tick(at now: BootTime) {
        for seat in seats.keys { change(seat) { $0.tick(at: now) } }
        // Somebody real must be watched for the station's own trouble to be grave.
        let watches = seats.values.count { $0.watched?.start.drill == false }
        station.setOpenWatches(watches, at: now)
    }

    /// What is to be done now, in order; asks once and forgets.
    mutating func takeEffects(at now: BootTime) -> [FloorEffect] {
        for watch in paused { notePause(watch, by: .station) }
        for seat in changed.sorted() {
            collectTransitions(seat)
            if let state = seats[seat] { effects.append(.show(state.shown(at: now))) }
        }
        changed = []
        showStation()
        listen(at: now)
        defer { effects = [] }
        return effects
    }

    /// A pause that began or ended is an entry, also one that ended by itself.
    private mutating func notePause(_ watch: EntryID, by: Doer) {
        guard let place = placeOf[watch] else { return }
        let isPaused = seats[place]?.watched?.machine.pausedUntil != nil
        guard isPaused != paused.contains(watch) else { return }
        if isPaused { paused.insert(watch) } else { paused.remove(watch) }
        effects.append(.logPause(watch, begins: isPaused, by: by))
    }

    private mutating func showStation() {
        collectStation(by: .station)
        let tiles = station.open.map(AlertTile.init)
        guard tiles != shownStation else { return }
        shownStation = tiles
        effects.append(.showStation(tiles))
    }

    /// What is to be heard: the most urgent of all alerts that sound, real ones before drills.
    private mutating func listen(at now: BootTime) {
        // The station's own alerts are no drill, and they mute none: see `AlertOrder`.
        var placed = station.open.map { PlacedAlert(place: 0, alert: $0, isDrill: false) }
        for (seat, state) in seats {
            guard let watched = state.watched else { continue }
            placed += watched.machine.open.map {
                PlacedAlert(place: seat, alert: $0, isDrill: watched.start.drill)
            }
        }
        let next = AlertOrder.sounding(placed, at: now).first.map(SoundingAlert.init)
        guard next != sounding else { return }
        sounding = next
        effects.append(.sound(next))
    }

    private mutating func collectStation(by doer: Doer) {
        var found: [FloorEffect] = []
        station.drain { found.append(.logStation($0, console: doer.console(of: $0))) }
        effects += found
        noteLost(station.droppedTransitions - lostByStation)
        lostByStation = station.droppedTransitions
    }

    /// Takes out what a watch's machine decided. An act's steps are taken out right after it, so
    /// that each goes to the console it was done at.
    private mutating func collectTransitions(_ seat: Int, by doer: Doer = .station) {
        guard let start = seats[seat]?.watched?.start else { return }
        var found: [FloorEffect] = []
        seats[seat]?.watched?.machine.drain { transition in
            found.append(.log(start.watch, transition, console: doer.console(of: transition)))
            if transition.isUnattended, !start.drill { found.append(.unattended) }
        }
        effects += found
        guard let watched = seats[seat]?.watched else { return }
        noteLost(watched.machine.droppedTransitions - watched.lostTransitions)
        seats[seat]?.watched?.lostTransitions = watched.machine.droppedTransitions
    }

    private mutating func noteLost(_ count: Int64) {
        if count > 0 { effects.append(.lost(count)) }
    }

    /// Every alert that is still open ends with the watch, and the log says why.
    private mutating func close(_ watch: EntryID, reason: String, by: Doer, at now: BootTime) {
        paused.remove(watch)
        guard let place = placeOf.removeValue(forKey: watch) else {
            endedUnopened = endedUnopened.suffix(Self.fewEnds - 1) + [watch]
            return
        }
        // The next watch at this seat may have come before the end of the last one.
        guard seats[place]?.watched?.start.watch == watch else { return }
        seats[place]?.watched?.machine.leave(reason: reason, by: by.person, at: now)
        collectTransitions(place, by: by)
        vacate(place)
    }

    /// A seat stays when its person leaves; a place away from every seat goes with them.
    private mutating func vacate(_ place: Int) {
        if place >= WatchBook.firstPlaceAway {
            seats[place] = nil
            changed.remove(place)
            effects.append(.remove(seat: place))
        } else {
            change(place) { $0.close() }
        }
    }

    /// Takes a person with every open alert, timer and lamp to another place.
    private mutating func move(_ watch: EntryID, to place: Int, at now: BootTime) {
        guard let old = placeOf[watch], old != place,
            seats[old]?.watched?.start.watch == watch
        else { return }
        collectTransitions(old)
        guard let mover = seats[old]?.leaving else { return }
        vacate(old)
        placeOf[watch] = place
        change(place) { $0.seat(mover, at: now) }
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

extension Doer {
    /// Where a step was done: what nobody's act made is the station's own, also within an act.
    fileprivate func console(of transition: AlertTransition) -> String {
        transition.isAct ? console : Doer.station.console
    }
}
