import GRDB
import Ledger

/// An entry's row, there and back.
enum EntryRow {
    static let selectAll = #"SELECT entry."index", header, salt, payload FROM entry"#

    static func entry(_ row: Row) throws -> StoredEntry {
        guard let header = row.bytes("header") else {
            throw HeaderError.unreadable(.malformed(offset: 0))
        }
        return try StoredEntry(
            headerBytes: header, salt: row.bytes("salt"), payloadBytes: row.bytes("payload"))
    }

    static func insert(_ entry: StoredEntry, leaf: Digest, _ db: Database) throws {
        let statement = try db.cachedStatement(
            sql: """
                INSERT INTO entry ("index", uuid, stream, kind, header, leaf, salt, payload)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """)
        try statement.execute(arguments: [
            entry.header.index, Blob(entry.header.entry.bytes), entry.header.stream,
            entry.header.kind, Blob(entry.headerBytes), Blob(leaf.bytes),
            entry.salt.map(Blob.init), entry.payloadBytes.map(Blob.init),
        ])
    }

    static func find(_ id: EntryID, _ db: Database) throws -> StoredEntry? {
        let statement = try db.cachedStatement(sql: selectAll + " WHERE uuid = ?")
        let row = try Row.fetchOne(statement, arguments: [Blob(id.bytes)])
        return try row.map(entry)
    }

    static func size(_ db: Database) throws -> Int64 {
        let statement = try db.cachedStatement(
            sql: #"SELECT coalesce(max("index"), -1) + 1 FROM entry"#)
        return try Int64.fetchOne(statement) ?? 0
    }
}

/// The Merkle tree's stored nodes.
enum NodeRow {
    static func insert(_ node: MerkleNode, _ db: Database) throws {
        let statement = try db.cachedStatement(sql: "INSERT INTO node VALUES (?, ?, ?)")
        try statement.execute(arguments: [node.level, node.position, Blob(node.hash.bytes)])
    }

    /// A stored node; level 0 is the entries' leaves.
    static func hash(level: Int, position: Int64, _ db: Database) throws -> Digest {
        guard let hash = try find(level: level, position: position, db) else {
            throw StoreError.damaged("the ledger", "node \(level)/\(position) is missing")
        }
        return hash
    }

    static func find(level: Int, position: Int64, _ db: Database) throws -> Digest? {
        let sql =
            level == 0
            ? #"SELECT leaf AS hash FROM entry WHERE "index" = ?2 AND ?1 = 0"#
            : "SELECT hash FROM node WHERE level = ?1 AND position = ?2"
        let statement = try db.cachedStatement(sql: sql)
        let row = try Row.fetchOne(statement, arguments: [level, position])
        return row?.bytes("hash").flatMap { Digest(bytes: $0) }
    }

    static func frontier(size: Int64, _ db: Database) throws -> Frontier {
        try Frontier(size: size) { level, position in
            try hash(level: level, position: position, db)
        }
    }

    static func prover(_ db: Database) -> MerkleProver<any Error> {
        MerkleProver { level, position in try hash(level: level, position: position, db) }
    }
}
