extension Discovery {
    /// How a candidate stands, judged without opening it.
    ///
    /// `unknownDevice` says only that the table has no row: a port that was named by hand may still
    /// be read. Walks /proc: a few milliseconds, not for a hot path.
    public static func state(
        of candidate: Candidate, in table: FingerprintTable = .known
    ) -> PortState {
        state(of: candidate, in: table, isRunning: Processes.isRunning)
    }

    static func state(
        of candidate: Candidate, in table: FingerprintTable, isRunning: (String) -> Bool
    ) -> PortState {
        if candidate.isWithoutPort { return withoutPort(candidate, isRunning: isRunning) }
        let isKnown = !table.matches(for: candidate).isEmpty
        switch access(of: candidate.path) {
        case .missing: return .missing
        case .taken("ModemManager"): return .takenByModemManager
        case .taken(let holder): return .busy(holder: holder)
        case .noPermission where isKnown && candidate.isReady:
            return .noPermission(isHID: candidate.isHID)
        case .noPermission, .free:
            guard candidate.isReady else { return .notReady }
            guard isKnown else { return .unknownDevice(path: candidate.path) }
            return sleep(of: candidate.path).map { .autosuspend(isAsleep: $0) } ?? .free
        }
    }

    private static func withoutPort(
        _ candidate: Candidate, isRunning: (String) -> Bool
    ) -> PortState {
        let isUnbound = candidate.kernelDriver == nil || candidate.kernelDriver == "usbfs"
        if isUnbound && isRunning("brltty") { return .takenByBrltty }
        if candidate.kernelDriver == "usbfs" {
            let holder = Processes.first(holding: candidate.path)
            return .busy(holder: holder.flatMap(Processes.name))
        }
        return .noDriver(module: candidate.vendorID.flatMap { modules[$0] })
    }

    /// The kernel's drivers for the bridge chips and human-interface devices, by vendor.
    private static let modules: [UInt16: String] = [
        0x10c4: "cp210x", 0x0403: "ftdi_sio", 0x067b: "pl2303", 0x1a86: "ch341", 0x28e9: "usbhid",
    ]

    /// Whether the port's USB device sleeps; nil when it is awake and always will be.
    private static func sleep(of path: String) -> Bool? {
        guard let number = SystemFiles.characterDevice(at: path), let udev = try? Udev(),
            let device = udev.device(number: number),
            let usb = device.ancestor(subsystem: "usb", kind: "usb_device")
        else { return nil }
        if usb.attribute("power/runtime_status") == "suspended" { return true }
        return usb.attribute("power/control") == "auto" ? false : nil
    }
}
