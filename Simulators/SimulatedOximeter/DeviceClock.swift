import SimulatedPatient

/// The clock in a device: it runs at its own pace and knows no time zone.
struct DeviceClock: Sendable {
    /// Whole seconds of the device since 2000 began.
    private var seconds: Int
    /// What is over, 0 to 1. Kept apart so that a day of small steps adds up.
    private var fraction = 0.0

    /// A clock that was set to some moment from 2019 to 2025.
    init(random: inout SeededRandom) {
        let day = 86_400.0
        seconds = Int(7000 * day + random.unit() * 2500 * day)
    }

    init(at time: DeviceTime) { seconds = time.secondsSince2000 }

    /// Time goes on; `drift` is how much too fast, in millionths.
    mutating func advance(seconds: Double, driftPartsPerMillion drift: Double) {
        fraction += seconds * (1 + drift * 1e-6)
        // A hair early, so that binary fractions do not lag a second behind.
        let whole = (fraction + 1e-6).rounded(.down)
        self.seconds += Int(whole)
        fraction -= whole
    }

    /// The time it shows.
    var time: DeviceTime { DeviceTime(secondsSince2000: seconds) }

    /// Whole thirds of a second since 2000, as Nonin counts.
    var thirds: Int { seconds * 3 + Int(((fraction + 1e-6) * 3).rounded(.down)) }
}

extension DeviceTime {
    private static let daysBefore = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334]

    /// The moment so many seconds after 2000 began; holds until 2099.
    init(secondsSince2000 total: Int) {
        let (days, rest) = total.quotientAndRemainder(dividingBy: 86_400)
        // Every fourth year from 2000 to 2099 is a leap year.
        let (cycle, dayInCycle) = days.quotientAndRemainder(dividingBy: 1461)
        let yearInCycle = dayInCycle < 366 ? 0 : (dayInCycle - 1) / 365
        let dayInYear = dayInCycle - (yearInCycle == 0 ? 0 : yearInCycle * 365 + 1)
        let isLeap = yearInCycle == 0
        let month = (1...12).last { dayInYear >= Self.days(beforeMonth: $0, isLeap: isLeap) } ?? 1
        self.init(
            year: 2000 + cycle * 4 + yearInCycle, month: month,
            day: dayInYear - Self.days(beforeMonth: month, isLeap: isLeap) + 1,
            hour: rest / 3600, minute: rest / 60 % 60, second: rest % 60)
    }

    /// Seconds since 2000 began.
    var secondsSince2000: Int {
        let (cycle, yearInCycle) = (year - 2000).quotientAndRemainder(dividingBy: 4)
        let isLeap = yearInCycle == 0
        let days =
            cycle * 1461 + (isLeap ? 0 : yearInCycle * 365 + 1)
            + Self.days(beforeMonth: month, isLeap: isLeap) + day - 1
        return days * 86_400 + hour * 3600 + minute * 60 + second
    }

    private static func days(beforeMonth month: Int, isLeap: Bool) -> Int {
        daysBefore[month - 1] + (isLeap && month > 2 ? 1 : 0)
    }
}
