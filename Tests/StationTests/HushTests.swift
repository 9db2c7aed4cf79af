import Alerts
import Ledger
import ResponseLog
import SignalCore
import Testing

@testable import Station

@Suite("Hushing an alert")
struct HushTests {
    @Test("a hush sent twice acts once, and one that waited too long does not act at all")
    func onceAndSoon() async throws {
        let station = try await openStation(TemporaryData())
        let watch = try await station.startWatch(seat: 1, touch: Touch())
        _ = try await station.record(.awake(.unresponsive), watch: watch, touch: Touch())
        try await eventually("the alert") { quietUntil(station) != nil || isOpen(station) }
        try station.silence(watch: watch, kind: nil, touch: Touch(occurredSecondsAgo: 60))
        let touch = Touch()
        #expect(isOpen(station))
        #expect(quietUntil(station) == nil)
        try station.silence(watch: watch, kind: nil, touch: touch)
        try await eventually("the silence") { quietUntil(station) != nil }
        let first = quietUntil(station)
        try await Task.sleep(for: .milliseconds(400))
        try station.silence(watch: watch, kind: nil, touch: touch)
        try await Task.sleep(for: .milliseconds(400))
        #expect(quietUntil(station) == first)
        await station.stop()
    }

    private func alert(_ station: Station) -> AlertTile? {
        station.board.tile(seat: 1)?.watch?.alerts.first { $0.kind == .unresponsive }
    }

    private func isOpen(_ station: Station) -> Bool { alert(station) != nil }

    private func quietUntil(_ station: Station) -> BootTime? { alert(station)?.quietUntil }
}
