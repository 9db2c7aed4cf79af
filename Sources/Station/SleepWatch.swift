/// Notices that the computer was asleep: the clock that counts through sleep has run ahead of the one
/// that stops. Pure.
struct SleepWatch {
    private var ahead: Int64?

    /// A sleep of two seconds or more is told; the two clocks of one machine never differ by so much
    /// for another reason.
    static let leastMilliseconds: Int64 = 2000

    /// Takes both clocks, in milliseconds; gives how long the sleep was when there was one.
    mutating func take(boot: Int64, awake: Int64) -> Int64? {
        let now = boot - awake
        guard let before = ahead else {
            ahead = now
            return nil
        }
        guard now - before >= Self.leastMilliseconds else { return nil }
        ahead = now
        return now - before
    }
}

extension Duration {
    /// The duration in whole milliseconds.
    var wholeMilliseconds: Int64 {
        components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
    }
}
