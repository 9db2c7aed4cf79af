import CUdev
import Glibc
import SignalCore
import Threads

/// A session with libudev. For one thread: the library keeps no locks.
///
/// The two files with this module's unsafe code are this one and `SystemFiles.swift`.
@safe struct Udev: ~Copyable {
    private let context: OpaquePointer

    init() throws(DiscoveryError) {
        guard let context = unsafe udev_new() else {
            throw .failed(call: "udev_new", errno: errno)
        }
        unsafe self.context = unsafe context
    }

    deinit { _ = unsafe udev_unref(context) }

    /// Every device of a subsystem, in no order.
    borrowing func forEachDevice(
        subsystem: String, _ body: (borrowing UdevDevice) -> Void
    ) throws(DiscoveryError) {
        guard let search = unsafe udev_enumerate_new(context) else {
            throw .failed(call: "udev_enumerate_new", errno: errno)
        }
        defer { _ = unsafe udev_enumerate_unref(search) }
        let status = unsafe udev_enumerate_add_match_subsystem(search, subsystem)
        guard status >= 0, unsafe udev_enumerate_scan_devices(search) >= 0 else {
            throw .failed(call: "udev_enumerate_scan_devices", errno: errno)
        }
        var entry = unsafe udev_enumerate_get_list_entry(search)
        while let current = unsafe entry {
            if let name = unsafe udev_list_entry_get_name(current),
                let found = unsafe udev_device_new_from_syspath(context, name)
            {
                let device = unsafe UdevDevice(owning: found)
                body(device)
            }
            unsafe entry = unsafe udev_list_entry_get_next(current)
        }
    }

    /// The character device with this number; nil when sysfs has none.
    borrowing func device(number: dev_t) -> UdevDevice? {
        let character = CChar(bitPattern: UInt8(ascii: "c"))
        guard let found = unsafe udev_device_new_from_devnum(context, character, number) else {
            return nil
        }
        return unsafe UdevDevice(owning: found)
    }

    /// The device with this name now, such as `ttyUSB0` of `tty`; nil when sysfs has none.
    borrowing func device(subsystem: String, name: String) -> UdevDevice? {
        guard let found = unsafe udev_device_new_from_subsystem_sysname(context, subsystem, name)
        else { return nil }
        return unsafe UdevDevice(owning: found)
    }

    /// Begins to listen for news of some subsystems; `group` is `udev` or `kernel`.
    borrowing func listen(
        group: String, subsystems: [String]
    ) throws(DiscoveryError) -> UdevSocket {
        guard let monitor = unsafe udev_monitor_new_from_netlink(context, group) else {
            throw .failed(call: "udev_monitor_new_from_netlink", errno: errno)
        }
        let socket = unsafe UdevSocket(owning: monitor)
        for subsystem in subsystems {
            guard
                unsafe udev_monitor_filter_add_match_subsystem_devtype(monitor, subsystem, nil) >= 0
            else { throw .failed(call: "udev_monitor_filter_add_match", errno: errno) }
        }
        guard unsafe udev_monitor_enable_receiving(monitor) >= 0 else {
            throw .failed(call: "udev_monitor_enable_receiving", errno: errno)
        }
        return socket
    }
}

/// The socket on which libudev tells of devices that come, change and go.
@safe struct UdevSocket: ~Copyable {
    /// What a look at the socket gave.
    enum Received: ~Copyable {
        case device(UdevDevice)
        case nothing
        case overflowed
        case failed
    }

    private let monitor: OpaquePointer

    @unsafe init(owning monitor: OpaquePointer) { unsafe self.monitor = monitor }

    deinit { _ = unsafe udev_monitor_unref(monitor) }

    /// Takes one message, without waiting.
    mutating func receive() -> Received {
        errno = 0
        if let device = unsafe udev_monitor_receive_device(monitor) {
            return .device(unsafe UdevDevice(owning: device))
        }
        switch errno {
        case 0, EAGAIN, EINTR: return .nothing
        case ENOBUFS: return .overflowed
        default: return .failed
        }
    }

    /// Sleeps until a message comes, the pipe is woken (and emptied) or `deadline` comes.
    borrowing func wait(until deadline: BootTime, wake: WakePipe) {
        let socket = unsafe udev_monitor_get_fd(monitor)
        var entries: InlineArray<2, pollfd> = [
            pollfd(fd: socket, events: Int16(POLLIN), revents: 0),
            pollfd(fd: wake.readDescriptor, events: Int16(POLLIN), revents: 0),
        ]
        var span = entries.mutableSpan
        let milliseconds = WakePipe.pollMilliseconds(until: deadline)
        _ = unsafe span.withUnsafeMutableBufferPointer {
            unsafe poll($0.baseAddress, 2, milliseconds)
        }
        if entries[1].revents != 0 { wake.drain() }
    }
}

/// A device as udev sees it.
@safe struct UdevDevice: ~Copyable {
    private let device: OpaquePointer

    @unsafe init(owning device: OpaquePointer) { unsafe self.device = device }

    deinit { _ = unsafe udev_device_unref(device) }

    var node: String? { unsafe Self.text(udev_device_get_devnode(device)) }
    var name: String? { unsafe Self.text(udev_device_get_sysname(device)) }
    var subsystem: String? { unsafe Self.text(udev_device_get_subsystem(device)) }
    var systemPath: String? { unsafe Self.text(udev_device_get_devpath(device)) }
    var driver: String? { unsafe Self.text(udev_device_get_driver(device)) }
    var action: String? { unsafe Self.text(udev_device_get_action(device)) }
    var kind: String? { unsafe Self.text(udev_device_get_devtype(device)) }
    var isInitialized: Bool { unsafe udev_device_get_is_initialized(device) > 0 }
    /// False for what only software made: it has no parent, or all its parents are under `virtual`
    /// (uhid's are; so are the Bluetooth clips that BlueZ hands to uhid, rather too strict than lax).
    var hasHardwareParent: Bool {
        guard unsafe udev_device_get_parent(device) != nil, let systemPath else { return false }
        return !systemPath.hasPrefix("/devices/virtual/")
    }

    borrowing func attribute(_ name: String) -> String? {
        unsafe Self.text(udev_device_get_sysattr_value(device, name))
    }

    /// A value of the device's uevent.
    borrowing func property(_ name: String) -> String? {
        unsafe Self.text(udev_device_get_property_value(device, name))
    }

    borrowing func parent() -> UdevDevice? {
        guard let parent = unsafe udev_device_get_parent(device) else { return nil }
        return unsafe Self.sharing(parent)
    }

    borrowing func ancestor(subsystem: String, kind: String?) -> UdevDevice? {
        let found = unsafe udev_device_get_parent_with_subsystem_devtype(device, subsystem, kind)
        guard let found = unsafe found else { return nil }
        return unsafe Self.sharing(found)
    }

    /// libudev lends a parent for the life of its child; a reference of our own outlives it.
    @unsafe private static func sharing(_ lent: OpaquePointer) -> UdevDevice? {
        guard let device = unsafe udev_device_ref(lent) else { return nil }
        return unsafe UdevDevice(owning: device)
    }

    @unsafe private static func text(_ pointer: UnsafePointer<CChar>?) -> String? {
        guard let pointer = unsafe pointer else { return nil }
        return unsafe String(cString: pointer)
    }
}
