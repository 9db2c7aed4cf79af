import ArgumentParser
import SimulatedOximeter
import SimulatedPatient

/// `spotter-sim emit`: bytes to standard output, as fast as they can be made.
struct EmitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "emit",
        abstract: "Writes the bytes of a started stream to standard output.",
        discussion: "The same family, scenario and seed give the same bytes.")

    @OptionGroup var bench: BenchOptions

    @Option(help: "Simulated seconds, 1 to 86400.")
    var seconds: Int

    func validate() throws {
        guard (1...86_400).contains(seconds) else {
            throw ValidationError("--seconds must lie between 1 and 86400")
        }
    }

    func run() throws {
        let scenario = try bench.loadedScenario()
        switch try bench.oximeterFamily() {
        case .contecV7:
            var unit = OximeterOnPerson<ContecV7Oximeter>(scenario: scenario, seed: bench.seed)
            try emit(from: &unit)
        }
    }

    /// Each second begins with the start command, as a host that keeps the stream alive would send.
    private func emit<Oximeter>(from unit: inout OximeterOnPerson<Oximeter>) throws {
        for second in 1...seconds {
            let answers = unit.receive(Oximeter.startCommand)
            guard Terminal.write(answers + unit.advance(to: Double(second))) else {
                throw Refusal("standard output was closed before all bytes were written")
            }
        }
    }
}
