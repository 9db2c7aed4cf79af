import GRDB
import Ledger

/// Reads every entry in order: its header, leaf and payload, its columns, its erasure, and the
/// nodes it closes. Feeds the model's views on the way.
struct EntryAudit {
    private(set) var size: Int64 = 0
    private var frontier = Frontier()
    private var isComplete = true
    /// Which erasure destroyed which entry, as the erasure entries themselves say.
    private var erasedBy: [Int64: Int64] = [:]
    private var withoutPayload: [Int64: String] = [:]
    private var erasureKinds: Set<Int64> = []

    /// The root over the leaves that were read; `nil` when some could not be.
    var root: Digest? { isComplete ? frontier.root : nil }

    mutating func check(
        _ db: Database, _ model: Database, _ findings: inout AuditFindings
    ) throws {
        isComplete = false
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT "index", uuid, CAST(stream AS BLOB) AS stream, CAST(kind AS BLOB) AS kind,
                  header, leaf, salt, payload, salt IS NULL AS noSalt, payload IS NULL AS noPayload
                FROM entry ORDER BY "index"
                """)
        while let row = try rows.next() {
            guard let index = row.number("index"), index >= size else {
                findings.add("an entry has no proper number")
                continue
            }
            if index > size { findings.add(Self.gap(from: size, to: index - 1)) }
            size = index + 1
            try check(row, at: index, db, model, &findings)
        }
        isComplete = true
        try checkErasures(db, &findings)
    }

    private static func gap(from first: Int64, to last: Int64) -> String {
        first == last ? "entry \(first) is missing" : "entries \(first) to \(last) are missing"
    }

    private mutating func check(
        _ row: Row, at index: Int64, _ db: Database, _ model: Database,
        _ findings: inout AuditFindings
    ) throws {
        let name = "entry \(index) (\(Self.kind(row)))"
        try checkTree(row, name, db, &findings)
        let entry: StoredEntry
        do {
            entry = try EntryRow.entry(row)
        } catch {
            findings.add("\(name): the header was changed (\(error))")
            return
        }
        checkColumns(row, entry, at: index, name, &findings)
        checkPayload(row, entry, name, &findings)
        try LedgerViews.apply(entry, model)
    }

    private static func kind(_ row: Row) -> String {
        row.bytes("kind").map { String(decoding: $0, as: UTF8.self) } ?? "?"
    }

    /// The leaf is worked out from the header; the stored one and all nodes above must agree.
    private mutating func checkTree(
        _ row: Row, _ name: String, _ db: Database, _ findings: inout AuditFindings
    ) throws {
        let leaf = Merkle.leaf(row.bytes("header") ?? [])
        if row.bytes("leaf") != leaf.bytes {
            findings.add("\(name): header and leaf hash do not belong together")
        }
        for node in frontier.append(leaf) {
            let found = try NodeRow.find(level: node.level, position: node.position, db)
            if found == nil {
                findings.add("node \(node.level)/\(node.position) is missing")
            } else if found != node.hash {
                findings.add("node \(node.level)/\(node.position) does not fit the entries below")
            }
        }
    }

    private func checkColumns(
        _ row: Row, _ entry: StoredEntry, at index: Int64, _ name: String,
        _ findings: inout AuditFindings
    ) {
        let header = entry.header
        var changed: [String] = []
        if header.index != index { changed.append("index") }
        if row.bytes("uuid") != header.entry.bytes { changed.append("uuid") }
        if row.bytes("stream") != Array(header.stream.utf8) { changed.append("stream") }
        if row.bytes("kind") != Array(header.kind.utf8) { changed.append("kind") }
        if !changed.isEmpty {
            let columns = changed.joined(separator: ", ")
            findings.add("\(name): \(columns) differ from its header")
        }
    }

    private mutating func checkPayload(
        _ row: Row, _ entry: StoredEntry, _ name: String, _ findings: inout AuditFindings
    ) {
        if row.number("noSalt") == 1 && row.number("noPayload") == 1 {
            withoutPayload[entry.header.index] = name
        } else if !entry.payloadMatches {
            findings.add("\(name): payload was changed")
        } else if entry.payload == nil {
            findings.add("\(name): payload is no canonical JSON")
        }
        guard entry.header.kind == Erasure.kind else { return }
        erasureKinds.insert(entry.header.index)
        for erased in Erasure(entry)?.entries ?? []
        where erasedBy[erased] == nil && !erasureKinds.contains(erased) {
            erasedBy[erased] = entry.header.index
        }
    }

    private func checkErasures(_ db: Database, _ findings: inout AuditFindings) throws {
        for index in withoutPayload.keys.sorted() where erasedBy[index] == nil {
            findings.add(
                "\(withoutPayload[index] ?? "?"): payload is gone without an erasure entry")
        }
        for index in erasedBy.keys.sorted() where index < size && withoutPayload[index] == nil {
            findings.add("entry \(index): an erasure names it, but its payload is still there")
        }
        var listed: [Int64: Int64] = [:]
        for row in try Row.fetchAll(db, sql: "SELECT entryIndex, byIndex FROM erasure") {
            listed[row.number("entryIndex") ?? -1] = row.number("byIndex")
        }
        if listed != erasedBy {
            findings.add("the table of erasures differs from the erasure entries")
        }
    }
}
