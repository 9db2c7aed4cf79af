import ArgumentParser
import Ledger
import Store

/// `spotter log verify`: finds any changed bit.
struct LogVerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Check every entry, node, checkpoint and view.",
        discussion: """
            Proves that nothing was changed since the checkpoints were signed, not that what was \
            written was true. A checkpoint kept elsewhere (--checkpoint) also finds a ledger that \
            was cut back or written anew.
            """)

    @OptionGroup var data: DataOption

    @Option(help: ArgumentHelp("A checkpoint that was kept elsewhere.", valueName: "file"))
    var checkpoint: String?

    @Flag(help: "Print one JSON object.")
    var json = false

    func run() async throws {
        let note = try checkpoint.map { TypedCheckpoint.note(try TextFile.read($0)) }
        let result = try LedgerAudit.verify(directory: data.path, checkpointNote: note)
        print(json ? Self.json(result) : result.text)
        guard result.isSound else {
            let count = result.problems.count
            throw Refusal(
                "the check of \(data.path) found \(count == 1 ? "a problem" : "\(count) problems"); "
                    + "keep a copy of the ledger as it is now.")
        }
    }

    private static func json(_ result: AuditResult) -> String {
        JSONText.object([
            ("ok", .flag(result.isSound)), ("entries", .integer(result.entries)),
            ("root", .optional(result.root?.hex)), ("problems", .texts(result.problems)),
            ("earlierOrigin", .optional(result.earlier?.origin)),
        ])
    }
}
