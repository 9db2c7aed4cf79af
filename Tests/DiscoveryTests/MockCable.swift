/// A USB device and its first interface.
struct MockUSB {
    /// Where it is plugged in, such as `1-1.2`.
    var place: String
    var vendor: String
    var product: String
    var productName: String?
    var manufacturer: String?
    var serial: String?
    /// The interface's driver; nil for none.
    var driver: String?

    var devicePath: String { "/devices/pci0000:00/0000:00:14.0/usb1/\(place)" }
    var interfacePath: String { "\(devicePath)/\(place):1.0" }

    /// The machine description that umockdev reads.
    var text: String {
        var lines = [
            "P: \(devicePath)", "E: SUBSYSTEM=usb", "E: DEVTYPE=usb_device",
            "A: idVendor=\(vendor)", "A: idProduct=\(product)", "A: power/control=on",
            "A: power/runtime_status=active",
        ]
        for (name, value) in [
            ("product", productName), ("manufacturer", manufacturer), ("serial", serial),
        ] {
            if let value { lines.append("A: \(name)=\(value)") }
        }
        lines += ["", "P: \(interfacePath)", "E: SUBSYSTEM=usb", "E: DEVTYPE=usb_interface"]
        if let driver { lines.append("L: driver=../../../../../../bus/usb/drivers/\(driver)") }
        return lines.joined(separator: "\n") + "\n\n"
    }
}

/// A USB serial cable as the kernel shows it: a device, its interface, a port and a tty.
struct MockCable: MockDevice {
    var place: String
    var tty = "ttyUSB0"
    var minor = 0
    var vendor = "10c4"
    var product = "ea60"
    var productName = "CP2102 USB to UART Bridge Controller"
    var serial: String? = "0001"
    var driver = "cp210x"
    var portNumber = 0

    var usb: MockUSB {
        MockUSB(
            place: place, vendor: vendor, product: product, productName: productName,
            manufacturer: "Silicon Labs", serial: serial, driver: driver)
    }
    var portPath: String { "\(usb.interfacePath)/\(tty)" }
    var ttyPath: String { "\(portPath)/tty/\(tty)" }

    var node: String { tty }
    var above: String { usb.text }
    var places: [String] { [ttyPath, portPath, usb.interfacePath, usb.devicePath] }

    func port(nodeLine: String) -> String {
        """
        P: \(portPath)
        E: SUBSYSTEM=usb-serial
        A: port_number=\(portNumber)

        P: \(ttyPath)
        \(nodeLine)
        E: SUBSYSTEM=tty
        E: DEVNAME=/dev/\(tty)
        E: MAJOR=188
        E: MINOR=\(minor)
        A: dev=188:\(minor)

        """
    }
}
