import SimulatedPatient
import Testing

@testable import SimulatedOximeter

@Suite("A device's clock")
struct DeviceClockTests {
    /// Known by the calendar.
    @Test(
        arguments: [
            (0, DeviceTime(year: 2000, month: 1, day: 1, hour: 0, minute: 0, second: 0)),
            (
                5_184_000 - 1,
                DeviceTime(year: 2000, month: 2, day: 29, hour: 23, minute: 59, second: 59)
            ),
            (5_184_000, DeviceTime(year: 2000, month: 3, day: 1, hour: 0, minute: 0, second: 0)),
            (31_622_400, DeviceTime(year: 2001, month: 1, day: 1, hour: 0, minute: 0, second: 0)),
            (762_480_000, DeviceTime(year: 2024, month: 2, day: 29, hour: 0, minute: 0, second: 0)),
            (
                789_004_799,
                DeviceTime(year: 2024, month: 12, day: 31, hour: 23, minute: 59, second: 59)
            ),
            (946_771_200, DeviceTime(year: 2030, month: 1, day: 1, hour: 0, minute: 0, second: 0)),
        ] as [(Int, DeviceTime)])
    func knowsTheCalendar(seconds: Int, time: DeviceTime) {
        #expect(DeviceTime(secondsSince2000: seconds) == time)
        #expect(time.secondsSince2000 == seconds)
    }

    @Test func everyDayFollowsTheOneBefore() {
        var before = DeviceTime(secondsSince2000: 0)
        for day in 1..<36_500 {
            let time = DeviceTime(secondsSince2000: day * 86_400 + 3661)
            #expect(time.secondsSince2000 == day * 86_400 + 3661)
            let isNext = time.day == before.day + 1 && time.month == before.month
            let isNewMonth = time.day == 1 && (28...31).contains(before.day)
            #expect(isNext || isNewMonth)
            before = time
        }
        #expect(before.year == 2099)
    }

    @Test func sumsOfFramesDoNotLag() {
        var clock = DeviceClock(at: DeviceTime(secondsSince2000: 700_000_000))
        for second in 1...3600 {
            for _ in 0..<75 { clock.advance(seconds: 1.0 / 75, driftPartsPerMillion: 0) }
            #expect(clock.time.secondsSince2000 == 700_000_000 + second)
        }
    }
}
