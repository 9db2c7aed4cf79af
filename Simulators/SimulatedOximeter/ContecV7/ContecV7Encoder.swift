/// Puts Contec V7 packets into bytes: a type, a byte of top bits, then data with bit 7 always set.
///
/// Written from the vendor's protocol document V7.0 and captures of real devices. It shares no code
/// with the driver that decodes these bytes, so that the two can find each other's mistakes.
public struct ContecV7Encoder: Sendable {
    /// Packet types that the device sends.
    enum Packet: UInt8, Sendable {
        case live = 0x01
        case model = 0x02
        case vendor = 0x03
        case deviceName = 0x04
        case user = 0x05
        case version = 0x06
        case sessionDate = 0x07
        case sessionLength = 0x08
        case sampleWithPerfusion = 0x09
        case segments = 0x0A
        case feedback = 0x0B
        case idle = 0x0C
        case perfusionSupport = 0x0E
        case threeSamples = 0x0F
        case userCount = 0x10
        case storedDataNotice = 0x11
        case sessionTime = 0x12
        case blanks = 0x13
        case moreBlanks = 0x14
        case storageNames = 0x15
    }

    /// One live measurement, in the device's own numbers.
    public struct Live: Equatable, Sendable {
        /// Signal strength, 0 to 8.
        public var strength: UInt8 = 0
        /// The device has been searching for long.
        public var isSearchingTooLong = false
        /// Oxygen is low or falls.
        public var isDropping = false
        /// The device beeps: two frames a beat.
        public var isBeep = false
        /// No finger, or a fault of the probe.
        public var isProbeError = false
        /// Pulse wave, 0 to 127; 64 without a finger.
        public var pleth: UInt8 = 64
        /// The device searches for a pulse.
        public var isSearching = false
        /// Bar graph, 0 to 15.
        public var bar: UInt8 = 0
        /// Pulse, 1 to 254; 0 or 255 for none.
        public var pulse: UInt8 = 0
        /// Oxygen saturation, 1 to 100; 0 or 127 for none.
        public var spo2: UInt8 = 0
        /// Perfusion index in hundredths of a percent; `nil` for a device without.
        public var perfusionHundredths: UInt16?

        /// Makes a frame without finger, value or mark.
        public init() {}
    }

    /// The nine bytes of a live packet.
    public static func bytes(of live: Live) -> [UInt8] {
        var first = live.strength & 0x0F
        if live.isSearchingTooLong { first |= 1 << 4 }
        if live.isDropping { first |= 1 << 5 }
        if live.isBeep { first |= 1 << 6 }
        if live.isProbeError { first |= 1 << 7 }
        let wave = (live.pleth & 0x7F) | (live.isSearching ? 0x80 : 0)
        let bar = (live.bar & 0x0F) | (live.perfusionHundredths == nil ? 1 << 4 : 0)
        let perfusion = live.perfusionHundredths ?? 0xFFFF
        return packet(
            .live,
            [
                first, wave, bar, live.pulse, live.spo2, UInt8(perfusion & 0xFF),
                UInt8(perfusion >> 8),
            ])
    }

    /// A packet with up to seven data bytes; their top bits travel in the second byte.
    static func packet(_ type: Packet, _ data: [UInt8]) -> [UInt8] {
        precondition(data.count <= 7, "a V7 packet holds at most seven data bytes")
        var bytes: [UInt8] = []
        bytes.reserveCapacity(data.count + 2)
        bytes.append(type.rawValue)
        var top: UInt8 = 0x80
        for (place, byte) in data.enumerated() { top |= (byte >> 7) << UInt8(place) }
        // Types without data have no byte of top bits worth reading, yet it is sent: `0C 80`.
        bytes.append(top)
        for byte in data { bytes.append(byte | 0x80) }
        return bytes
    }
}
