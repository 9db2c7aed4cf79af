import ArgumentParser
import SimulatedOximeter
import SimulatedPatient

/// What every command that simulates somebody asks for.
struct BenchOptions: ParsableArguments {
    @Option(help: "The oximeter family: contec-v7.")
    var family = OximeterFamily.contecV7.rawValue

    @Option(help: "A scenario's name or a scenario file. See 'spotter-sim scenarios'.")
    var scenario = Scenario.steady.name

    @Option(help: "The same seed gives the same person and the same bytes.")
    var seed: UInt64 = 1

    func validate() throws { _ = try oximeterFamily() }

    func oximeterFamily() throws -> OximeterFamily {
        guard let found = OximeterFamily(rawValue: family) else {
            let known = OximeterFamily.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("there is no family '\(family)' to simulate; there is \(known)")
        }
        return found
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
