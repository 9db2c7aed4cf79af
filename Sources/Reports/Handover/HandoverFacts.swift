public import ResponseLog
public import SignalCore

/// One second as a handover needs it: oxygen and pulse.
public struct VitalPoint: Equatable, Sendable {
    /// The end of its second, in milliseconds since 1970 UTC.
    public var unixMilliseconds: Int64
    /// Oxygen in percent; `nil` for none.
    public var spo2Percent: UInt8?
    /// Pulse a minute; `nil` for none.
    public var pulseBpm: UInt16?
    /// How far it can be relied on.
    public var state: Reading.State

    /// Makes a point.
    public init(
        unixMilliseconds: Int64, spo2Percent: UInt8?, pulseBpm: UInt16?, state: Reading.State
    ) {
        self.unixMilliseconds = unixMilliseconds
        self.spo2Percent = spo2Percent
        self.pulseBpm = pulseBpm
        self.state = state
    }

    /// The point as the strip takes it.
    var strip: SpO2Point {
        SpO2Point(unixMilliseconds: unixMilliseconds, spo2Percent: spo2Percent, state: state)
    }
}

/// What a sheet is made from.
public struct HandoverFacts: Sendable {
    /// The response.
    public var record: IncidentRecord
    /// The person the sheet is about.
    public var person: IncidentRecord.Person
    /// The person's readings from five minutes before the response on, oldest first.
    public var points: [VitalPoint]
    /// The moment it is made, in milliseconds since 1970 UTC.
    public var nowUnixMilliseconds: Int64
    /// The local clock's distance from UTC, in minutes.
    public var utcOffsetMinutes: Int
    /// The site.
    public var site: String
    /// The site's telephone; `nil` when the site set none.
    public var phone: String?
    /// The title and handle of who prepares it; `nil` when nobody said.
    public var preparedBy: String?
    /// The oximeter's model as far as it is known; `nil` for none.
    public var oximeter: String?

    /// Puts them together.
    public init(
        record: IncidentRecord, person: IncidentRecord.Person, points: [VitalPoint],
        nowUnixMilliseconds: Int64, utcOffsetMinutes: Int, site: String, phone: String? = nil,
        preparedBy: String? = nil, oximeter: String? = nil
    ) {
        self.record = record
        self.person = person
        self.points = points
        self.nowUnixMilliseconds = nowUnixMilliseconds
        self.utcOffsetMinutes = utcOffsetMinutes
        self.site = site
        self.phone = phone
        self.preparedBy = preparedBy
        self.oximeter = oximeter
    }

    /// When the sheet's account ends: now, or when the response was closed.
    var until: Int64 { record.closedUnixMilliseconds ?? nowUnixMilliseconds }

    /// A moment to the second.
    func clock(_ time: Int64) -> String {
        LocalTime(unixMilliseconds: time, utcOffsetMinutes: utcOffsetMinutes).text
    }

    /// How long before the sheet was made, such as "3 min 10 s ago"; in whole minutes from ten on, as
    /// the clock time beside it has the seconds.
    func age(_ time: Int64) -> String {
        var seconds = max(0, (nowUnixMilliseconds - time) / 1000)
        if seconds >= 600 { seconds -= seconds % 60 }
        return SignalSummary.duration(seconds) + " ago"
    }

    /// The acts that stand, in order.
    var acts: [(act: CareAct, row: TimelineRow)] {
        person.rows.compactMap { row in row.standingAct.map { ($0, row) } }
    }

    /// On which oxygen the person was at a moment, as far as anyone recorded it.
    func oxygen(at time: Int64) -> String {
        let flows = acts.compactMap { act, row -> (Oxygen, Int64)? in
            guard case .oxygen(let oxygen) = act else { return nil }
            return (oxygen, row.occurredUnixMilliseconds)
        }
        guard !flows.isEmpty else { return "no oxygen recorded" }
        guard let last = flows.last(where: { $0.1 <= time }) else { return "before oxygen" }
        return last.0.flows ? "on \(last.0.litresPerMinute) L/min" : "on room air"
    }
}
