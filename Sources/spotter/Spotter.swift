import ArgumentParser
import Station

/// The station and its tools. One command a file.
@main
struct Spotter: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "spotter",
        abstract: "Watches over people at an overdose prevention site.",
        discussion: """
            Reads pulse oximeters, raises alerts, keeps the response log, shows it all on a page. \
            It reports and reminds; it never tells anyone what to give. Not a certified medical \
            device.
            """,
        version: Station.softwareVersion,
        subcommands: [
            ServeCommand.self, DevicesCommand.self, WatchCommand.self, DecodeCommand.self,
            RecordCommand.self, ReplayCommand.self, AnalyzeCommand.self,
            LogCommand.self, IncidentCommand.self, ExportCommand.self, HandoverCommand.self,
            ReportCommand.self, BenchCommand.self, UserCommand.self,
            BackupCommand.self, RestoreCommand.self,
        ])
}
