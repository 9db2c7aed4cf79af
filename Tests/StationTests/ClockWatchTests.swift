import Ledger
import Testing

@testable import Station

@Suite("Clock steps")
struct ClockWatchTests {
    private func stamp(unix: Int64, boot: Int64) -> LogStamp {
        LogStamp(
            recordedUnixMilliseconds: unix, boottimeMilliseconds: boot, boot: "b",
            utcOffsetMinutes: 0, clockSource: "system")
    }

    @Test("a step is told once, with its size; drift and slow beats are none")
    func steps() {
        var watch = ClockWatch()
        #expect(watch.take(stamp(unix: 1_000_000, boot: 5000)) == nil)
        #expect(watch.take(stamp(unix: 1_001_500, boot: 6000)) == nil)
        #expect(watch.take(stamp(unix: 1_060_000, boot: 65_000)) == nil)
        #expect(watch.take(stamp(unix: 4_660_000, boot: 66_000)) == 3_599_000)
        #expect(watch.take(stamp(unix: 4_661_000, boot: 67_000)) == nil)
        #expect(watch.take(stamp(unix: 1_062_000, boot: 68_000)) == -3_600_000)
    }
}
