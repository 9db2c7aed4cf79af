import Glibc
import SignalCore
import Testing
import Threads

/// Both ends of a pseudo-terminal: the test plays the device on the master.
final class PseudoTerminal: Sendable {
    let path: String
    let master: Int32
    /// Kept open, so that closing a port does not hang up the master.
    let keeper: Int32

    init() throws {
        (master, keeper, path) = try Self.ends()
    }

    deinit {
        close(keeper)
        close(master)
    }

    /// A new pseudo-terminal: descriptors of both ends, and the slave's path.
    static func ends() throws -> (master: Int32, slave: Int32, path: String) {
        var master: Int32 = -1
        var slave: Int32 = -1
        // Not ttyname: its buffer is shared by all threads. Nor openpty's name: it has no length.
        var name = [CChar](repeating: 0, count: 64)
        try #require(openpty(&master, &slave, nil, nil, nil) == 0, "no pseudo-terminal to be had")
        try #require(ttyname_r(slave, &name, name.count) == 0)
        // A child process started by another test must not keep the master open.
        for end in [master, slave] { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        let letters = name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        return (master, slave, String(decoding: letters, as: UTF8.self))
    }

    func send(_ bytes: [UInt8]) {
        #expect(write(master, bytes, bytes.count) == bytes.count)
    }

    /// Reads until `count` bytes have come or two seconds have passed.
    func receive(_ count: Int) -> [UInt8] {
        var received: [UInt8] = []
        var room = [UInt8](repeating: 0, count: 4_096)
        while received.count < count {
            var entry = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
            guard poll(&entry, 1, 2_000) > 0 else { break }
            let got = read(master, &room, min(room.count, count - received.count))
            guard got > 0 else { break }
            received += room[..<got]
        }
        return received
    }

    var settings: termios {
        var settings = termios()
        #expect(tcgetattr(keeper, &settings) == 0)
        return settings
    }
}

extension BootTime {
    static func inMilliseconds(_ milliseconds: Int64) -> BootTime {
        BootClock.now().adding(milliseconds: milliseconds)
    }
}

/// How many descriptors lead to a path: other suites open and close their own meanwhile.
func openDescriptors(to path: String) -> Int {
    var count = 0
    for number in 0..<4_096 {
        var target = [CChar](repeating: 0, count: 256)
        let length = readlink("/proc/self/fd/\(number)", &target, target.count)
        guard length > 0 else { continue }
        if target[..<length].elementsEqual(path.utf8CString.dropLast()) { count += 1 }
    }
    return count
}
