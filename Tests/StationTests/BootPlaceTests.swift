import Alerts
import Ledger
import ResponseLog
import SignalCore
import Store
import Synchronization
import Testing
import Threads

@testable import Station

/// A wall clock that tests set, beside the machine's real clock from boot.
private final class SetClock: Sendable {
    private let ahead = Mutex<Int64>(1_700_000_000_000)
    private let boot: String

    init(boot: String = "boot-1") { self.boot = boot }

    func step(seconds: Int64) { ahead.withLock { $0 += seconds * 1000 } }

    var clock: WallClock {
        WallClock { [self] in
            let now = BootClock.now().milliseconds
            return LogStamp(
                recordedUnixMilliseconds: ahead.withLock { $0 } + now, boottimeMilliseconds: now,
                boot: boot, utcOffsetMinutes: 0, clockSource: "test")
        }
    }
}

@Suite("Timers and a clock that jumps")
struct BootPlaceTests {
    private func open(_ data: TemporaryData, _ clock: SetClock) async throws -> Station {
        try await Station.open(
            StationSettings(dataDirectory: data.path, discovers: false), clock: clock.clock)
    }

    private func kinds(_ station: Station) -> [AlertKind] {
        station.board.tile(seat: 1)?.watch?.alerts.map(\.kind) ?? []
    }

    @Test("a clock set back hides nothing that was seen after it", arguments: [-3600, 3600])
    func steps(seconds: Int64) async throws {
        let clock = SetClock()
        let station = try await open(TemporaryData(), clock)
        let watch = try await station.startWatch(seat: 1, touch: Touch())
        _ = try await station.record(.awake(.alert), watch: watch, touch: Touch())
        _ = try await station.record(
            .dose(try Dose(route: .intranasal, amountMicrograms: nil)), watch: watch, touch: Touch()
        )
        let given = BootClock.now()
        clock.step(seconds: seconds)
        _ = try await station.record(.awake(.unresponsive), watch: watch, touch: Touch())
        _ = try await station.record(.note("blue lips"), watch: watch, touch: Touch())
        try await Task.sleep(for: .milliseconds(600))
        #expect(kinds(station).contains(.unresponsive))
        let dose = try #require(station.board.tile(seat: 1)?.watch?.lastDoseAt)
        #expect(abs(given.millisecondsSince(dose)) < 2000)
        await station.stop()
    }

    @Test("after a reboot with a clock far behind, timers run and a new look counts")
    func reboot() async throws {
        let data = TemporaryData()
        let first = try await open(data, SetClock())
        let watch = try await first.startWatch(seat: 1, touch: Touch())
        _ = try await first.record(.awake(.alert), watch: watch, touch: Touch())
        _ = try await first.record(
            .dose(try Dose(route: .intranasal, amountMicrograms: nil)), watch: watch, touch: Touch()
        )
        await first.stop()
        let clock = SetClock(boot: "boot-2")
        clock.step(seconds: -86_400)
        let second = try await open(data, clock)
        try await eventually("the watch is back") {
            second.board.tile(seat: 1)?.watch?.lastDoseAt != nil
        }
        let tile = try #require(second.board.tile(seat: 1)?.watch)
        #expect(try #require(tile.lastDoseAt) <= BootTime(seconds: 0))
        #expect(tile.startedAt <= BootTime(seconds: 0))
        _ = try await second.record(.awake(.unresponsive), watch: watch, touch: Touch())
        _ = try await second.record(.note("blue lips"), watch: watch, touch: Touch())
        try await Task.sleep(for: .milliseconds(600))
        #expect(kinds(second).contains(.unresponsive))
        await second.stop()
    }
}
