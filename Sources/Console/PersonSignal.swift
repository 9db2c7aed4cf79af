import Ledger
import Reports
import ResponseLog
import SignalCore
import Station
import Store

/// One person's readings of a response on its axis: the strip, the sums and the replay are all made
/// from this, so that they cannot disagree.
struct PersonSignal: Sendable {
    let person: IncidentRecord.Person
    let axis: ResponseAxis
    let points: [Replay.Point]
    let utcOffsetMinutes: Int

    /// Reads what the response pins of this person.
    init(
        _ person: IncidentRecord.Person, of record: IncidentRecord, station: Station,
        now: Station.Now
    ) async throws {
        self.person = person
        utcOffsetMinutes = record.utcOffsetMinutes ?? now.utcOffsetMinutes
        let readings = try await station.readings(
            watch: person.watch,
            fromUnixMilliseconds: record.openedUnixMilliseconds - IncidentRecord.leadMilliseconds,
            toUnixMilliseconds: (record.closedUnixMilliseconds ?? now.unixMilliseconds) + 1)
        points = readings.map(Replay.Point.init)
        axis = ResponseAxis(
            record, person, firstReading: readings.first?.unixMilliseconds,
            nowUnixMilliseconds: now.unixMilliseconds)
    }

    /// The picture; `nil` when nothing was stored.
    var strip: SpO2Strip? {
        points.isEmpty
            ? nil
            : SpO2Strip(
                person, points: points.map(\.strip), on: axis, utcOffsetMinutes: utcOffsetMinutes)
    }

    /// The picture also of a person without an oximeter: what was done is on the axis all the same.
    var axisPicture: SpO2Strip? {
        SpO2Strip(
            person, points: points.map(\.strip), on: axis, utcOffsetMinutes: utcOffsetMinutes)
    }

    /// What is played.
    var replay: Replay {
        Replay(person, points: points, on: axis, utcOffsetMinutes: utcOffsetMinutes)
    }
}

extension Replay.Point {
    init(_ reading: SeatReading) {
        self.init(
            unixMilliseconds: reading.unixMilliseconds, spo2Percent: reading.record.spo2Percent,
            pulseBpm: reading.record.pulseBpm,
            state: Reading.State(rawValue: reading.record.state) ?? .absent,
            reason: Reading.Reason(rawValue: reading.record.reason) ?? .none)
    }
}

extension IncidentRecord {
    /// The local clock's distance from UTC when the response was opened: its page says the times
    /// that stood on the wall then.
    var utcOffsetMinutes: Int? {
        rows.first { row in
            if case .incidentOpened = row.logged.fact { true } else { false }
        }?.logged.utcOffsetMinutes
    }
}
