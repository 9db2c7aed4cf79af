/// Puts a second of Nonin data format 1 into its three bytes: the first with bit 7 set.
///
/// Written from a published description. It shares no code with the driver that decodes these bytes,
/// so that the two can find each other's mistakes.
public struct NoninDF1Encoder: Sendable {
    /// One second, in the device's own numbers.
    public struct Second: Equatable, Sendable {
        /// The sensor is disconnected.
        public var isDisconnected = false
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
        /// Oxygen saturation, 0 to 100; `nil` for missing.
        public var spo2Percent: Int?

        /// Makes a second without value or mark.
        public init() {}
    }

    /// The three bytes.
    public static func bytes(of second: Second) -> [UInt8] {
        var first = 0x80 | NoninNumber.high(pulseBpm: second.pulseBpm)
        if second.hasArtifact { first |= 1 << 2 }
        if second.hasMarginalPerfusion { first |= 1 << 3 }
        if second.hasLowPerfusion { first |= 1 << 4 }
        if second.isOutOfTrack { first |= 1 << 5 }
        if second.isDisconnected { first |= 1 << 6 }
        return [
            first, NoninNumber.low(pulseBpm: second.pulseBpm), NoninNumber.spo2(second.spo2Percent),
        ]
    }
}
