/// A month of the Gregorian calendar.
struct Month {
    let year: Int64
    let month: Int64

    /// Reads "2026-10", from 1970 on.
    init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.map(\.count) == [4, 2], text.utf8.allSatisfy({ $0 == 45 || 48...57 ~= $0 }),
            let year = Int64(parts[0]), let month = Int64(parts[1]), year >= 1970,
            (1...12).contains(month)
        else { return nil }
        self.init(year: year, month: month)
    }

    private init(year: Int64, month: Int64) {
        self.year = year
        self.month = month
    }

    var text: String { "\(year)-" + (month < 10 ? "0\(month)" : "\(month)") }

    var next: Month {
        month == 12 ? Month(year: year + 1, month: 1) : Month(year: year, month: month + 1)
    }

    /// Its first moment in UTC, in milliseconds since 1970 (days from civil, H. Hinnant's formula).
    var startUnixMilliseconds: Int64 {
        let year = month <= 2 ? self.year - 1 : self.year
        let era = year / 400
        let yearOfEra = year - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return (era * 146_097 + dayOfEra - 719_468) * 86_400_000
    }
}
