import ArgumentParser
import Ledger
import Store

/// `spotter log prove`: a proof someone else can check without the ledger.
struct LogProveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prove",
        abstract: "Print the proof that an entry, or an older ledger, is in it.",
        usage: """
            spotter log prove <index> [--data <dir>] [--json]
            spotter log prove --from <size> [--to <size>] [--data <dir>] [--json]
            """)

    @OptionGroup var data: DataOption

    @Argument(help: "The entry's number.")
    var index: Int64?

    @Option(help: "The size of the older ledger.")
    var from: Int64?

    @Option(help: "The size of the newer ledger (else as it is now).")
    var to: Int64?

    @Flag(help: "Print only the proof, as one JSON object.")
    var json = false

    func validate() throws {
        guard (index == nil) != (from == nil) else {
            throw ValidationError("name either an entry, or an older ledger with --from.")
        }
        guard to == nil || from != nil else { throw ValidationError("--to needs --from.") }
        guard (index ?? 0) >= 0, (from ?? 0) >= 0, (to ?? 0) >= 0 else {
            throw ValidationError("numbers of entries begin at 0.")
        }
        if let from, let to, from > to {
            throw ValidationError("--from names the older ledger: it cannot be larger than --to.")
        }
    }

    func run() async throws {
        let reader = try LedgerReader(directory: data.path)
        defer { reader.close() }
        if let index {
            try await prove(index, reader)
        } else if let from {
            try await prove(from: from, reader)
        }
    }

    private func prove(_ index: Int64, _ reader: LedgerReader) async throws {
        let proof = try await reader.prove(index: index)
        guard let entry = try await reader.entry(at: index) else {
            throw StoreError.noSuchEntry(index)
        }
        guard proof.isSound, entry.leaf == proof.leaf else { throw unsound }
        let text = ProofText(inclusion: proof, header: entry.headerBytes)
        print(json ? text.json : text.words)
    }

    private func prove(from: Int64, _ reader: LedgerReader) async throws {
        let size = try await reader.head().size
        guard max(from, to ?? 0) <= size else {
            throw Refusal("the ledger has \(size) entries, fewer than \(max(from, to ?? 0)).")
        }
        let proof = try await reader.prove(oldSize: from, newSize: to)
        guard proof.isSound else { throw unsound }
        let text = ProofText(consistency: proof)
        print(json ? text.json : text.words)
    }

    private var unsound: Refusal {
        Refusal(
            "the ledger in \(data.path) does not fit its own root; run spotter log verify.")
    }
}
