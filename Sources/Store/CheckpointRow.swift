import GRDB
import Ledger

/// The ledger's names and keys, newest last, and the checkpoints signed with them.
enum OriginRow {
    static func newest(_ db: Database) throws -> VerifierKey? {
        let row = try Row.fetchOne(
            db, sql: "SELECT name, publicKey FROM origin ORDER BY id DESC LIMIT 1")
        return row.flatMap(key)
    }

    static func insert(_ key: VerifierKey, _ db: Database) throws {
        try db.execute(
            sql: "INSERT INTO origin VALUES ((SELECT coalesce(max(id), 0) + 1 FROM origin), ?, ?)",
            arguments: [key.origin, Blob(key.publicKey)])
    }

    static func key(_ row: Row) -> VerifierKey? {
        guard let name = row.text("name"), let bytes = row.bytes("publicKey") else { return nil }
        return VerifierKey(origin: name, publicKey: bytes)
    }
}

enum CheckpointRow {
    /// The newest checkpoint's size and whole note.
    static func newest(_ db: Database) throws -> (size: Int64, note: String)? {
        let row = try Row.fetchOne(
            db, sql: "SELECT size, note FROM checkpoint ORDER BY id DESC LIMIT 1")
        guard let size = row?.number("size"), let note = row?.bytes("note") else { return nil }
        return (size, String(decoding: note, as: UTF8.self))
    }

    static func insert(_ checkpoint: Checkpoint, note: String, _ db: Database) throws {
        try db.execute(
            sql: """
                INSERT INTO checkpoint
                VALUES ((SELECT coalesce(max(id), 0) + 1 FROM checkpoint), ?, ?, ?)
                """,
            arguments: [checkpoint.size, Blob(checkpoint.root.bytes), Blob(Array(note.utf8))])
    }
}

/// Signs what the ledger is now.
struct CheckpointSigner: Sendable {
    let key: SigningKey
    let verifier: VerifierKey

    /// The note for the ledger as it stands: the newest one when nothing was added since.
    func checkpoint(_ db: Database) throws -> String {
        let size = try EntryRow.size(db)
        if let newest = try CheckpointRow.newest(db), newest.size == size,
            newest.note.hasPrefix(verifier.origin + "\n")
        {
            return newest.note
        }
        let root = try NodeRow.frontier(size: size, db).root
        let checkpoint = Checkpoint(origin: verifier.origin, size: size, root: root)
        let note = checkpoint.signed(by: key, as: verifier).text
        try CheckpointRow.insert(checkpoint, note: note, db)
        return note
    }
}
