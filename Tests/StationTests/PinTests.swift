import Drivers
import Foundation
import Testing

@testable import Station

@Suite("Pins: a family and a seat for a place")
struct PinTests {
    @Test("text and back again, comments and blank lines left out")
    func roundTrip() throws {
        let text = """
            # the washroom's bedside monitor
            1-1.3:1.0   family=nellcor-ascii seat=3

            1-1.2:1.0 seat=7  # window
            """
        let pins = try Pins(text: text)
        #expect(pins["1-1.3:1.0"] == Pins.Pin(family: .nellcorASCII, seat: 3))
        #expect(pins["1-1.2:1.0"] == Pins.Pin(seat: 7))
        #expect(pins.text == "1-1.2:1.0 seat=7\n1-1.3:1.0 family=nellcor-ascii seat=3\n")
        #expect(try Pins(text: pins.text) == pins)
    }

    @Test(
        "what cannot be read names its line",
        arguments: [
            "1-1 family=contec", "1-1 seat=0", "1-1 seat=x", "1-1 seat=201", "1-1",
            "1-1 colour=red",
            "1-1 seat=",
        ])
    func refused(line: String) {
        let error = #expect(throws: PinError.self) { try Pins(text: "# first\n" + line) }
        #expect(error?.description.hasPrefix("line 2: ") == true)
    }

    @Test("two places cannot have one seat; a place may get another seat and keep its family")
    func oneSeatOnePlace() throws {
        var pins = Pins()
        try pins.set(Pins.Pin(family: .bci, seat: 2), for: "1-1:1.0")
        #expect(throws: PinError.self) {
            var more = pins
            try more.set(Pins.Pin(seat: 2), for: "1-2:1.0")
        }
        try pins.set(Pins.Pin(seat: 4), for: "1-1:1.0")
        #expect(pins["1-1:1.0"] == Pins.Pin(family: .bci, seat: 4))
        let forgotten = (pins.forget("1-1:1.0"), pins.forget("1-1:1.0"))
        #expect(forgotten == (true, false))
    }

    @Test("a file of pins is written whole, and no file is no pins")
    func file() throws {
        let folder = NSTemporaryDirectory() + "spotter-pins-\(UUID().uuidString)"
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let file = PinFile(dataDirectory: folder)
        #expect(try file.read() == Pins())
        let none = file.mark
        var pins = Pins()
        try pins.set(Pins.Pin(family: .contecV5, seat: 1), for: "2-1:1.0")
        try file.write(pins)
        #expect(file.mark != none)
        #expect(try file.read() == pins)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["pins"])
        #expect(throws: PinError.self) { try PinFile(dataDirectory: folder + "/no").write(pins) }
    }
}
