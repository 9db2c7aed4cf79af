/// A session in a device's memory, as the device lists it.
public struct StoredSession: Hashable, Sendable {
    /// What tells a session of one device from its others.
    public struct Identity: Hashable, Sendable {
        /// The device's family.
        public let family: Family
        /// The user's number on the device; 0 where it has none.
        public let user: UInt8
        /// The session's number on the device: contec-v7 counts from 0 for each user, contec-hid
        /// from 1; 0 is contec-hid's single record of the manual mode.
        public let segment: UInt8
        /// The start by the device's clock; `nil` when it told none that a calendar has.
        public let start: DeviceDate?
        /// Its length in seconds as the device announced it.
        public let seconds: Int

        /// Names a session.
        public init(
            family: Family, user: UInt8, segment: UInt8, start: DeviceDate?, seconds: Int
        ) {
            self.family = family
            self.user = user
            self.segment = segment
            self.start = start
            self.seconds = seconds
        }
    }

    /// What tells it from the device's other sessions.
    public let identity: Identity
    /// When it began, by the device's own clock and in the device's own zone.
    public let start: DeviceClock
    /// What the device calls its user. Someone may have typed a person's name here: show it to
    /// choose a session by, never keep it.
    public let userName: String
}

/// One second of a session. `nil` means the device stored no value: never 0, never 127.
public struct StoredSecond: Equatable, Sendable {
    /// Oxygen saturation, 1 to 100 %.
    public var spo2Percent: UInt8?
    /// Pulse rate in beats a minute, 1 to 254.
    public var pulseBpm: UInt16?
    /// Perfusion index in hundredths of a percent.
    public var perfusionHundredths: UInt16?

    /// Makes a second; leave out what was not stored.
    public init(
        spo2Percent: UInt8? = nil, pulseBpm: UInt16? = nil, perfusionHundredths: UInt16? = nil
    ) {
        self.spo2Percent = spo2Percent
        self.pulseBpm = pulseBpm
        self.perfusionHundredths = perfusionHundredths
    }
}

/// A session that came over whole.
public struct DownloadedSession: Equatable, Sendable {
    /// The session as the device listed it.
    public let session: StoredSession
    /// Its seconds, oldest first.
    public let seconds: [StoredSecond]
}
