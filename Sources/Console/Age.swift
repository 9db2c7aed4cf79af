import SignalCore

/// How long ago, as people say it: "0:12", "3:10", "1 h 05 min".
enum Age {
    static func text(_ milliseconds: Int64) -> String {
        let seconds = max(0, milliseconds) / 1000
        guard seconds < 3600 else {
            return "\(seconds / 3600) h \(two(seconds % 3600 / 60)) min"
        }
        return "\(seconds / 60):\(two(seconds % 60))"
    }

    static func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

/// A moment whose age a page counts on: the number for the script, the text for everyone else.
struct AgeView: Sendable {
    let at: Int64
    let text: String

    init?(_ moment: BootTime?, now: BootTime) {
        guard let moment else { return nil }
        at = moment.milliseconds
        text = Age.text(now.millisecondsSince(moment))
    }
}

/// Wall time as the station's clock shows it; no library knows the site's zone better than the entry.
struct WallTime: Sendable {
    private let seconds: Int64

    init(unixMilliseconds: Int64, utcOffsetMinutes: Int) {
        let local = unixMilliseconds + Int64(utcOffsetMinutes) * 60_000
        seconds = local >= 0 ? local / 1000 : (local - 999) / 1000
    }

    private var secondOfDay: Int64 { (seconds % 86_400 + 86_400) % 86_400 }

    /// "14:32"
    var minuteText: String {
        "\(Age.two(secondOfDay / 3600)):\(Age.two(secondOfDay % 3600 / 60))"
    }

    /// "14:32:07"
    var text: String { "\(minuteText):\(Age.two(secondOfDay % 60))" }

    /// "2026-11-22", by the proleptic Gregorian calendar (days to civil, H. Hinnant's formula).
    var dateText: String {
        let days = (seconds - secondOfDay) / 86_400 + 719_468
        let era = (days >= 0 ? days : days - 146_096) / 146_097
        let dayOfEra = days - era * 146_097
        let yearOfEra =
            (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let month = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * month + 2) / 5 + 1
        let calendarMonth = month < 10 ? month + 3 : month - 9
        let year = yearOfEra + era * 400 + (calendarMonth <= 2 ? 1 : 0)
        return "\(year)-\(Age.two(calendarMonth))-\(Age.two(day))"
    }
}
