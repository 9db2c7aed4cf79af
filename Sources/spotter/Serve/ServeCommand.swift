import ArgumentParser
import Console
import Logging
import ServiceLifecycle
import Station
import UnixSignals

/// `spotter serve`: the station.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Run the station and its console.")

    @OptionGroup var data: DataOption

    @Option(help: "Address and port of the console.")
    var listen = ListenAddress(host: "127.0.0.1", port: 8440)

    @Option(help: "Add so many simulated people on pseudo-terminals (0 to 150).")
    var simulate = 0

    @Option(
        help: ArgumentHelp(
            "Scenario of the simulated people, in turn, or a file with one; may be given again.",
            valueName: "name"))
    var scenario: [String] = []

    @Option(
        help: ArgumentHelp(
            "Read this port too; may be given again.", valueName: "path[:family]"))
    var port: [NamedPortArgument] = []

    @Option(help: "What the site is called on screens.")
    var site = "Site"

    @Option(help: "The site's telephone number, printed on handover pages.")
    var phone: String?

    @Option(help: "How many seats the floor shows (1 to 200).")
    var seats = 6

    @Flag(inversion: .prefixedNo, help: "Look for oximeters on USB.")
    var usb = true

    @Flag(
        inversion: .prefixedNo,
        help: "Begin a watch by itself when a finger stays in an oximeter for 5 s.")
    var autoWatch = true

    @Flag(help: "Keep the raw bytes of everyone who is watched, in the data directory.")
    var record = false

    @Option(
        help: ArgumentHelp(
            "Sound alerts through this ALSA device when no screen confirms that it sounds.",
            valueName: "device"))
    var speaker: String?

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp(
            "A program, by its absolute path, and its arguments: started when nobody acknowledges a "
                + "high alert in time.", valueName: "program"))
    var onUnattended: [String] = []

    @Flag(help: "Serve an address other machines can reach although nothing is encrypted.")
    var insecure = false

    func validate() throws {
        guard (0...150).contains(simulate) else {
            throw ValidationError("--simulate takes a number from 0 to 150.")
        }
        guard (1...200).contains(seats) else {
            throw ValidationError("--seats takes a number from 1 to 200.")
        }
        if let program = onUnattended.first, !program.hasPrefix("/") {
            throw ValidationError("--on-unattended takes a program by its absolute path.")
        }
        guard (1...40).contains(phone?.count ?? 1) else {
            throw ValidationError("--phone takes a number of 1 to 40 characters.")
        }
        guard (1...40).contains(site.count) else {
            throw ValidationError("--site takes a name of 1 to 40 characters.")
        }
    }

    func run() async throws {
        LoggingSystem.bootstrap { StreamLogHandler.standardError(label: $0) }
        guard listen.isLoopback || insecure else {
            throw Refusal(
                "\(listen.host) can be reached by other machines and nothing would be encrypted; "
                    + "listen on 127.0.0.1, or say --insecure if you know that network.")
        }
        data.makeUsualFolders()
        let people = try SimulatedPeople(count: simulate, scenarios: scenario)
        let station = try await Station.open(settings(people))
        people.feelHelp(from: station)
        do {
            try await serve(station)
        } catch {
            await station.stop()
            people.stop()
            throw Refusal(Self.sentence(error, listen))
        }
        await station.stop()
        people.stop()
    }

    private func settings(_ people: SimulatedPeople) -> StationSettings {
        StationSettings(
            dataDirectory: data.path, site: site, phone: phone, seats: seats,
            ports: port.map { .init(path: $0.path, family: $0.family) } + people.ports,
            discovers: usb, startsWatches: autoWatch, recordsBytes: record,
            sound: StationSettings.Sound(device: speaker, command: onUnattended))
    }

    private func serve(_ station: Station) async throws {
        var log = Logger(label: "spotter.console")
        log.logLevel = .warning
        let server = ConsoleServer(
            station: station,
            settings: ConsoleSettings(
                host: listen.host, port: listen.port, version: Station.softwareVersion),
            logger: log)
        let host = listen.urlHost
        let console = server.application { port in
            print("Spotter is at http://\(host):\(port)/")
            flushOutput()
        }
        var group = ServiceGroupConfiguration(
            services: [
                .init(service: StationBeat(station: station)),
                .init(service: console, successTerminationBehavior: .gracefullyShutdownGroup),
            ], gracefulShutdownSignals: [.sigterm, .sigint], logger: log)
        // The whole stop has to fit into five seconds; the ledger needs the rest of them.
        group.maximumGracefulShutdownDuration = .seconds(3)
        try await ServiceGroup(configuration: group).run()
    }

    private static func sentence(_ error: any Error, _ listen: ListenAddress) -> String {
        let text = "\(error)"
        if text.contains("EADDRINUSE") || text.contains("errno: 98") {
            return "\(listen) is in use by another program; stop it, or name another port."
        }
        if text.contains("errno: 99") {
            return "\(listen.host) is no address of this machine; name another."
        }
        if text.contains("errno: 13") {
            return "\(listen): permission denied; name a port above 1023."
        }
        return "the console stopped: \(text)"
    }
}

/// The station's slow beat as a service that ends when the group does.
struct StationBeat: Service {
    let station: Station

    func run() async throws {
        await cancelWhenGracefulShutdown { await station.run() }
    }
}
