import SignalCore
import Testing

@Suite("Boot time")
struct BootTimeTests {
    @Test(
        "whole units round toward the past, also before boot",
        arguments: [(0, 0, 0), (1_999_999_999, 1999, 1), (-1, -1, -1), (-1_000_000_000, -1000, -1)])
    func rounding(nanoseconds: Int64, milliseconds: Int64, seconds: Int64) {
        let at = BootTime(nanoseconds: nanoseconds)
        #expect(at.milliseconds == milliseconds)
        #expect(at.seconds == seconds)
    }

    @Test("moving and measuring agree", arguments: [-3_600_000, -1, 0, 1, 7_200_000])
    func moving(milliseconds: Int64) {
        let start = BootTime(seconds: 5)
        let moved = start.adding(milliseconds: milliseconds)
        #expect(moved.millisecondsSince(start) == milliseconds)
        #expect((moved < start) == (milliseconds < 0))
    }
}
