import ArgumentParser
import Ledger
import Store

/// `spotter log show`: the entries in plain words.
struct LogShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Print entries in plain words, oldest first.")

    @OptionGroup var data: DataOption

    @Option(help: "Only the newest so many.")
    var last: Int?

    @Option(help: ArgumentHelp("Only what belongs to this watch.", valueName: "id"))
    var watch: String?

    @Option(help: ArgumentHelp("Only what belongs to this response.", valueName: "id"))
    var incident: String?

    @Flag(help: "Print one JSON array.")
    var json = false

    @Flag(help: "Print one JSON object a line.")
    var jsonl = false

    /// How many entries are read at a time.
    private static let batch = 1000

    func validate() throws {
        if let last, last < 1 { throw ValidationError("--last takes a number from 1 on.") }
        if watch != nil && incident != nil {
            throw ValidationError("--watch and --incident exclude each other.")
        }
        if json && jsonl { throw ValidationError("--json and --jsonl exclude each other.") }
        for id in [watch, incident].compactMap(\.self) where EntryID(text: id) == nil {
            throw ValidationError("\(id) is no id; ids look like \(EntryID.random()).")
        }
    }

    func run() async throws {
        let reader = try LedgerReader(directory: data.path)
        defer { reader.close() }
        var printer = EntryPrinter(form: json ? .array : jsonl ? .lines : .words)
        printer.begin()
        if let id = watch ?? incident {
            try await show(about: id, reader, &printer)
        } else {
            try await showAll(reader, &printer)
        }
        printer.end()
    }

    private func show(
        about id: String, _ reader: LedgerReader, _ printer: inout EntryPrinter
    ) async throws {
        let entries = try await reader.entries(ref: id.lowercased())
        guard !entries.isEmpty else {
            throw Refusal(
                "the ledger in \(data.path) has no \(watch == nil ? "response" : "watch") \(id).")
        }
        for entry in entries.suffix(last ?? entries.count) { printer.take(entry) }
    }

    private func showAll(_ reader: LedgerReader, _ printer: inout EntryPrinter) async throws {
        let size = try await reader.head().size
        var next = last.map { max(0, size - Int64($0)) } ?? 0
        while next < size {
            let wanted = min(Int64(Self.batch), size - next)
            let entries = try await reader.entries(from: next, limit: Int(wanted))
            for entry in entries { printer.take(entry) }
            guard let newest = entries.last else { return }
            next = newest.header.index + 1
        }
    }
}
