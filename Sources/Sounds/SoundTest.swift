/// The shift's sound test: who last heard it, and whether another is due.
///
/// Times are milliseconds since 1970 UTC: it must outlive a restart.
public struct SoundTest: Equatable, Sendable {
    /// How long one test holds, in hours; the site sets it.
    public var hours: Int
    /// When it was last heard; `nil` for never.
    public private(set) var heardUnixMilliseconds: Int64?
    /// Who said so; `nil` when nobody was named.
    public private(set) var heardBy: String?

    /// Nobody has heard one yet.
    public init(hours: Int = 12) { self.hours = max(1, hours) }

    /// Someone heard the test. An older one that is read back later changes nothing; one of this
    /// moment always counts, also when the last one lies in the future because the clock was wrong.
    public mutating func heard(
        by handle: String?, atUnixMilliseconds now: Int64, isNow: Bool = false
    ) {
        if !isNow, let last = heardUnixMilliseconds, last > now { return }
        heardUnixMilliseconds = now
        heardBy = handle
    }

    /// True when none was ever heard, it is too long ago, or it lies in the future: then the clock
    /// was set and nobody can say how long ago it was.
    public func isOverdue(atUnixMilliseconds now: Int64) -> Bool {
        guard let heard = heardUnixMilliseconds else { return true }
        return now < heard || now - heard >= Int64(hours) * 3_600_000
    }

    /// Words for the header, such as `heard 08:02 by ASH 1`; `utcOffsetMinutes` is the site's.
    public func words(utcOffsetMinutes: Int) -> String {
        guard let heard = heardUnixMilliseconds else { return "not tested" }
        let minute = (heard / 60_000 + Int64(utcOffsetMinutes)) % 1_440
        let day = (minute + 1_440) % 1_440
        let time = "\(day / 600)\(day / 60 % 10):\(day % 60 / 10)\(day % 10)"
        return "heard \(time)" + (heardBy.map { " by \($0)" } ?? "")
    }
}
