import SimulatedOximeter
import SimulatedPatient
import Testing

@Suite("What every family has in common")
struct FamilyTests {
    /// Thirty seconds of a started stream, call by call.
    private static func stream<Oximeter: EmulatedOximeter>(
        _ device: Oximeter.Type, seed: UInt64, _ conditions: DeviceConditions = .init()
    ) -> [[UInt8]] {
        var device = Oximeter(seed: seed)
        device.conditions = conditions
        var patient = SimulatedPatient(seed: 5)
        return (0..<(30 * Oximeter.framesPerSecond)).map { frame in
            if frame % Oximeter.framesPerSecond == 0 { _ = device.receive(Oximeter.startCommand) }
            patient.advance(to: Double(frame) / Double(Oximeter.framesPerSecond))
            return device.frame(of: patient.state)
        }
    }

    @Test(arguments: OximeterFamily.allCases)
    func isItsOwnFamily(family: OximeterFamily) {
        #expect(family.oximeter.family == family)
    }

    @Test func linesAreThoseOfTheDocuments() {
        let lines: [OximeterFamily: SimulatedLine?] = [
            .contecV5: SimulatedLine(baud: 19_200, oddParity: true),
            .contecV7: SimulatedLine(baud: 115_200), .contecHID: nil,
            .noninDF1: SimulatedLine(baud: 9600), .noninDF2: SimulatedLine(baud: 9600),
            .noninDF7: SimulatedLine(baud: 9600), .noninDF8: SimulatedLine(baud: 9600),
            .noninASCII: SimulatedLine(baud: 9600), .nellcorASCII: SimulatedLine(baud: 9600),
            .masimoASCII1: SimulatedLine(baud: 9600),
        ]
        for (family, line) in lines { #expect(family.oximeter.line == line) }
    }

    /// Messages and bytes in a second, from the documents; a line's bytes counted in the captures.
    @Test(
        arguments: [
            (.contecV5, 60, 5), (.contecV7, 60, 9), (.contecHID, 20, 64), (.bci, 100, 5),
            (.noninDF1, 1, 3), (.noninDF2, 75, 5), (.noninDF7, 75, 5), (.noninDF8, 1, 4),
        ] as [(OximeterFamily, Int, Int)])
    func sendsSoMuchASecond(family: OximeterFamily, messages: Int, length: Int) {
        let frames = Self.stream(family.oximeter, seed: 3)
        let sent = frames.filter { !$0.isEmpty }
        #expect(sent.count == 30 * messages)
        #expect(sent.allSatisfy { $0.count == length })
    }

    @Test(arguments: OximeterFamily.allCases)
    func theSameSeedGivesTheSameBytes(family: OximeterFamily) {
        let first = Self.stream(family.oximeter, seed: 3)
        #expect(first == Self.stream(family.oximeter, seed: 3))
        #expect(first.contains { !$0.isEmpty })
        let others = (4...9).map { Self.stream(family.oximeter, seed: $0) }
        #expect(others.contains { $0 != first })
    }

    @Test(arguments: OximeterFamily.allCases)
    func memoryFollowsFromTheSeed(family: OximeterFamily) {
        let memory = family.oximeter.init(seed: 8).memory
        #expect(memory == family.oximeter.init(seed: 8).memory)
        #expect(family.oximeter.canSay.contains(.memory) == !memory.isEmpty)
        if !memory.isEmpty { #expect(memory != family.oximeter.init(seed: 9).memory) }
        for second in memory.flatMap(\.seconds) {
            #expect(second.spo2Percent.map { (50...100).contains($0) } ?? true)
            #expect(second.pulseBpm.map { (30...254).contains($0) } ?? true)
        }
    }

    private static func conditions(_ word: DeviceWord) -> DeviceConditions {
        var conditions = DeviceConditions()
        switch word {
        case .fingerOut: conditions.fingerOut = .firmware
        case .searching: conditions.searching = true
        case .sensorFault: conditions.sensorFault = true
        case .lowBattery: conditions.lowBattery = true
        case .clock: conditions.clockDriftPartsPerMillion = 200_000
        default: break
        }
        return conditions
    }

    /// Three conditions take every family's values away, and those that it has a word for are told
    /// apart.
    @Test(arguments: OximeterFamily.allCases)
    func reasonsForNoValueAreSeen(family: OximeterFamily) {
        let usual = Self.stream(family.oximeter, seed: 3)
        let words: [DeviceWord] = [.fingerOut, .searching, .sensorFault]
        let streams = words.map { Self.stream(family.oximeter, seed: 3, Self.conditions($0)) }
        for (word, stream) in zip(words, streams) {
            let isSeen = stream != usual
            #expect(isSeen, "\(word)")
            for (other, another) in zip(words, streams) where other != word {
                let isApart = stream != another
                if family.oximeter.canSay.isSuperset(of: [word, other]) {
                    #expect(isApart, "\(word) and \(other)")
                }
            }
        }
    }

    /// What a family has no word for changes nothing.
    @Test(arguments: OximeterFamily.allCases, [DeviceWord.lowBattery, .clock])
    func batteryAndClockAreSeenWhereTheyCanBe(family: OximeterFamily, word: DeviceWord) {
        let usual = Self.stream(family.oximeter, seed: 3)
        let isSeen = Self.stream(family.oximeter, seed: 3, Self.conditions(word)) != usual
        #expect(isSeen == family.oximeter.canSay.contains(word))
    }

    @Test(arguments: OximeterFamily.allCases)
    func noiseFromTheHostIsHarmless(family: OximeterFamily) {
        var device = family.oximeter.init(seed: 3)
        var random = SeededRandom(seed: 77)
        for _ in 0..<2000 {
            _ = device.receive((0..<20).map { _ in UInt8(random.next() & 0xFF) })
            _ = device.frame(of: StillPerson().state)
        }
    }
}
