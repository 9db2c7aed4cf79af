import Discovery
import Testing

extension SystemTests {
    @Suite(
        .enabled(
            if: isUnderUmockdev,
            "needs mock devices: run Tests/run-under-umockdev"))
    struct EnumerationTests {
        @Test func aCableIsACandidateWithAllItsFacts() throws {
            let machine = try MockMachine()
            try machine.addQuietly(MockCable(place: "1-1.2"))
            let expected = Candidate(
                path: "/dev/ttyUSB0", location: "1-1.2:1.0", vendorID: 0x10c4, productID: 0xea60,
                product: "CP2102 USB to UART Bridge Controller", manufacturer: "Silicon Labs",
                serial: "0001", kernelDriver: "cp210x", isSimulated: false)
            #expect(try Discovery.candidates() == [expected])
        }

        @Test func aMachineWithoutCablesHasNoCandidates() throws {
            let machine = try MockMachine()
            #expect(try Discovery.candidates() == [])
            withExtendedLifetime(machine) {}
        }

        @Test func identicalCablesAreToldApartByTheirPlace() throws {
            let machine = try MockMachine()
            try machine.addQuietly(MockCable(place: "1-1.3", tty: "ttyUSB0", minor: 0))
            try machine.addQuietly(MockCable(place: "1-1.2", tty: "ttyUSB1", minor: 1))
            let found = try Discovery.candidates()
            #expect(found.map(\.serial) == ["0001", "0001"])
            #expect(found.map(\.location) == ["1-1.2:1.0", "1-1.3:1.0"], "in order of location")
            #expect(found.map(\.path) == ["/dev/ttyUSB1", "/dev/ttyUSB0"])
        }

        @Test func portsOnOneInterfaceHaveTheirNumberInTheLocation() throws {
            let machine = try MockMachine()
            var cable = MockCable(place: "1-4")
            try machine.addQuietly(cable)
            cable.tty = "ttyUSB1"
            cable.minor = 1
            cable.portNumber = 1
            try machine.addPort(of: cable)
            #expect(try Discovery.candidates().map(\.location) == ["1-4:1.0", "1-4:1.0#1"])
        }

        @Test func aCableWithoutASerialNumberHasNone() throws {
            let machine = try MockMachine()
            try machine.addQuietly(MockCable(place: "1-4", serial: nil))
            #expect(try Discovery.candidates().map(\.serial) == [nil])
        }

        @Test func consolesAndBuiltInPortsAreLeftOut() throws {
            let machine = try MockMachine()
            try machine.describe(Self.builtIn)
            try machine.describe(Self.console)
            #expect(try Discovery.candidates() == [])
        }

        @Test func aBuiltInPortNamedByHandIsReal() throws {
            let machine = try MockMachine()
            try machine.describe(Self.builtIn)
            let port = Discovery.describe(path: "/dev/ttyS0")
            #expect(port.path == "/dev/ttyS0")
            #expect(!port.isSimulated)
            #expect(port.vendorID == nil)
            #expect(port.location == "/devices/pnp0/00:04/tty/ttyS0")
        }

        @Test func aPortWithoutAHardwareParentIsSimulated() throws {
            let machine = try MockMachine()
            try machine.describe(Self.console)
            #expect(Discovery.describe(path: "/dev/tty7").isSimulated)
        }

        @Test func aCableNamedByHandIsTheOneThatIsFound() throws {
            let machine = try MockMachine()
            try machine.addQuietly(MockCable(place: "1-1.2", tty: "ttyUSB3", minor: 3))
            #expect([Discovery.describe(path: "/dev/ttyUSB3")] == (try Discovery.candidates()))
        }

        private static let builtIn = """
            P: /devices/pnp0/00:04
            E: SUBSYSTEM=pnp

            P: /devices/pnp0/00:04/tty/ttyS0
            N: ttyS0
            E: SUBSYSTEM=tty
            E: DEVNAME=/dev/ttyS0
            E: MAJOR=4
            E: MINOR=64
            A: dev=4:64

            """
        private static let console = """
            P: /devices/virtual/tty/tty7
            N: tty7
            E: SUBSYSTEM=tty
            E: DEVNAME=/dev/tty7
            E: MAJOR=4
            E: MINOR=7
            A: dev=4:7

            """
    }
}
