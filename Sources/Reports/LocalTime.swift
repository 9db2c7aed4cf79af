/// A moment as a site's own clock shows it. The offset comes from the entry, never from a zone
/// table: the entry knows what the clock on the wall said.
public struct LocalTime: Equatable, Sendable {
    private let seconds: Int64
    private let utcOffsetMinutes: Int

    /// Takes milliseconds since 1970 UTC and the local clock's distance from UTC in minutes.
    public init(unixMilliseconds: Int64, utcOffsetMinutes: Int) {
        self.utcOffsetMinutes = utcOffsetMinutes
        seconds =
            Self.floor(unixMilliseconds, by: 1000) &+ Int64(utcOffsetMinutes) &* 60
    }

    private var secondOfDay: Int64 { seconds - Self.floor(seconds, by: 86_400) * 86_400 }

    /// "14:32"
    public var minuteText: String {
        "\(Self.two(secondOfDay / 3600)):\(Self.two(secondOfDay % 3600 / 60))"
    }

    /// "14:32:07"
    public var text: String { "\(minuteText):\(Self.two(secondOfDay % 60))" }

    /// "2026-11-22", by the proleptic Gregorian calendar (days to civil, H. Hinnant's formula).
    public var dateText: String {
        let days = Self.floor(seconds, by: 86_400) + 719_468
        let era = Self.floor(days, by: 146_097)
        let dayOfEra = days - era * 146_097
        let yearOfEra =
            (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * shifted + 2) / 5 + 1
        let month = shifted < 10 ? shifted + 3 : shifted - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return "\(year)-\(Self.two(month))-\(Self.two(day))"
    }

    /// "+05:30", "-08:00", "+00:00"
    public var offsetText: String {
        let minutes = Int64(utcOffsetMinutes.magnitude)
        return (utcOffsetMinutes < 0 ? "-" : "+")
            + "\(Self.two(minutes / 60)):\(Self.two(minutes % 60))"
    }

    private static func two(_ number: Int64) -> String {
        number < 10 ? "0\(number)" : "\(number)"
    }

    private static func floor(_ value: Int64, by unit: Int64) -> Int64 {
        let quotient = value / unit
        return value % unit < 0 ? quotient - 1 : quotient
    }
}
