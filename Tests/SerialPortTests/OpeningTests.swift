import Glibc
import SerialPort
import Testing
import Threads

@Suite(.timeLimit(.minutes(1)))
struct OpeningTests {
    private let line = LineSettings(baud: 115_200)

    private func refusal(_ path: String, _ line: LineSettings? = nil) -> SerialPortError? {
        do throws(SerialPortError) {
            let port = try SerialPort(path: path, line: line ?? self.line)
            port.close()
            return nil
        } catch {
            return error
        }
    }

    @Test(arguments: [
        (LineSettings(baud: 19_200, parity: .odd), B19200),
        (LineSettings(baud: 115_200), B115200),
        (LineSettings(baud: 9_600, parity: .even), B9600),
    ])
    func settingsAreRaw(line: LineSettings, code: Int32) throws {
        let pty = try PseudoTerminal()
        var before = pty.settings
        before.c_iflag |= tcflag_t(IXON | IXOFF | ICRNL | ISTRIP | PARMRK)
        before.c_cflag |= tcflag_t(HUPCL | CSTOPB) | tcflag_t(CRTSCTS)
        #expect(tcsetattr(pty.keeper, TCSANOW, &before) == 0)

        let port = try SerialPort(path: pty.path, line: line)
        var after = pty.settings
        let flowAndMapping =
            tcflag_t(IXON | IXOFF | IXANY) | tcflag_t(ICRNL | INLCR | IGNCR | ISTRIP | PARMRK)
        #expect(after.c_iflag & flowAndMapping == 0)
        #expect(after.c_oflag & tcflag_t(OPOST) == 0)
        #expect(after.c_lflag & tcflag_t(ICANON | ECHO | ECHONL | ISIG | IEXTEN) == 0)
        #expect(after.c_cflag & (tcflag_t(HUPCL | CSTOPB) | tcflag_t(CRTSCTS)) == 0)
        #expect(after.c_cflag & tcflag_t(CLOCAL | CREAD) == tcflag_t(CLOCAL | CREAD))
        #expect(after.c_cflag & tcflag_t(CSIZE) == tcflag_t(CS8))
        #expect(after.c_cc.5 == 0 && after.c_cc.6 == 0)
        #expect(cfgetospeed(&after) == speed_t(code))
        #expect(cfgetispeed(&after) == speed_t(code))
        let dropsDamaged = after.c_iflag & tcflag_t(INPCK | IGNPAR) != 0
        #expect(dropsDamaged == (line.parity != .none))
        port.close()
    }

    /// The second time there is nothing to change but a check bit that is never taken.
    @Test func aLineWithParityOpensAgainAndAgain() throws {
        let pty = try PseudoTerminal()
        for _ in 0..<3 {
            let port = try SerialPort(
                path: pty.path, line: LineSettings(baud: 19_200, parity: .odd))
            port.close()
        }
    }

    @Test func staleInputIsDropped() throws {
        let pty = try PseudoTerminal()
        pty.send(Array("old\n".utf8))
        var port = try SerialPort(path: pty.path, line: line)
        #expect(port.wait(until: .inMilliseconds(50), wake: nil) == .timedOut)
        pty.send([7])
        var bytes = [UInt8](repeating: 0, count: 8)
        #expect(port.wait(until: .inMilliseconds(1_000), wake: nil) == .readable)
        #expect(try port.read(into: &bytes) == 1)
        #expect(bytes[0] == 7)
    }

    @Test func aSecondOpenIsRefusedEvenForRoot() throws {
        let pty = try PseudoTerminal()
        let port = try SerialPort(path: pty.path, line: line)
        #expect(refusal(pty.path) == .taken(path: pty.path))
        port.close()
        #expect(refusal(pty.path) == nil)
    }

    @Test func aPortAnotherProgramMarkedAsItsOwnIsRefusedEvenForRoot() throws {
        let pty = try PseudoTerminal()
        #expect(ioctl(pty.keeper, UInt(TIOCEXCL), CInt(0)) == 0)
        #expect(refusal(pty.path) == .taken(path: pty.path))
        #expect(ioctl(pty.keeper, UInt(TIOCNXCL), CInt(0)) == 0)
        #expect(refusal(pty.path) == nil)
    }

    /// A station killed without warning must be able to open its port again, root or not.
    @Test func noExclusiveMarkIsLeftOnAPseudoTerminal() throws {
        let pty = try PseudoTerminal()
        let port = try SerialPort(path: pty.path, line: line)
        var mark: CInt = -1
        #expect(ioctl(pty.keeper, 0x8004_5440, &mark) == 0)
        #expect(mark == 0)
        port.close()
    }

    @Test func pathsThatAreNoPortsAreNamed() throws {
        #expect(refusal("/dev/no-such-port") == .notFound(path: "/dev/no-such-port"))
        #expect(refusal("/etc/hostname/x") == .notFound(path: "/etc/hostname/x"))
        #expect(refusal("/etc/passwd") == .notASerialPort(path: "/etc/passwd"))
        #expect(refusal("/tmp") == .notASerialPort(path: "/tmp"))
        #expect(refusal("/dev/null") == .notASerialPort(path: "/dev/null"))
    }

    @Test func aSpeedThatNoPortHasIsRefused() throws {
        let pty = try PseudoTerminal()
        let odd = LineSettings(baud: 12_345)
        #expect(refusal(pty.path, odd) == .unsupported(path: pty.path, what: "12345 baud"))
        #expect(!LineSettings.supportedBauds.contains(12_345))
    }

    @Test(arguments: LineSettings.supportedBauds)
    func everySupportedSpeedOpens(baud: Int) throws {
        let pty = try PseudoTerminal()
        #expect(refusal(pty.path, LineSettings(baud: baud)) == nil)
    }

    /// Runs in a process of its own, so that root can put its power aside.
    @Test func aPortOfAnotherUserIsRefused() async {
        await #expect(processExitsWith: .success) {
            let pty = try PseudoTerminal()
            try #require(chmod(pty.path, 0) == 0)
            if geteuid() == 0 { try #require(seteuid(65_534) == 0) }
            #expect(throws: SerialPortError.noPermission(path: pty.path)) {
                try SerialPort(path: pty.path, line: LineSettings(baud: 9_600)).close()
            }
        }
    }

    @Test func aThousandOpensLeaveNoDescriptor() throws {
        let pty = try PseudoTerminal()
        let before = openDescriptors(to: pty.path)
        for _ in 0..<1_000 {
            #expect(refusal(pty.path) == nil)
        }
        #expect(openDescriptors(to: pty.path) == before)
    }

    @Test func refusedOpensLeaveNoDescriptor() throws {
        let pty = try PseudoTerminal()
        let port = try SerialPort(path: pty.path, line: line)
        let before = openDescriptors(to: pty.path)
        for _ in 0..<100 { #expect(refusal(pty.path) == .taken(path: pty.path)) }
        #expect(openDescriptors(to: pty.path) == before)
        port.close()
    }
}
