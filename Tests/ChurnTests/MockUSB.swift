import CUmockdev
import Foundation
import Testing

/// Whether the library that redirects /sys, /dev and the kernel's messages is loaded.
let isUnderUmockdev: Bool = {
    ProcessInfo.processInfo.environment["LD_PRELOAD"]?.contains("umockdev") ?? false
}()

/// A machine of umockdev's making whose USB cables lead to real pseudo-terminals.
final class MockUSB {
    /// A cable: a bridge chip at a place, with the port name it has at present.
    struct Cable {
        var place: String
        var vendor: String
        var product: String
        var number: Int

        var tty: String { "ttyUSB\(number)" }
        var device: String { "/devices/pci0000:00/0000:00:14.0/usb1/\(place)" }
        var interface: String { "\(device)/\(place):1.0" }
        var port: String { "\(interface)/\(tty)" }
        var node: String { "\(port)/tty/\(tty)" }
    }

    private let testbed: UnsafeMutablePointer<UMockdevTestbed>
    private let root: String

    init() throws {
        testbed = try #require(umockdev_testbed_new())
        let directory = try #require(umockdev_testbed_get_root_dir(testbed))
        root = String(cString: directory)
        g_free(directory)
        try FileManager.default.createDirectory(
            atPath: root + "/dev", withIntermediateDirectories: true)
    }

    deinit { g_object_unref(testbed) }

    /// Plugs a cable in whose port is the pseudo-terminal at `path`.
    func plug(_ cable: Cable, leadingTo path: String) throws {
        // The node is a link of our own: umockdev would make one that no simulator stands behind.
        try FileManager.default.createSymbolicLink(
            atPath: root + "/dev/" + cable.tty, withDestinationPath: path)
        var error: UnsafeMutablePointer<GError>?
        let text = """
            P: \(cable.device)
            E: SUBSYSTEM=usb
            E: DEVTYPE=usb_device
            A: idVendor=\(cable.vendor)
            A: idProduct=\(cable.product)
            A: product=USB to UART
            A: serial=0001

            P: \(cable.interface)
            E: SUBSYSTEM=usb
            E: DEVTYPE=usb_interface
            L: driver=../../../../../../bus/usb/drivers/bridge

            P: \(cable.port)
            E: SUBSYSTEM=usb-serial
            A: port_number=0

            P: \(cable.node)
            E: ID_BUS=usb
            E: SUBSYSTEM=tty
            E: DEVNAME=/dev/\(cable.tty)
            E: MAJOR=188
            E: MINOR=\(cable.number % 256)
            A: dev=188:\(cable.number % 256)

            """
        let added = umockdev_testbed_add_from_string(testbed, text, &error)
        try #require(added != 0, "\(error.map { String(cString: $0.pointee.message) } ?? "")")
        umockdev_testbed_uevent(testbed, "/sys" + cable.node, "add")
    }

    /// Pulls the cable.
    func pull(_ cable: Cable) {
        umockdev_testbed_uevent(testbed, "/sys" + cable.node, "remove")
        for path in [cable.node, cable.port, cable.interface, cable.device] {
            umockdev_testbed_remove_device(testbed, "/sys" + path)
        }
        try? FileManager.default.removeItem(atPath: root + "/dev/" + cable.tty)
    }
}
