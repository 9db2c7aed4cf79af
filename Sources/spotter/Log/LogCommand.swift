import ArgumentParser

/// `spotter log`: the ledger, looked at and checked.
struct LogCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "log", abstract: "Show and check the ledger.",
        subcommands: [
            LogVerifyCommand.self, LogShowCommand.self, LogCheckpointCommand.self,
            LogProveCommand.self, LogRebuildCommand.self,
        ])
}
