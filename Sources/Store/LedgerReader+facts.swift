import GRDB
public import Ledger

extension LedgerReader {
    /// A watch's readings whose second lies in a range of milliseconds since 1970, oldest first.
    public func readings(
        watch: String, in range: Range<Int64>
    ) async throws(StoreError) -> [SeatReading] {
        try await read { db in
            try ReadingBlock.read(where: "watch", is: watch, in: range, db)
        }
    }

    /// A seat's readings whose second lies in a range of milliseconds since 1970, oldest first.
    public func readings(
        seat: String, in range: Range<Int64>
    ) async throws(StoreError) -> [SeatReading] {
        try await read { db in try ReadingBlock.read(where: "seat", is: seat, in: range, db) }
    }

    /// The label behind a person's random id; `nil` when there is none or it was erased.
    public func person(_ id: String) async throws(StoreError) -> String? {
        try await read { db in
            let sql = "SELECT label FROM person WHERE id = ?"
            return try Row.fetchOne(db, sql: sql, arguments: [id])?.text("label")
        }
    }

    /// Every label by its id.
    public func people() async throws(StoreError) -> [String: String] {
        try await read { db in
            let rows = try Row.fetchAll(db, sql: "SELECT id, label FROM person")
            let pairs = rows.compactMap { row -> (String, String)? in
                guard let id = row.text("id"), let label = row.text("label") else { return nil }
                return (id, label)
            }
            return Dictionary(pairs) { first, _ in first }
        }
    }

    /// A small fact about the station that is no entry.
    public func state(_ key: String) async throws(StoreError) -> String? {
        try await read { db in
            let sql = "SELECT value FROM stationState WHERE key = ?"
            return try Row.fetchOne(db, sql: sql, arguments: [key])?.text("value")
        }
    }

    /// Small facts whose key begins with `prefix`, by the rest of their key.
    public func states(prefix: String) async throws(StoreError) -> [String: String] {
        try await read { db in
            let sql = "SELECT substr(key, ?) AS rest, value FROM stationState WHERE key GLOB ?"
            let rows = try Row.fetchAll(
                db, sql: sql, arguments: [prefix.utf8.count + 1, prefix + "*"])
            return Dictionary(
                rows.compactMap { row in
                    row.text("rest").flatMap { rest in row.text("value").map { (rest, $0) } }
                }, uniquingKeysWith: { $1 })
        }
    }

    /// When the station last said that it is alive; `nil` when it never did.
    public func lastAlive() async throws(StoreError) -> LastAlive? {
        guard let parts = try await state(Self.aliveKey)?.split(separator: " "), parts.count == 3,
            let unix = Int64(parts[0]), let boottime = Int64(parts[1])
        else { return nil }
        return LastAlive(
            unixMilliseconds: unix, boottimeMilliseconds: boottime, boot: String(parts[2]))
    }

    /// The proof that an entry stands in the ledger as it is now.
    public func prove(index: Int64) async throws(StoreError) -> InclusionProof {
        try await read { db in
            let size = try EntryRow.size(db)
            guard (0..<size).contains(index) else { throw StoreError.noSuchEntry(index) }
            let prover = NodeRow.prover(db)
            return InclusionProof(
                index: index, size: size, leaf: try NodeRow.hash(level: 0, position: index, db),
                root: try prover.root(size: size),
                path: try prover.inclusion(index: index, size: size))
        }
    }

    /// The proof that the ledger of `oldSize` entries is the beginning of that of `newSize`
    /// (`nil` for all there are now).
    public func prove(
        oldSize: Int64, newSize: Int64? = nil
    ) async throws(StoreError) -> ConsistencyProof {
        try await read { db in
            let size = try EntryRow.size(db)
            let newSize = newSize ?? size
            guard newSize <= size else { throw StoreError.noSuchEntry(newSize - 1) }
            guard (0...newSize).contains(oldSize) else { throw StoreError.noSuchEntry(oldSize - 1) }
            let prover = NodeRow.prover(db)
            return ConsistencyProof(
                oldSize: oldSize, newSize: newSize, oldRoot: try prover.root(size: oldSize),
                newRoot: try prover.root(size: newSize),
                path: try prover.consistency(oldSize: oldSize, newSize: newSize))
        }
    }
}

/// The last moment a station was known to run.
public struct LastAlive: Equatable, Sendable {
    /// Wall time in milliseconds since 1970 UTC.
    public let unixMilliseconds: Int64
    /// Milliseconds since that boot.
    public let boottimeMilliseconds: Int64
    /// The machine's name for that boot.
    public let boot: String
}
