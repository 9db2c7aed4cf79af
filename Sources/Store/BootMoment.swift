import SignalCore
import Threads

/// The clock that counts through suspend, in the milliseconds the log speaks.
enum BootMoment {
    static func now() -> Int64 { BootClock.now().milliseconds }

    static func time(_ milliseconds: Int64) -> BootTime { BootTime(milliseconds: milliseconds) }
}
