import Ledger
import SignalCore

/// Notices when the wall clock jumps against the clock that counts from boot. Pure.
struct ClockWatch {
    private var offset: Int64?

    /// A change of two seconds or more is a step: NTP slews smaller ones away.
    private static let stepMilliseconds: Int64 = 2000

    /// Takes what the clocks say; gives the step in milliseconds when there was one.
    mutating func take(_ stamp: LogStamp) -> Int64? {
        let now = stamp.recordedUnixMilliseconds - stamp.boottimeMilliseconds
        guard let before = offset else {
            offset = now
            return nil
        }
        guard abs(now - before) >= Self.stepMilliseconds else { return nil }
        offset = now
        return now - before
    }
}
