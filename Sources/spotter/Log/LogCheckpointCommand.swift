import ArgumentParser
import Ledger
import Store

/// `spotter log checkpoint`: a signed note of what the ledger is now, to be kept elsewhere.
struct LogCheckpointCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "checkpoint", abstract: "Print a signed checkpoint to keep elsewhere.",
        discussion: """
            While a station runs, only it can sign: then the newest signed one is printed, and how \
            many entries are younger. Keep it where the ledger is not.
            """)

    @OptionGroup var data: DataOption

    @Flag(help: "Print one JSON object.")
    var json = false

    func run() async throws {
        let note: String
        do {
            note = try await signed()
        } catch StoreError.inUse {
            note = try await newest(mayBeOlder: true)
        } catch let refusal {
            note = try await newest(mayBeOlder: false, otherwise: refusal)
        }
        print(json ? try await jsonText(note) : note, terminator: json ? "\n" : "")
    }

    private func signed() async throws -> String {
        let store = try LedgerSigner.open(data.path)
        let note = try await store.signCheckpoint()
        try await store.close()
        return note
    }

    /// The newest stored checkpoint. Without a station that will sign again, an older one would
    /// look like the whole ledger: it is refused with the reason nothing could be signed.
    private func newest(
        mayBeOlder: Bool, otherwise refusal: (any Error)? = nil
    ) async throws -> String {
        let reader = try LedgerReader(directory: data.path)
        defer { reader.close() }
        guard let note = try await reader.newestCheckpoint() else {
            throw refusal ?? Refusal("the station has not signed a checkpoint yet; try again soon.")
        }
        let size = try await reader.head().size
        let younger = size - (try Checkpoint(body: SignedNote(text: note).body).size)
        if younger > 0 {
            guard mayBeOlder else { throw refusal ?? Refusal("the checkpoint is too old.") }
            printProgress("\(younger) entries are younger than this checkpoint.")
        }
        return note
    }

    private func jsonText(_ note: String) async throws -> String {
        let reader = try LedgerReader(directory: data.path)
        defer { reader.close() }
        let checkpoint = try Checkpoint(body: SignedNote(text: note).body)
        return JSONText.object([
            ("origin", .text(checkpoint.origin)), ("size", .integer(checkpoint.size)),
            ("root", .text(checkpoint.root.hex)),
            ("verifierKey", .optional(try await reader.verifierKey()?.text)),
            ("note", .text(note)),
        ])
    }
}
