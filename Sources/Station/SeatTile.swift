public import Alerts
public import Ledger
public import SignalCore

/// Everything a screen shows of one seat, newest wins. A value; safe to hand to any thread.
public struct SeatTile: Equatable, Sendable {
    /// The seat's number, from 1. Numbers above 9000 stand for people away from every seat.
    public var seat: Int
    /// What people call the seat, such as "Seat 3".
    public var label: String
    /// Grows with every change of this tile.
    public var version: UInt64
    /// The oximeter at the seat.
    public var oximeter: OximeterTile
    /// The last reading; `nil` before the first.
    public var reading: Reading?
    /// The newest current value and when its reading was made; shown as "last 82 %" once it is lost.
    public var lastValue: LastValue?
    /// Fall or rise over the last minute in percent a minute; `nil` when the signal does not tell.
    public var slopePercentPerMinute: Double?
    /// When the value reaches the next limit if it falls on as it does; `nil` unless the signal
    /// supports it.
    public var forecast: Forecast?
    /// The last ten minutes, one value each 5 s, oldest first; 0 where there was none.
    public var lastTenMinutes: [UInt8]
    /// The open watch; `nil` when nobody is watched here.
    public var watch: WatchTile?

    /// When a falling value reaches a limit.
    public struct Forecast: Equatable, Sendable {
        /// The limit, in percent.
        public var percent: Int
        /// How soon, counted from the reading shown.
        public var time: TrendForecast

        /// Makes a forecast.
        public init(percent: Int, time: TrendForecast) {
            self.percent = percent
            self.time = time
        }
    }

    /// A value and its moment.
    public struct LastValue: Equatable, Sendable {
        /// Oxygen saturation in percent.
        public var spo2Percent: UInt8
        /// When the reading was made.
        public var at: BootTime

        /// Makes a value with its moment.
        public init(spo2Percent: UInt8, at: BootTime) {
            self.spo2Percent = spo2Percent
            self.at = at
        }
    }

    /// Makes the tile of a seat nobody sits at.
    public init(seat: Int, label: String) {
        self.seat = seat
        self.label = label
        version = 0
        oximeter = OximeterTile(state: .none, since: BootTime(seconds: 0))
        lastTenMinutes = []
    }
}

/// The oximeter of a seat, as people see it.
public struct OximeterTile: Equatable, Sendable {
    /// What it is doing.
    public enum State: String, Sendable {
        /// The seat has no oximeter.
        case none
        /// The port is there; nothing that we know has been heard on it yet.
        case identifying
        /// Readings come.
        case streaming
        /// Frames stopped coming; the port is still there.
        case stalled
        /// The port went away.
        case gone
        /// Another program holds the port; `words` says what to do.
        case taken
        /// The station may not use the port; `words` says what to do.
        case noPermission = "no-permission"
        /// The port cannot be used; `words` says why and what to do.
        case unusable
    }

    /// What it is doing.
    public var state: State
    /// Since when.
    public var since: BootTime
    /// The port's path; `nil` without an oximeter.
    public var port: String?
    /// The family, such as `contec-v7`; `nil` until it is known.
    public var family: String?
    /// True when the port has no hardware parent: striped everywhere, never in a report.
    public var simulated: Bool
    /// One sentence for people when something is wrong.
    public var words: String?

    /// Makes the state of a seat's oximeter.
    public init(
        state: State, since: BootTime, port: String? = nil, family: String? = nil,
        simulated: Bool = false, words: String? = nil
    ) {
        self.state = state
        self.since = since
        self.port = port
        self.family = family
        self.simulated = simulated
        self.words = words
    }
}

/// The person watched at a seat, as people see them.
public struct WatchTile: Equatable, Sendable {
    /// The watch.
    public var watch: EntryID
    /// The random handle, such as "KITE 7".
    public var handle: String
    /// When the watch began.
    public var startedAt: BootTime
    /// True for a drill.
    public var drill: Bool
    /// True after a restart until a reading or an observation has come: ages may be doubtful.
    public var restored: Bool
    /// Limits in force, in percent.
    public var lowPercent: Int
    /// The limit below which an alert does not wait, in percent.
    public var criticalPercent: Int
    /// Open alerts, the most urgent first.
    public var alerts: [AlertTile]
    /// Oxygen lamp.
    public var oxygen: Lamp
    /// Awake lamp.
    public var awake: Lamp
    /// Since when oxygen is fine and the person still asleep; `nil` otherwise.
    public var stillAsleepSince: BootTime?
    /// When oxygen was put on; `nil` when it is not on.
    public var oxygenOnSince: BootTime?
    /// When assisted breaths began; `nil` when nobody gives any.
    public var breathsSince: BootTime?
    /// When the last dose was given.
    public var lastDoseAt: BootTime?
    /// How many doses were given in this watch.
    public var doseCount: Int
    /// When the site wants the person looked at again.
    public var reCheckDueAt: BootTime?
    /// The open response; `nil` when there is none.
    public var incident: EntryID?
    /// When the response began.
    public var incidentOpenedAt: BootTime?
    /// Whether the person stepped out, may, or may be someone else.
    public var leaving = Leaving.no
    /// Alerts that ended by their own rule and that nobody has seen since.
    public var ended: [EndedTile] = []
    /// The share of this watch's seconds with a measured value, in percent; `nil` before ten of them
    /// and for a watch without an oximeter.
    public var usablePercent: Int?
    /// When someone last changed limits for this watch alone; `nil` while the site's are in force.
    public var limitsChangedAt: BootTime?

    /// A state with an age: a lamp with a word.
    public struct Lamp: Equatable, Sendable {
        /// The word, such as "97 %", "awake", "not responding" or "unknown".
        public var word: String
        /// How it is: `good`, `watch`, `bad` or `unknown`. Drawn as shape and colour beside the word.
        public var level: Level
        /// When it was last seen; `nil` when never.
        public var at: BootTime?

        /// How a lamp is drawn.
        public enum Level: String, Sendable {
            case good
            case watch
            case bad
            case unknown
        }

        /// Makes a lamp.
        public init(word: String, level: Level, at: BootTime?) {
            self.word = word
            self.level = level
            self.at = at
        }
    }
}

/// An open alert, as people see it.
public struct AlertTile: Equatable, Sendable {
    /// The condition.
    public var kind: AlertKind
    /// How urgent.
    public var priority: AlertPriority
    /// Since when it is open.
    public var since: BootTime
    /// True when nobody acknowledged a high alert in time.
    public var escalated: Bool
    /// Sound is off until then by an acknowledgement or a silence; `nil` when it sounds.
    public var quietUntil: BootTime?
    /// True while the signal that raised it is lost: the alert is held.
    public var held: Bool
    /// The value it was last judged on, in percent.
    public var lastValuePercent: UInt8?
    /// Its condition is over; it stays because the site's alerts stay until someone has seen them.
    public var over: Bool
    /// What the kind's words leave open; `nil` when they say it all.
    public var note: String?

    /// Makes the view of an open alert.
    public init(
        kind: AlertKind, priority: AlertPriority, since: BootTime, escalated: Bool,
        quietUntil: BootTime?, held: Bool, lastValuePercent: UInt8?, over: Bool = false,
        note: String? = nil
    ) {
        self.kind = kind
        self.priority = priority
        self.since = since
        self.escalated = escalated
        self.quietUntil = quietUntil
        self.held = held
        self.lastValuePercent = lastValuePercent
        self.over = over
        self.note = note
    }
}
