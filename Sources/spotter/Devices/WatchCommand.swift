import Alerts
import ArgumentParser
import Discovery
import Drivers
import Link
import SerialPort
import SignalCore
import Station
import Synchronization
import Threads

/// `spotter watch`: one oximeter live in the terminal.
struct WatchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "watch", abstract: "Show one oximeter live in the terminal.",
        discussion: "PORT may be a recording of spotter record, which is then played.")

    @Argument(help: "The port, or auto for the best that is or gets plugged in.")
    var port: String

    @Option(
        name: .customLong("family"),
        help: ArgumentHelp(
            "The family that is spoken on the port; found out when left out.", valueName: "family"))
    var familyArgument: FamilyArgument?

    private var family: Family? { familyArgument?.family }

    @Option(help: "Stop after so many seconds.")
    var seconds: Int?

    @Flag(help: "Print one JSON object a line.")
    var jsonl = false

    func validate() throws {
        if let seconds, seconds < 1 { throw ValidationError("--seconds takes a number from 1.") }
    }

    func run() async throws {
        let screen = WatchScreen(
            form: jsonl ? .jsonl : outputIsTerminal ? .terminal : .lines, port: port,
            family: family)
        if port == "auto" { return try await watchBest(screen) }
        let path = port
        if try RecordingReader.isRecording(path) {
            return await watch(
                Link.start(family: family ?? .contecV7, sink: screen) {
                    () throws(SerialPortError) -> Replay in
                    do throws(ByteFileError) {
                        return try Replay(path: path, speed: 1)
                    } catch {
                        throw .notFound(path: path)
                    }
                }, screen)
        }
        let known = Discovery.describe(path: path)
        let plan = PortSuspicion(named: known, family: family).plan(remembered: nil)
        // Said at once, rather than tried for ever: a person stands before the terminal.
        _ = try PortTransport(path: path, isHID: known.isHID, setting: plan.rounds[0].setting)
        await watch(
            Link.start(plan: plan, sink: screen) { setting throws(SerialPortError) in
                try PortTransport(path: path, isHID: known.isHID, setting: setting)
            }, screen)
    }

    private func watchBest(_ screen: WatchScreen) async throws {
        let best = BestPort(family: family)
        let running = Mutex<Link?>(nil)
        // All that is plugged in now is known before one is chosen.
        for candidate in try Discovery.candidates() { _ = best.take(.appeared(candidate)) }
        screen.take(.searching, at: BootClock.now())
        let begin: @Sendable () -> Void = {
            running.withLock { running in
                if let link = running { return link.retry() }
                guard let plan = best.choose() else { return }
                running = Link.start(plan: plan, sink: screen) { setting throws(SerialPortError) in
                    try best.open(setting)
                }
            }
        }
        begin()
        let monitor = try DiscoveryMonitor.start { if best.take($0) { begin() } }
        await Interruption.wait(seconds: seconds)
        monitor.stop()
        running.withLock { $0?.stop() }
        screen.end()
    }

    private func watch(_ link: Link, _ screen: WatchScreen) async {
        await Interruption.wait(seconds: seconds)
        link.stop()
        screen.end()
    }
}
