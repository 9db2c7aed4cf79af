import ArgumentParser
import SimulatedPatient

/// `spotter-sim scenarios`: what can happen to a person.
struct ScenariosCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "scenarios", abstract: "Lists the scenarios.",
        discussion: Scenario.textFormat)

    func run() {
        let width = Scenario.builtIn.map(\.name.count).max() ?? 0
        for scenario in Scenario.builtIn {
            let gap = String(repeating: " ", count: width - scenario.name.count + 2)
            Terminal.writeLine(scenario.name + gap + scenario.about)
        }
    }
}
