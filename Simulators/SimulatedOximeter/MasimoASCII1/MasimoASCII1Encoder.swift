/// Writes a line of Masimo's "ASCII 1" output: a time stamp, then `KEY=value` with dashes for none.
///
/// Written from the Rad-8's manual and published readers. It shares no code with the driver that
/// decodes these bytes, so that the two can find each other's mistakes.
public struct MasimoASCII1Encoder: Sendable {
    /// How a line ends.
    public enum LineEnd: Sendable {
        /// LF CR, as the manual says.
        case manual
        /// CR LF, as was seen.
        case seen
    }

    /// The exceptions: why a value is doubtful or missing.
    public struct Exceptions: OptionSet, Sendable {
        /// Bits as they are sent.
        public let rawValue: UInt32

        /// Makes a set from its bits.
        public init(rawValue: UInt32) { self.rawValue = rawValue }

        /// No sensor is plugged in.
        public static let noSensor = Exceptions(rawValue: 0x001)
        /// The sensor is broken.
        public static let sensorDefective = Exceptions(rawValue: 0x002)
        /// Little blood moves under the sensor.
        public static let lowPerfusion = Exceptions(rawValue: 0x004)
        /// The device searches for a pulse.
        public static let pulseSearch = Exceptions(rawValue: 0x008)
        /// Something disturbs the light.
        public static let interference = Exceptions(rawValue: 0x010)
        /// The sensor is off the finger.
        public static let sensorOff = Exceptions(rawValue: 0x020)
        /// There is too much light.
        public static let ambientLight = Exceptions(rawValue: 0x040)
        /// The sensor is of an unknown kind.
        public static let sensorNotKnown = Exceptions(rawValue: 0x080)
        /// The signal is poor.
        public static let lowSignalQuality = Exceptions(rawValue: 0x400)
        /// Masimo SET measures; normally on.
        public static let set = Exceptions(rawValue: 0x800)
    }

    /// One second.
    public struct Line: Equatable, Sendable {
        /// The time of the device's clock.
        public var time: DeviceTime
        /// Oxygen saturation in percent.
        public var spo2Percent: Int?
        /// Pulse in beats a minute.
        public var pulseBpm: Int?
        /// Perfusion index in hundredths of a percent, up to 9999.
        public var perfusionHundredths: Int?
        /// Alarm bits; the vendor does not document them.
        public var alarm: UInt16 = 0
        /// The exceptions.
        public var exceptions: Exceptions = []

        /// Makes a line without values.
        public init(time: DeviceTime) { self.time = time }
    }

    /// The line with its end.
    public static func bytes(of line: Line, end: LineEnd) -> [UInt8] {
        let time = line.time
        let date = [time.month, time.day, time.year % 100].map { String($0, width: 2) }
        let clock = [time.hour, time.minute, time.second].map { String($0, width: 2) }
        let tokens = [
            date.joined(separator: "/"), clock.joined(separator: ":"), "SN=0000000000",
            "SPO2=" + (line.spo2Percent.map { String($0, width: 3) } ?? "---") + "%",
            "BPM=" + (line.pulseBpm.map { String($0, width: 3) } ?? "---"),
            "PI=" + (line.perfusionHundredths.map(hundredths) ?? "--.--") + "%",
            "SPCO=--.-%", "SPMET=--.-%", "DESAT=--", "PIDELTA=+--", "PVI=---",
            "ALARM=" + hexadecimal(UInt32(line.alarm), width: 4),
            "EXC=" + hexadecimal(line.exceptions.rawValue, width: 6),
        ]
        let text = tokens.joined(separator: " ") + (end == .manual ? "\n\r" : "\r\n")
        return Array(text.utf8)
    }

    private static func hundredths(_ number: Int) -> String {
        String(number / 100, width: 2) + "." + String(number % 100, width: 2)
    }

    private static func hexadecimal(_ number: UInt32, width: Int) -> String {
        let digits = String(number, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
