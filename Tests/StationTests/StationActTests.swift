import Alerts
import Ledger
import ResponseLog
import Store
import Testing

@testable import Station

@Suite("What people do at a station")
struct StationActTests {
    private func dose() throws -> CareAct {
        .dose(try Dose(route: .intranasal, amountMicrograms: 4000))
    }

    /// Design rule 10.
    @Test("an emergency needs no watch, no oximeter and no form: two touches and a dose is logged")
    func respondAnywhere() async throws {
        let data = TemporaryData()
        let station = try await openStation(data)
        let touch = Touch()
        let (watch, incident) = try await station.respondAnywhere(touch: touch)
        let again = try await station.respondAnywhere(touch: touch)
        #expect(again == (watch, incident))
        _ = try await station.record(try dose(), watch: watch, touch: Touch(by: "ASH 1"))
        let record = try #require(try await station.incident(incident))
        #expect(record.doses.count == 1)
        #expect(record.severity == .naloxone)
        #expect(record.people.first?.seat == nil)
        await station.stop()
    }

    @Test("a treatment opens a response by itself; an observation does not")
    func opensByItself() async throws {
        let station = try await openStation(TemporaryData())
        let watch = try await station.startWatch(seat: 2, touch: Touch())
        _ = try await station.record(.awake(.alert), watch: watch, touch: Touch())
        #expect(try await station.watchRecord(watch)?.openIncident == nil)
        _ = try await station.record(
            .oxygen(litresPerMinute: 10), watch: watch, touch: Touch())
        let incident = try #require(try await station.watchRecord(watch)?.openIncident)
        try await station.closeIncident(incident, outcome: .awakeStayed, touch: Touch())
        #expect(try await station.watchRecord(watch)?.openIncident == nil)
        await station.stop()
    }

    @Test("a response that was closed stays closed after a restart")
    func closedForGood() async throws {
        let data = TemporaryData()
        let station = try await openStation(data)
        let (watch, incident) = try await station.respondSeat(seat: 1, touch: Touch())
        try await station.closeIncident(incident, outcome: .awakeStayed, touch: Touch())
        await station.stop()
        let restarted = try await openStation(data)
        #expect(try await restarted.watchRecord(watch)?.openIncident == nil)
        let dose = Touch()
        _ = try await restarted.record(try self.dose(), watch: watch, touch: dose)
        let record = try #require(try await restarted.watchRecord(watch))
        #expect(record.openIncident != nil && record.openIncident != incident)
        await restarted.stop()
    }

    @Test("a touch sent twice, by racing tablets too, is written once")
    func onceOnly() async throws {
        let station = try await openStation(TemporaryData())
        let watch = try await station.startWatch(seat: 1, touch: Touch())
        let touch = Touch()
        let act = try dose()
        let indexes = try await withThrowingTaskGroup(of: Int64.self) { group in
            for _ in 0..<20 {
                group.addTask { try await station.record(act, watch: watch, touch: touch).index }
            }
            return try await group.reduce(into: Set()) { $0.insert($1) }
        }
        #expect(indexes.count == 1)
        #expect(try await station.watchRecord(watch)?.rows.count { $0.standingDose != nil } == 1)
        await station.stop()
    }

    @Test("a touch sent again after its watch ended, or after a restart, is still known")
    func knownAfterwards() async throws {
        let data = TemporaryData()
        let station = try await openStation(data)
        let watch = try await station.startWatch(seat: 1, touch: Touch())
        let touch = Touch()
        let first = try await station.record(.note("blue lips"), watch: watch, touch: touch)
        let end = Touch()
        try await station.endWatch(watch, ending: .leftWell, touch: end)
        try await station.endWatch(watch, ending: .leftWell, touch: end)
        let again = try await station.record(.note("blue lips"), watch: watch, touch: touch)
        #expect(again.index == first.index)
        #expect(again.duplicate)
        await station.stop()
        let restarted = try await openStation(data)
        let third = try await restarted.record(.note("blue lips"), watch: watch, touch: touch)
        #expect(third.index == first.index)
        await #expect(throws: StationError.noSuchWatch) {
            try await restarted.record(.note("new"), watch: watch, touch: Touch())
        }
        await restarted.stop()
    }

    /// Design rule 6.
    @Test("a correction leaves the original, and the timers follow what stands")
    func correction() async throws {
        let station = try await openStation(TemporaryData())
        let watch = try await station.startWatch(seat: 1, touch: Touch())
        let slip = Touch()
        _ = try await station.record(try dose(), watch: watch, touch: slip)
        try await eventually("the dose on the tile") {
            station.board.tile(seat: 1)?.watch?.lastDoseAt != nil
        }
        _ = try await station.correct(
            entry: slip.entry, change: .withdrawn, watch: watch, touch: Touch())
        try await eventually("the dose leaves the tile") {
            station.board.tile(seat: 1)?.watch?.lastDoseAt == nil
        }
        let rows = try #require(try await station.watchRecord(watch)).rows
        #expect(rows.contains { $0.logged.entry == slip.entry && $0.withdrawn })
        await #expect(throws: StationError.noSuchEntry) {
            try await station.correct(
                entry: .random(), change: .withdrawn, watch: watch, touch: Touch())
        }
        await #expect(throws: StationError.impossibleTime) {
            try await station.correct(
                entry: slip.entry, change: .moved(toUnixMilliseconds: .max / 2), watch: watch,
                touch: Touch())
        }
        await station.stop()
    }

    @Test("who did it is a random id in the ledger and a handle beside it")
    func people() async throws {
        let station = try await openStation(TemporaryData())
        let watch = try await station.startWatch(seat: 1, touch: Touch())
        let touch = Touch(by: "ASH 1")
        _ = try await station.record(.stimulated(.voice), watch: watch, touch: touch)
        let beat = Task { await station.run() }
        defer { beat.cancel() }
        let entry = try #require(try await station.store.reader.entry(id: touch.entry))
        let id = try #require(entry.header.didBy)
        #expect(EntryID(text: id) != nil)
        #expect(!String(decoding: entry.headerBytes, as: UTF8.self).contains("ASH"))
        try await eventually("the label") { await station.label(person: id) == "ASH 1" }
        await station.stop()
    }

    @Test("what cannot be is refused with a sentence")
    func refusals() async throws {
        let station = try await openStation(TemporaryData())
        await #expect(throws: StationError.noSuchSeat(77)) {
            try await station.startWatch(seat: 77, touch: Touch())
        }
        await #expect(throws: StationError.noSuchIncident) {
            try await station.closeIncident(.random(), outcome: .unknown, touch: Touch())
        }
        #expect(throws: StationError.noSuchWatch) {
            try station.silence(watch: .random(), kind: nil, touch: Touch())
        }
        let watch = try await station.startWatch(seat: 1, touch: Touch())
        await #expect(throws: StationError.impossibleTime) {
            try await station.record(
                .note("x"), watch: watch, touch: Touch(occurredSecondsAgo: 90_000))
        }
        await station.stop()
    }

    @Test("a second station on the same data is refused with a sentence")
    func secondStation() async throws {
        let data = TemporaryData()
        let station = try await openStation(data)
        await #expect(throws: StoreError.inUse(data.path)) { try await openStation(data) }
        await station.stop()
    }
}
