import ArgumentParser

/// `spotter report`: what a site counts.
struct ReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "The site report of a period.",
        subcommands: [ReportMonthCommand.self])
}
