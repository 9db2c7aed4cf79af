public import ResponseLog

/// The one stretch of time on which a person's part of a response is drawn, summed up and replayed:
/// from five minutes before it, or from where that person's watch begins, to its end.
public struct ResponseAxis: Equatable, Sendable {
    /// Nothing longer is drawn: a response somebody forgot to close would make a page of any size.
    /// Own choice.
    public static let longestMilliseconds: Int64 = 12 * 3_600_000

    /// Where it begins, in milliseconds since 1970 UTC.
    public let fromUnixMilliseconds: Int64
    /// Where it ends.
    public let toUnixMilliseconds: Int64
    /// True when the response goes on after its end here.
    public let isCut: Bool

    /// Takes the person's first reading of the stretch that is pinned; `nil` without any.
    public init(
        _ record: IncidentRecord, _ person: IncidentRecord.Person, firstReading: Int64?,
        nowUnixMilliseconds: Int64
    ) {
        let lead = record.openedUnixMilliseconds - IncidentRecord.leadMilliseconds
        let first = min(
            firstReading ?? .max,
            person.rows.first?.occurredUnixMilliseconds ?? record.openedUnixMilliseconds)
        // A watch that began with the response has no lead to show.
        let from = max(lead, min(first, record.openedUnixMilliseconds) - 5_000)
        let end = max(record.closedUnixMilliseconds ?? nowUnixMilliseconds, from + 1_000)
        fromUnixMilliseconds = from
        toUnixMilliseconds = min(end, from + Self.longestMilliseconds)
        isCut = toUnixMilliseconds < end
    }
}

extension SpO2Strip {
    /// A person's part of a response on its axis: the signal, the limits frozen into the watch,
    /// alerts as bars, what was done and seen as marks. `nil` without limits, which only a damaged
    /// record lacks.
    public init?(
        _ person: IncidentRecord.Person, points: [SpO2Point], on axis: ResponseAxis,
        utcOffsetMinutes: Int
    ) {
        guard let low = person.limits["lowPercent"], let critical = person.limits["criticalPercent"]
        else { return nil }
        self.init(
            points: points,
            marks: person.rows.compactMap(Mark.init).filter { $0.kind != .alert },
            fromUnixMilliseconds: axis.fromUnixMilliseconds,
            toUnixMilliseconds: axis.toUnixMilliseconds, lowPercent: Int(low),
            criticalPercent: Int(critical), utcOffsetMinutes: utcOffsetMinutes,
            alerts: AlertStretch.fold(person.rows))
    }
}
