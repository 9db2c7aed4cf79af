/// What ports there are, learned without opening any: opening a port moves its control lines, which
/// some devices take for an order.
public enum Discovery {
    /// Every serial port on USB, in order of location.
    ///
    /// Built-in ports (`ttyS0`) are left out: most boards list dozens with nothing behind them. One
    /// can still be named by hand, see `describe`.
    public static func candidates() throws(DiscoveryError) -> [Candidate] {
        try usbPorts(try Udev(), udevRuns: udevRuns)
    }

    /// What is known of a port that someone named by hand.
    ///
    /// Links are followed, so ask again at each opening: a link may by then lead elsewhere. Anything
    /// without a hardware parent in sysfs is simulated: a pseudo-terminal, a file, nothing at all.
    public static func describe(path: String) -> Candidate {
        let resolved = SystemFiles.resolved(path) ?? path
        let unknown = Candidate(path: resolved, location: resolved, isSimulated: true)
        guard let number = SystemFiles.characterDevice(at: resolved),
            let udev = try? Udev(), let device = udev.device(number: number),
            var found = Candidate(device, udevRuns: udevRuns)
        else { return unknown }
        found.path = resolved
        return found
    }

    static func usbPorts(
        _ udev: borrowing Udev, udevRuns: Bool
    ) throws(DiscoveryError) -> [Candidate] {
        var found: [Candidate] = []
        try udev.forEachDevice(subsystem: "tty") { device in
            if let port = Candidate(usbPort: device, udevRuns: udevRuns) { found.append(port) }
        }
        return found.sorted { ($0.location, $0.path) < ($1.location, $1.path) }
    }

    /// Whether a udev daemon manages the devices. Containers have none: there the kernel's own
    /// messages are all there is.
    static var udevRuns: Bool { SystemFiles.exists("/run/udev/control") }
}
