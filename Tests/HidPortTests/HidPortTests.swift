import Glibc
import SerialPort
import SignalCore
import Testing
import Threads

@testable import HidPort

/// Both ends of a pair of sockets that keeps messages apart, as a HID device keeps its reports.
private final class Device {
    let path = "/dev/hidraw7"
    let far: Int32
    private let near: Int32

    init() throws {
        var ends: [Int32] = [0, 0]
        try #require(
            socketpair(AF_UNIX, Int32(SOCK_SEQPACKET.rawValue) | O_NONBLOCK | O_CLOEXEC, 0, &ends)
                == 0)
        (near, far) = (ends[0], ends[1])
    }

    deinit { hangUp() }

    func port() -> HidPort { HidPort(descriptor: near, path: path) }

    func send(_ report: [UInt8]) { #expect(write(far, report, report.count) == report.count) }

    /// The next report, within two seconds.
    func receive() -> [UInt8] {
        var entry = pollfd(fd: far, events: Int16(POLLIN), revents: 0)
        var room = [UInt8](repeating: 0, count: 512)
        guard poll(&entry, 1, 2_000) > 0 else { return [] }
        let count = read(far, &room, room.count)
        return Array(room.prefix(max(0, count)))
    }

    private var isOpen = true

    func hangUp() {
        if isOpen { close(far) }
        isOpen = false
    }
}

private func soon(_ milliseconds: Int64 = 50) -> BootTime {
    BootClock.now().adding(milliseconds: milliseconds)
}

@Suite("Opening a HID device", .timeLimit(.minutes(1)))
struct HidOpeningTests {
    private func refusal(_ path: String) -> SerialPortError? {
        do throws(SerialPortError) {
            let port = try HidPort(path: path)
            port.close()
            return nil
        } catch {
            return error
        }
    }

    @Test func whatIsNoHidrawIsNamed() throws {
        #expect(refusal("/dev/hidraw999") == .notFound(path: "/dev/hidraw999"))
        #expect(refusal("/etc/hostname/x") == .notFound(path: "/etc/hostname/x"))
        #expect(refusal("/dev/null") == .notAHidDevice(path: "/dev/null"))
        #expect(refusal("/etc/passwd") == .notAHidDevice(path: "/etc/passwd"))
        #expect(refusal("/tmp") == .notAHidDevice(path: "/tmp"))
        let (master, slave, path) = try terminal()
        #expect(refusal(path) == .notAHidDevice(path: path))
        close(slave)
        close(master)
    }

    @Test func aRefusalLeavesNoDescriptor() throws {
        let before = descriptors()
        for _ in 0..<50 { #expect(refusal("/dev/null") != nil) }
        #expect(descriptors() <= before + 2, "other tests may hold one or two")
    }

    /// Runs in a process of its own, so that root can put its power aside.
    @Test func aDeviceOfAnotherUserIsRefused() async {
        await #expect(processExitsWith: .success) {
            var master: Int32 = -1
            var slave: Int32 = -1
            try #require(openpty(&master, &slave, nil, nil, nil) == 0)
            var name = [CChar](repeating: 0, count: 64)
            try #require(ttyname_r(slave, &name, name.count) == 0)
            let path = String(
                decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
            try #require(chmod(path, 0) == 0)
            if geteuid() == 0 { try #require(seteuid(65_534) == 0) }
            #expect(throws: SerialPortError.noPermission(path: path)) {
                try HidPort(path: path).close()
            }
        }
    }

    @Test("every refusal is one sentence with the path and what to do")
    func sentences() {
        let path = "/dev/hidraw3"
        for error in [
            SerialPortError.notAHidDevice(path: path), .otherDevice(path: path),
        ] {
            #expect(error.path == path)
            #expect(error.description.hasPrefix("\(path): "))
            #expect(error.description.hasSuffix("."))
            #expect(error.description.contains(";"))
        }
    }

    /// From linux/hidraw.h as the C compiler has them.
    @Test func requestsAreTheKernels() {
        #expect(HidCall.request(3, size: 8) == 0x8008_4803)
        #expect(HidCall.request(4, size: 256) == 0x8100_4804)
    }

    private func terminal() throws -> (Int32, Int32, String) {
        var master: Int32 = -1
        var slave: Int32 = -1
        try #require(openpty(&master, &slave, nil, nil, nil) == 0)
        var name = [CChar](repeating: 0, count: 64)
        try #require(ttyname_r(slave, &name, name.count) == 0)
        let letters = name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        return (master, slave, String(decoding: letters, as: UTF8.self))
    }

    private func descriptors() -> Int {
        (0..<1_024).count { fcntl(Int32($0), F_GETFD) >= 0 }
    }
}

@Suite("Reports of a HID device", .timeLimit(.minutes(1)))
struct HidReportTests {
    @Test("a report is read whole and alone")
    func reading() throws {
        let device = try Device()
        var port = device.port()
        var room = [UInt8](repeating: 0, count: 4_096)
        #expect(port.wait(until: soon(), wake: nil) == .timedOut)
        #expect(try port.read(into: &room) == 0)
        let first = (0..<64).map { UInt8($0) }
        device.send(first)
        device.send([0xEB, 0x7F, 0x6A] + Array(repeating: 0, count: 61))
        #expect(port.wait(until: soon(1_000), wake: nil) == .readable)
        #expect(try port.read(into: &room) == 64)
        #expect(Array(room[..<64]) == first)
        #expect(port.wait(until: soon(1_000), wake: nil) == .readable)
        #expect(try port.read(into: &room) == 64)
        #expect(Array(room[..<3]) == [0xEB, 0x7F, 0x6A])
        #expect(try port.read(into: &room) == 0)
    }

    @Test("a message is written as one report behind the id 0")
    func writing() throws {
        let device = try Device()
        var port = device.port()
        try port.write([0x9B, 0x00, 0x1B], until: soon())
        #expect(device.receive() == [0, 0x9B, 0x00, 0x1B])
        let longest = (0..<64).map { UInt8($0 + 1) }
        try port.write(longest, until: soon())
        #expect(device.receive() == [0] + longest)
    }

    @Test("a longer message is refused, and nothing of it is sent")
    func tooLong() throws {
        let device = try Device()
        var port = device.port()
        let error = SerialPortError.system(call: "write", errno: EMSGSIZE, path: device.path)
        var thrown: SerialPortError?
        do throws(SerialPortError) {
            try port.write(Array(repeating: 1, count: 65), until: soon())
        } catch {
            thrown = error
        }
        #expect(thrown == error)
        try port.write([7], until: soon())
        #expect(device.receive() == [0, 7])
    }

    @Test func aDeviceThatTakesNothingIsSaid() throws {
        let device = try Device()
        var port = device.port()
        var thrown: SerialPortError?
        do throws(SerialPortError) {
            for _ in 0..<100_000 {
                try port.write(Array(repeating: 1, count: 64), until: soon(100))
            }
        } catch {
            thrown = error
        }
        #expect(thrown == .system(call: "write", errno: ETIMEDOUT, path: device.path))
    }

    @Test("reports that are still there are read before the end is told")
    func theEnd() throws {
        let device = try Device()
        var port = device.port()
        var room = [UInt8](repeating: 0, count: 64)
        // A socket has a signal for this; a HID device has not.
        signal(SIGPIPE, SIG_IGN)
        device.send([1, 2, 3])
        device.hangUp()
        #expect(port.wait(until: soon(1_000), wake: nil) == .readable)
        #expect(try port.read(into: &room) == 3)
        var thrown: SerialPortError?
        if port.wait(until: soon(1_000), wake: nil) == .readable {
            do throws(SerialPortError) {
                _ = try port.read(into: &room)
            } catch {
                thrown = error
            }
        } else {
            thrown = .gone(path: device.path)
        }
        #expect(thrown == .gone(path: device.path))
        do throws(SerialPortError) {
            try port.write([1], until: soon())
            Issue.record("written to nobody")
        } catch {
            #expect(error == .gone(path: device.path))
        }
    }

    @Test func aWakeIsToldFirstAndThePipeEmptied() throws {
        let device = try Device()
        var port = device.port()
        let pipe = WakePipe()
        device.send([1])
        pipe.wake()
        #expect(port.wait(until: soon(1_000), wake: pipe) == .woken)
        #expect(port.wait(until: soon(1_000), wake: pipe) == .readable)
    }

    @Test func closingLetsGoOfTheDescriptor() throws {
        let device = try Device()
        device.port().close()
        var entry = pollfd(fd: device.far, events: Int16(POLLIN), revents: 0)
        #expect(poll(&entry, 1, 1_000) == 1)
        #expect(Int32(entry.revents) & POLLHUP != 0)
    }
}
