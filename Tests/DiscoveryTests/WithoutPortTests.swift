import Testing

@testable import Discovery

extension SystemTests {
    @Suite(
        .enabled(
            if: isUnderUmockdev,
            "needs mock devices: run Tests/run-under-umockdev"))
    struct WithoutPortTests {
        private func usb(
            _ vendor: String = "10c4", _ product: String = "ea60", name: String? = nil,
            driver: String? = nil
        ) -> MockUSB {
            MockUSB(
                place: "1-1.2", vendor: vendor, product: product, productName: name,
                serial: "0001", driver: driver)
        }

        private func state(_ usb: MockUSB, running: Set<String> = []) throws -> PortState {
            let machine = try MockMachine()
            try machine.describe(usb.text)
            let lone = try #require(try Discovery.devicesWithoutPort().first)
            #expect(lone.location == "1-1.2")
            #expect(lone.isWithoutPort)
            #expect(try Discovery.candidates() == [], "it has no port to open")
            return Discovery.state(of: lone, in: .known, isRunning: running.contains)
        }

        @Test(arguments: [nil, "usbfs"])
        func brlttyIsBlamedWhileItRuns(driver: String?) throws {
            #expect(try state(usb(driver: driver), running: ["brltty"]) == .takenByBrltty)
        }

        @Test(arguments: [
            ("10c4", "ea60", "cp210x"), ("0403", "6001", "ftdi_sio"), ("067b", "2303", "pl2303"),
            ("1a86", "7523", "ch341"),
        ])
        func aMissingDriverIsNamed(vendor: String, product: String, module: String) throws {
            #expect(try state(usb(vendor, product)) == .noDriver(module: module))
        }

        @Test func aDriverThatMadeNoPortIsNotBrlttysFault() throws {
            #expect(
                try state(usb(driver: "cp210x"), running: ["brltty"])
                    == .noDriver(module: "cp210x"))
        }

        @Test func aClipWithoutAPortIsFoundByItsName() throws {
            #expect(
                try state(usb("28e9", "028a", name: "Pulse Oximeter", driver: "usbhid"))
                    == .noDriver(module: "usbhid"))
        }

        @Test func aProgramThatHoldsTheWholeDeviceIsSaid() throws {
            #expect(try state(usb(driver: "usbfs")) == .busy(holder: nil))
        }

        @Test func whatHasAPortOrIsNoOximeterIsLeftOut() throws {
            let machine = try MockMachine()
            try machine.addQuietly(MockCable(place: "1-1.2"))
            try machine.addQuietly(MockClip(place: "1-3"))
            var other = usb("28e9", "028a", name: "NOLO CV1", driver: "usbhid")
            other.place = "1-4"
            try machine.describe(other.text)
            var debugger = usb("0403", "6010", driver: "usbfs")
            debugger.place = "1-5"
            try machine.describe(debugger.text)
            var disk = usb("0781", "5581", driver: "usb-storage")
            disk.place = "1-6"
            try machine.describe(disk.text)
            #expect(try Discovery.devicesWithoutPort() == [])
            #expect(try Discovery.candidates().count == 2)
        }
    }
}
