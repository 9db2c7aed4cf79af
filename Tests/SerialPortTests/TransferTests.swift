import Glibc
import SerialPort
import SignalCore
import Synchronization
import Testing
import Threads

@Suite(.timeLimit(.minutes(1)))
struct TransferTests {
    private let line = LineSettings(baud: 115_200)
    /// Every byte, and so those a terminal would act on: XON, XOFF, Ctrl-C, line ends, 0 and 255.
    private static let everyByte = (0...255).map { UInt8($0) }

    private static func read(
        _ count: Int, from port: inout SerialPort
    ) throws -> [UInt8] {
        var received: [UInt8] = []
        var room = [UInt8](repeating: 0, count: 64)
        while received.count < count {
            guard port.wait(until: .inMilliseconds(2_000), wake: nil) == .readable else { break }
            let got = try port.read(into: &room)
            received += room[..<got]
        }
        return received
    }

    @Test func everyByteComesInUntouched() throws {
        let pty = try PseudoTerminal()
        var port = try SerialPort(path: pty.path, line: line)
        pty.send(Self.everyByte)
        #expect(try Self.read(256, from: &port) == Self.everyByte)
    }

    @Test func everyByteGoesOutUntouched() throws {
        let pty = try PseudoTerminal()
        var port = try SerialPort(path: pty.path, line: line)
        try port.write(Self.everyByte, until: .inMilliseconds(2_000))
        #expect(pty.receive(256) == Self.everyByte)
    }

    @Test func nothingIsEchoed() throws {
        let pty = try PseudoTerminal()
        var port = try SerialPort(path: pty.path, line: line)
        pty.send([0x11, 0x13, 0x03, 0x0A])
        #expect(try Self.read(4, from: &port) == [0x11, 0x13, 0x03, 0x0A])
        try port.write([0x55], until: .inMilliseconds(1_000))
        #expect(pty.receive(1) == [0x55])
    }

    @Test func nothingToReadIsZeroAndNoError() throws {
        let pty = try PseudoTerminal()
        var port = try SerialPort(path: pty.path, line: line)
        var room = [UInt8](repeating: 0, count: 64)
        #expect(try port.read(into: &room) == 0)
    }

    @Test func aReadFillsAtMostTheArray() throws {
        let pty = try PseudoTerminal()
        var port = try SerialPort(path: pty.path, line: line)
        pty.send([1, 2, 3, 4, 5])
        var room: [UInt8] = [0, 0, 0]
        #expect(port.wait(until: .inMilliseconds(1_000), wake: nil) == .readable)
        #expect(try port.read(into: &room) == 3)
        #expect(room == [1, 2, 3])
        #expect(try port.read(into: &room) == 2)
        #expect(room == [4, 5, 3])
    }

    @Test func aMegabyteReachesASlowReader() throws {
        let pty = try PseudoTerminal()
        let sent = (0..<1_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) }
        let received = Mutex<[UInt8]>([])
        try withReader({
            while received.withLock({ $0.count }) < sent.count {
                let part = pty.receive(min(4_096, sent.count - received.withLock { $0.count }))
                if part.isEmpty { break }
                received.withLock { $0 += part }
                usleep(200)
            }
        }) {
            var port = try SerialPort(path: pty.path, line: line)
            try port.write(sent, until: .inMilliseconds(30_000))
        }
        #expect(received.withLock { $0 == sent })
    }

    private func withReader(
        _ body: @escaping @Sendable () -> Void, _ work: () throws -> Void
    ) rethrows {
        let reader = OSThread.start(body)
        defer { reader.join() }
        try work()
    }

    @Test func aWriteThatNobodyReadsEndsAtItsDeadline() throws {
        let pty = try PseudoTerminal()
        var port = try SerialPort(path: pty.path, line: line)
        let start = BootClock.now()
        var caught: SerialPortError?
        do throws(SerialPortError) {
            try port.write(
                [UInt8](repeating: 1, count: 1_000_000), until: start.adding(milliseconds: 150))
        } catch {
            caught = error
        }
        #expect(caught == .system(call: "write", errno: ETIMEDOUT, path: pty.path))
        let spent = BootClock.now().millisecondsSince(start)
        #expect(spent >= 150 && spent < 5_000, "took \(spent) ms")
    }
}
