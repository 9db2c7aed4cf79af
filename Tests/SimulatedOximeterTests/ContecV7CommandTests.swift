import SimulatedOximeter
import SimulatedPatient
import Testing

/// A command as the vendor's program sends it: `7D 81 XX` and six pads.
func command(_ code: UInt8) -> [UInt8] { [0x7D, 0x81, code] + Array(repeating: 0x80, count: 6) }

@Suite("What a Contec V7 answers")
struct ContecV7CommandTests {
    /// The vendor program's own order, with the answers it got from a device without sessions.
    static let exchange: [(UInt8, [UInt8])] = [
        (0xA7, [0x0C, 0x80]),
        (0xA2, [0x0C, 0x80]),
        (0xA0, [0x06, 0x80, 0x80, 0x87]),
        (0xB0, [0x11, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80]),
        (0xAC, [0x0E, 0x80, 0x81]),
        (
            0xB3,
            [0x13, 0x80, 0xA0, 0xA0, 0xA0, 0xA0, 0xA0, 0xA0, 0xA0]
                + [0x14, 0x80, 0xA0, 0xA0, 0xA0, 0xA0, 0xA0, 0x80, 0x80]
        ),
        (
            0xA8,
            // "50D(A)", then "+".
            [0x02, 0x80, 0x80, 0xB5, 0xB0, 0xC4, 0xA8, 0xC1, 0xA9]
                + [0x02, 0x81, 0xFF, 0xAB, 0xA0, 0xA0, 0xA0, 0xA0, 0xA0]
        ),
        // "user"
        (0xAA, [0x04, 0x80, 0xF5, 0xF3, 0xE5, 0xF2, 0xA0, 0xA0, 0xA0]),
        (0xA9, [0x03, 0x80, 0xA0, 0xA0, 0xA0, 0xA0, 0xA0, 0xA0, 0xA0]),
        (0xAD, [0x10, 0x80, 0x81]),
        (0xA3, [0x0A, 0x80, 0x80, 0x80]),
        (0xAB, [0x05, 0x80, 0x80, 0xF5, 0xF3, 0xE5, 0xF2, 0xA0, 0xA0]),
        (0xB6, [0x15, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80]),
        (0xB2, [0x0B, 0x81, 0xB2, 0x80]),
        (0xAF, []),
        // There is no such segment; there is no such code.
        (0xA4, [0x0B, 0x83, 0xA4, 0xFF]),
        (0xA5, [0x0B, 0x83, 0xA5, 0xFF]),
        (0xA6, [0x0B, 0x83, 0xA6, 0xFF]),
        (0xAE, [0x0B, 0x81, 0xAE, 0x84]),
        (0xC4, [0x0B, 0x81, 0xC4, 0x85]),
    ]

    @Test(arguments: exchange.map(\.0))
    func answersByteForByte(code: UInt8) throws {
        let expected = try #require(Self.exchange.first { $0.0 == code }?.1)
        var device = ContecV7Oximeter(seed: 1)
        device.memory = []
        #expect(device.receive(command(code)) == expected)
        #expect(!device.isStreaming)
    }

    @Test func pointOutAPerfusionIndexWhenThereIsOne() {
        var device = ContecV7Oximeter(seed: 1)
        device.hasPerfusionIndex = true
        #expect(device.receive(command(0xAC)) == [0x0E, 0x80, 0x80])
    }

    @Test func takesCommandsWithoutPadsSplitAndInNoise() {
        var device = ContecV7Oximeter(seed: 1)
        #expect(device.receive([0x7D, 0x81, 0xA0]) == [0x06, 0x80, 0x80, 0x87])
        var answers: [UInt8] = []
        for byte in [0x41, 0x7D, 0x54, 0x0D, 0xA0, 0x80] + command(0xA7) {
            answers += device.receive([byte])
        }
        #expect(answers == [0x0C, 0x80])
    }

    @Test func startsOnA1AndStopsOnA2() {
        var unit = OximeterOnPerson<ContecV7Oximeter>(scenario: .steady, seed: 1)
        #expect(unit.advance(to: 2).isEmpty)
        #expect(unit.receive(command(0xA1)).isEmpty)
        #expect(unit.advance(to: 3).count == 60 * 9)
        #expect(
            unit.receive(command(0xA0)) == [0x06, 0x80, 0x80, 0x87], "answers while it streams")
        #expect(unit.advance(to: 4).count == 60 * 9)
        #expect(unit.receive(command(0xA2)) == [0x0C, 0x80])
        #expect(unit.advance(to: 5).isEmpty)
    }

    @Test func fallsSilentAfter1788FramesWithoutASignOfLife() {
        var unit = OximeterOnPerson<ContecV7Oximeter>(scenario: .steady, seed: 1)
        _ = unit.receive(command(0xA1))
        #expect(unit.advance(to: 60).count == 1788 * 9)
        _ = unit.receive(command(0xAF))
        #expect(unit.advance(to: 70).isEmpty, "a keep-alive starts nothing")
        _ = unit.receive(command(0xA1))
        #expect(unit.advance(to: 71).count == 60 * 9)
    }

    @Test(arguments: [UInt8(0xAF), 0xA1])
    func goesOnWhileTheHostShowsLife(sign: UInt8) {
        var unit = OximeterOnPerson<ContecV7Oximeter>(scenario: .steady, seed: 1)
        _ = unit.receive(command(0xA1))
        var count = 0
        for second in stride(from: 25.0, through: 125, by: 25) {
            count += unit.advance(to: second).count
            _ = unit.receive(command(sign))
        }
        #expect(count == 125 * 60 * 9)
        #expect(unit.advance(to: 200).count == 1788 * 9)
    }
}
