import ArgumentParser

/// The test bench: simulated people behind simulated oximeters.
@main
struct SpotterSim: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "spotter-sim",
        abstract: "Simulated people behind simulated oximeters on pseudo-terminals.",
        discussion: "For testing software. It is not a medical model: never teach from it.",
        subcommands: [
            RunCommand.self, ScenariosCommand.self, FaultsCommand.self, EmitCommand.self,
        ],
        defaultSubcommand: RunCommand.self)
}
