import Alerts
import Ledger
import ResponseLog
import Store
import Testing

@testable import Station

@Suite("Limits of one watch and of the site")
struct StationLimitsTests {
    @Test("limits of one watch take effect, are one entry, and survive a restart")
    func oneWatch() async throws {
        let data = TemporaryData()
        let station = try await openStation(data)
        let watch = try await station.startWatch(seat: 1, touch: Touch())
        let other = try await station.startWatch(seat: 2, touch: Touch())
        let touch = Touch(by: "ASH 1")
        let first = try await station.changeLimits(
            of: watch, to: [.lowPercent: 88], reason: "lives at 91", touch: touch)
        let again = try await station.changeLimits(
            of: watch, to: [.lowPercent: 88], reason: "lives at 91", touch: touch)
        #expect(first.index == again.index && again.duplicate)
        try await eventually("the tile has them") {
            station.board.tile(seat: 1)?.watch?.lowPercent == 88
        }
        #expect(station.board.tile(seat: 1)?.watch?.limitsChangedAt != nil)
        #expect(station.board.tile(seat: 2)?.watch?.lowPercent == 90)
        let entry = try #require(try await station.store.reader.entry(id: touch.entry))
        #expect(entry.header.kind == "watch.limits-changed")
        #expect(entry.header.didBy.flatMap(EntryID.init(text:)) != nil, "a random id, no handle")
        let rows = try #require(try await station.watchRecord(watch)).rows
        #expect(rows.contains { $0.words.contains("lowPercent 90 → 88 (lives at 91)") })
        await station.stop()

        let restarted = try await openStation(data)
        try await eventually("the tile has them again") {
            restarted.board.tile(seat: 1)?.watch?.lowPercent == 88
        }
        #expect(restarted.board.tile(seat: 1)?.watch?.limitsChangedAt != nil)
        #expect(restarted.limits(of: watch)?.lowPercent == 88)
        #expect(restarted.limits(of: other)?.lowPercent == 90)
        await restarted.stop()
    }

    @Test("nobody, no reason, no difference and below the floor are refused, and change nothing")
    func refused() async throws {
        let station = try await openStation(TemporaryData())
        let watch = try await station.startWatch(seat: 1, touch: Touch())
        func attempt(_ changes: [LimitField: Int], _ reason: String, _ by: String?) async throws {
            _ = try await station.changeLimits(
                of: watch, to: changes, reason: reason, touch: Touch(by: by))
        }
        await #expect(throws: LimitsError.self) { try await attempt([.lowPercent: 88], "x", nil) }
        await #expect(throws: LimitsError.self) {
            try await attempt([.lowPercent: 88], "  ", "ASH 1")
        }
        await #expect(throws: LimitsError.self) { try await attempt([:], "x", "ASH 1") }
        await #expect(
            throws: LimitsError.outOfRange(name: "lowPercent", value: 84, allowed: 85...95)
        ) { try await attempt([.lowPercent: 84, .criticalPercent: 80], "x", "ASH 1") }
        #expect(station.limits(of: watch) == .spotterDefaults)
        let entries = try await station.store.reader.entries(ref: watch.text)
        #expect(!entries.contains { $0.header.kind == "watch.limits-changed" })
        await #expect(throws: StationError.noSuchWatch) {
            _ = try await station.changeLimits(
                of: .random(), to: [.lowPercent: 88], reason: "x", touch: Touch(by: "ASH 1"))
        }
        await station.stop()
    }

    @Test("a signed version is for new watches alone, and comes back after a restart")
    func site() async throws {
        let data = TemporaryData()
        let station = try await openStation(data)
        #expect(station.siteLimits.profileInForce == nil)
        let old = try await station.startWatch(seat: 1, touch: Touch())
        try await station.signLimits(
            profile: "Nights", from: nil, changes: [.lowPercent: 92], touch: Touch(by: "ASH 1"))
        #expect(station.siteLimits.inForce.version == 2, "one are Spotter's defaults")
        #expect(station.siteLimits.inForce.author == "ASH 1")
        let new = try await station.startWatch(seat: 2, touch: Touch())
        try await station.signLimits(
            profile: "Days", from: nil, changes: [:], touch: Touch(by: "FERN 2"))
        try await station.chooseLimits(profile: "Nights", touch: Touch(by: "FERN 2"))
        #expect(station.limits(of: old)?.lowPercent == 90)
        #expect(station.limits(of: new)?.lowPercent == 92)
        let start = try #require(try await station.watchRecord(new)).start
        #expect(start.limitsVersion == 2 && start.limitsAuthor == "ASH 1")
        let before = station.siteLimits
        await station.stop()
        let restarted = try await openStation(data)
        let after = restarted.siteLimits
        #expect(after.profileInForce == "Nights" && after.inForce == before.inForce)
        #expect(after.profiles.map(\.name) == ["Nights", "Days"])
        #expect(
            after.profiles.map { $0.versions.map(\.limits) }
                == before.profiles.map { $0.versions.map(\.limits) })
        let third = try await restarted.startWatch(seat: 3, touch: Touch())
        #expect(restarted.limits(of: third)?.lowPercent == 92)
        await restarted.stop()
    }

    @Test("two who sign at once from one version: the second is told, and a touch twice is one")
    func stale() async throws {
        let station = try await openStation(TemporaryData())
        let touch = Touch(by: "ASH 1")
        for _ in 0..<2 {
            try await station.signLimits(
                profile: "Usual", from: nil, changes: [.lowPercent: 91], touch: touch)
        }
        #expect(station.siteLimits.profile("Usual")?.versions.count == 2)
        try await station.signLimits(
            profile: "Usual", from: 2, changes: [.lowPercent: 92], touch: Touch(by: "ASH 1"))
        await #expect(throws: LimitsError.self) {
            try await station.signLimits(
                profile: "Usual", from: 2, changes: [.lowPercent: 93], touch: Touch(by: "FERN 2"))
        }
        await #expect(throws: LimitsError.self) {
            try await station.signLimits(
                profile: "Usual", from: 3, changes: [.lowPercent: 93], touch: Touch())
        }
        await #expect(throws: LimitsError.self) {
            try await station.chooseLimits(profile: "Unknown", touch: Touch(by: "ASH 1"))
        }
        #expect(station.siteLimits.inForce.lowPercent == 92)
        await station.stop()
    }

    @Test("where the site latches alerts, one that is over stays until someone saw it")
    func latching() async throws {
        let station = try await openStation(TemporaryData())
        try await station.signLimits(
            profile: "Latching", from: nil, changes: [.latchesAlerts: 1], touch: Touch(by: "ASH 1"))
        let watch = try await station.startWatch(seat: 1, touch: Touch())
        #expect(station.limits(of: watch)?.latches == true)
        await station.stop()
    }
}
