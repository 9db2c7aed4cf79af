import CUmockdev
import Glibc
import Testing

/// Whether the library that redirects /sys, /dev and the kernel's messages is loaded.
let isUnderUmockdev: Bool = {
    guard let preloaded = getenv("LD_PRELOAD") else { return false }
    return String(cString: preloaded).contains("umockdev")
}()

/// A USB serial cable as the kernel shows it: a device, its interface, a port and a tty.
struct MockCable {
    /// Where it is plugged in, such as `1-1.2`.
    var place: String
    var tty = "ttyUSB0"
    var minor = 0
    var vendor = "10c4"
    var product = "ea60"
    var productName = "CP2102 USB to UART Bridge Controller"
    var manufacturer = "Silicon Labs"
    var serial: String? = "0001"
    var driver = "cp210x"
    var portNumber = 0

    var devicePath: String { "/devices/pci0000:00/0000:00:14.0/usb1/\(place)" }
    var interfacePath: String { "\(devicePath)/\(place):1.0" }
    var portPath: String { "\(interfacePath)/\(tty)" }
    var ttyPath: String { "\(portPath)/tty/\(tty)" }

    /// The machine description that umockdev reads.
    var deviceAndInterface: String {
        let serialLine = serial.map { "A: serial=\($0)\n" } ?? ""
        return """
            P: \(devicePath)
            E: SUBSYSTEM=usb
            E: DEVTYPE=usb_device
            A: idVendor=\(vendor)
            A: idProduct=\(product)
            A: product=\(productName)
            A: manufacturer=\(manufacturer)
            \(serialLine)
            P: \(interfacePath)
            E: SUBSYSTEM=usb
            E: DEVTYPE=usb_interface
            L: driver=../../../../../../bus/usb/drivers/\(driver)

            """
    }

    func port(withNode: Bool) -> String {
        """
        P: \(portPath)
        E: SUBSYSTEM=usb-serial
        A: port_number=\(portNumber)

        P: \(ttyPath)
        \(withNode ? "N: \(tty)" : "E: ID_BUS=usb")
        E: SUBSYSTEM=tty
        E: DEVNAME=/dev/\(tty)
        E: MAJOR=188
        E: MINOR=\(minor)
        A: dev=188:\(minor)

        """
    }
}

/// A machine of umockdev's making. One at a time: it is the whole process that sees it.
final class MockMachine {
    private let testbed: UnsafeMutablePointer<UMockdevTestbed>
    /// umockdev keeps a node when its device is removed, and will not make it twice.
    private var nodes: Set<String> = []

    init() throws { testbed = try #require(umockdev_testbed_new()) }

    deinit { g_object_unref(testbed) }

    /// Adds devices from umockdev's text, which the kernel does not announce.
    func describe(_ text: String) throws {
        var error: UnsafeMutablePointer<GError>?
        let added = umockdev_testbed_add_from_string(testbed, text, &error)
        let reason = error.map { String(cString: $0.pointee.message) } ?? ""
        try #require(added != 0, "umockdev: \(reason)")
    }

    func addQuietly(_ cable: MockCable) throws {
        try describe(cable.deviceAndInterface)
        try addPort(of: cable)
    }

    func addPort(of cable: MockCable) throws {
        try describe(cable.port(withNode: nodes.insert(cable.tty).inserted))
    }

    func plugIn(_ cable: MockCable) throws {
        try addQuietly(cable)
        announce("add", cable)
    }

    func unplug(_ cable: MockCable) {
        announce("remove", cable)
        for path in [cable.ttyPath, cable.portPath, cable.interfacePath, cable.devicePath] {
            umockdev_testbed_remove_device(testbed, "/sys" + path)
        }
    }

    func announce(_ action: String, _ cable: MockCable) {
        umockdev_testbed_uevent(testbed, "/sys" + cable.ttyPath, action)
    }

    func setProduct(_ name: String, of cable: MockCable) {
        umockdev_testbed_set_attribute(testbed, "/sys" + cable.devicePath, "product", name)
    }
}
