import Alerts
import Ledger
import ResponseLog
import SignalCore

/// One seat as the alert thread knows it: its oximeter, its last ten minutes, its watch.
struct SeatState {
    /// What screens show of it.
    private(set) var tile: SeatTile
    /// The watch that is open here.
    var watched: Watched?
    private var trend = Trend()
    private var history = TenMinutes()
    private var fingerSeconds = 0
    private var lastReadingAt: BootTime?

    /// Someone watched at this seat.
    struct Watched {
        var start: WatchStart
        var machine: WatchMachine
        var care: CareNow
        var startedAt: BootTime
        var restored: Bool
        var usable: UsableSeconds
        var limitsChangedAt: BootTime?
        /// How many of the machine's steps are known to be lost.
        var lostTransitions: Int64 = 0
    }

    /// A seat that gives no reading for this long shows a dash, in milliseconds (design rule 1).
    private static let silentMilliseconds: Int64 = 3000

    init(seat: Int, label: String) { tile = SeatTile(seat: seat, label: label) }

    /// Takes one second of this seat's oximeter; true when a finger has stayed in long enough to
    /// begin a watch.
    mutating func take(_ reading: Reading) -> Bool {
        lastReadingAt = reading.at
        tile.reading = reading
        trend.take(reading)
        history.take(reading)
        tile.lastTenMinutes = history.values
        tile.slopePercentPerMinute = trend.facts(over: .minute)?.slopePercentPerMinute
        tile.forecast = forecast(from: reading)
        if let value = reading.spo2Percent {
            tile.lastValue = SeatTile.LastValue(spo2Percent: value, at: reading.at)
        }
        follow(reading)
        fingerSeconds = reading.spo2Percent == nil ? 0 : fingerSeconds + 1
        return watched == nil && fingerSeconds == StationSettings.secondsToStartWatch
    }

    /// A simulated value never reaches a real person's watch, nor a real one a drill (design rule 7).
    private mutating func follow(_ reading: Reading) {
        guard let watched else { return }
        let fits = watched.start.drill == tile.oximeter.simulated
        self.watched?.machine.take(fits ? reading : .absent(.gone, at: reading.at))
        if fits { self.watched?.usable.take(reading) }
        if reading.spo2Percent != nil { self.watched?.restored = false }
    }

    /// When this reading's value reaches the next limit below it; `nil` when nobody is watched.
    private func forecast(from reading: Reading) -> SeatTile.Forecast? {
        guard let limits = watched?.machine.limits, let value = reading.judgedPercent else {
            return nil
        }
        let next = [limits.lowPercent, limits.criticalPercent].first { Int(value) > $0 }
        guard let next, let time = trend.forecast(to: UInt8(clamping: next)) else { return nil }
        return SeatTile.Forecast(percent: next, time: time)
    }

    /// Takes a change of the oximeter.
    mutating func take(_ oximeter: OximeterTile, at now: BootTime) {
        tile.oximeter = oximeter
        watched?.machine.link(oximeter.condition, at: now)
    }

    /// The drill that stands in the way of a real oximeter, if one does.
    var drillInTheWay: EntryID? {
        guard let watched, watched.start.drill, tile.oximeter.state == .streaming,
            !tile.oximeter.simulated
        else { return nil }
        return watched.start.watch
    }

    /// Begins a watch here.
    mutating func open(_ opened: OpenedWatch, at now: BootTime) {
        var machine =
            if let restored = opened.restored {
                WatchMachine(
                    limits: opened.limits, startedAt: opened.startedAt,
                    hasOximeter: opened.start.hasOximeter, restored: restored, at: now)
            } else {
                WatchMachine(
                    limits: opened.limits, startedAt: opened.startedAt,
                    hasOximeter: opened.start.hasOximeter)
            }
        // After a restart the port may not be there yet: then the machine waits for readings and finds
        // the silence itself, rather than taking the seat for one without an oximeter.
        if tile.oximeter.state != .none { machine.link(tile.oximeter.condition, at: now) }
        watched = Watched(
            start: opened.start, machine: machine, care: opened.care,
            startedAt: opened.startedAt, restored: opened.restored != nil,
            usable: UsableSeconds(from: now, hasOximeter: opened.start.hasOximeter),
            limitsChangedAt: opened.limitsChangedAt)
    }

    /// What goes along when the person of this seat sits elsewhere.
    struct Mover {
        fileprivate var watched: Watched
        fileprivate var history: TenMinutes
        fileprivate var lastValue: SeatTile.LastValue?
    }

    /// The person watched here, about to leave for another seat.
    var leaving: Mover? {
        watched.map { Mover(watched: $0, history: history, lastValue: tile.lastValue) }
    }

    /// Someone came here from another seat: alerts, timers and lamps go on. What this seat's
    /// oximeter showed before was another finger.
    mutating func seat(_ mover: Mover, at now: BootTime) {
        watched = mover.watched
        watched?.machine.oximeterChanged(at: now)
        watched?.machine.link(tile.oximeter.condition, at: now)
        history = mover.history
        trend = Trend()
        tile.lastTenMinutes = history.values
        tile.lastValue = mover.lastValue
        tile.slopePercentPerMinute = nil
        tile.forecast = nil
    }

    /// Ends the watch. The finger has to leave the oximeter before the seat begins another by itself,
    /// and the next person's strip does not begin with this one's values.
    mutating func close() {
        watched = nil
        trend = Trend()
        history = TenMinutes()
        tile.lastTenMinutes = []
        tile.lastValue = nil
        tile.slopePercentPerMinute = nil
        tile.forecast = nil
        fingerSeconds = StationSettings.secondsToStartWatch
    }

    /// Time has passed, whether or not anything came.
    mutating func tick(at now: BootTime) {
        watched?.machine.tick(at: now)
        guard let last = lastReadingAt, tile.reading?.state != .absent else { return }
        if now.millisecondsSince(last) > Self.silentMilliseconds {
            tile.reading = .absent(.silent, at: now)
        }
    }

    /// The tile with the watch as it stands now.
    func shown(at now: BootTime) -> SeatTile {
        var shown = tile
        let hasValue = tile.reading?.spo2Percent != nil
        shown.watch = watched.map { WatchTile($0, hasValue: hasValue, at: now) }
        return shown
    }
}

extension OximeterTile {
    /// The state as the alert machine knows it.
    var condition: LinkCondition {
        switch state {
        case .none: .none
        case .identifying, .streaming: .streaming
        case .stalled: .stalled
        case .taken: .taken
        case .gone, .noPermission, .unusable: .gone
        }
    }
}

/// Ten minutes of a seat, the lowest value of each 5 s; 0 where there was none.
struct TenMinutes {
    private(set) var values: [UInt8] = []
    private var lowest: UInt8 = 0
    private var seconds = 0
    private static let secondsPerValue = 5
    private static let capacity = 120

    mutating func take(_ reading: Reading) {
        if let value = reading.judgedPercent { lowest = lowest == 0 ? value : min(lowest, value) }
        seconds += 1
        guard seconds == Self.secondsPerValue else { return }
        if values.count == Self.capacity { values.removeFirst() }
        values.append(lowest)
        lowest = 0
        seconds = 0
    }
}
