public import Ledger
public import ResponseLog
import Store

extension Station {
    /// The newest entries about rights, sign-ins and reads, newest first.
    public func accessLog(_ count: Int) async throws -> [LogEntry] {
        try await store.reader.accessEntries(count).map(LogEntry.init)
    }

    /// The watches in which someone wrote under this handle.
    ///
    /// A handle is a claim on an enrolled console, not a proof: see docs/privacy.md.
    public func watches(writtenBy handle: String) async throws -> [WatchOfMine] {
        let ids = Set(
            try await store.reader.people().filter { $0.value == handle }.map(\.key))
        guard !ids.isEmpty else { return [] }
        var mine: [WatchOfMine] = []
        for summary in try await store.reader.watches(limit: Self.longestLookBack) {
            guard let watch = EntryID(text: summary.watch) else { continue }
            let entries = try await store.reader.entries(ref: summary.watch).map(LogEntry.init)
            let own = entries.filter { entry in
                [entry.didBy, entry.wroteBy].contains { $0.map(ids.contains) ?? false }
            }
            guard !own.isEmpty else { continue }
            let incidents = entries.compactMap { entry -> EntryID? in
                if case .incidentOpened(let start) = entry.fact { start.incident } else { nil }
            }
            mine.append(WatchOfMine(watch: watch, incidents: Set(incidents), entries: own))
        }
        return mine
    }

    /// How many watches one's own record looks back over.
    public static let longestLookBack = 500
}

/// What someone wrote in one watch.
public struct WatchOfMine: Sendable {
    /// The watch.
    public let watch: EntryID
    /// Its responses.
    public let incidents: Set<EntryID>
    /// The entries written under the handle.
    public let entries: [LogEntry]
}
