import Foundation
import GRDB

@testable import Store

/// Changes single bits of ledger rows.
enum RowFlip {
    static let columns = [
        "entry": ["index", "uuid", "stream", "kind", "header", "leaf", "salt", "payload"],
        "node": ["level", "position", "hash"], "checkpoint": ["id", "size", "root", "note"],
        "origin": ["id", "name", "publicKey"], "erasure": ["entryIndex", "byIndex"],
    ]

    /// Every ledger row; `nil` when the file cannot be read.
    static func dump(_ directory: TemporaryDirectory) -> [String]? {
        var settings = Configuration()
        settings.readonly = true
        guard let queue = try? DatabaseQueue(path: directory.ledgerPath, configuration: settings)
        else { return nil }
        defer { try? queue.close() }
        return try? queue.read { db in
            try columns.sorted { $0.key < $1.key }.flatMap { table, names in
                let quoted = names.map { "quote(\"\($0)\")" }.joined(separator: "||','||")
                return try String.fetchAll(db, sql: "SELECT \(quoted) FROM \(table) ORDER BY 1")
            }
        }
    }

    /// Flips one bit of one column of one row and says which.
    // swift-format-ignore: NeverForceUnwrap
    static func flip(_ db: Database, _ generator: inout SeededGenerator) throws -> String {
        while true {
            let table = ["entry", "entry", "entry", "node", "checkpoint", "origin", "erasure"]
                .randomElement(using: &generator)!
            let column = columns[table]!.randomElement(using: &generator)!
            let keys = table == "node" ? "level, position" : "\"\(columns[table]![0])\""
            let rows = try Row.fetchAll(
                db, sql: "SELECT \(keys), \"\(column)\" AS old FROM \(table)")
            let row = rows.randomElement(using: &generator)!
            guard let new = flipped(row["old"], &generator) else { continue }
            let key = table == "node" ? "level = ? AND position = ?" : "\(keys) = ?"
            let keyValues: [DatabaseValue] = table == "node" ? [row[0], row[1]] : [row[0]]
            do {
                try db.execute(
                    sql: "UPDATE \(table) SET \"\(column)\" = ? WHERE \(key)",
                    arguments: StatementArguments([new] + keyValues))
                return "\(table).\(column) of \(keyValues)"
            } catch is DatabaseError {
                continue
            }
        }
    }

    private static func flipped(
        _ value: DatabaseValue, _ generator: inout SeededGenerator
    ) -> DatabaseValue? {
        switch value.storage {
        case .int64(let number):
            return (number ^ (1 << Int64.random(in: 0..<63, using: &generator))).databaseValue
        case .string(let text):
            let bytes = flipped(Array(text.utf8), &generator)
            return String(validating: bytes, as: UTF8.self)?.databaseValue
        case .blob(let data) where !data.isEmpty:
            return Data(flipped(Array(data), &generator)).databaseValue
        default: return nil
        }
    }

    private static func flipped(
        _ bytes: [UInt8], _ generator: inout SeededGenerator
    ) -> [UInt8] {
        var bytes = bytes
        let bit = Int.random(in: 0..<bytes.count * 8, using: &generator)
        bytes[bit / 8] ^= 1 << UInt8(bit % 8)
        return bytes
    }
}
