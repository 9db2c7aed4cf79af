import GRDB
import Ledger

/// Checks a ledger from its stored bytes up, read-only, believing nothing that can be worked out.
///
/// Proves that nothing was changed since the checkpoints were signed; not that what was written
/// was true. Blocks for as long as it takes: call it from a command or a thread of its own.
public enum LedgerAudit {
    /// Audits the ledger in a directory; with the text of a checkpoint kept elsewhere it also
    /// finds a ledger that was cut back or signed anew. Throws when there is nothing to audit.
    public static func verify(
        directory path: String, checkpointNote: String? = nil
    ) throws(StoreError) -> AuditResult {
        let directory = try DataDirectory.open(path, mode: .readOnly)
        do {
            let queue = try Connections.reader(path: directory.ledgerPath)
            defer { try? queue.close() }
            let model = try Connections.model()
            return try queue.read { db in
                try model.write { model in try verify(db, model, checkpointNote) }
            }
        } catch {
            throw StoreError(error, path: directory.ledgerPath)
        }
    }

    /// Checks the file, its entries, nodes and checkpoints, but not tables and views: for a ledger
    /// that another release wrote.
    static func verifyRecord(_ path: String) throws(StoreError) -> AuditResult {
        do {
            let queue = try Connections.reader(path: path)
            defer { try? queue.close() }
            let model = try Connections.model()
            return try queue.read { db in
                try model.write { model in
                    var findings = AuditFindings()
                    findings.attempt("file") { try checkFile(db, &$0) }
                    return try verifyRecord(db, model, nil, &findings)
                }
            }
        } catch {
            throw StoreError(error, path: path)
        }
    }

    private static func verify(
        _ db: Database, _ model: Database, _ note: String?
    ) throws -> AuditResult {
        var findings = AuditFindings()
        findings.attempt("file") { try checkFile(db, &$0) }
        findings.attempt("table layout") { try checkLayout(db, model, &$0) }
        let record = try verifyRecord(db, model, note, &findings)
        findings.attempt("views") { try checkViews(db, model, &$0) }
        return AuditResult(
            entries: record.entries, root: record.root, problems: findings.all,
            earlier: record.earlier)
    }

    private static func verifyRecord(
        _ db: Database, _ model: Database, _ note: String?, _ findings: inout AuditFindings
    ) throws -> AuditResult {
        var entries = EntryAudit()
        findings.attempt("entries") { try entries.check(db, model, &$0) }
        let tree = TreeAudit(size: entries.size)
        findings.attempt("nodes") { try tree.checkCount(db, &$0) }
        findings.attempt("checkpoints") { try tree.checkCheckpoints(db, &$0) }
        var earlier: Checkpoint?
        if let note {
            findings.attempt("checkpoint") { earlier = try tree.check(note: note, db, &$0) }
        }
        return AuditResult(
            entries: entries.size, root: entries.root, problems: findings.all, earlier: earlier)
    }

    private static func checkFile(_ db: Database, _ findings: inout AuditFindings) throws {
        let lines = try Row.fetchAll(db, sql: "PRAGMA integrity_check")
        for line in lines where line.text("integrity_check") != "ok" {
            findings.add("the database file is damaged: \(line.text("integrity_check") ?? "?")")
        }
    }

    /// The tables, and the triggers that keep them append-only, must be as this release makes them.
    private static func checkLayout(
        _ db: Database, _ model: Database, _ findings: inout AuditFindings
    ) throws {
        let found = try layout(db)
        let expected = try layout(model)
        for (name, sql) in expected where found[name] != sql {
            findings.add(found[name] == nil ? "the \(name) is missing" : "the \(name) was changed")
        }
        for name in found.keys.sorted() where expected[name] == nil {
            findings.add("the \(name) does not belong here")
        }
    }

    private static func layout(_ db: Database) throws -> [String: String] {
        let rows = try Row.fetchAll(
            db, sql: "SELECT type, name, coalesce(sql, '') AS sql FROM sqlite_master")
        var layout: [String: String] = [:]
        for row in rows {
            layout["\(row.text("type") ?? "?") \(row.text("name") ?? "?")"] = row.text("sql")
        }
        return layout
    }

    /// The model's views were fed while the entries were read; the ledger's must be the same.
    private static func checkViews(
        _ db: Database, _ model: Database, _ findings: inout AuditFindings
    ) throws {
        for table in LedgerViews.all.flatMap({ $0.tables }) + ["viewVersion"] {
            let sql = "SELECT * FROM \(table) ORDER BY 1, 2"
            let found = try Row.fetchCursor(db, sql: sql)
            let expected = try Row.fetchCursor(model, sql: sql)
            var same = true
            repeat {
                let (left, right) = (try found.next(), try expected.next())
                same = left == right
                if left == nil { break }
            } while same
            if !same { findings.add("the view \(table) differs from a rebuild; rebuild the views") }
        }
    }
}
