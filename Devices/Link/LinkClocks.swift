import Glibc
import SignalCore

/// The clock that stands still while the machine sleeps. Beside the boot clock it tells that it did.
enum AwakeClock {
    /// Nanoseconds, from CLOCK_MONOTONIC.
    static func now() -> Int64 {
        var spec = timespec()
        unsafe clock_gettime(CLOCK_MONOTONIC, &spec)
        return Int64(spec.tv_sec) * 1_000_000_000 + Int64(spec.tv_nsec)
    }
}

/// Notices that the machine slept, by two clocks of which one went on meanwhile.
struct SleepWatch {
    /// A shorter sleep is nobody's business, in milliseconds.
    static let leastMilliseconds: Int64 = 2000

    private var apart: Int64

    init(boot: BootTime, awake: Int64) { apart = boot.nanoseconds - awake }

    /// Looks at both clocks; how long the machine slept since the last look, if it did.
    mutating func look(boot: BootTime, awake: Int64) -> Int64? {
        let before = apart
        apart = boot.nanoseconds - awake
        let milliseconds = (apart - before) / 1_000_000
        return milliseconds > Self.leastMilliseconds ? milliseconds : nil
    }
}

/// Tells when a second is over, without drifting and without making up for seconds slept through.
struct SecondClock {
    private(set) var next: BootTime

    init(at now: BootTime) { next = now.adding(milliseconds: 1000) }

    /// A second ended early; the next is a whole one.
    mutating func restart(at now: BootTime) { next = now.adding(milliseconds: 1000) }

    mutating func passed(_ now: BootTime) -> Bool {
        guard now >= next else { return false }
        next = next.adding(milliseconds: 1000)
        if next <= now { next = now.adding(milliseconds: 1000) }
        return true
    }
}

/// How long to wait before a port that could not be opened is tried again: soon at first, then every
/// two seconds.
struct ReopenPause {
    private var milliseconds: Int64 = 125

    mutating func next() -> Int64 {
        milliseconds = min(milliseconds * 2, 2000)
        return milliseconds
    }
}
