import Glibc
public import SignalCore

/// The clock that counts through suspend. The only place that asks for it.
public enum BootClock {
    /// The time since boot, from CLOCK_BOOTTIME.
    public static func now() -> BootTime {
        var spec = timespec()
        unsafe clock_gettime(CLOCK_BOOTTIME, &spec)
        return BootTime(nanoseconds: Int64(spec.tv_sec) * 1_000_000_000 + Int64(spec.tv_nsec))
    }
}
