import Ledger

/// What stands before each file in a backup, and at its beginning and end: four bytes of length,
/// then canonical JSON.
enum ArchiveRecord: Equatable {
    /// First: when the copy was taken, by this machine's clock.
    case taken(unixMilliseconds: Int64)
    /// So many bytes of this file follow.
    case file(name: String, bytes: Int64)
    /// Last: how many files there were.
    case end(files: Int64)

    private static let longest = 4_096

    func encoded() throws -> [UInt8] {
        let value: CanonicalValue =
            switch self {
            case .taken(let time): .object(["takenUnixMilliseconds": .integer(time)])
            case .file(let name, let bytes):
                .object(["file": .string(name), "bytes": .integer(bytes)])
            case .end(let files): .object(["files": .integer(files)])
            }
        let text = try value.encoded()
        return [UInt8(text.count >> 24), UInt8(text.count >> 16 & 255)]
            + [UInt8(text.count >> 8 & 255), UInt8(text.count & 255)] + text
    }

    static func read(_ reader: inout SealedFileReader, path: String) throws -> ArchiveRecord {
        let length = try reader.read(4).reduce(0) { $0 << 8 | Int($1) }
        guard length <= longest else { throw BackupError.odd(path, "a record is too long") }
        let value = try? CanonicalValue(parsing: reader.read(length))
        if let time = value?["takenUnixMilliseconds"]?.number {
            return .taken(unixMilliseconds: time)
        }
        if let files = value?["files"]?.number { return .end(files: files) }
        guard let name = value?["file"]?.text, let bytes = value?["bytes"]?.number, bytes >= 0
        else { throw BackupError.odd(path, "a record that this Spotter does not know") }
        guard isProper(name) else { throw BackupError.odd(path, "a file with an odd name") }
        return .file(name: name, bytes: bytes)
    }

    /// A name that stays inside the directory it is unpacked to.
    static func isProper(_ name: String) -> Bool {
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        return (1...4).contains(parts.count) && name.utf8.count < 1_024
            && parts.allSatisfy { !$0.isEmpty && $0 != "." && $0 != ".." && !$0.contains("\0") }
            && ArchiveContents.belongs(String(parts[0]))
    }
}
