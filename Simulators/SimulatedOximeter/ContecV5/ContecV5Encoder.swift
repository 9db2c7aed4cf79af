/// Puts a Contec V5 frame into its five bytes: the first with bit 7 set, the others without.
///
/// Written from the vendor's sheet "Communication protocol V5.0A". It shares no code with the driver
/// that decodes these bytes, so that the two can find each other's mistakes.
public struct ContecV5Encoder: Sendable {
    /// One live measurement, in the device's own numbers.
    public struct Live: Equatable, Sendable {
        /// Signal strength, 0 to 8.
        public var strength: UInt8 = 0
        /// The device has been searching for long.
        public var isSearchingTooLong = false
        /// Oxygen is dropping.
        public var isDropping = false
        /// The device beeps: two frames a beat.
        public var isBeep = false
        /// Pulse wave, 0 to 127; 64 without a finger.
        public var pleth: UInt8 = 64
        /// Bar graph, 0 to 15.
        public var bar: UInt8 = 0
        /// No finger, or a fault of the probe.
        public var isProbeError = false
        /// The device searches for a pulse.
        public var isSearching = false
        /// Pulse, 1 to 254; 0 or 255 for none.
        public var pulse: UInt8 = 0
        /// Oxygen saturation, 1 to 100; 0 or 127 for none.
        public var spo2: UInt8 = 0

        /// Makes a frame without finger, value or mark.
        public init() {}
    }

    /// The five bytes of a live frame.
    public static func bytes(of live: Live) -> [UInt8] {
        var first = 0x80 | (live.strength & 0x0F)
        if live.isSearchingTooLong { first |= 1 << 4 }
        if live.isDropping { first |= 1 << 5 }
        if live.isBeep { first |= 1 << 6 }
        var third = live.bar & 0x0F
        if live.isProbeError { third |= 1 << 4 }
        if live.isSearching { third |= 1 << 5 }
        if live.pulse >= 128 { third |= 1 << 6 }
        return [first, live.pleth & 0x7F, third, live.pulse & 0x7F, live.spo2 & 0x7F]
    }
}
