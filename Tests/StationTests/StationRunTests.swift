import Alerts
import Drivers
import Ledger
import ResponseLog
import SimulatedOximeter
import SimulatedPatient
import Store
import Testing

@testable import Station

/// The straight line with real parts: a simulated person on a real pseudo-terminal, real threads, a
/// real ledger. Eight simulated seconds a second keep it short.
@Suite("A station that runs")
struct StationRunTests {
    @Test(
        "an overdose becomes an alert and an entry; help changes no alert; a restart forgets nothing"
    )
    func overdose() async throws {
        let data = TemporaryData()
        let person = try SimulatedSeat(scenario: .overdose, seed: 7, speed: 8)
        defer { person.stop() }
        let port = StationSettings.NamedPort(path: person.portPath, family: .contecV7)
        let station = try await openStation(data, ports: [port])
        try await eventually("a watch that begins by itself", within: 20) {
            station.board.tile(seat: 1)?.watch != nil
        }
        let watch = try #require(station.board.tile(seat: 1)?.watch)
        #expect(watch.drill)
        try await eventually("oxygen critical", within: 40) { isCritical(station) }
        _ = try await station.record(
            .dose(try Dose(route: .intramuscular, amountMicrograms: 400)), watch: watch.watch,
            touch: Touch())
        try await eventually("the dose on the tile") {
            station.board.tile(seat: 1)?.watch?.doseCount == 1
        }
        // Design rule 3: a treatment changes no alert.
        #expect(isCritical(station))
        await station.stop()

        let restarted = try await openStation(data)
        try await eventually("the watch is back with its alert, held, and its dose") {
            guard let back = restarted.board.tile(seat: 1)?.watch else { return false }
            return back.watch == watch.watch && back.doseCount == 1 && back.lastDoseAt != nil
                && back.alerts.contains { $0.kind == .oxygenCritical && $0.held }
        }
        try await eventually("both starts in the ledger") {
            try await kinds(restarted).count { $0 == "station.started" } == 2
        }
        #expect(try await kinds(restarted).contains("alert.changed"))
        #expect(try await kinds(restarted).count { $0 == "care.dose" } == 1)
        await restarted.stop()
    }

    private func kinds(_ station: Station) async throws -> [String] {
        try await station.store.reader.entries(from: 0, limit: 1000).map(\.header.kind)
    }

    private func isCritical(_ station: Station) -> Bool {
        station.board.tile(seat: 1)?.watch?.alerts.contains {
            $0.kind == .oxygenCritical && $0.priority == .high && $0.quietUntil == nil
        } ?? false
    }

    @Test("waveform reaches the board while a finger is in")
    func waveform() async throws {
        let person = try SimulatedSeat(scenario: .steady, seed: 3)
        defer { person.stop() }
        let port = StationSettings.NamedPort(path: person.portPath, family: .contecV7)
        let station = try await openStation(TemporaryData(), ports: [port])
        var cursor: UInt64 = 0
        var points: [UInt8] = []
        try await eventually("two seconds of waveform", within: 15) {
            _ = station.board.wave(seat: 1).read(since: &cursor, limit: 500, into: &points)
            return points.count >= 120
        }
        await station.stop()
    }
}
