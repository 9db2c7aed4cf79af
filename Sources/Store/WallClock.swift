public import Ledger

/// Wall time as the log attaches it. The one place that asks the system for it; tests hand in
/// their own.
public struct WallClock: Sendable {
    private let read: @Sendable () -> LogStamp

    /// Makes a clock from a function, which is called on the writer's thread at every commit.
    public init(_ read: @escaping @Sendable () -> LogStamp) { self.read = read }

    /// What the clocks say now.
    public func now() -> LogStamp { read() }

    /// The machine's own clocks. `source` says where its wall time comes from.
    public static func system(source: String = "system") -> WallClock {
        let path = "/proc/sys/kernel/random/boot_id"
        let text = SystemFiles.read(path, longest: 100) ?? []
        let boot = String(decoding: text.prefix { $0 > 0x20 }, as: UTF8.self)
        return WallClock {
            let unix = SystemFiles.unixMilliseconds()
            return LogStamp(
                recordedUnixMilliseconds: unix,
                boottimeMilliseconds: BootMoment.now(), boot: boot,
                utcOffsetMinutes: SystemFiles.utcOffsetMinutes(unixSeconds: unix / 1_000),
                clockSource: source)
        }
    }
}
