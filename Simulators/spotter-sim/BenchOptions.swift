import ArgumentParser
import SimulatedOximeter
import SimulatedPatient

/// What every command that simulates somebody asks for.
struct BenchOptions: ParsableArguments {
    private static let families = OximeterFamily.allCases.map(\.rawValue).joined(separator: ", ")

    @Option(help: ArgumentHelp("The oximeter family: \(families).", valueName: "family"))
    var family = OximeterFamily.contecV7.rawValue

    @Option(help: "A scenario's name or a scenario file. See 'spotter-sim scenarios'.")
    var scenario = Scenario.steady.name

    @Option(help: "The same seed gives the same person and the same bytes.")
    var seed: UInt64 = 1

    @Option(parsing: .singleValue, help: "A fault; may be given again. See 'spotter-sim faults'.")
    var fault: [String] = []

    func validate() throws { _ = try faults() }

    func oximeterFamily() throws -> OximeterFamily {
        guard let found = OximeterFamily(rawValue: family) else {
            throw ValidationError(
                "there is no family '\(family)' to simulate; there are \(Self.families)")
        }
        return found
    }

    /// The faults asked for. One that would change nothing is refused: a test with it would prove
    /// nothing.
    func faults() throws -> [Fault] {
        let family = try oximeterFamily()
        do {
            let faults = try fault.map(Fault.init(spec:))
            for sentence in faults.compactMap({ $0.pointlessness(for: family) }) {
                throw ValidationError(sentence)
            }
            return faults
        } catch let error as FaultSpecError {
            throw ValidationError(error.description)
        }
    }

    /// The scenario of that name, or else the one in the file of that name.
    func loadedScenario() throws -> Scenario {
        if let known = Scenario.named(scenario) { return known }
        guard let text = TextFile.read(scenario) else {
            let known = Scenario.builtIn.map(\.name).joined(separator: ", ")
            throw Refusal(
                "no scenario and no readable file is called '\(scenario)'; there are \(known)")
        }
        do {
            return try Scenario(text: text, name: scenario)
        } catch {
            throw Refusal("\(scenario), \(error.description)")
        }
    }
}
