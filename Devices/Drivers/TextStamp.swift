/// Reads the date and time that begin a monitor's line. A monitor's clock drifts or was never set,
/// so a stamp only shows that a line is whole and new; it is never a time to go by.
enum TextStamp {
    /// Seconds of the day from `HH:MM:SS`; the hour may have one digit.
    static func time(_ bytes: Span<UInt8>, _ place: inout Int) -> UInt64? {
        let first = TextBytes.eight(bytes, at: place)
        guard (first >> 8) & 0xFF != UInt64(UInt8(ascii: ":")) else {
            return shortTime(bytes, &place)
        }
        place += 8
        return time(first)
    }

    private static func shortTime(_ bytes: Span<UInt8>, _ place: inout Int) -> UInt64? {
        let eight = TextBytes.eight(bytes, at: place)
        place += 7
        return time(eight << 8 | UInt64(UInt8(ascii: "0")))
    }

    /// `HH:MM:SS` in one go.
    private static func time(_ eight: UInt64) -> UInt64? {
        let digits = eight ^ 0x3030_3A30_303A_3030
        let high = (digits &+ 0x0606_0606_0606_0606 | digits) & 0xF0F0_F0F0_F0F0_F0F0
        let colons = digits & 0x0000_FF00_00FF_0000
        let hours = (digits & 0xF) &* 10 &+ (digits >> 8 & 0xF)
        let minutes = (digits >> 24 & 0xF) &* 10 &+ (digits >> 32 & 0xF)
        let seconds = (digits >> 48 & 0xF) &* 10 &+ (digits >> 56)
        guard high | colons == 0, hours < 24, minutes < 60, seconds < 60 else { return nil }
        return hours &* 3600 &+ minutes &* 60 &+ seconds
    }

    /// A date as `MM/DD/YY`, in one go; `nil` also for other widths.
    static func usualDate(_ bytes: Span<UInt8>, at place: Int) -> UInt64? {
        let digits = TextBytes.eight(bytes, at: place) ^ 0x3030_2F30_302F_3030
        let high = (digits &+ 0x0606_0606_0606_0606 | digits) & 0xF0F0_F0F0_F0F0_F0F0
        let slashes = digits & 0x0000_FF00_00FF_0000
        guard high | slashes == 0 else { return nil }
        let month = (digits & 0xF) &* 10 &+ (digits >> 8 & 0xF)
        let day = (digits >> 24 & 0xF) &* 10 &+ (digits >> 32 & 0xF)
        let year = (digits >> 48 & 0xF) &* 10 &+ digits >> 56
        return date(
            day: UInt16(truncatingIfNeeded: day), month: UInt16(truncatingIfNeeded: month),
            year: UInt16(truncatingIfNeeded: year))
    }

    /// A year of two or four digits.
    static func year(_ bytes: Span<UInt8>, _ place: inout Int) -> UInt16? {
        let start = place
        let year = TextNumber.digits(bytes, &place, atMost: 4)
        return place - start == 2 || place - start == 4 ? year : nil
    }

    /// A date as a number that no other date has, never 0; `nil` for a day that no calendar has.
    static func date(day: UInt16, month: UInt16, year: UInt16) -> UInt64? {
        guard day >= 1 && day <= lastDay(ofMonth: month) else { return nil }
        return (UInt64(year) << 4 | UInt64(month)) << 5 | UInt64(day)
    }

    /// One number for both, never 0.
    static func stamp(date: UInt64, time: UInt64) -> UInt64 { date << 17 | time }

    /// A clock that was never set may say any year, so February has 29 days.
    private static func lastDay(ofMonth month: UInt16) -> UInt16 {
        switch month {
        case 1, 3, 5, 7, 8, 10, 12: 31
        case 4, 6, 9, 11: 30
        case 2: 29
        default: 0
        }
    }
}
