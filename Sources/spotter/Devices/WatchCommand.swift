import Alerts
import ArgumentParser
import Discovery
import Drivers
import Link
import SerialPort
import SignalCore
import Threads

/// `spotter watch`: one oximeter live in the terminal.
struct WatchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "watch", abstract: "Show one oximeter live in the terminal.",
        discussion: "PORT may be a recording of spotter record, which is then played.")

    @Argument(help: "The port, or auto for the best that is or gets plugged in.")
    var port: String

    @Option(help: ArgumentHelp("The family that is spoken on the port.", valueName: "family"))
    var family = Family.contecV7

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
        if try port != "auto" && RecordingReader.isRecording(port) {
            let path = port
            return await watch(
                Link.start(family: family, sink: screen) { () throws(SerialPortError) -> Replay in
                    do throws(ByteFileError) {
                        return try Replay(path: path, speed: 1)
                    } catch {
                        throw .notFound(path: path)
                    }
                }, screen)
        }
        let line = LineSettings(baud: family.model.baud)
        guard port == "auto" else {
            let path = port
            // Said at once, rather than tried for ever: a person stands before the terminal.
            _ = try SerialPort(path: path, line: line)
            return await watch(
                Link.start(family: family, sink: screen) {
                    () throws(SerialPortError) in try SerialPort(path: path, line: line)
                }, screen)
        }
        try await watchBest(line, screen)
    }

    private func watchBest(_ line: LineSettings, _ screen: WatchScreen) async throws {
        let best = BestPort()
        let link = Link.start(family: family, sink: screen) { () throws(SerialPortError) in
            guard let path = best.path else { throw .notFound(path: "auto") }
            return try SerialPort(path: path, line: line)
        }
        let monitor = try DiscoveryMonitor.start { event in
            if best.take(event) { link.retry() }
        }
        await watch(link, screen)
        monitor.stop()
    }

    private func watch(_ link: Link, _ screen: WatchScreen) async {
        await Interruption.wait(seconds: seconds)
        link.stop()
        screen.end()
    }
}
