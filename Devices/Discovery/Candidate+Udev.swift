extension Candidate {
    /// A port on USB, from udev; nil for anything else, such as a console or a built-in port.
    init?(usbPort device: borrowing UdevDevice, udevRuns: Bool) {
        self.init(device, udevRuns: udevRuns)
        guard vendorID != nil, productID != nil else { return nil }
    }

    /// Any device with a node, from udev.
    init?(_ device: borrowing UdevDevice, udevRuns: Bool) {
        guard let path = device.node, let location = device.systemPath else { return nil }
        self.init(
            path: path, subsystem: device.subsystem ?? "tty", location: location,
            kernelDriver: device.parent()?.driver, isSimulated: !device.hasParent,
            isReady: !udevRuns || device.isInitialized)
        if let usb = device.ancestor(subsystem: "usb", kind: "usb_device") {
            vendorID = usb.attribute("idVendor").flatMap { UInt16($0, radix: 16) }
            productID = usb.attribute("idProduct").flatMap { UInt16($0, radix: 16) }
            product = usb.attribute("product")
            manufacturer = usb.attribute("manufacturer")
            serial = usb.attribute("serial")
        }
        if let interface = device.ancestor(subsystem: "usb", kind: "usb_interface") {
            self.location = (interface.name ?? location) + Self.portSuffix(of: device)
            kernelDriver = interface.driver ?? kernelDriver
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
