/// What ports there are, learned without opening any: opening a port moves its control lines, which
/// some devices take for an order.
public enum Discovery {
    /// The kernel's classes of device that oximeters are read through.
    static let portSubsystems = ["tty", "hidraw"]

    /// Every port that may lead to an oximeter, in order of location: the serial ports on USB, and
    /// the human-interface devices whose ids are in the table.
    ///
    /// Built-in ports (`ttyS0`) are left out: most boards list dozens with nothing behind them. One
    /// can still be named by hand, see `describe`.
    public static func candidates() throws(DiscoveryError) -> [Candidate] {
        try ports(try Udev(), in: .known, udevRuns: udevRuns)
    }

    /// What is known of a port that someone named by hand.
    ///
    /// Links are followed, so ask again at each opening: a link may by then lead elsewhere. Anything
    /// without a hardware parent in sysfs is simulated: a pseudo-terminal, a file. Where nothing is
    /// at all nothing is known: that is neither simulated nor ready.
    public static func describe(path: String) -> Candidate {
        let resolved = SystemFiles.resolved(path) ?? path
        guard SystemFiles.status(of: resolved) != nil else {
            return Candidate(
                path: resolved, location: resolved, isSimulated: false, isReady: false)
        }
        let unknown = Candidate(path: resolved, location: resolved, isSimulated: true)
        guard let number = SystemFiles.characterDevice(at: resolved),
            let udev = try? Udev(), let device = udev.device(number: number),
            var found = Candidate(device, udevRuns: udevRuns)
        else { return unknown }
        found.path = resolved
        return found
    }

    /// The port that has a discovered port's name now: the same one, another, or nil for none. Ask
    /// before and after opening it, for a name goes to whatever is plugged in next.
    public static func current(_ port: Candidate) -> Candidate? {
        guard let udev = try? Udev(),
            let device = udev.device(
                subsystem: port.subsystem, name: String(SystemFiles.lastName(port.path)))
        else { return nil }
        return Candidate(device, udevRuns: udevRuns)
    }

    static func ports(
        _ udev: borrowing Udev, in table: FingerprintTable, udevRuns: Bool
    ) throws(DiscoveryError) -> [Candidate] {
        var found: [Candidate] = []
        for subsystem in portSubsystems {
            try udev.forEachDevice(subsystem: subsystem) { device in
                if let port = Candidate(port: device, in: table, udevRuns: udevRuns) {
                    found.append(port)
                }
            }
        }
        return found.sorted { ($0.location, $0.path) < ($1.location, $1.path) }
    }

    /// Whether a udev daemon manages the devices. Containers have none: there the kernel's own
    /// messages are all there is.
    static var udevRuns: Bool { SystemFiles.exists("/run/udev/control") }
}
