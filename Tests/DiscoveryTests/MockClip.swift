/// A human-interface device as the kernel shows it: on USB, or made by a program through uhid.
struct MockClip: MockDevice {
    /// Where it is plugged in; nil for one that a program made.
    var place: String?
    var hidraw = "hidraw0"
    var minor = 0
    var vendor = "28e9"
    var product = "028a"
    var productName: String? = "Pulse Oximeter"
    var serial: String?
    /// The driver's own name for it, `HID_NAME`.
    var humanName: String? = "GigaDevice Pulse Oximeter"

    var usb: MockUSB? {
        place.map {
            MockUSB(
                place: $0, vendor: vendor, product: product, productName: productName,
                manufacturer: "GigaDevice", serial: serial, driver: "usbhid")
        }
    }
    private var ids: String { "\(vendor):\(product)".uppercased() }
    var humanPath: String {
        "\(usb?.interfacePath ?? "/devices/virtual/misc/uhid")/0003:\(ids).000\(minor + 1)"
    }
    var hidrawPath: String { "\(humanPath)/hidraw/\(hidraw)" }

    var node: String { hidraw }
    var places: [String] {
        [hidrawPath, humanPath] + (usb.map { [$0.interfacePath, $0.devicePath] } ?? [])
    }
    var above: String {
        usb?.text ?? "P: /devices/virtual/misc/uhid\nE: SUBSYSTEM=misc\n\n"
    }

    func port(nodeLine: String) -> String {
        let id = "0003:0000\(vendor):0000\(product)".uppercased()
        return """
            P: \(humanPath)
            E: SUBSYSTEM=hid
            E: HID_ID=\(id)
            \(humanName.map { "E: HID_NAME=\($0)" } ?? "E: HID_PHYS=")
            E: HID_UNIQ=\(serial ?? "")

            P: \(hidrawPath)
            \(nodeLine)
            E: SUBSYSTEM=hidraw
            E: DEVNAME=/dev/\(hidraw)
            E: MAJOR=240
            E: MINOR=\(minor)
            A: dev=240:\(minor)

            """
    }
}
