import GRDB
public import Ledger
import Synchronization

/// The ledger as it stands on the disk, read-only. Usable beside a running station, from any task:
/// the calls suspend and never block the cooperative pool.
public final class LedgerReader: Sendable {
    static let aliveKey = "alive"

    /// Two connections, so that a long report does not hold up a page.
    private let connections: [DatabaseQueue]
    private let turn = Atomic<Int>(0)
    private let path: String

    /// Opens the ledger in a directory that was opened for either purpose.
    public init(directory: DataDirectory) throws(StoreError) {
        path = directory.ledgerPath
        do {
            connections = try (0..<2).map { [path] _ in try Connections.reader(path: path) }
        } catch {
            throw StoreError(error, path: path)
        }
    }

    /// Opens the ledger in the directory at a path, as commands do.
    public convenience init(directory path: String) throws(StoreError) {
        try self.init(directory: DataDirectory.open(path, mode: .readOnly))
    }

    /// Closes its connections; later reads fail.
    public func close() { for connection in connections { try? connection.close() } }

    var anyConnection: DatabaseQueue { connections[0] }

    func read<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(StoreError) -> Value {
        let next = turn.wrappingAdd(1, ordering: .relaxed).oldValue
        do {
            return try await connections[next & 1].read(body)
        } catch {
            throw StoreError(error, path: path)
        }
    }

    func entries(
        _ rest: String, _ arguments: StatementArguments
    ) async throws(StoreError) -> [StoredEntry] {
        try await read { db in
            let rows = try Row.fetchCursor(
                db, sql: EntryRow.selectAll + " " + rest, arguments: arguments)
            var entries: [StoredEntry] = []
            while let row = try rows.next() { entries.append(try EntryRow.entry(row)) }
            return entries
        }
    }

    /// The entry with this number.
    public func entry(at index: Int64) async throws(StoreError) -> StoredEntry? {
        try await entries(#"WHERE entry."index" = ?"#, [index]).first
    }

    /// The entry with this name.
    public func entry(id: EntryID) async throws(StoreError) -> StoredEntry? {
        try await entries("WHERE uuid = ?", [Blob(id.bytes)]).first
    }

    /// Entries from a number on, oldest first.
    public func entries(from index: Int64, limit: Int) async throws(StoreError) -> [StoredEntry] {
        try await entries(
            #"WHERE entry."index" >= ? ORDER BY entry."index" LIMIT ?"#, [index, limit])
    }

    /// The newest entries, newest first.
    public func latest(_ count: Int) async throws(StoreError) -> [StoredEntry] {
        try await entries(#"ORDER BY entry."index" DESC LIMIT ?"#, [count])
    }

    /// All entries that belong to a stream, a watch's id or an incident's id, oldest first.
    public func entries(ref reference: String) async throws(StoreError) -> [StoredEntry] {
        try await entries(
            #"JOIN entryRef ON entryIndex = entry."index" WHERE ref = ? ORDER BY entryIndex"#,
            [reference])
    }

    /// The entries of one stream, oldest first.
    public func entries(stream: String) async throws(StoreError) -> [StoredEntry] {
        try await entries(
            """
            JOIN entryRef ON entryIndex = entry."index"
            WHERE ref = ?1 AND stream = ?1 ORDER BY entryIndex
            """, [stream])
    }

    /// How many entries there are and the root over them.
    public func head() async throws(StoreError) -> LedgerHead {
        try await read { db in
            let size = try EntryRow.size(db)
            return LedgerHead(size: size, root: try NodeRow.frontier(size: size, db).root)
        }
    }

    /// The newest signed checkpoint's text.
    public func newestCheckpoint() async throws(StoreError) -> String? {
        try await read { db in try CheckpointRow.newest(db)?.note }
    }

    /// The name and key that sign now.
    public func verifierKey() async throws(StoreError) -> VerifierKey? {
        try await read { db in try OriginRow.newest(db) }
    }
}

/// What the ledger is at one moment.
public struct LedgerHead: Equatable, Sendable {
    /// How many entries it holds.
    public let size: Int64
    /// The Merkle root over all of them.
    public let root: Digest
}
