import Drivers
import Foundation
import SignalCore
import SimulatedOximeter
import SimulatedPatient
import Testing

@testable import Station

/// Every fault of `spotter-sim faults`, at a seat of its own of one real station: what the board shows
/// while it lasts, and that the value comes back.
@Suite("What the station shows of each fault")
struct FaultTests {
    /// What a tile can show of a fault.
    private enum Sight: Hashable, CustomStringConvertible {
        case reading(Reading.State, Reading.Reason)
        case flag(String)
        case oximeter(OximeterTile.State)

        var description: String {
            switch self {
            case .reading(let state, let reason): "\(state)/\(reason)"
            case .flag(let name): "flag \(name)"
            case .oximeter(let state): "oximeter \(state)"
            }
        }
    }

    /// A fault and what must be seen of it.
    private struct Case: Sendable {
        var spec: String
        var family = OximeterFamily.contecV7
        /// At least one of each set is seen while it lasts.
        var seen: [Set<Sight>]
        /// None of these is, ever, once the first value came.
        var never: Set<Sight> = []
        var comesBack = true
    }

    private static let good = Sight.reading(.measured, .none)
    private static let window = "@18+9"
    /// Without a value: what no fault that only disturbs may show.
    private static let noValue: Set<Sight> = [
        .oximeter(.stalled), .oximeter(.gone), .reading(.absent, .silent), .reading(.absent, .gone),
    ]

    private static let cases: [Case] = [
        Case(spec: "finger-out=firmware" + window, seen: [[.reading(.absent, .fingerOut)]]),
        Case(spec: "finger-out=vendor" + window, seen: [[.reading(.absent, .fingerOut)]]),
        Case(
            spec: "finger-out" + window, family: .noninDF2,
            seen: [[.reading(.absent, .fingerOut), .reading(.absent, .sensorFault)]]),
        // A finger takes its time to cool.
        Case(
            spec: "cold-finger@2+27", family: .noninDF2,
            seen: [[.reading(.unreliable, .weakSignal)], [.flag("low-perfusion")]],
            never: noValue),
        Case(
            spec: "motion" + window, family: .noninDF2,
            seen: [[.reading(.unreliable, .disturbed)], [.flag("artifact")]], never: noValue),
        Case(spec: "searching" + window, seen: [[.reading(.absent, .searching)]], never: noValue),
        Case(
            spec: "sensor-fault" + window, family: .noninDF2,
            seen: [[.reading(.absent, .sensorFault), .reading(.absent, .fingerOut)]]),
        Case(
            spec: "low-battery" + window, family: .nellcorASCII,
            seen: [[.flag("low-battery")], [good]], never: noValue),
        Case(spec: "clock-drift=50000", seen: [[good]], never: noValue),
        Case(spec: "freeze" + window, seen: [[.reading(.unreliable, .stuck)]]),
        Case(
            spec: "silence" + window,
            seen: [[.oximeter(.stalled)], [.reading(.absent, .silent)]]),
        Case(
            spec: "babble" + window,
            seen: [[.oximeter(.stalled)], [.reading(.absent, .silent)]]),
        Case(spec: "drop-bytes=0.02", seen: [[good]], never: noValue),
        Case(spec: "flip-bits=0.02", family: .noninDF2, seen: [[good]], never: noValue),
        Case(spec: "half-frames=0.1", seen: [[good]], never: noValue),
        Case(spec: "glued-frames" + window, seen: [[good]]),
        Case(
            spec: "wrong-baud" + window, family: .noninDF2,
            seen: [[.oximeter(.stalled)], [.reading(.absent, .silent)]]),
        Case(
            spec: "unplug" + window, seen: [[.oximeter(.gone)], [.reading(.absent, .gone)]]),
        // A port that was named by hand is looked for by its name; what discovery found is followed
        // by its place on USB, which the tests with mock cables show.
        Case(
            spec: "rename@18", seen: [[.oximeter(.gone)], [.reading(.absent, .gone)]],
            comesBack: false),
    ]

    @Test("every fault there is has a row here")
    func complete() {
        let rows = Set(Self.cases.map { $0.spec.prefix { $0 != "=" && $0 != "@" } })
        #expect(rows == Set(Fault.Name.allCases.map { Substring($0.rawValue) }))
    }

    @Test("it shows each for what it is, and the value comes back")
    func shows() async throws {
        let data = TemporaryData()
        let links = NSTemporaryDirectory() + "spotter-faults-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: links, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: links) }
        var people: [SimulatedSeat] = []
        var ports: [StationSettings.NamedPort] = []
        for (number, row) in Self.cases.enumerated() {
            let link = "\(links)/\(number + 1)"
            people.append(
                try SimulatedSeat(
                    scenario: .steady, seed: UInt64(number + 1), portLink: link,
                    family: row.family, faults: [try Fault(spec: row.spec)]))
            ports.append(.init(path: link, family: Family(rawValue: row.family.rawValue)))
        }
        let began = ContinuousClock.now
        let station = try await Station.open(
            StationSettings(
                dataDirectory: data.path, seats: ports.count, ports: ports, discovers: false,
                startsWatches: false))
        var seen = Self.cases.map { _ in Set<Sight>() }
        var last = Self.cases.map { _ in Set<Sight>() }
        while began.duration(to: .now) < .seconds(38) {
            for number in Self.cases.indices {
                let tile = try #require(station.board.tile(seat: number + 1))
                last[number] = Self.sights(tile)
                // The first seconds are the person's and the device's own beginning.
                let isEarly = began.duration(to: .now) < .seconds(17)
                if !isEarly { seen[number].formUnion(last[number]) }
            }
            try await Task.sleep(for: .milliseconds(50))
        }
        await station.stop()
        for person in people { person.stop() }
        for (number, row) in Self.cases.enumerated() {
            let name = Comment("\(row.family.rawValue) \(row.spec): saw \(seen[number])")
            for wanted in row.seen {
                #expect(!seen[number].isDisjoint(with: wanted), name)
            }
            #expect(seen[number].isDisjoint(with: row.never), name)
            if row.comesBack { #expect(last[number].contains(Self.good), name) }
        }
    }

    private static func sights(_ tile: SeatTile) -> Set<Sight> {
        var sights: Set<Sight> = [.oximeter(tile.oximeter.state)]
        guard let reading = tile.reading else { return sights }
        sights.insert(.reading(reading.state, reading.reason))
        sights.formUnion(reading.flags.names.map(Sight.flag))
        return sights
    }
}
