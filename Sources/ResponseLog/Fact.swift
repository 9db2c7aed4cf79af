public import Ledger

/// One fact of the ledger, typed. Its `kind` and payload keys are the ledger's own words: once
/// released they are never renamed, only joined by a new version.
public enum Fact: Equatable, Sendable {
    /// The station came up.
    case stationStarted(StationStart)
    /// The station was told to stop, and did.
    case stationStopped
    /// The wall clock jumped by so many milliseconds against the clock that counts from boot.
    case clockStepped(milliseconds: Int64)
    /// The computer was asleep for so many milliseconds, and nobody was watched.
    case stationSlept(milliseconds: Int64)
    /// A person looked at the clock and said that it is right.
    case clockConfirmed
    /// So many changes could not be kept because the line to the disk was full.
    case historyOverflow(lostCount: Int64)
    /// Someone heard the shift's sound test.
    case soundHeard
    /// An alert of the station itself changed.
    case stationAlert(StationAlert)
    /// Someone is watched from now on.
    case watchStarted(WatchStart)
    /// A watch ended.
    case watchEnded(watch: EntryID, ending: WatchEnding)
    /// Someone watched stepped out for a moment, or the pause is over.
    case watchPaused(watch: EntryID, begins: Bool)
    /// Limits were changed for one watch alone.
    case limitsChanged(LimitsChange)
    /// A version of the site's limits was signed, or chosen: new watches get it.
    case limitsSigned(LimitsVersion)
    /// An alert changed.
    case alertChanged(AlertEntry)
    /// A response began.
    case incidentOpened(IncidentStart)
    /// A response ended.
    case incidentClosed(incident: EntryID, outcome: Outcome)
    /// Someone did or saw something.
    case care(Care)
    /// A piece of a watch's raw device bytes was closed and is kept.
    case recordingKept(KeptRecording)
    /// Someone came.
    case visited(Visit)
    /// Another person is part of a response from now on.
    case incidentJoined(incident: EntryID, watch: EntryID)
    /// A field of a response's record was answered.
    case answered(FieldAnswer)
    /// In which role someone helped.
    case responder(Responder)
    /// An act lay outside what the site lists for a title.
    case scopeFlagged(ScopeFlag)
    /// Equipment was used, or must be replaced.
    case equipmentUsed(EquipmentUse)
    /// What an alert turned out to be.
    case alertJudged(AlertJudgement)
    /// A person moved to another seat; `nil` for a place away from every seat.
    case watchMoved(watch: EntryID, seat: Int64?)
    /// Another oximeter was put on the same person.
    case oximeterSwapped(watch: EntryID)
    /// A team talked a response over. Nothing is written when it did not.
    case debriefHeld(incident: EntryID)
    /// Something a team agreed to change.
    case debriefAction(DebriefAction)
    /// It was changed.
    case debriefActionDone(action: EntryID, incident: EntryID)
    /// An earlier entry was wrong; it stays, and this says how to read it.
    case corrected(Correction)
    /// One responder hands a person over to another.
    case tookOver(TakeOver)
    /// Rights, sign-ins and reads.
    case access(AccessFact)
}

/// What the station knew when it came up.
public struct StationStart: Equatable, Sendable {
    /// The program's version.
    public var softwareVersion: String
    /// When the last run was last known to be alive; `nil` on the first start ever.
    public var lastAliveUnixMilliseconds: Int64?
    /// Whether the last run said good-bye.
    public var stoppedCleanly: Bool
    /// Watches that were open and go on.
    public var openWatches: Int64

    /// Makes the fact.
    public init(
        softwareVersion: String, lastAliveUnixMilliseconds: Int64?, stoppedCleanly: Bool,
        openWatches: Int64
    ) {
        self.softwareVersion = softwareVersion
        self.lastAliveUnixMilliseconds = lastAliveUnixMilliseconds
        self.stoppedCleanly = stoppedCleanly
        self.openWatches = openWatches
    }
}

/// How a watch began. The limits in force are frozen into it (design rule 10).
public struct WatchStart: Equatable, Sendable {
    /// Who or what began it.
    public enum Origin: String, CaseIterable, Sendable {
        /// A person touched "start a watch".
        case person
        /// A finger stayed in a seat's oximeter, so the station began by itself.
        case fingerOn = "finger-on"
        /// A response was opened for someone who was not being watched.
        case response
    }

    /// The watch's random id.
    public var watch: EntryID
    /// The random handle people call it by, such as "KITE 7".
    public var handle: String
    /// The seat's number; `nil` for someone away from every seat.
    public var seat: Int64?
    /// Who or what began it.
    public var origin: Origin
    /// False for a watch by visual checks alone.
    public var hasOximeter: Bool
    /// True when the person or the device is simulated.
    public var drill: Bool
    /// The limits in force, as named integers with their units in the names.
    public var limits: [String: Int64]
    /// Which version of the site's limits these are.
    public var limitsVersion: Int64
    /// The handle that signed them.
    public var limitsAuthor: String

    /// Makes the fact.
    public init(
        watch: EntryID, handle: String, seat: Int64?, origin: Origin, hasOximeter: Bool,
        drill: Bool, limits: [String: Int64], limitsVersion: Int64, limitsAuthor: String
    ) {
        self.watch = watch
        self.handle = handle
        self.seat = seat
        self.origin = origin
        self.hasOximeter = hasOximeter
        self.drill = drill
        self.limits = limits
        self.limitsVersion = limitsVersion
        self.limitsAuthor = limitsAuthor
    }
}

/// How a watch ended.
public enum WatchEnding: String, CaseIterable, Sendable {
    case leftWell = "left-well"
    case leftWithSomeone = "left-with-someone"
    case leftAlone = "left-alone"
    case transported
    case died
    case startedByMistake = "started-by-mistake"
    case unknown
    case notRecorded = "not-recorded"
}

/// How a response began.
public struct IncidentStart: Equatable, Sendable {
    /// From where it was opened.
    public enum Origin: String, CaseIterable, Sendable {
        case tile
        case header
        case alert
    }

    /// The incident's random id.
    public var incident: EntryID
    /// The first person's watch.
    public var watch: EntryID
    /// From where it was opened.
    public var origin: Origin
    /// True when the person or the device is simulated.
    public var drill: Bool

    /// Makes the fact.
    public init(incident: EntryID, watch: EntryID, origin: Origin, drill: Bool) {
        self.incident = incident
        self.watch = watch
        self.origin = origin
        self.drill = drill
    }
}

/// How things stood when a response ended.
public enum Outcome: String, CaseIterable, Sendable {
    case awakeStayed = "awake-stayed"
    case awakeLeftWithSomeone = "awake-left-with-someone"
    case leftAlone = "left-alone"
    case sedatedWatched = "sedated-breathing-watched"
    case transported
    case died
    case falseAlarm = "false-alarm"
    case unknown
    case notRecorded = "not-recorded"
}

/// An act for one person, within a response when one is open.
public struct Care: Equatable, Sendable {
    /// The person's watch.
    public var watch: EntryID
    /// The response it belongs to; `nil` for an observation outside any.
    public var incident: EntryID?
    /// What was done or seen.
    public var act: CareAct

    /// Makes the fact.
    public init(watch: EntryID, incident: EntryID?, act: CareAct) {
        self.watch = watch
        self.incident = incident
        self.act = act
    }
}

/// A change of one alert, with what is needed to judge it afterwards.
public struct AlertEntry: Equatable, Sendable {
    /// The watch.
    public var watch: EntryID
    /// The condition, as the alert table names it.
    public var alertKind: String
    /// high, medium or low.
    public var priority: String
    /// raised, escalated, eased, acknowledged, silenced, broken, cleared, reminded or seen.
    public var change: String
    /// The value at that moment, in percent.
    public var spo2Percent: Int64?
    /// The limit it was held against, in percent.
    public var limitPercent: Int64?
    /// How long the condition had to last, in milliseconds.
    public var conditionDelayMilliseconds: Int64
    /// From the condition to the signal, in milliseconds.
    public var signalDelayMilliseconds: Int64
    /// The pulse at that moment, in beats a minute; `nil` where it is not about the pulse, and in
    /// entries from before it was kept, as the three below.
    public var pulseBpm: Int64?
    /// The pulse limit it was held against, in beats a minute.
    public var pulseLimitBpm: Int64?
    /// How long an acknowledgement or a silence holds at most, from this entry's occurred time, in
    /// milliseconds; `nil` for other changes.
    public var hushMilliseconds: Int64?
    /// Why, where the kind and the change do not say it all.
    public var note: String?

    /// Makes the fact.
    public init(
        watch: EntryID, alertKind: String, priority: String, change: String, spo2Percent: Int64?,
        limitPercent: Int64?, conditionDelayMilliseconds: Int64, signalDelayMilliseconds: Int64,
        pulseBpm: Int64? = nil, pulseLimitBpm: Int64? = nil, hushMilliseconds: Int64? = nil,
        note: String? = nil
    ) {
        self.watch = watch
        self.alertKind = alertKind
        self.priority = priority
        self.change = change
        self.spo2Percent = spo2Percent
        self.limitPercent = limitPercent
        self.conditionDelayMilliseconds = conditionDelayMilliseconds
        self.signalDelayMilliseconds = signalDelayMilliseconds
        self.pulseBpm = pulseBpm
        self.pulseLimitBpm = pulseLimitBpm
        self.hushMilliseconds = hushMilliseconds
        self.note = note
    }
}
