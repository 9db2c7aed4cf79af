import Glibc
import Testing

@testable import Discovery

extension SystemTests {
    @Suite(
        .enabled(
            if: isUnderUmockdev,
            "needs mock devices: run Tests/run-under-umockdev"))
    struct StateTests {
        private func only() throws -> Candidate {
            try #require(try Discovery.candidates().first)
        }

        /// Opens the port as another program would, and lets it go at the end.
        private func held<T>(_ path: String, _ body: (Int32) throws -> T) throws -> T {
            let descriptor = open(path, O_RDWR | O_CLOEXEC)
            try #require(descriptor >= 0)
            defer { close(descriptor) }
            return try body(descriptor)
        }

        @Test func aKnownCableIsFree() throws {
            let machine = try MockMachine()
            try machine.addQuietly(MockCable(place: "1-1.2"))
            #expect(Discovery.state(of: try only()) == .free)
        }

        @Test func anUnknownCableIsSaidToBe() throws {
            let machine = try MockMachine()
            try machine.addQuietly(MockCable(place: "1-1.2", vendor: "2341", product: "0043"))
            #expect(Discovery.state(of: try only()) == .unknownDevice(path: "/dev/ttyUSB0"))
        }

        @Test func aPortUdevStillWorksOnIsNotReady() throws {
            let machine = try MockMachine()
            try machine.addQuietly(MockCable(place: "1-1.2"))
            var port = try only()
            port.isReady = false
            #expect(Discovery.state(of: port) == .notReady)
        }

        @Test func aPortThatWentIsMissing() throws {
            let machine = try MockMachine()
            let cable = MockCable(place: "1-1.2")
            try machine.addQuietly(cable)
            var port = try only()
            port.path = "/dev/ttyUSB9"
            #expect(Discovery.state(of: port) == .missing)
            withExtendedLifetime(machine) {}
        }

        @Test func aPortThatIsLockedIsBusy() throws {
            let machine = try MockMachine()
            try machine.addQuietly(MockCable(place: "1-1.2"), asFile: true)
            let port = try only()
            try held(port.path) { descriptor in
                try #require(flock(descriptor, LOCK_EX | LOCK_NB) == 0)
                #expect(
                    Discovery.state(of: port)
                        == .busy(holder: Processes.name(of: Int(getpid()))))
            }
            #expect(Discovery.state(of: port) == .free)
        }

        @Test(arguments: ["minicom", "python3"])
        func aPortThatAProgramHasOpenIsBusy(name: String) throws {
            let machine = try MockMachine()
            try machine.addQuietly(MockClip(place: "1-3"), asFile: true)
            let port = try only()
            let holder = try held(port.path) { try Holder(named: name, holding: $0) }
            #expect(Discovery.state(of: port) == .busy(holder: name))
            withExtendedLifetime(holder) {}
        }

        @Test func aFileOfTheSameNameElsewhereIsAnotherFile() throws {
            let machine = try MockMachine()
            try machine.addQuietly(MockClip(place: "1-3"), asFile: true)
            let other = "/tmp/hidraw0"
            close(open(other, O_CREAT | O_RDWR, 0o600))
            defer { unlink(other) }
            let port = try only()
            try held(other) { _ in #expect(Discovery.state(of: port) == .free) }
            withExtendedLifetime(machine) {}
        }

        /// A lock belongs to the open file, which may have been passed on.
        @Test func aLockWhoseTakerEndedIsItsHeirs() throws {
            let machine = try MockMachine()
            try machine.addQuietly(MockCable(place: "1-1.2"), asFile: true)
            let port = try only()
            let heir = try held(port.path) { descriptor in
                try lockFromAChild(descriptor)
                return try Holder(named: "heir", holding: descriptor)
            }
            #expect(Discovery.state(of: port) == .busy(holder: "heir"))
            withExtendedLifetime(heir) {}
        }

        @Test func modemManagerIsToldFromOtherPrograms() throws {
            let machine = try MockMachine()
            try machine.addQuietly(MockCable(place: "1-1.2"), asFile: true)
            let port = try only()
            let holder = try held(port.path) { try Holder(named: "ModemManager", holding: $0) }
            #expect(Discovery.state(of: port) == .takenByModemManager)
            withExtendedLifetime(holder) {}
        }

        @Test func aProgramOfAnyNameIsSeenToRun() throws {
            #expect(!Processes.isRunning("of-a-test"))
            let holder = try held("/dev/null") { try Holder(named: "of-a-test", holding: $0) }
            #expect(Processes.isRunning("of-a-test"))
            withExtendedLifetime(holder) {}
        }

        @Test func aPortThatMayBePutToSleepIsSaid() throws {
            let machine = try MockMachine()
            let cable = MockCable(place: "1-1.2")
            try machine.addQuietly(cable)
            let port = try only()
            machine.set("power/control", "auto", at: cable.usb.devicePath)
            #expect(Discovery.state(of: port) == .autosuspend(isAsleep: false))
            machine.set("power/runtime_status", "suspended", at: cable.usb.devicePath)
            #expect(Discovery.state(of: port) == .autosuspend(isAsleep: true))
            machine.set("power/control", "on", at: cable.usb.devicePath)
            machine.set("power/runtime_status", "active", at: cable.usb.devicePath)
            #expect(Discovery.state(of: port) == .free)
        }

        /// Runs in a process of its own, so that root can put its power aside.
        @Test func aPortOfAnotherUserIsNotPermitted() async {
            await #expect(processExitsWith: .success) {
                let machine = try MockMachine()
                try machine.addQuietly(MockCable(place: "1-1.2"), asFile: true)
                try machine.addQuietly(MockClip(place: "1-3"), asFile: true)
                try machine.addQuietly(
                    MockCable(
                        place: "1-4", tty: "ttyUSB1", minor: 1, vendor: "2341", product: "0043"),
                    asFile: true)
                let ports = try Discovery.candidates()
                try #require(ports.count == 3)
                // The sticky bit is what makes a file a device to umockdev.
                for port in ports { try #require(chmod(port.path, 0o1000) == 0) }
                try #require(chmod(machine.directory, 0o755) == 0)
                let isRoot = geteuid() == 0
                if isRoot { try #require(setreuid(65_534, 0) == 0) }
                let states = ports.map { Discovery.state(of: $0) }
                if isRoot { try #require(setreuid(0, 0) == 0) }
                #expect(
                    states == [
                        .noPermission(isHID: false), .noPermission(isHID: true),
                        .unknownDevice(path: "/dev/ttyUSB1"),
                    ])
            }
        }
    }
}
