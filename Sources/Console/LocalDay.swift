/// A day of the site's calendar, as a date field sends it: "2027-01-05".
struct LocalDay: Equatable, Sendable {
    /// Days since 1970-01-01.
    private let days: Int64
    let text: String

    /// `nil` for what is no day of the years 1970 to 9999.
    init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.map(\.utf8.count) == [4, 2, 2],
            parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
            let year = Int64(parts[0]), let month = Int64(parts[1]), let day = Int64(parts[2]),
            year >= 1970, (1...12).contains(month), (1...Self.length(month, year)).contains(day)
        else { return nil }
        // Days from civil, H. Hinnant's formula, for years that begin in March.
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted / 400
        let ofEra = shifted - era * 400
        let ofYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        days = era * 146_097 + ofEra * 365 + ofEra / 4 - ofEra / 100 + ofYear - 719_468
        self.text = text
    }

    private init(days: Int64, text: String) {
        self.days = days
        self.text = text
    }

    private static func length(_ month: Int64, _ year: Int64) -> Int64 {
        if month == 2 {
            return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        }
        return [4, 6, 9, 11].contains(month) ? 30 : 31
    }

    /// The day after; its text stays that of this day.
    var next: LocalDay { LocalDay(days: days + 1, text: text) }

    /// Its first moment, in milliseconds since 1970 UTC.
    func startUnixMilliseconds(_ utcOffsetMinutes: Int) -> Int64 {
        days * 86_400_000 - Int64(utcOffsetMinutes) * 60_000
    }
}
