import Reports

/// The day on a site's own calendar.
enum LocalDay {
    /// "2026-11-22"
    static func text(_ unixMilliseconds: Int64, _ utcOffsetMinutes: Int) -> String {
        LocalTime(unixMilliseconds: unixMilliseconds, utcOffsetMinutes: utcOffsetMinutes)
            .dateText
    }
}
