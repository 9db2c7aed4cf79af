import Glibc
import SerialPort
import SignalCore
import Synchronization
import Testing
import Threads

@Suite(.timeLimit(.minutes(1)))
struct WaitingTests {
    private let line = LineSettings(baud: 115_200)

    /// Opens a port that holds the only slave end, and hands over the master for the test to close.
    private func portAlone(master: inout Int32) throws -> SerialPort {
        let (masterEnd, slave, path) = try PseudoTerminal.ends()
        defer { close(slave) }
        master = masterEnd
        return try SerialPort(path: path, line: line)
    }

    @Test func aQuietPortTimesOutAndNeverEarly() throws {
        let pty = try PseudoTerminal()
        var port = try SerialPort(path: pty.path, line: line)
        let start = BootClock.now()
        #expect(port.wait(until: start.adding(milliseconds: 60), wake: nil) == .timedOut)
        #expect(BootClock.now() >= start.adding(milliseconds: 60))
    }

    @Test func aWakeFromAnotherThreadEndsTheWait() throws {
        let pty = try PseudoTerminal()
        let wake = WakePipe()
        var port = try SerialPort(path: pty.path, line: line)
        let waker = OSThread.start {
            usleep(30_000)
            wake.wake()
        }
        #expect(port.wait(until: .inMilliseconds(10_000), wake: wake) == .woken)
        waker.join()
        #expect(port.wait(until: .inMilliseconds(20), wake: wake) == .timedOut, "the pipe is empty")
    }

    @Test func aWakeIsToldBeforeBytesAndLosesNone() throws {
        let pty = try PseudoTerminal()
        let wake = WakePipe()
        var port = try SerialPort(path: pty.path, line: line)
        pty.send([9])
        wake.wake()
        #expect(port.wait(until: .inMilliseconds(1_000), wake: wake) == .woken)
        #expect(port.wait(until: .inMilliseconds(1_000), wake: wake) == .readable)
        var room: [UInt8] = [0]
        #expect(try port.read(into: &room) == 1)
        #expect(room == [9])
    }

    @Test func theEndOfTheDeviceIsToldByWaitReadAndWrite() throws {
        var master: Int32 = -1
        var port = try portAlone(master: &master)
        close(master)
        #expect(port.wait(until: .inMilliseconds(2_000), wake: nil) == .gone)
        var room = [UInt8](repeating: 0, count: 16)
        var errors: [SerialPortError] = []
        do throws(SerialPortError) { _ = try port.read(into: &room) } catch { errors.append(error) }
        do throws(SerialPortError) {
            try port.write([1], until: .inMilliseconds(500))
        } catch { errors.append(error) }
        #expect(errors == [.gone(path: port.path), .gone(path: port.path)])
    }

    @Test func theEndOfTheDeviceWakesASleepingWait() throws {
        var master: Int32 = -1
        var port = try portAlone(master: &master)
        let closer = OSThread.start { [master] in
            usleep(30_000)
            close(master)
        }
        let start = BootClock.now()
        let ended = port.wait(until: .inMilliseconds(10_000), wake: nil)
        closer.join()
        #expect(ended == .gone)
        #expect(BootClock.now().millisecondsSince(start) < 5_000)
    }

    @Test func aSignalDoesNotEndTheWait() throws {
        let pty = try PseudoTerminal()
        signal(SIGUSR2) { _ in WaitingTests.signalsSeen.add(1, ordering: .relaxed) }
        let thread = Mutex<pthread_t?>(nil)
        let outcome = Mutex<PortWait?>(nil)
        let path = pty.path
        let waiter = OSThread.start {
            // Threads of the cooperative pool block signals, and a new thread inherits that.
            var signals = sigset_t()
            sigemptyset(&signals)
            sigaddset(&signals, SIGUSR2)
            pthread_sigmask(SIG_UNBLOCK, &signals, nil)
            thread.withLock { $0 = pthread_self() }
            guard var port = try? SerialPort(path: path, line: LineSettings(baud: 9_600)) else {
                return
            }
            let ended = port.wait(until: .inMilliseconds(400), wake: nil)
            outcome.withLock { $0 = ended }
        }
        var sent = 0
        while outcome.withLock({ $0 == nil }) && sent < 1_000 {
            if let handle = thread.withLock({ $0 }) { pthread_kill(handle, SIGUSR2) }
            sent += 1
            usleep(20_000)
        }
        waiter.join()
        #expect(outcome.withLock { $0 } == .timedOut)
        #expect(Self.signalsSeen.load(ordering: .relaxed) > 3)
    }

    private static let signalsSeen = Atomic(0)
}
