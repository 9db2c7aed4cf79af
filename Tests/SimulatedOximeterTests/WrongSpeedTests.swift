import SimulatedPatient
import Testing

@testable import SimulatedOximeter

@Suite("A line whose ends disagree on the speed")
struct WrongSpeedTests {
    private static let speeds = [4_800, 9_600, 19_200, 115_200]

    private static func heard(
        _ bytes: [UInt8], _ sent: Int, _ heard: Int, oddParity: Bool = false
    ) -> [UInt8] {
        MismatchedWire(sentBaud: sent, sentOddParity: oddParity, heardBaud: heard).heard(bytes)
    }

    /// Worked out on paper, bit by bit.
    @Test func twiceAsFastAndHalfAsFast() {
        #expect(Self.heard([0x00], 9_600, 19_200) == [0x00])
        #expect(Self.heard([0xFF], 9_600, 19_200) == [0xFE])
        #expect(Self.heard([0x55], 9_600, 19_200) == [0x66, 0xE6])
        #expect(Self.heard([0x00], 19_200, 9_600) == [0xF8])
        #expect(Self.heard([0xFF, 0xFF], 19_200, 9_600) == [], "too short for a start bit")
        #expect(Self.heard([], 19_200, 9_600) == [])
        // With a check bit: 00 gets a 1, 80 a 0, which is read as the low fourth bit.
        #expect(Self.heard([0x00], 9_600, 19_200, oddParity: true) == [0x00])
        #expect(Self.heard([0x80], 19_200, 9_600, oddParity: true) == [0xF0])
    }

    @Test("at one speed everything arrives", arguments: speeds)
    func oneSpeed(baud: Int) {
        let all = (0...255).map { UInt8($0) }
        #expect(Self.heard(all, baud, baud) == all)
    }

    @Test("a slow receiver hears few bytes, a fast one many")
    func numbers() {
        let seed: UInt64 = 5
        var random = SeededRandom(seed: seed)
        let bytes = (0..<5_000).map { _ in UInt8(truncatingIfNeeded: random.next()) }
        for sent in Self.speeds {
            for listening in Self.speeds where listening != sent {
                let count = Self.heard(bytes, sent, listening).count
                let share = Double(count) / Double(bytes.count)
                let ratio = Double(listening) / Double(sent)
                #expect(
                    listening < sent
                        ? share > ratio * 0.5 && share <= ratio * 1.05
                        : share > 1 && share < 5, "seed \(seed): \(sent) to \(listening)")
            }
        }
    }

    @Test(
        "a reader at another speed gets none of the frames", arguments: OximeterFamily.allCases,
        speeds)
    func garbles(family: OximeterFamily, baud: Int) throws {
        func run<Oximeter: EmulatedOximeter>(_ device: Oximeter.Type) {
            var clean = OximeterOnPerson<Oximeter>(scenario: .steady, seed: 4)
            var other = clean
            _ = (clean.receive(Oximeter.startCommand), other.receive(Oximeter.startCommand))
            other.readerBaud = baud
            let wire = Oximeter.line.map { $0.baud != baud } ?? false
            for _ in 0..<(10 * Oximeter.framesPerSecond) {
                let (sent, heard) = (clean.nextFrame(), other.nextFrame())
                #expect((sent == heard) != wire || sent.isEmpty)
            }
        }
        run(family.oximeter)
    }

    @Test("commands at another speed are not understood")
    func commandsAreLost() {
        for baud in Self.speeds {
            var unit = OximeterOnPerson<ContecV7Oximeter>(scenario: .steady, seed: 4)
            unit.readerBaud = baud
            let answer = unit.receive(command(0xA0) + ContecV7Oximeter.startCommand)
            #expect(answer.isEmpty == (baud != 115_200))
            #expect(unit.oximeter.isStreaming == (baud == 115_200))
        }
    }

    @Test("a device at a wrong speed is heard by the reader who finds that speed")
    func wrongBaudMeetsItsReader() throws {
        var clean = OximeterOnPerson<ContecV7Oximeter>(scenario: .steady, seed: 4)
        var wrong = OximeterOnPerson<ContecV7Oximeter>(
            scenario: .steady, seed: 4, faults: [try Fault(spec: "wrong-baud@2+2")])
        _ = (
            clean.receive(ContecV7Oximeter.startCommand),
            wrong.receive(ContecV7Oximeter.startCommand)
        )
        #expect(clean.advance(to: 1.9) == wrong.advance(to: 1.9))
        _ = (clean.advance(to: 2), wrong.advance(to: 2))
        #expect(clean.advance(to: 3) != wrong.advance(to: 3), "a reader at the family's speed")
        wrong.readerBaud = 19_200
        #expect(clean.advance(to: 3.9) == wrong.advance(to: 3.9))
        wrong.readerBaud = nil
        _ = (clean.advance(to: 4), wrong.advance(to: 4))
        #expect(clean.advance(to: 5) == wrong.advance(to: 5))
    }
}
