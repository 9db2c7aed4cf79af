import ArgumentParser
import SimulatedOximeter

/// `spotter-sim faults`: what can go wrong with the oximeter.
struct FaultsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "faults", abstract: "Lists the faults that --fault takes.")

    func run() { Terminal.writeLine(Fault.grammar) }
}
