/// A day and time as a device's own clock showed it: in no zone anyone knows, set by hand or never.
/// It is no moment of the station's time and must not be turned into one.
public struct DeviceDate: Comparable, Hashable, Sendable {
    /// Year, all four digits.
    public let year: Int
    /// Month, 1 to 12.
    public let month: Int
    /// Day of the month, 1 to 31.
    public let day: Int
    /// Hour, 0 to 23.
    public let hour: Int
    /// Minute, 0 to 59.
    public let minute: Int
    /// Second, 0 to 59.
    public let second: Int

    /// Makes a date; `nil` for one that no calendar has.
    public init?(year: Int, month: Int, day: Int, hour: Int, minute: Int, second: Int) {
        guard (1...12).contains(month), (1...Self.days(of: month, in: year)).contains(day),
            (0...23).contains(hour), (0...59).contains(minute), (0...59).contains(second)
        else { return nil }
        self.year = year
        self.month = month
        self.day = day
        self.hour = hour
        self.minute = minute
        self.second = second
    }

    /// `2021-05-15 12:06:42`
    public var text: String {
        ClockFigures(
            year: year, month: month, day: day, hour: hour, minute: minute, second: second
        ).text
    }

    /// Orders dates from past to future.
    public static func < (left: DeviceDate, right: DeviceDate) -> Bool {
        (left.year, left.month, left.day, left.secondOfDay)
            < (right.year, right.month, right.day, right.secondOfDay)
    }

    private var secondOfDay: Int { (hour * 60 + minute) * 60 + second }

    private static func days(of month: Int, in year: Int) -> Int {
        switch month {
        case 4, 6, 9, 11: 30
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        default: 31
        }
    }
}

/// When a session began, by the device's own clock. Nothing here is ever verified: these devices
/// give no way to read their clock, so nobody can say how wrong it was.
public enum DeviceClock: Hashable, Sendable {
    /// The device told no date and no time.
    case none
    /// The device told something that cannot be right, here in its own figures: a day no calendar
    /// has, a year before such devices, or a moment still to come.
    case unlikely(String)
    /// The device told a moment that may be right.
    case unverified(DeviceDate)

    /// What the device told, in its own figures; `nil` when it told nothing.
    public var text: String? {
        switch self {
        case .none: nil
        case .unlikely(let text): text
        case .unverified(let date): date.text
        }
    }
}

/// What a device said of a session's start, before anyone asked whether it can be.
struct ClockFigures: Sendable {
    /// The vendor's description of the older of these protocols is of July 2010.
    private static let firstYear = 2010

    var year: Int
    var month: Int
    var day: Int
    var hour: Int
    var minute: Int
    var second: Int

    /// The date if there is one and such devices existed then.
    var date: DeviceDate? {
        guard year >= Self.firstYear else { return nil }
        return DeviceDate(
            year: year, month: month, day: day, hour: hour, minute: minute, second: second)
    }

    /// How far it can be believed; `hostDate` is the station's own local date and time.
    func clock(hostDate: DeviceDate?) -> DeviceClock {
        // A clip without a clock sends a year of 0, not 2000.
        if [year, month, day, hour, minute, second].allSatisfy({ $0 == 0 }) { return .none }
        guard let date else { return .unlikely(text) }
        if let hostDate, date > hostDate { return .unlikely(text) }
        return .unverified(date)
    }

    /// `2000-00-15 07:30:00`
    var text: String {
        "\(Self.padded(year, 4))-\(Self.padded(month, 2))-\(Self.padded(day, 2)) "
            + "\(Self.padded(hour, 2)):\(Self.padded(minute, 2)):\(Self.padded(second, 2))"
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
