import ArgumentParser
import Store

/// `spotter log rebuild`: the views, folded anew from the entries.
struct LogRebuildCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rebuild", abstract: "Build the views again from the entries.",
        discussion: "No station may run on this data meanwhile. Entries are only read.")

    @OptionGroup var data: DataOption

    func run() async throws {
        let store = try LedgerSigner.open(data.path)
        try await store.rebuildViews()
        let size = try await store.reader.head().size
        try await store.close()
        print("views rebuilt from \(size) entries")
    }
}
