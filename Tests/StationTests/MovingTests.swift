import Alerts
import Ledger
import ResponseLog
import SignalCore
import Store
import Testing

@testable import Station

@Suite("Moving to another seat, at a station")
struct MovingTests {
    @Test("a move is one entry, survives a restart, and frees the old seat")
    func moves() async throws {
        let data = TemporaryData()
        let station = try await openStation(data)
        let watch = try await station.startWatch(seat: 1, touch: Touch())
        let touch = Touch(by: "ASH 1")
        try await station.moveWatch(watch, to: 3, touch: touch)
        try await station.moveWatch(watch, to: 3, touch: touch)
        try await station.moveWatch(watch, to: 3, touch: Touch())
        #expect(station.watch(at: 1) == nil)
        #expect(station.watch(at: 3) == watch)
        let next = try await station.startWatch(seat: 1, touch: Touch())
        #expect(next != watch)
        await station.stop()
        let restarted = try await openStation(data)
        #expect(restarted.watch(at: 3) == watch)
        #expect(restarted.watch(at: 1) == next)
        let rows = try #require(try await restarted.watchRecord(watch)).rows.map(\.words)
        #expect(rows.filter { $0 == "Moved to seat 3" }.count == 1, "\(rows)")
        try await eventually("both are on their seats") {
            restarted.board.tile(seat: 3)?.watch?.watch == watch
                && restarted.board.tile(seat: 1)?.watch?.watch == next
        }
        await restarted.stop()
    }

    @Test("a response, its doses and its timers go along, also away from every seat")
    func responseGoesAlong() async throws {
        let station = try await openStation(TemporaryData())
        let (watch, incident) = try await station.respondSeat(seat: 2, touch: Touch())
        let dose = CareAct.dose(try Dose(route: .intranasal, amountMicrograms: 4000))
        _ = try await station.record(dose, watch: watch, touch: Touch())
        try await station.moveWatch(watch, to: nil, touch: Touch())
        try await eventually("the tile is away from the seats, with its dose") {
            let tile = station.board.everything().tiles.first { $0.watch?.watch == watch }
            return tile.map { $0.seat >= WatchBook.firstPlaceAway } == true
                && tile?.watch?.doseCount == 1 && tile?.watch?.incident == incident
        }
        #expect(station.watch(at: 2) == nil)
        _ = try await station.record(dose, watch: watch, touch: Touch())
        let record = try #require(try await station.incident(incident))
        #expect(record.doses.count == 2)
        await station.stop()
    }

    @Test("a seat where someone is watched is refused, and nothing is written")
    func taken() async throws {
        let station = try await openStation(TemporaryData())
        let watch = try await station.startWatch(seat: 1, touch: Touch())
        _ = try await station.startWatch(seat: 2, touch: Touch())
        await #expect(throws: StationError.seatTaken(2)) {
            try await station.moveWatch(watch, to: 2, touch: Touch())
        }
        await #expect(throws: StationError.noSuchSeat(99)) {
            try await station.moveWatch(watch, to: 99, touch: Touch())
        }
        await #expect(throws: StationError.noSuchWatch) {
            try await station.moveWatch(.random(), to: 3, touch: Touch())
        }
        let rows = try #require(try await station.watchRecord(watch)).rows
        #expect(!rows.contains { $0.words.hasPrefix("Moved") })
        #expect(!station.seatsToMoveTo(watch).contains { $0.seat <= 2 })
        await station.stop()
    }

    @Test("a watch that began there by itself was the same person's finger; a touched one was not")
    func displaced() throws {
        let book = WatchBook()
        func begin(_ seat: Int, _ origin: WatchStart.Origin) -> WatchStart {
            book.open(seat: seat) { _ in
                let start = WatchStart(
                    watch: .random(), handle: "KITE \(seat)", seat: seat, origin: origin,
                    hasOximeter: true, drill: false, limits: .spotterDefaults)
                let draft = EntryDraft(
                    id: start.watch, .watchStarted(start), occurred: nil, by: nil)
                return (start, draft.waiting(WallClock.system().now()))
            }.start
        }
        func moveEntry(_ watch: EntryID, _ seat: Int) -> LogEntry {
            EntryDraft(.watchMoved(watch: watch, seat: Int64(seat)), occurred: nil, by: nil)
                .waiting(WallClock.system().now())
        }
        let mover = begin(1, .person)
        let byItself = begin(2, .fingerOn)
        let gone = try book.move(mover.watch, to: 2, by: moveEntry(mover.watch, 2))
        #expect(gone == byItself)
        #expect(book.watch(at: 2) == mover)
        #expect(book.record(byItself.watch) == nil)
        let touched = begin(3, .fingerOn)
        let care = Care(watch: touched.watch, incident: nil, act: .awake(.alert))
        book.add(EntryDraft(.care(care), occurred: nil, by: nil).waiting(WallClock.system().now()))
        #expect(throws: StationError.seatTaken(3)) {
            try book.move(mover.watch, to: 3, by: moveEntry(mover.watch, 3))
        }
        #expect(book.watch(at: 3) == touched)
        #expect(book.seat(of: mover.watch) == 2)
    }

    @Test("readings that wait for the disk belong to who sat there when they came")
    func readings() {
        let log = ReadingLog()
        func reading(_ second: Int64) -> Reading {
            .absent(.fingerOut, at: BootTime(seconds: second))
        }
        log.add(reading(1), seat: 1)
        log.add(reading(1), seat: 2)
        log.settle(seat: 1, for: "before")
        log.add(reading(2), seat: 1)
        log.settle(seat: 1, for: nil)
        log.add(reading(3), seat: 1)
        #expect(log.take().map(\.settled) == [.watch("before"), nil, .nobody, nil])
    }

    @Test("another oximeter is an entry, once")
    func swapped() async throws {
        let station = try await openStation(TemporaryData())
        let watch = try await station.startWatch(seat: 1, touch: Touch())
        let touch = Touch()
        try await station.swapOximeter(watch, touch: touch)
        try await station.swapOximeter(watch, touch: touch)
        let rows = try #require(try await station.watchRecord(watch)).rows.map(\.words)
        #expect(rows.filter { $0 == "Oximeter swapped" }.count == 1)
        await station.stop()
    }
}
