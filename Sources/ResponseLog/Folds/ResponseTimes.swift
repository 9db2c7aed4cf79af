/// How long things took, from a start that is said, never typed by anyone.
///
/// Every time is in milliseconds since 1970 UTC; what was not logged is `nil`, which means "not
/// recorded", never "did not happen".
public struct ResponseTimes: Equatable, Sendable {
    /// Where the counting starts.
    public struct Start: Equatable, Sendable {
        /// What it is.
        public enum Cause: String, Sendable {
            /// The first alert about the person that was still open when help came.
            case alert
            /// The moment somebody noticed, as answered.
            case noticed
            /// The first entry of the response, or the person's first in it.
            case firstEntry = "first-entry"
        }

        /// When.
        public var unixMilliseconds: Int64
        /// What it is.
        public var cause: Cause

        /// Makes a start.
        public init(unixMilliseconds: Int64, cause: Cause) {
            self.unixMilliseconds = unixMilliseconds
            self.cause = cause
        }
    }

    /// The earliest of alert, noticed and first entry.
    public let start: Start
    /// The first time anyone tried to wake the person.
    public let stimulated: Int64?
    /// The first assisted breath.
    public let breath: Int64?
    /// The first oxygen.
    public let oxygen: Int64?
    /// The first dose given here.
    public let dose: Int64?
    /// The last dose given here.
    public let lastDose: Int64?
    /// The call for an ambulance.
    public let call: Int64?
    /// The ambulance crew's arrival.
    public let crew: Int64?
    /// The first time the person was seen breathing normally, or at 10 a minute or more, after it
    /// had been otherwise or help had begun.
    public let breathing: Int64?
    /// The first time the person was seen awake after answering to pain only, or not at all.
    public let awake: Int64?
    /// When it got worse again after it had been better.
    public let reSedated: Int64?
    /// The doses given here, in order.
    public let doses: [Int64]

    /// Works them out for one person of a response.
    public init(_ person: IncidentRecord.Person, of record: IncidentRecord) {
        let rows = person.rows.filter { $0.standingAct != nil }
        func first(_ matches: (CareAct) -> Bool) -> Int64? {
            rows.first { $0.standingAct.map(matches) ?? false }?.occurredUnixMilliseconds
        }
        start = Self.start(person, record)
        stimulated = first { $0.severityStep == .stimulated }
        breath = first { $0.severityStep == .assistedBreaths }
        oxygen = first { $0.severityStep == .oxygen }
        doses = rows.filter { $0.standingAct?.severityStep == .naloxone }
            .map(\.occurredUnixMilliseconds)
        dose = doses.first
        lastDose = doses.last
        call = first { $0 == .emergencyCall(.called) || $0 == .emergencyCall(.someoneElse) }
        crew = first { $0 == .emergencyCall(.arrived) }
        let course = Course(rows)
        breathing = course.breathing
        awake = course.awake
        reSedated = course.reSedated
    }

    /// How long after the start a moment was, in seconds; negative when it was before it.
    public func seconds(_ moment: Int64?) -> Int64? {
        moment.map { Int64((Double($0 - start.unixMilliseconds) / 1000).rounded(.down)) }
    }

    /// Seconds from each dose to the next.
    public var doseIntervalSeconds: [Int64] {
        zip(doses.dropFirst(), doses).map { ($0 - $1) / 1000 }
    }

    private static func start(
        _ person: IncidentRecord.Person, _ record: IncidentRecord
    ) -> Start {
        let firstAct = person.rows.filter { row in
            guard case .care(let care) = row.logged.fact, !row.withdrawn else { return false }
            return care.incident == record.incident
        }.map(\.occurredUnixMilliseconds).min()
        // Whoever came into it later is counted from there: the first person's start is not theirs.
        let joined = person.joinedUnixMilliseconds ?? firstAct ?? record.openedUnixMilliseconds
        let isFirst = person.watch == record.people.first?.watch
        let answers = isFirst ? record.answers : person.answers
        var start = Start(
            unixMilliseconds: min(joined, firstAct ?? .max), cause: .firstEntry)
        if let noticed = answers[.noticedAt]?.unixMilliseconds, noticed < start.unixMilliseconds {
            start = Start(unixMilliseconds: noticed, cause: .noticed)
        }
        if let alert = firstOpenAlert(person, before: start.unixMilliseconds, at: joined) {
            start = Start(unixMilliseconds: alert, cause: .alert)
        }
        return start
    }

    /// The earliest alert about the person that had not cleared when they came into the response.
    private static func firstOpenAlert(
        _ person: IncidentRecord.Person, before: Int64, at joined: Int64
    ) -> Int64? {
        var open: [String: Int64] = [:]
        for row in person.rows where row.logged.occurredUnixMilliseconds <= joined {
            guard case .alertChanged(let alert) = row.logged.fact, alert.isAboutThePerson else {
                continue
            }
            if alert.change == "cleared" {
                open[alert.alertKind] = nil
            } else if open[alert.alertKind] == nil, alert.change == "raised" {
                open[alert.alertKind] = row.occurredUnixMilliseconds
            }
        }
        return open.values.min().flatMap { $0 < before ? $0 : nil }
    }
}

extension AlertEntry {
    /// True for a warning about oxygen, pulse, breathing or waking; false for devices and timers.
    var isAboutThePerson: Bool {
        guard priority != "low" else { return false }
        return alertKind.hasPrefix("oxygen-") || alertKind.hasPrefix("pulse-")
            || alertKind == "unresponsive" || alertKind == "not-breathing"
    }
}

/// How the person went: from bad to better, and back. Breathing and waking are followed apart: with
/// benzodiazepines somebody breathes well and sleeps on, which is neither awake nor worse again.
private struct Course {
    var breathing: Int64?
    var awake: Int64?
    var reSedated: Int64?
    private var breath = Line()
    private var waking = Line()

    /// One of the two, as far as it was seen.
    private struct Line {
        private var wasBad = false
        private var isBetter = false

        /// Takes what was seen; true when it is worse again after it had been better.
        mutating func see(isBad: Bool) -> Bool {
            if isBad {
                let again = isBetter
                wasBad = true
                isBetter = false
                return again
            }
            isBetter = wasBad
            return false
        }

        var hasComeBack: Bool { isBetter }
    }

    init(_ rows: [TimelineRow]) {
        for row in rows {
            guard let act = row.standingAct else { continue }
            follow(act, at: row.occurredUnixMilliseconds)
        }
    }

    private mutating func follow(_ act: CareAct, at time: Int64) {
        if act == .afterEffect(.reSedation) { worse(at: time) }
        if act.severityStep == .assistedBreaths, breath.see(isBad: true) { worse(at: time) }
        if let isWell = act.saysBreathingWell {
            if breath.see(isBad: !isWell) { worse(at: time) }
            if breath.hasComeBack, breathing == nil { breathing = time }
        }
        guard case .awake(let level) = act else { return }
        if waking.see(isBad: level == .unresponsive || level == .pain) { worse(at: time) }
        if level == .alert, waking.hasComeBack, awake == nil { awake = time }
    }

    private mutating func worse(at time: Int64) { reSedated = reSedated ?? time }
}

extension CareAct {
    /// Whether an observation says that breathing is as it should be; `nil` when it says nothing
    /// of it. Fewer than 10 breaths a minute is the alert table's line.
    fileprivate var saysBreathingWell: Bool? {
        switch self {
        case .breathing(.normal): true
        case .breathing(.none), .breathing(.gasping): false
        case .breathsCounted: breathsPerMinute.map { $0 >= 10 }
        default: nil
        }
    }
}
