/// A port that may lead to an oximeter: what the system knows of it without opening it.
public struct Candidate: Equatable, Hashable, Sendable {
    /// The device node, links resolved: `/dev/ttyUSB0`, `/dev/hidraw0`. It may be another after a
    /// replug. For a device without a port its place in sysfs, which nothing opens.
    public var path: String
    /// The kernel's class of device: `tty`, `hidraw`, or `usb` for a device without a port.
    public var subsystem: String
    /// Where it is plugged in: for USB the bus path and interface, `1-1.2:1.0`, which stays the same
    /// after a replug; else the path in sysfs, or the device node when it has none.
    public var location: String
    /// The USB vendor id. Identical bridge chips are in unlike devices: an id is never proof.
    public var vendorID: UInt16?
    /// The USB product id.
    public var productID: UInt16?
    /// The product's name as the device gives it; for a human-interface device without a USB name
    /// the one its driver tells (`HID_NAME`).
    public var product: String?
    /// The maker's name as the device gives it.
    public var manufacturer: String?
    /// The serial number as the device gives it; many cables all say `0001`.
    public var serial: String?
    /// The kernel driver of the USB interface or the device: `cp210x`.
    public var kernelDriver: String?
    /// True for a port without a hardware parent in sysfs, such as a pseudo-terminal or a device
    /// made through uhid. What comes from it is a drill and never reaches a report.
    public var isSimulated: Bool
    /// False while udev still works through its rules: the port's permissions may yet change, and a
    /// `changed` event follows. True where no udev runs.
    public var isReady: Bool

    /// True for a USB device in the table that has no port to open: `Discovery.state(of:)` says why.
    public var isWithoutPort: Bool { subsystem == "usb" }
    /// True for a port of reports (hidraw) and not of a serial line.
    public var isHID: Bool { subsystem == "hidraw" }

    /// Whether it is the same kind of device in the same place, whatever its name is by now. A clip of
    /// the same make in the same socket counts as the same: no serial number can be relied on.
    public func isSameDevice(as other: Candidate) -> Bool {
        location == other.location && subsystem == other.subsystem
            && isSimulated == other.isSimulated && vendorID == other.vendorID
            && productID == other.productID && product == other.product
    }

    /// Makes a candidate from what is known of it.
    public init(
        path: String, subsystem: String = "tty", location: String, vendorID: UInt16? = nil,
        productID: UInt16? = nil, product: String? = nil, manufacturer: String? = nil,
        serial: String? = nil, kernelDriver: String? = nil, isSimulated: Bool, isReady: Bool = true
    ) {
        self.path = path
        self.subsystem = subsystem
        self.location = location
        self.vendorID = vendorID
        self.productID = productID
        self.product = product
        self.manufacturer = manufacturer
        self.serial = serial
        self.kernelDriver = kernelDriver
        self.isSimulated = isSimulated
        self.isReady = isReady
    }
}
