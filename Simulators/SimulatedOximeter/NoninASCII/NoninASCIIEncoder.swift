/// Writes a line of Nonin's table units: oxygen and heart rate, dashes for what is missing.
///
/// Written from the manuals of several models. It shares no code with the driver that decodes these
/// bytes, so that the two can find each other's mistakes.
public struct NoninASCIIEncoder: Sendable {
    /// One second.
    public struct Line: Equatable, Sendable {
        /// The time of the device's clock, on models that print it.
        public var time: DeviceTime?
        /// Oxygen saturation, 0 to 100 %.
        public var spo2Percent: Int?
        /// Heart rate in beats a minute.
        public var pulseBpm: Int?
        /// The wearer marked an event.
        public var isEvent = false
        /// The switch for quick answers is up.
        public var isFast = false

        /// Makes a line without values.
        public init() {}
    }

    /// The line with its end, CR LF. Numbers have three digits, as the manuals show.
    public static func bytes(of line: Line) -> [UInt8] {
        var text = line.time.map { clock($0) + " " } ?? ""
        text += "SPO2=" + (line.spo2Percent.map { String($0, width: 3) } ?? "---")
        text += " HR=" + (line.pulseBpm.map { String($0, width: 3) } ?? "---")
        if line.isEvent { text += " *" }
        if line.isFast { text += " F" }
        return Array((text + "\r\n").utf8)
    }

    private static func clock(_ time: DeviceTime) -> String {
        [time.hour, time.minute, time.second].map { String($0, width: 2) }
            .joined(separator: ":")
    }
}
