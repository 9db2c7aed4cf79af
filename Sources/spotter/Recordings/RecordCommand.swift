import ArgumentParser
import Discovery
import Drivers
import Link
import SerialPort
import SignalCore
import Synchronization
import Threads

/// `spotter record`: a port's bytes with their times, into a file.
struct RecordCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "record", abstract: "Record what comes from a port, with its times.")

    @Argument(help: "The port, such as /dev/ttyUSB0.")
    var port: String

    @Argument(help: "The file to make. An existing one is never written over.")
    var file: String

    @Option(
        help: ArgumentHelp(
            "The family that is spoken on the port; without it the likeliest for what is plugged in "
                + "there, or contec-v7.", valueName: "family"))
    var family: Family?

    @Option(help: "Another speed than the family's own, in bits a second.")
    var baud: Int?

    @Option(help: "Stop after so many seconds.")
    var seconds: Int?

    @Option(help: "Stop the file at so many megabytes (1 to 4096).")
    var maxMegabytes = 512

    func validate() throws {
        guard (1...4096).contains(maxMegabytes) else {
            throw ValidationError("--max-megabytes takes a number from 1 to 4096.")
        }
        if let baud, baud < 1 { throw ValidationError("--baud takes a speed in bits a second.") }
        if let seconds, seconds < 1 { throw ValidationError("--seconds takes a number from 1.") }
    }

    func run() async throws {
        let known = Discovery.describe(path: port)
        let family = family ?? Self.likeliest(known)
        let trouble = Trouble()
        // Opened once here, so that a port or a file that cannot be used is said at once.
        let first = Mutex<Recorder<PortTransport>?>(
            try Recorder(
                PortTransport(path: port, isHID: known.isHID, setting: setting(of: family)),
                to: file, limitBytes: maxMegabytes << 20, onEnd: { trouble.end($0) }))
        let link = Link.start(family: family, sink: RecordSink()) {
            () throws(SerialPortError) -> Recorder<PortTransport> in
            let port = port
            if let recorder = first.withLock({ $0.take() }) { return recorder }
            trouble.end("the port went away; the recording ends here.")
            throw .gone(path: port)
        }
        await Interruption.wait(seconds: seconds) { trouble.sentence != nil }
        link.stop()
        printProgress("\(link.counters.frames) frames recorded in \(file)")
        if let sentence = trouble.sentence { throw Refusal("\(file): \(sentence)") }
    }

    private static func likeliest(_ known: Candidate) -> Family {
        FingerprintTable.known.matches(for: known).lazy.compactMap { Family(rawValue: $0.family) }
            .first ?? .contecV7
    }

    /// How the port is opened: as the family speaks first, at another speed if one was given.
    private func setting(of family: Family) -> PortSetting {
        guard let line = family.model.lines.first else { return .hid }
        var setting = LineSettings(line)
        if let baud { setting.baud = baud }
        return .serial(setting)
    }
}

/// Why a recording ended before it was told to.
private final class Trouble: Sendable {
    private let text = Mutex<String?>(nil)
    var sentence: String? { text.withLock { $0 } }
    func end(_ sentence: String) { text.withLock { $0 = $0 ?? sentence } }
}

/// Says on standard error what is being recorded.
private struct RecordSink: LinkSink {
    func take(_ reading: Reading) {
        guard reading.at.seconds % 10 == 0 else { return }
        printProgress(ReadingWords(reading).line)
    }

    func take(_ state: LinkState, at: BootTime) { printProgress("link: \(state.name)") }

    func take(pleth points: Span<UInt8>, at: BootTime) {}
}
