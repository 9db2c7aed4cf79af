extension Candidate {
    /// A port that may lead to an oximeter, from udev: any serial port on USB, and of the
    /// human-interface devices those whose ids are in the table. Nil for anything else, such as a
    /// console, a built-in port or a keyboard.
    init?(port device: borrowing UdevDevice, in table: FingerprintTable, udevRuns: Bool) {
        self.init(device, udevRuns: udevRuns)
        guard vendorID != nil, productID != nil else { return nil }
        guard !isHID || table.knowsHID(vendor: vendorID, product: productID) else { return nil }
    }

    /// Any device with a node, from udev.
    init?(_ device: borrowing UdevDevice, udevRuns: Bool) {
        guard let path = device.node, let location = device.systemPath else { return nil }
        self.init(
            path: path, subsystem: device.subsystem ?? "tty", location: location,
            kernelDriver: device.parent()?.driver, isSimulated: !device.hasHardwareParent,
            isReady: !udevRuns || device.isInitialized)
        if let usb = device.ancestor(subsystem: "usb", kind: "usb_device") { take(usb: usb) }
        if let human = device.ancestor(subsystem: "hid", kind: nil) { take(human: human) }
        if let interface = device.ancestor(subsystem: "usb", kind: "usb_interface") {
            self.location = (interface.name ?? location) + Self.portSuffix(of: device)
            kernelDriver = interface.driver ?? kernelDriver
        }
    }

    /// A USB device by itself, from udev; its ports, if any, are other devices.
    init?(usbDevice device: borrowing UdevDevice, driver: String?) {
        guard let place = device.systemPath, let name = device.name else { return nil }
        self.init(
            path: device.node ?? "/sys\(place)", subsystem: "usb", location: name,
            kernelDriver: driver, isSimulated: !device.hasHardwareParent)
        take(usb: device)
    }

    private mutating func take(usb device: borrowing UdevDevice) {
        vendorID = device.attribute("idVendor").flatMap { UInt16($0, radix: 16) }
        productID = device.attribute("idProduct").flatMap { UInt16($0, radix: 16) }
        product = device.attribute("product")
        manufacturer = device.attribute("manufacturer")
        serial = device.attribute("serial")
    }

    /// What the HID driver tells fills what USB left open: a device made through uhid has no more.
    private mutating func take(human device: borrowing UdevDevice) {
        if vendorID == nil, let id = device.property("HID_ID").flatMap(HumanInterfaceID.init) {
            vendorID = id.vendor
            productID = id.product
        }
        product = product ?? device.property("HID_NAME")
        if serial == nil, let unique = device.property("HID_UNIQ"), !unique.isEmpty {
            serial = unique
        }
    }

    /// Some adapters put several ports on one interface; all but the first are told apart by number.
    private static func portSuffix(of device: borrowing UdevDevice) -> String {
        guard let port = device.ancestor(subsystem: "usb-serial", kind: nil),
            let number = port.attribute("port_number"), number != "0"
        else { return "" }
        return "#\(number)"
    }
}

/// The kernel's `HID_ID`: bus, vendor and product in hex, `0003:000028E9:0000028A`.
struct HumanInterfaceID: Equatable {
    let vendor: UInt16
    let product: UInt16

    /// Nil when the text is not of that form or an id is larger than USB's.
    init?(_ text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 3, let vendor = UInt16(parts[1], radix: 16),
            let product = UInt16(parts[2], radix: 16)
        else { return nil }
        self.vendor = vendor
        self.product = product
    }
}
