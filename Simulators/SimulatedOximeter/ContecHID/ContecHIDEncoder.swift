/// Puts the messages of Contec's USB-HID devices into bytes: a head with bit 7 set, seven-bit data,
/// and a checksum.
///
/// Written from published captures and readers. It shares no code with the driver that decodes these
/// bytes, so that the two can find each other's mistakes.
public struct ContecHIDEncoder: Sendable {
    /// A report is always this long; what is not used is 00.
    public static let reportLength = 64

    /// One point of the wave.
    public struct Amplitude: Equatable, Sendable {
        /// Signal strength, 0 to 15.
        public var strength: UInt8 = 4
        /// Pulse wave, 0 to 127; 64 without a finger.
        public var pleth: UInt8 = 64
        /// Bar graph, 0 to 15; `nil` when the finger is out.
        public var bar: UInt8?

        /// Makes a point without a finger.
        public init() {}
    }

    /// The numbers of one second.
    public struct Numbers: Equatable, Sendable {
        /// Pulse, 1 to 254; 0 or 255 for none.
        public var pulse: UInt8 = 255
        /// Oxygen saturation, 1 to 100; 127 for none.
        public var spo2: UInt8 = 127
        /// Perfusion index in hundredths of a percent, up to 16 383; `nil` for none.
        public var perfusionHundredths: Int?

        /// Makes a second without values.
        public init() {}
    }

    /// A message: `EB 00`, six bytes.
    public static func bytes(of amplitude: Amplitude) -> [UInt8] {
        let bar = amplitude.bar.map { $0 & 0x0F } ?? 0x60
        return message([0xEB, 0x00, amplitude.strength & 0x0F, amplitude.pleth & 0x7F, bar])
    }

    /// A message: `EB 01`, eight bytes.
    public static func bytes(of numbers: Numbers) -> [UInt8] {
        // Bit 2 is always set in captures; nobody knows why.
        let flags: UInt8 = numbers.pulse >= 128 ? 0x06 : 0x04
        let none: [UInt8] = [0x7F, 0x00]
        let perfusion = numbers.perfusionHundredths.map { [low($0), high($0)] } ?? none
        return message(
            [0xEB, 0x01, flags, numbers.pulse & 0x7F, numbers.spo2 & 0x7F] + perfusion)
    }

    /// Adds the checksum: the sum of all bytes before it, without bit 7.
    static func message(_ bytes: [UInt8]) -> [UInt8] {
        bytes + [bytes.reduce(0, &+) & 0x7F]
    }

    /// Bits 0 to 6 of a number that is sent seven bits at a time.
    static func low(_ number: Int) -> UInt8 { UInt8(number & 0x7F) }
    /// Bits 7 to 13.
    static func high(_ number: Int) -> UInt8 { UInt8(number >> 7 & 0x7F) }
    /// Bits 14 to 20.
    static func highest(_ number: Int) -> UInt8 { UInt8(number >> 14 & 0x7F) }

    /// Cuts bytes into reports and fills the last one up.
    static func reports(_ bytes: [UInt8]) -> [UInt8] {
        let left = bytes.count % reportLength
        return left == 0 ? bytes : bytes + Array(repeating: 0, count: reportLength - left)
    }
}
