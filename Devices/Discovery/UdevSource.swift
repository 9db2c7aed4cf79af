import SignalCore
import Threads

/// News of ports from the running system.
struct UdevSource: PortSource, ~Copyable {
    private let udev: Udev
    private var socket: UdevSocket
    private let udevRuns: Bool

    private init(udev: consuming Udev, socket: consuming UdevSocket, udevRuns: Bool) {
        self.udev = udev
        self.socket = socket
        self.udevRuns = udevRuns
    }

    /// Listens from now on, so that what comes while the list is read is not missed.
    static func listening() throws(DiscoveryError) -> UdevSource {
        let udev = try Udev()
        let udevRuns = Discovery.udevRuns
        let socket = try udev.listen(
            group: udevRuns ? "udev" : "kernel", subsystems: Discovery.portSubsystems)
        return UdevSource(udev: udev, socket: socket, udevRuns: udevRuns)
    }

    mutating func present() throws(DiscoveryError) -> [Candidate] {
        try Discovery.ports(udev, in: .known, udevRuns: udevRuns)
    }

    mutating func next() -> PortNews {
        switch socket.receive() {
        case .device(let device): Self.news(of: device, udevRuns: udevRuns)
        case .nothing: .nothing
        case .overflowed: .overflowed
        case .failed: .failed
        }
    }

    borrowing func wait(until deadline: BootTime, wake: WakePipe) {
        socket.wait(until: deadline, wake: wake)
    }

    private static func news(of device: borrowing UdevDevice, udevRuns: Bool) -> PortNews {
        if device.action == "remove" {
            // Sysfs has forgotten the parents by now; the set knows whether it was a port of ours.
            return device.node.map { .removed(path: $0) } ?? .unrelated
        }
        guard let port = Candidate(port: device, in: .known, udevRuns: udevRuns) else {
            return .unrelated
        }
        return device.action == "change" ? .changed(port) : .added(port)
    }
}
