/// A session in a simulated device's memory: the truth that a download has to give back.
public struct SimulatedSession: Equatable, Sendable {
    /// One stored second. `nil` is a second without that value.
    public struct Second: Equatable, Sendable {
        /// Oxygen saturation, 1 to 100 %.
        public var spo2Percent: Int?
        /// Pulse, 1 to 254 beats a minute.
        public var pulseBpm: Int?
        /// Perfusion index in hundredths of a percent; stored only by devices that have one.
        public var perfusionHundredths: Int?

        /// Makes a second.
        public init(spo2Percent: Int?, pulseBpm: Int?, perfusionHundredths: Int? = nil) {
            self.spo2Percent = spo2Percent
            self.pulseBpm = pulseBpm
            self.perfusionHundredths = perfusionHundredths
        }
    }

    /// The user of the device it belongs to, from 0; only Contec V7 has more than one.
    public var user: Int
    /// When it began by the device's clock; `nil` when the device has no clock or it was not set.
    public var start: DeviceTime?
    /// The stored seconds, oldest first.
    public var seconds: [Second]

    /// Makes a session.
    public init(user: Int = 0, start: DeviceTime?, seconds: [Second]) {
        self.user = user
        self.start = start
        self.seconds = seconds
    }
}

/// A date and time of day as a device's own clock shows them, without a time zone.
public struct DeviceTime: Equatable, Sendable {
    /// The full year, such as 2024.
    public var year: Int
    /// The month, 1 to 12.
    public var month: Int
    /// The day of the month, 1 to 31.
    public var day: Int
    /// The hour, 0 to 23.
    public var hour: Int
    /// The minute, 0 to 59.
    public var minute: Int
    /// The second, 0 to 59.
    public var second: Int

    /// Makes a moment.
    public init(year: Int, month: Int, day: Int, hour: Int, minute: Int, second: Int) {
        self.year = year
        self.month = month
        self.day = day
        self.hour = hour
        self.minute = minute
        self.second = second
    }
}
