extension Discovery {
    /// USB devices with the id of an oximeter or its cable that have no port, in order of location:
    /// something took them from their driver, or there is no driver. `state(of:)` tells which.
    ///
    /// Adapters that are only known by their vendor are left out: too many of them mean other things.
    public static func devicesWithoutPort() throws(DiscoveryError) -> [Candidate] {
        try devicesWithoutPort(try Udev(), in: .known)
    }

    static func devicesWithoutPort(
        _ udev: borrowing Udev, in table: FingerprintTable
    ) throws(DiscoveryError) -> [Candidate] {
        var withPort: Set<String> = []
        for subsystem in portSubsystems {
            try udev.forEachDevice(subsystem: subsystem) { port in
                let usb = port.ancestor(subsystem: "usb", kind: "usb_device")
                if let place = usb?.systemPath { withPort.insert(place) }
            }
        }
        let drivers = try interfaceDrivers(udev)
        var found: [Candidate] = []
        try udev.forEachDevice(subsystem: "usb") { device in
            guard device.kind == "usb_device", let place = device.systemPath,
                !withPort.contains(place),
                let lone = Candidate(usbDevice: device, driver: drivers[place]),
                table.matches(for: lone).contains(where: { $0.productID != nil })
            else { return }
            found.append(lone)
        }
        return found.sorted { $0.location < $1.location }
    }

    /// The driver of each USB device's first interface that has one, by the device's sysfs path.
    private static func interfaceDrivers(
        _ udev: borrowing Udev
    ) throws(DiscoveryError) -> [String: String] {
        var drivers: [String: String] = [:]
        try udev.forEachDevice(subsystem: "usb") { interface in
            guard interface.kind == "usb_interface", let driver = interface.driver,
                let place = interface.parent()?.systemPath
            else { return }
            if drivers[place] == nil { drivers[place] = driver }
        }
        return drivers
    }
}
