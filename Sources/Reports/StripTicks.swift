/// Where the time axis has its ticks: whole steps of local time, at most twelve.
enum StripTicks {
    private static let most: Int64 = 12
    private static let steps: [Int64] = [
        5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400,
    ]

    /// Seconds since 1970 UTC and what the local clock then says.
    static func ticks(
        start: Int64, length: Int64, utcOffsetMinutes: Int
    ) -> [(second: Int64, text: String)] {
        var step = steps.first { length / $0 <= most } ?? 86_400
        while length / step > most { step *= 2 }
        let offset = Int64(utcOffsetMinutes) * 60
        let local = start + offset
        let past = ((local % step) + step) % step
        let first = past == 0 ? start : start + step - past
        return stride(from: first, through: start + length, by: Int64.Stride(step)).map { second in
            let time = LocalTime(
                unixMilliseconds: second * 1000, utcOffsetMinutes: utcOffsetMinutes)
            return (second, step < 60 ? time.text : time.minuteText)
        }
    }
}
