import ArgumentParser
import SimulatedOximeter
import SimulatedPatient

/// `spotter-sim emit`: bytes to standard output, as fast as they can be made.
struct EmitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "emit",
        abstract: "Writes what an oximeter sends to standard output.",
        discussion: """
            The same family, scenario, seed and faults give the same bytes. With --seconds a \
            stream that is started and kept alive; with --memory all that the device sends while \
            a host reads its stored sessions, which follow from the seed. Faults act on both.
            """)

    @OptionGroup var bench: BenchOptions

    @Option(help: "Simulated seconds of the stream, 1 to 86400.")
    var seconds: Int?

    @Flag(help: "The stored sessions instead. Families: contec-v5, contec-v7, contec-hid.")
    var memory = false

    @Flag(help: "With --memory and contec-hid: the record its wearer started by hand.")
    var byHand = false

    func validate() throws {
        guard (seconds != nil) != memory else {
            throw ValidationError("say either --seconds or --memory")
        }
        guard (1...86_400).contains(seconds ?? 1) else {
            throw ValidationError("--seconds must lie between 1 and 86400")
        }
        let family = try bench.oximeterFamily()
        guard !memory || family.oximeter.canSay.contains(.memory) else {
            throw ValidationError("\(family.rawValue) has no memory that can be read out")
        }
        guard !byHand || memory && family == .contecHID else {
            throw ValidationError("--by-hand goes with --memory and contec-hid")
        }
    }

    func run() throws { try emit(try bench.oximeterFamily().oximeter) }

    private func emit<Oximeter: EmulatedOximeter>(_ device: Oximeter.Type) throws {
        var unit = OximeterOnPerson<Oximeter>(
            scenario: try bench.loadedScenario(), seed: bench.seed, faults: try bench.faults())
        guard let seconds else {
            return try write(unit.handOutMemory(byHand: byHand) ?? [])
        }
        // Each second begins with the start command, as a host that keeps the stream alive would
        // send it.
        for second in 1...seconds {
            let answers = unit.receive(Oximeter.startCommand)
            try write(answers + unit.advance(to: Double(second)))
        }
    }

    private func write(_ bytes: [UInt8]) throws {
        guard Terminal.write(bytes) else {
            throw Refusal("standard output was closed before all bytes were written")
        }
    }
}
