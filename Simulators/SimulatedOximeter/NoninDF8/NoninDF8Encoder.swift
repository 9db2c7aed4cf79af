/// Puts a second of Nonin data format 8 into its four bytes: the first with bit 7 set.
///
/// Written from the vendor's 9560 specification, whose table has four bytes where its text once says
/// three. It shares no code with the driver that decodes these bytes, so that the two can find each
/// other's mistakes.
public struct NoninDF8Encoder: Sendable {
    /// One second, in the device's own numbers.
    public struct Second: Equatable, Sendable {
        /// There is no run of good beats.
        public var isOutOfTrack = false
        /// Little blood moves under the sensor.
        public var hasLowPerfusion = false
        /// Less blood moves than the device likes.
        public var hasMarginalPerfusion = false
        /// A beat is spoiled by movement.
        public var hasArtifact = false
        /// Heart rate, 18 to 300; `nil` for missing.
        public var pulseBpm: Int?
        /// Oxygen saturation as displayed, 0 to 100; `nil` for missing.
        public var shownSpo2Percent: Int?
        /// The device is sure of its values.
        public var isSmartPoint = false
        /// The finger has gone.
        public var hasSensorAlarm = false
        /// The battery is low.
        public var isBatteryLow = false

        /// Makes a second without value or mark.
        public init() {}
    }

    /// The four bytes.
    public static func bytes(of second: Second) -> [UInt8] {
        var first = 0x80 | NoninNumber.high(pulseBpm: second.pulseBpm)
        if second.hasArtifact { first |= 1 << 2 }
        if second.hasMarginalPerfusion { first |= 1 << 3 }
        if second.hasLowPerfusion { first |= 1 << 4 }
        if second.isOutOfTrack { first |= 1 << 5 }
        var fourth: UInt8 = 0
        if second.isBatteryLow { fourth |= 1 << 0 }
        if second.hasSensorAlarm { fourth |= 1 << 3 }
        if second.isSmartPoint { fourth |= 1 << 5 }
        return [
            first, NoninNumber.low(pulseBpm: second.pulseBpm),
            NoninNumber.spo2(second.shownSpo2Percent), fourth,
        ]
    }
}
