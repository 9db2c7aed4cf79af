/// A day of the Gregorian calendar, without asking the system: views must come out the same
/// everywhere. After Howard Hinnant, "chrono-compatible low-level date algorithms".
struct CivilDay: Equatable {
    let year: Int64
    let month: Int64
    let day: Int64

    /// The day of a moment that was moved by its distance from UTC already.
    init(localUnixMilliseconds: Int64) {
        let milliseconds: Int64 = 86_400_000
        var days = localUnixMilliseconds / milliseconds
        if localUnixMilliseconds % milliseconds < 0 { days -= 1 }
        // Years that begin in March, counted from the year 0; 400 of them have 146,097 days.
        days += 719_468
        let era = (days >= 0 ? days : days - 146_096) / 146_097
        let ofEra = days - era * 146_097
        let yearOfEra = (ofEra - ofEra / 1_460 + ofEra / 36_524 - ofEra / 146_096) / 365
        let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * ofYear + 2) / 153
        day = ofYear - (153 * shifted + 2) / 5 + 1
        month = shifted < 10 ? shifted + 3 : shifted - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    /// Eight digits and no more: "20270105".
    var digits: String {
        [(year, 4), (month, 2), (day, 2)].map { number, length in
            let text = String(number)
            return String(repeating: "0", count: max(0, length - text.count)) + text
        }.joined()
    }
}
