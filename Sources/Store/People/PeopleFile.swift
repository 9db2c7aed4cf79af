import GRDB
import Ledger

/// `people.sqlite` in a data directory. Any process may open it: a running station and a command
/// each make one short write at a time. Blocks; not for the cooperative pool.
///
/// A change and the entry about it are one transaction: the entry waits in the file until the
/// station that holds the ledger writes it.
public final class PeopleFile: Sendable {
    let queue: DatabaseQueue
    private let path: String

    /// Opens the file in an existing data directory, and makes it when it is missing.
    public init(directory: String) throws(StoreError) {
        path = directory + "/people.sqlite"
        let path = path
        guard SystemFiles.kind(of: directory) == .directory else { throw .missing(directory) }
        // Made here so that it is private from its first byte.
        guard SystemFiles.touchPrivate(path) else { throw .notPermitted(path) }
        do {
            var settings = Configuration()
            settings.label = "people"
            settings.busyMode = .timeout(5)
            settings.foreignKeysEnabled = true
            settings.prepareDatabase { db in
                try PeopleSchema.check(db, path: path)
                // No write-ahead log: two processes write here, and SQLite before 3.51.3 can lose
                // a commit when two connections fold one (decision 0003).
                _ = try String.fetchOne(db, sql: "PRAGMA journal_mode = DELETE")
                for setting in [
                    "synchronous = FULL", "secure_delete = ON", "trusted_schema = OFF",
                    "cell_size_check = ON",
                ] {
                    try db.execute(sql: "PRAGMA \(setting)")
                }
            }
            queue = try DatabaseQueue(path: path, configuration: settings)
            try PeopleSchema.migrate(queue)
        } catch {
            throw StoreError(error, path: path)
        }
    }

    /// Closes it.
    public func close() { try? queue.close() }

    /// Everything as it stands on the disk.
    public func snapshot() throws(PeopleError) -> PeopleSnapshot {
        try run { [queue] in try queue.read { db in try PeopleSnapshot(db) } }
    }

    /// Grows whenever another connection has changed the file.
    func dataVersion() throws(PeopleError) -> Int64 {
        try run { [queue] in
            try queue.inDatabase { db in
                try Int64.fetchOne(db, sql: "PRAGMA data_version") ?? 0
            }
        }
    }

    /// Makes one change, in one transaction.
    public func write<Value: Sendable>(
        _ change: PeopleChange<Value>
    ) throws(PeopleError) -> Value {
        try run { [queue] in try queue.write { db in try change.make(db) } }
    }

    private func run<Value>(_ body: () throws -> Value) throws(PeopleError) -> Value {
        do {
            return try body()
        } catch let error as PeopleError {
            throw error
        } catch {
            throw .store(StoreError(error, path: path))
        }
    }
}

/// One change of the file, made in a transaction. Those there are stand in `PeopleChange+….swift`.
public struct PeopleChange<Value: Sendable>: Sendable {
    let make: @Sendable (Database) throws -> Value
}
