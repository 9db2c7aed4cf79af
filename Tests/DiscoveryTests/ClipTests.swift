import Discovery
import Testing

extension SystemTests {
    @Suite(
        .enabled(
            if: isUnderUmockdev,
            "needs mock devices: run Tests/run-under-umockdev"))
    struct ClipTests {
        private func families(_ port: Candidate) -> [String] {
            FingerprintTable.known.matches(for: port).map(\.family)
        }

        @Test func aClipIsACandidateWithAllItsFacts() throws {
            let machine = try MockMachine()
            try machine.addQuietly(MockClip(place: "1-3", serial: "77"))
            let expected = Candidate(
                path: "/dev/hidraw0", subsystem: "hidraw", location: "1-3:1.0", vendorID: 0x28e9,
                productID: 0x028a, product: "Pulse Oximeter", manufacturer: "GigaDevice",
                serial: "77", kernelDriver: "usbhid", isSimulated: false)
            #expect(try Discovery.candidates() == [expected])
            #expect(families(expected) == ["contec-hid"])
            #expect(Discovery.state(of: expected) == .free)
        }

        @Test func aKeyboardIsNoCandidate() throws {
            let machine = try MockMachine()
            try machine.addQuietly(
                MockClip(
                    place: "1-7", vendor: "046d", product: "c31c", productName: "USB Keyboard",
                    humanName: "Logitech USB Keyboard"))
            #expect(try Discovery.candidates() == [])
            #expect(try Discovery.devicesWithoutPort() == [])
        }

        @Test func theSameIdsUnderAnotherNameAreShownAndUnknown() throws {
            let machine = try MockMachine()
            try machine.addQuietly(
                MockClip(place: "1-3", productName: "NOLO CV1", humanName: "LYRobotix NOLO CV1"))
            let port = try #require(try Discovery.candidates().first)
            #expect(port.product == "NOLO CV1")
            #expect(families(port) == [])
            #expect(Discovery.state(of: port) == .unknownDevice(path: "/dev/hidraw0"))
        }

        @Test func aClipWithoutAUSBNameIsKnownByItsDriversName() throws {
            let machine = try MockMachine()
            try machine.addQuietly(MockClip(place: "1-3", productName: nil))
            let port = try #require(try Discovery.candidates().first)
            #expect(port.product == "GigaDevice Pulse Oximeter")
            #expect(families(port) == ["contec-hid"])
        }

        @Test func aClipWithNoNameAtAllIsNotGuessedAt() throws {
            let machine = try MockMachine()
            try machine.addQuietly(MockClip(place: "1-3", productName: nil, humanName: nil))
            let port = try #require(try Discovery.candidates().first)
            #expect(port.product == nil)
            #expect(families(port) == [])
        }

        @Test func aClipThatAProgramMadeIsSimulated() throws {
            let machine = try MockMachine()
            try machine.addQuietly(MockClip(place: nil, serial: "7"))
            let port = try #require(try Discovery.candidates().first)
            #expect(port.isSimulated)
            #expect(port.vendorID == 0x28e9)
            #expect(port.productID == 0x028a)
            #expect(port.product == "GigaDevice Pulse Oximeter")
            #expect(port.serial == "7")
            #expect(families(port) == ["contec-hid"])
            #expect(Discovery.describe(path: "/dev/hidraw0") == port)
        }

        @Test func aKeyboardThatAProgramMadeIsNoCandidate() throws {
            let machine = try MockMachine()
            try machine.addQuietly(MockClip(place: nil, vendor: "046d", product: "c31c"))
            #expect(try Discovery.candidates() == [])
            #expect(Discovery.describe(path: "/dev/hidraw0").isSimulated)
        }

        @Test func clipsOfOneSerialNumberAreToldApartByTheirPlace() throws {
            let machine = try MockMachine()
            try machine.addQuietly(MockClip(place: "1-4", serial: "0001"))
            try machine.addQuietly(
                MockClip(place: "1-3", hidraw: "hidraw1", minor: 1, serial: "0001"))
            try machine.addQuietly(MockCable(place: "1-2"))
            let found = try Discovery.candidates()
            #expect(found.map(\.serial) == ["0001", "0001", "0001"])
            #expect(found.map(\.location) == ["1-2:1.0", "1-3:1.0", "1-4:1.0"])
            #expect(found.map(\.path) == ["/dev/ttyUSB0", "/dev/hidraw1", "/dev/hidraw0"])
        }

        @Test func aClipNamedByHandIsTheOneThatIsFound() throws {
            let machine = try MockMachine()
            try machine.addQuietly(MockClip(place: "1-3", hidraw: "hidraw5", minor: 5))
            #expect([Discovery.describe(path: "/dev/hidraw5")] == (try Discovery.candidates()))
        }
    }
}
