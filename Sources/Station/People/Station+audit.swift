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
            mine.append(
                WatchOfMine(
                    watch: watch, incidents: Set(incidents), entries: own,
                    joined: Self.joined(entries, by: ids)))
        }
        return mine
    }

    /// The responses of one watch that someone joined, and when they last did something in each, in
    /// milliseconds since 1970 UTC. None for a drill. `ids` are those that stand for this person.
    static func joined(_ entries: [LogEntry], by ids: Set<String>) -> [EntryID: Int64] {
        var open: EntryID?
        var joined: [EntryID: Int64] = [:]
        for entry in entries {
            switch entry.fact {
            case .watchStarted(let start) where start.drill: return [:]
            case .incidentOpened(let start): open = start.incident
            case .incidentJoined(let incident, _): open = incident
            default: break
            }
            if let open, let who = entry.didBy ?? entry.wroteBy, ids.contains(who) {
                joined[open] = max(joined[open] ?? .min, entry.occurredUnixMilliseconds)
            }
            if case .incidentClosed = entry.fact { open = nil }
        }
        return joined
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
    /// The responses joined, and the moment of the last own entry in each, in milliseconds since
    /// 1970 UTC.
    public let joined: [EntryID: Int64]
}
