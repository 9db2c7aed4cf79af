import Alerts
import Ledger
import ResponseLog
import SignalCore
import Station

/// A seat as the tile's template shows it: every text ready, every form with its own entry name.
struct TileView: Sendable {
    let seat: Int
    let label: String
    let tone: String
    let tag: String?
    let spo2: String
    let isCurrent: Bool
    let pulse: String
    let signal: String
    let bars: Int
    let slope: String?
    let forecast: String?
    let leaving: String
    let isEnded: Bool
    let last: LastView?
    let strip: String
    let limitLines: [Int]
    let oximeter: String?
    let person: PersonView?
    let respondEntry = "\(EntryID.random())"
    let startEntry = "\(EntryID.random())"
    let showsHandles: Bool

    /// A value that was lost, and when it was last seen.
    struct LastView: Sendable {
        let value: Int
        let age: AgeView?
    }

    init(_ tile: SeatTile, now: BootTime, showsHandles: Bool = true) {
        let words = Words.english
        let current = tile.currentReading(at: now)
        let signal = words.signal(of: tile, now: now)
        seat = tile.seat
        label = tile.label
        tone = tile.topPriority?.rawName ?? "none"
        tag = tile.simulatedTag
        spo2 = current?.spo2Percent.map { "\($0)" } ?? "–"
        isCurrent = current != nil
        pulse = current?.pulseBpm.map { "\($0)" } ?? "–"
        self.signal = signal.text
        bars = signal.bars
        slope = current == nil ? nil : words.slope(tile.slopeRounded)
        forecast = current == nil ? nil : words.forecast(tile.forecast)
        leaving = tile.watch?.leaving.name ?? "no"
        isEnded = tile.watch?.hasUnseen ?? false
        last = tile.lastValue.map {
            LastView(value: Int($0.spo2Percent), age: AgeView($0.at, now: now))
        }
        strip = TrendPath.path(of: tile.lastTenMinutes)
        limitLines =
            tile.watch.map { [$0.lowPercent, $0.criticalPercent].map(TrendPath.y) } ?? []
        oximeter = words.oximeterSentence(of: tile)
        person = tile.watch.map { PersonView($0, now: now) }
        self.showsHandles = showsHandles
    }
}

/// The person watched at a seat, as the templates show them.
struct PersonView: Sendable {
    let watch: String
    let handle: String
    let restored: Bool
    let limits: String
    let alerts: [AlertView]
    let more: String?
    let oxygen: LampView
    let awake: LampView
    let stillAsleep: AgeView?
    let oxygenOn: AgeView?
    let breaths: AgeView?
    let dose: AgeView?
    let doseCount: Int
    let reCheck: String?
    let reCheckDue: Int64?
    let started: AgeView?
    let responding: AgeView?
    let incident: String?
    let ended: [EndedView]
    let usable: String?
    let pausedSince: AgeView?
    let pausedUntil: Int64?
    let pausedLeft: String?
    let isPaused: Bool
    let mayPause: Bool
    let asksWho: Bool
    let pauseEntry = "\(EntryID.random())"
    let backEntry = "\(EntryID.random())"
    let sameEntry = "\(EntryID.random())"
    let otherEntry = "\(EntryID.random())"
    let hushEntry = "\(EntryID.random())"
    let seenEntry = "\(EntryID.random())"
    let endEntry = "\(EntryID.random())"

    init(_ watch: WatchTile, now: BootTime) {
        self.watch = "\(watch.watch)"
        handle = watch.handle
        restored = watch.restored
        limits = Words.english.limits(watch)
        more = Words.english.moreAlerts(watch.alerts.count + watch.ended.count)
        alerts = watch.alerts.map { AlertView($0, now: now) }
        oxygen = LampView(watch.oxygen, now: now)
        awake = LampView(watch.awake, now: now)
        stillAsleep = AgeView(watch.stillAsleepSince, now: now)
        oxygenOn = AgeView(watch.oxygenOnSince, now: now)
        breaths = AgeView(watch.breathsSince, now: now)
        dose = AgeView(watch.lastDoseAt, now: now)
        doseCount = watch.doseCount
        reCheck = Words.english.reCheck(watch)
        reCheckDue = watch.reCheckDueAt?.milliseconds
        started = AgeView(watch.startedAt, now: now)
        responding = AgeView(watch.incidentOpenedAt, now: now)
        incident = watch.incident.map { "\($0)" }
        ended = watch.ended.map { EndedView($0, now: now) }
        usable = Words.english.usable(watch.usablePercent)
        pausedSince = AgeView(watch.leaving.pausedSince, now: now)
        pausedUntil = watch.leaving.pausedUntil?.milliseconds
        pausedLeft = watch.leaving.pausedUntil.map { Age.text($0.millisecondsSince(now) + 999) }
        isPaused = watch.leaving.pausedUntil != nil
        mayPause = watch.leaving == .mayPause
        asksWho = watch.leaving.name == "asks"
    }
}

/// An alert that ended and that nobody has seen, as the templates show it.
struct EndedView: Sendable {
    let kind: String
    let words: String
    let age: AgeView?

    init(_ ended: EndedTile, now: BootTime) {
        kind = ended.kind.rawValue
        words = Words.english.line(of: ended)
        age = AgeView(ended.endedAt, now: now)
    }
}

extension WatchTile {
    /// True when something ended that nobody has seen, whether or not the site latches alerts.
    var hasUnseen: Bool { !ended.isEmpty || alerts.contains(where: \.over) }
}

/// An open alert as the templates show it.
struct AlertView: Sendable {
    let priority: String
    let marks: String
    let words: String
    let age: AgeView?
    let quietUntil: Int64?
    let quietText: String?

    init(_ alert: AlertTile, now: BootTime) {
        priority = alert.priority.rawName
        marks = alert.priority.marks
        words = Words.english.line(of: alert)
        age = AgeView(alert.since, now: now)
        let quiet = alert.quietUntil.flatMap { $0 > now ? $0 : nil }
        quietUntil = quiet?.milliseconds
        quietText = quiet.map { Age.text($0.millisecondsSince(now) + 999) }
    }
}

/// A lamp as the templates show it: a shape, a word and an age.
struct LampView: Sendable {
    let word: String
    let level: String
    let age: AgeView?

    init(_ lamp: WatchTile.Lamp, now: BootTime) {
        word = lamp.word
        level = lamp.level.rawValue
        age = AgeView(lamp.at, now: now)
    }
}
