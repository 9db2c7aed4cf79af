/// A moment on the clock that counts from boot and goes on through suspend.
///
/// Ages, delays and silences are differences of these. Wall time is attached once, at the log, so a
/// clock that is set back or forward can never make an old value look fresh. Negative moments lie
/// before this boot: a watch restored after a power cut keeps its age.
public struct BootTime: Comparable, Hashable, Sendable {
    /// Nanoseconds since boot.
    public var nanoseconds: Int64

    /// Makes a moment from nanoseconds since boot.
    public init(nanoseconds: Int64) { self.nanoseconds = nanoseconds }

    /// Makes a moment from milliseconds since boot.
    public init(milliseconds: Int64) { self.nanoseconds = milliseconds * 1_000_000 }

    /// Makes a moment from whole seconds since boot; tests and scripts read best this way.
    public init(seconds: Int64) { self.nanoseconds = seconds * 1_000_000_000 }

    /// Milliseconds since boot, rounded toward the past.
    public var milliseconds: Int64 { Span.floor(nanoseconds, by: 1_000_000) }

    /// Whole seconds since boot, rounded toward the past.
    public var seconds: Int64 { Span.floor(nanoseconds, by: 1_000_000_000) }

    /// Milliseconds from `earlier` to this moment; negative when `earlier` is later.
    public func millisecondsSince(_ earlier: BootTime) -> Int64 {
        Span.floor(nanoseconds - earlier.nanoseconds, by: 1_000_000)
    }

    /// This moment moved by so many milliseconds.
    public func adding(milliseconds: Int64) -> BootTime {
        BootTime(nanoseconds: nanoseconds + milliseconds * 1_000_000)
    }

    /// Orders moments from past to future.
    public static func < (left: BootTime, right: BootTime) -> Bool {
        left.nanoseconds < right.nanoseconds
    }

    private enum Span {
        static func floor(_ value: Int64, by unit: Int64) -> Int64 {
            let quotient = value / unit
            return value % unit < 0 ? quotient - 1 : quotient
        }
    }
}
