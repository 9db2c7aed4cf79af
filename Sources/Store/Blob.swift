import Foundation
import GRDB

/// Bytes in a database column. GRDB speaks Foundation's `Data`; nothing else of ours has to.
struct Blob: DatabaseValueConvertible, Equatable {
    let bytes: [UInt8]

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var databaseValue: DatabaseValue { Data(bytes).databaseValue }

    static func fromDatabaseValue(_ value: DatabaseValue) -> Blob? {
        guard case .blob(let data) = value.storage else { return nil }
        return Blob(Array(data))
    }
}

extension Row {
    /// The bytes in a column; `nil` when it holds anything but bytes. Never traps, so that damaged
    /// files can be read.
    func bytes(_ column: String) -> [UInt8]? {
        let value: DatabaseValue = self[column]
        return Blob.fromDatabaseValue(value)?.bytes
    }

    /// The number in a column; `nil` when it holds anything else.
    func number(_ column: String) -> Int64? {
        let value: DatabaseValue = self[column]
        guard case .int64(let number) = value.storage else { return nil }
        return number
    }

    /// The text in a column; `nil` when it holds anything else.
    func text(_ column: String) -> String? {
        let value: DatabaseValue = self[column]
        guard case .string(let text) = value.storage else { return nil }
        return text
    }
}
