import Glibc
import Link
import SerialPort
import SignalCore
import SimulatedOximeter
import Testing
import Threads

@Suite("A port of either kind", .timeLimit(.minutes(1)))
struct PortTransportTests {
    private func refusal(_ path: String, isHID: Bool, _ setting: PortSetting) -> SerialPortError? {
        do throws(SerialPortError) {
            _ = try PortTransport(path: path, isHID: isHID, setting: setting)
            return nil
        } catch {
            return error
        }
    }

    @Test("each kind is opened as itself and refused as the other")
    func kinds() throws {
        let pty = try Pty()
        #expect(refusal(pty.path, isHID: false, .serial(LineSettings(baud: 9_600))) == nil)
        #expect(refusal(pty.path, isHID: true, .hid) == .notAHidDevice(path: pty.path))
        #expect(
            refusal(pty.path, isHID: true, .serial(LineSettings(baud: 9_600)))
                == .unsupported(path: pty.path, what: "9600 8N1"))
        #expect(refusal("/dev/hidraw999", isHID: true, .hid) == .notFound(path: "/dev/hidraw999"))
    }

    @Test("on a simulator's pseudo-terminal a message goes out as it is, without id and padding")
    func bareBytes() throws {
        let pty = try Pty()
        var port = try PortTransport(path: pty.path, isHID: false, setting: .hid)
        let soon = BootClock.now().adding(milliseconds: 1_000)
        try port.write([0x9B, 0x00, 0x1B], until: soon)
        var heard: [UInt8] = []
        while heard.count < 3 && BootClock.now() < soon { heard += pty.received() }
        #expect(heard == [0x9B, 0x00, 0x1B])
        #expect(pty.send([1, 2, 3]) == 3)
        #expect(port.wait(until: soon, wake: nil) == .readable)
        var room = [UInt8](repeating: 0, count: 64)
        #expect(try port.read(into: &room) == 3)
        #expect(port.wait(until: BootClock.now(), wake: nil) == .timedOut)
        pty.hangUp()
        #expect(port.wait(until: soon, wake: nil) == .gone)
    }
}
