/// Puts a BCI frame, as Berry's oximeters send it, into its five bytes: the first with bit 7 set.
///
/// Written from "BCI Protocol V1.2". It shares no code with the driver that decodes these bytes, so
/// that the two can find each other's mistakes.
public struct BCIEncoder: Sendable {
    /// One live measurement, in the device's own numbers.
    public struct Live: Equatable, Sendable {
        /// Signal strength, 0 to 8.
        public var strength: UInt8 = 0
        /// There is no signal worth the name.
        public var hasNoSignal = false
        /// The probe is unplugged.
        public var isProbeUnplugged = false
        /// The device beeps.
        public var isBeep = false
        /// Pulse wave, 0 to 100; 0 for none.
        public var pleth: UInt8 = 0
        /// Bar graph, 0 to 15; 0 for none.
        public var bar: UInt8 = 0
        /// No finger.
        public var hasNoFinger = false
        /// The device searches for a pulse.
        public var isSearching = false
        /// Pulse, 1 to 254; 255 for none.
        public var pulse: UInt8 = 255
        /// Oxygen saturation, 1 to 100; 127 for none.
        public var spo2: UInt8 = 127

        /// Makes a frame without value or mark.
        public init() {}
    }

    /// The five bytes of a live frame.
    public static func bytes(of live: Live) -> [UInt8] {
        var first = 0x80 | (live.strength & 0x0F)
        if live.hasNoSignal { first |= 1 << 4 }
        if live.isProbeUnplugged { first |= 1 << 5 }
        if live.isBeep { first |= 1 << 6 }
        var third = live.bar & 0x0F
        if live.hasNoFinger { third |= 1 << 4 }
        if live.isSearching { third |= 1 << 5 }
        if live.pulse >= 128 { third |= 1 << 6 }
        return [first, min(live.pleth, 100), third, live.pulse & 0x7F, live.spo2 & 0x7F]
    }
}
