import ArgumentParser
import Discovery
import Drivers
import Link
import SerialPort
import SignalCore
import Threads

/// `spotter devices download`: what an oximeter has in its memory, into the archive.
struct DownloadCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "download", abstract: "Bring an oximeter's stored sessions into the archive.",
        discussion: """
            For contec-v7 and contec-hid. Sessions that are in the archive are not fetched again, so a
            download that broke off is begun again by the same command. Nothing is deleted on the
            device unless --delete is given, and then only what is in the archive whole.

            The devices' clocks cannot be read or checked: each file says what the device claimed.
            """)

    @OptionGroup var data: DataOption

    @Argument(help: "The port, such as /dev/ttyUSB0 or /dev/hidraw0.")
    var port: String

    @Option(help: ArgumentHelp("The family, when the port does not tell.", valueName: "family"))
    var family: Family?

    @Flag(help: "Only list the sessions.")
    var list = false

    @Flag(help: "Afterwards delete on the device what is in the archive.")
    var delete = false

    @Flag(help: "Print one JSON object a session.")
    var jsonl = false

    func validate() throws {
        if list && delete { throw ValidationError("Choose --list or --delete.") }
    }

    func run() throws {
        let known = Discovery.describe(path: port)
        let family = try chosenFamily(known)
        guard let setting = family.model.firstSetting, let clock = HostClock.now else {
            throw Refusal("this computer's clock shows no date; set it first.")
        }
        if !list { data.makeUsualFolders() }
        let archive = try list ? nil : DownloadArchive(dataDirectory: data.path)
        var source = try PortTransport(path: port, isHID: known.isHID, setting: setting)
        guard
            var talk = StoredDownload(
                family, holding: archive?.held(family) ?? [], hostDate: clock.local,
                at: BootClock.now())
        else { throw Refusal("\(family.rawValue): this family's memory cannot be read.") }
        var report = DownloadReport(jsonl: jsonl)
        let outcome = try drive(&source, &talk) { talk in
            report.show(talk.found)
            if list, talk.progress != nil { return true }
            for session in talk.takeReady() {
                guard let archive else { continue }
                report.kept(session, in: try archive.keep(session, at: clock))
            }
            report.show(talk.progress)
            return false
        }
        guard let outcome else { return report.end(nil) }
        report.end(outcome)
        if delete { try deleteOnDevice(outcome, &source, &report) }
        if !outcome.isWhole { throw Refusal(DownloadReport.sentence(outcome, port: port)) }
    }

    private func chosenFamily(_ known: Candidate) throws -> Family {
        if let family { return family }
        let guesses = FingerprintTable.known.matches(for: known).filter(\.safeToWrite)
        let families = guesses.compactMap { Family(rawValue: $0.family) }
        guard let family = families.first else {
            throw Refusal(
                "\(port): it is not known what is plugged in there; "
                    + "say --family contec-v7 or contec-hid.")
        }
        return family
    }

    /// Runs the conversation to its end, or until `step` says that it is enough.
    private func drive(
        _ source: inout PortTransport, _ talk: inout StoredDownload,
        _ step: (inout StoredDownload) throws -> Bool
    ) throws -> DownloadOutcome? {
        var chunk = [UInt8](repeating: 0, count: 4096)
        while talk.outcome == nil {
            if let command = talk.next(at: BootClock.now()) {
                try source.write(command, until: BootClock.now().adding(milliseconds: 500))
            }
            if source.wait(until: talk.due, wake: nil) == .gone {
                throw Refusal(
                    "\(port): it was unplugged; what came over whole is kept. Run it again.")
            }
            let count = try source.read(into: &chunk)
            if count > 0 { talk.take(chunk.span.extracting(0..<count), at: BootClock.now()) }
            if try step(&talk) { return nil }
        }
        _ = try step(&talk)
        return talk.outcome
    }

    private func deleteOnDevice(
        _ outcome: DownloadOutcome, _ source: inout PortTransport, _ report: inout DownloadReport
    ) throws {
        for what in outcome.deletable {
            guard var talk = StoredDeletion(what, at: BootClock.now()) else { continue }
            var chunk = [UInt8](repeating: 0, count: 4096)
            while talk.outcome == nil {
                if let command = talk.next(at: BootClock.now()) {
                    try source.write(command, until: BootClock.now().adding(milliseconds: 500))
                }
                guard source.wait(until: talk.due, wake: nil) != .gone else { break }
                let count = try source.read(into: &chunk)
                if count > 0 { talk.take(chunk.span.extracting(0..<count), at: BootClock.now()) }
            }
            try report.deleted(talk.outcome ?? .unknown)
        }
    }
}

extension FamilyModel {
    /// How a port is opened to talk to the family.
    var firstSetting: PortSetting? {
        switch bus {
        case .hid: .hid
        case .serial(let lines): lines.first.map { .serial(.init($0)) }
        }
    }
}

extension DownloadOutcome {
    /// True when nothing is missing from the archive.
    var isWhole: Bool {
        guard failed.isEmpty else { return false }
        if case .stopped = ending { return false }
        return true
    }

    /// What may be deleted: sessions that are in the archive whole. Where the device can only delete
    /// everything, everything must be there.
    var deletable: [StoredDeletion.What] {
        let safe = finished + held
        guard let first = safe.first else { return [] }
        guard first.identity.family == .contecHID else {
            // From the last on: the device numbers what comes after a deleted one anew.
            return safe.map(\.identity).sorted { ($0.user, $0.segment) > ($1.user, $1.segment) }
                .map { .contecV7(user: $0.user, segment: $0.segment) }
        }
        guard isWhole else { return [] }
        return [first.identity.segment == 0 ? .contecHIDManual : .contecHIDAuto]
    }
}
