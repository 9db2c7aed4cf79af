import ArgumentParser
import Discovery
import Station

/// `spotter devices`: the ports, and what can be done about them.
struct DevicesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "devices", abstract: "List the ports that may lead to an oximeter.",
        subcommands: [
            DeviceListCommand.self, PinCommand.self, DownloadCommand.self, InstallRulesCommand.self,
        ],
        defaultSubcommand: DeviceListCommand.self)
}

/// `spotter devices list`: every candidate port and what to do about it.
struct DeviceListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the ports that may lead to an oximeter.")

    @OptionGroup var data: DataOption

    @Flag(help: "Print one JSON object a line.")
    var jsonl = false

    func run() throws {
        // Without a readable file nothing is pinned; `devices pin` says what is wrong with one.
        let pins = (try? PinFile(dataDirectory: data.path).read()) ?? Pins()
        let rows: [DeviceRow]
        do {
            let found = try Discovery.candidates() + Discovery.devicesWithoutPort()
            rows = found.sorted { ($0.location, $0.path) < ($1.location, $1.path) }.map {
                DeviceRow($0, pin: pins[$0.location]?.words)
            }
        } catch {
            throw Refusal(error.description)
        }
        if rows.isEmpty && !jsonl {
            print(
                "No oximeter was found. Plug one in, with its maker's own cable, and look again;"
                    + " or name a port: spotter serve --port PATH:FAMILY.")
        }
        for row in rows { print(jsonl ? row.json : row.text) }
    }
}
