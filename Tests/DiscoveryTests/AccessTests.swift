import Discovery
import Glibc
import Testing

extension SystemTests {
    struct AccessTests {
        /// Both ends of a pseudo-terminal, closed at the end.
        private final class PseudoTerminal {
            let path: String
            let master: Int32
            let slave: Int32

            init() throws {
                var master: Int32 = -1
                var slave: Int32 = -1
                try #require(openpty(&master, &slave, nil, nil, nil) == 0)
                self.master = master
                self.slave = slave
                // A child process started by another test must not hold the lock.
                for end in [master, slave] { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
                // Not ttyname: its buffer is shared by all threads.
                var name = [CChar](repeating: 0, count: 64)
                try #require(ttyname_r(slave, &name, name.count) == 0)
                let letters = name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
                path = String(decoding: letters, as: UTF8.self)
            }

            deinit {
                close(slave)
                close(master)
            }
        }

        private var ownName: String? {
            var name = [UInt8](repeating: 0, count: 64)
            let descriptor = open("/proc/self/comm", O_RDONLY)
            defer { close(descriptor) }
            let count = read(descriptor, &name, 64)
            return count > 1 ? String(decoding: name[..<(count - 1)], as: UTF8.self) : nil
        }

        @Test func aPseudoTerminalIsSimulated() throws {
            let terminal = try PseudoTerminal()
            let port = Discovery.describe(path: terminal.path)
            #expect(
                port == Candidate(path: terminal.path, location: terminal.path, isSimulated: true))
        }

        @Test func aLinkIsFollowed() throws {
            let terminal = try PseudoTerminal()
            let link = "/tmp/spotter-link-\(getpid())"
            try #require(symlink(terminal.path, link) == 0)
            defer { unlink(link) }
            #expect(Discovery.describe(path: link).path == terminal.path)
            #expect(Discovery.describe(path: link).isSimulated)
            #expect(Discovery.access(of: link) == .free)
        }

        @Test func chainsOfRelativeLinksAreFollowed() throws {
            let terminal = try PseudoTerminal()
            let directory = "/tmp/spotter-links-\(getpid())"
            try #require(mkdir(directory, 0o700) == 0)
            try #require(symlink(terminal.path, "\(directory)/last") == 0)
            try #require(symlink("../spotter-links-\(getpid())/last", "\(directory)/first") == 0)
            try #require(symlink("loop", "\(directory)/loop") == 0)
            defer {
                for name in ["last", "first", "loop"] { unlink("\(directory)/\(name)") }
                rmdir(directory)
            }
            #expect(Discovery.describe(path: "\(directory)/first").path == terminal.path)
            #expect(Discovery.access(of: "\(directory)/loop") == .missing)
            #expect(Discovery.access(of: "\(directory)/./first") == .free)
        }

        @Test func whatIsNotThereIsNeitherSimulatedNorReady() {
            let nothing = Discovery.describe(path: "/dev/no-such-port")
            #expect(!nothing.isSimulated && !nothing.isReady)
        }

        @Test(arguments: ["/etc/passwd", "/tmp", "/dev/null"])
        func whatHasNoHardwareBehindItIsSimulated(path: String) {
            #expect(Discovery.describe(path: path).isSimulated)
        }

        @Test func aMissingPortIsMissing() {
            #expect(Discovery.access(of: "/dev/no-such-port") == .missing)
        }

        @Test func anOpenPseudoTerminalIsFreeUntilSomeoneLocksIt() throws {
            let terminal = try PseudoTerminal()
            #expect(Discovery.access(of: terminal.path) == .free)
            try #require(flock(terminal.slave, LOCK_EX | LOCK_NB) == 0)
            #expect(Discovery.access(of: terminal.path) == .taken(holder: ownName))
            try #require(flock(terminal.slave, LOCK_UN) == 0)
            #expect(Discovery.access(of: terminal.path) == .free)
        }

        @Test func aLockWhoseTakerEndedStillHolds() throws {
            let terminal = try PseudoTerminal()
            try lockFromAChild(terminal.slave)
            #expect(Discovery.access(of: terminal.path) == .taken(holder: nil))
        }

        @Test func anythingElseIsTakenWhenSomeoneHasItOpen() throws {
            let path = "/tmp/spotter-held-\(getpid())"
            let descriptor = open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
            try #require(descriptor >= 0)
            defer { unlink(path) }
            #expect(Discovery.access(of: path) == .taken(holder: ownName))
            close(descriptor)
            #expect(Discovery.access(of: path) == .free)
        }

        /// Runs in a process of its own, so that root can put its power aside.
        @Test func aPortOfAnotherUserIsNotPermitted() async {
            await #expect(processExitsWith: .success) {
                let path = "/tmp/spotter-closed-\(getpid())"
                close(open(path, O_CREAT | O_RDWR, 0))
                let user = geteuid()
                if user == 0 { try #require(setreuid(65_534, 0) == 0) }
                let access = Discovery.access(of: path)
                if user == 0 { try #require(setreuid(0, 0) == 0) }
                unlink(path)
                #expect(access == .noPermission)
            }
        }
    }
}
