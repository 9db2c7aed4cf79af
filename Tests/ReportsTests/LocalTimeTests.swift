import Reports
import Testing

@Suite("Local time")
struct LocalTimeTests {
    @Test(
        "a moment reads as the site's clock shows it",
        arguments: [
            (0, 0, "1970-01-01", "00:00:00", "+00:00"),
            (951_782_400_000, 0, "2000-02-29", "00:00:00", "+00:00"),
            (1_795_366_327_999, -480, "2026-11-22", "08:52:07", "-08:00"),
            (1_795_366_327_000, 330, "2026-11-22", "22:22:07", "+05:30"),
            (4_107_542_399_000, 0, "2100-02-28", "23:59:59", "+00:00"),
            (4_107_542_400_000, 0, "2100-03-01", "00:00:00", "+00:00"),
            (-1, 0, "1969-12-31", "23:59:59", "+00:00"),
            (0, -1, "1969-12-31", "23:59:00", "-00:01"),
        ] as [(Int64, Int, String, String, String)])
    func reads(unix: Int64, offset: Int, date: String, clock: String, zone: String) {
        let time = LocalTime(unixMilliseconds: unix, utcOffsetMinutes: offset)
        #expect(time.dateText == date)
        #expect(time.text == clock)
        #expect(time.minuteText == String(clock.prefix(5)))
        #expect(time.offsetText == zone)
    }
}
