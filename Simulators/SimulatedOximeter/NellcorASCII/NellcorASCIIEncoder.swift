/// Writes the printout of a Nellcor N-560: fixed columns, a star behind a value beyond its limit.
///
/// Written from a capture of a real monitor. It shares no code with the driver that decodes these
/// bytes, so that the two can find each other's mistakes.
public struct NellcorASCIIEncoder: Sendable {
    /// Lines between two headings, counting the heading's own three: as captured.
    public static let linesPerPage = 25
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// The alarm limits of the monitor.
    public struct Limits: Equatable, Sendable {
        /// Oxygen saturation in percent.
        public var spo2Percent = 90...100
        /// Pulse in beats a minute.
        public var pulseBpm = 60...170

        /// The limits a monitor comes with.
        public init() {}
    }

    /// What the monitor says in two letters, each in its own column.
    public struct Status: Equatable, Sendable {
        /// `MO` motion, `LM` and `LP` pulse lost, `PS` search, `SO` sensor off, `SD` disconnected.
        public var signal = ""
        /// `SH` or `SL`.
        public var spo2 = ""
        /// `PH` or `PL`.
        public var pulse = ""
        /// `LB`.
        public var battery = ""
        /// `AS` alarm silenced, `AO` alarm off.
        public var alarm = ""

        /// Makes a status without codes.
        public init() {}
    }

    /// One line of values; 0 and `nil` both stand for none, as zeros and as dashes.
    public struct Line: Equatable, Sendable {
        /// The time of the monitor's clock.
        public var time: DeviceTime
        /// Oxygen saturation in percent.
        public var spo2Percent: Int?
        /// Pulse in beats a minute.
        public var pulseBpm: Int?
        /// Height of the pulse, 0 to 254.
        public var amplitude: Int?
        /// The codes.
        public var status = Status()

        /// Makes a line without values.
        public init(time: DeviceTime) { self.time = time }
    }

    /// The line with its end, CR LF.
    public static func bytes(of line: Line, limits: Limits) -> [UInt8] {
        var text = stamp(line.time) + "   "
        text += value(line.spo2Percent, limits.spo2Percent) + "    "
        text += value(line.pulseBpm, limits.pulseBpm) + "    "
        text += value(line.amplitude, nil) + "   "
        let status = line.status
        for code in [status.signal, status.spo2, status.pulse, status.battery, status.alarm] {
            text += code.leftAligned(3)
        }
        return Array((text + "  \r\n").utf8)
    }

    /// The three lines of a heading.
    public static func heading(_ limits: Limits) -> [UInt8] {
        let spo2 = "\(limits.spo2Percent.lowerBound)-\(limits.spo2Percent.upperBound)%"
        let pulse = "\(limits.pulseBpm.lowerBound)-\(limits.pulseBpm.upperBound)BPM"
        let lines = [
            "N-560    VERSION 1.56.00    CRC:XXXX  SpO2 Limit: \(spo2)    PR Limit: \(pulse)",
            "                             ADULT            0SAT-S ",
            "TIME                 %SpO2   BPM     PA     Status",
        ]
        return lines.flatMap { Array(($0 + "\r\n").utf8) }
    }

    private static func stamp(_ time: DeviceTime) -> String {
        let date = [
            String(time.day, width: 2), months[time.month - 1], String(time.year % 100, width: 2),
        ]
        let clock = [time.hour, time.minute, time.second].map { String($0, width: 2) }
        return date.joined(separator: "-") + " " + clock.joined(separator: ":")
    }

    /// Three places and one for the star. Zero is no value, so it breaks no limit.
    private static func value(_ number: Int?, _ limits: ClosedRange<Int>?) -> String {
        guard let number else { return "--- " }
        let isBeyond = number > 0 && limits?.contains(number) == false
        return String(number, width: 3, filledWith: " ") + (isBeyond ? "*" : " ")
    }
}
