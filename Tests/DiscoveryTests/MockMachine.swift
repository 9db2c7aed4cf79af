import CUmockdev
import Glibc
import Testing

/// Whether the library that redirects /sys, /dev and the kernel's messages is loaded.
let isUnderUmockdev: Bool = {
    guard let preloaded = getenv("LD_PRELOAD") else { return false }
    return String(cString: preloaded).contains("umockdev")
}()

/// What the kernel shows of one thing that is plugged in, as umockdev's text.
protocol MockDevice {
    /// The port's name under /dev.
    var node: String { get }
    /// What stands above the port.
    var above: String { get }
    /// The port itself; `nodeLine` makes its node, or takes its place.
    func port(nodeLine: String) -> String
    /// The places in sysfs, the port's first.
    var places: [String] { get }
}

/// A machine of umockdev's making. One at a time: it is the whole process that sees it.
final class MockMachine {
    private let testbed: UnsafeMutablePointer<UMockdevTestbed>
    /// umockdev keeps a node when its device is removed, and will not make it twice.
    private var nodes: Set<String> = []

    init() throws { testbed = try #require(umockdev_testbed_new()) }

    deinit { g_object_unref(testbed) }

    /// Where the mock machine's files really are.
    var directory: String { String(cString: umockdev_testbed_get_root_dir(testbed)) }

    /// Adds devices from umockdev's text, which the kernel does not announce.
    func describe(_ text: String) throws {
        var error: UnsafeMutablePointer<GError>?
        let added = umockdev_testbed_add_from_string(testbed, text, &error)
        let reason = error.map { String(cString: $0.pointee.message) } ?? ""
        try #require(added != 0, "umockdev: \(reason)")
    }

    /// A node is a pseudo-terminal in disguise, or a file when someone is to hold it: only a file is
    /// at the same place for all who look.
    func addQuietly(_ device: some MockDevice, asFile: Bool = false) throws {
        try describe(device.above)
        try addPort(of: device, asFile: asFile)
    }

    func addPort(of device: some MockDevice, asFile: Bool = false) throws {
        let isNew = nodes.insert(device.node).inserted
        let line = "N: \(device.node)" + (asFile ? "=00" : "")
        try describe(device.port(nodeLine: isNew ? line : "E: ID_BUS=usb"))
    }

    func plugIn(_ device: some MockDevice) throws {
        try addQuietly(device)
        announce("add", device)
    }

    func unplug(_ device: some MockDevice) {
        announce("remove", device)
        for place in device.places { umockdev_testbed_remove_device(testbed, "/sys" + place) }
    }

    func announce(_ action: String, _ device: some MockDevice) {
        umockdev_testbed_uevent(testbed, "/sys" + device.places[0], action)
    }

    func set(_ attribute: String, _ value: String, at place: String) {
        umockdev_testbed_set_attribute(testbed, "/sys" + place, attribute, value)
    }
}
