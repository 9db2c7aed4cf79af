import GRDB
import Ledger

/// Checks what stands above the entries: that there is no surplus node, and that every checkpoint
/// was signed by a key of this ledger over the root of its size.
struct TreeAudit {
    let size: Int64

    func checkCount(_ db: Database, _ findings: inout AuditFindings) throws {
        let expected = size - Int64(size.nonzeroBitCount)
        let found = try Int64.fetchOne(db, sql: "SELECT count(*) FROM node") ?? 0
        if found != expected {
            findings.add("there are \(found) nodes where \(size) entries have \(expected)")
        }
    }

    func checkCheckpoints(_ db: Database, _ findings: inout AuditFindings) throws {
        let origins = try origins(db, &findings)
        let rows = try Row.fetchAll(
            db, sql: "SELECT id, size, root, note FROM checkpoint ORDER BY id")
        if rows.isEmpty { findings.add("the ledger has no signed checkpoint") }
        for (place, row) in rows.enumerated() {
            let id = row.number("id") ?? -1
            if id != Int64(place) + 1 {
                findings.add("a checkpoint before number \(id) is missing")
            }
            if let problem = try check(row, origins, db) {
                findings.add("checkpoint \(id): \(problem)")
            }
        }
    }

    private func origins(
        _ db: Database, _ findings: inout AuditFindings
    ) throws -> [String: VerifierKey] {
        var origins: [String: VerifierKey] = [:]
        let rows = try Row.fetchAll(db, sql: "SELECT id, name, publicKey FROM origin ORDER BY id")
        for (place, row) in rows.enumerated() {
            guard let key = OriginRow.key(row), row.number("id") == Int64(place) + 1 else {
                findings.add("origin \(place + 1) was changed")
                continue
            }
            origins[key.origin] = key
        }
        return origins
    }

    /// What is wrong with a stored checkpoint; `nil` when nothing is.
    private func check(
        _ row: Row, _ origins: [String: VerifierKey], _ db: Database
    ) throws -> String? {
        guard let bytes = row.bytes("note"), let text = String(validating: bytes, as: UTF8.self)
        else { return "its note was changed" }
        do throws(NoteError) {
            let note = try SignedNote(text: text)
            let named = try Checkpoint(body: note.body)
            guard let key = origins[named.origin] else { return "it names an unknown origin" }
            let checkpoint = try note.checkpoint(verifiedBy: key)
            guard note.signatures.count == 1, note.body == checkpoint.body,
                row.number("size") == checkpoint.size,
                row.bytes("root") == checkpoint.root.bytes
            else { return "its row differs from its note" }
            return try compare(checkpoint, db)
        } catch {
            return error.description
        }
    }

    private func compare(_ checkpoint: Checkpoint, _ db: Database) throws(NoteError) -> String? {
        guard checkpoint.size <= size else {
            return "rolled back: the checkpoint has \(checkpoint.size) entries, the ledger \(size)"
        }
        guard let root = try? NodeRow.prover(db).root(size: checkpoint.size) else {
            return "the root at \(checkpoint.size) entries cannot be worked out"
        }
        return root == checkpoint.root
            ? nil : "the first \(checkpoint.size) entries are not those that were signed"
    }

    /// Compares the ledger with a checkpoint that was kept elsewhere. Gives it back when it fits and
    /// an earlier origin of this ledger signed it.
    func check(
        note text: String, _ db: Database, _ findings: inout AuditFindings
    ) throws -> Checkpoint? {
        var ignored = AuditFindings()
        let origins = try origins(db, &ignored)
        do throws(NoteError) {
            let note = try SignedNote(text: text)
            let named = try Checkpoint(body: note.body)
            guard let key = origins[named.origin] else { throw .wrongOrigin(named.origin) }
            let checkpoint = try note.checkpoint(verifiedBy: key)
            if let problem = try compare(checkpoint, db) {
                findings.add("the checkpoint given: \(problem)")
                return nil
            }
            let newest = try? OriginRow.newest(db)
            return newest?.origin == checkpoint.origin ? nil : checkpoint
        } catch {
            findings.add("the checkpoint given: \(error)")
            return nil
        }
    }
}
