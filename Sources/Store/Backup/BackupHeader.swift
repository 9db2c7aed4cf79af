import Ledger

/// What a key costs to work out from a passphrase.
public struct BackupCost: Equatable, Sendable {
    /// Passes over the memory.
    public var passes: UInt64
    /// Memory in bytes.
    public var memoryBytes: UInt64

    /// Four passes over 64 MiB, as for a private note: whoever holds the file can guess without
    /// waiting. The memory is the second choice of RFC 9106 section 4.
    public static let usual = BackupCost(
        passes: NoteKey.passes, memoryBytes: UInt64(NoteKey.memoryBytes))

    /// Makes a cost.
    public init(passes: UInt64, memoryBytes: UInt64) {
        self.passes = passes
        self.memoryBytes = memoryBytes
    }

    /// What a file may ask of this machine: a damaged or hostile one must not take it for hours.
    var isReasonable: Bool {
        (1...64).contains(passes) && (8_192...(1 << 30)).contains(memoryBytes)
    }
}

/// The readable beginning of a backup file. docs/ledger.md has the layout.
struct BackupHeader: Equatable {
    let cost: BackupCost
    let salt: [UInt8]
    let stream: [UInt8]

    static let magic = Array("spotter backup\n".utf8)
    static let version: UInt8 = 1
    /// Magic and version, passes, memory, salt, the stream's header, 8 bytes of SHA-256 over it all.
    static let bytes = 16 + 8 + 8 + StreamKey.saltBytes + StreamSealer.headerBytes + 8

    var encoded: [UInt8] {
        let body =
            Self.magic + [Self.version] + Self.bigEndian(cost.passes)
            + Self.bigEndian(cost.memoryBytes) + salt + stream
        return body + SHA256.digest(body).bytes.prefix(8)
    }

    /// Reads the first bytes of a file.
    static func read(_ found: [UInt8], path: String) throws -> BackupHeader {
        guard found.count >= 16 else {
            throw found.isEmpty || !magic.starts(with: found.prefix(magic.count))
                ? BackupError.notABackup(path) : BackupError.cutShort(path)
        }
        guard Array(found.prefix(magic.count)) == magic else { throw BackupError.notABackup(path) }
        guard found[15] <= version else { throw BackupError.newer(path, Int(found[15])) }
        guard found.count == bytes else { throw BackupError.cutShort(path) }
        let body = Array(found.dropLast(8))
        let header = BackupHeader(
            cost: BackupCost(
                passes: number(found[16..<24]), memoryBytes: number(found[24..<32])),
            salt: Array(found[32..<48]), stream: Array(found[48..<72]))
        guard found[15] == version, SHA256.digest(body).bytes.prefix(8) == found.suffix(8),
            header.cost.isReasonable
        else { throw BackupError.damaged(path, at: 0) }
        return header
    }

    func key(_ passphrase: String) throws -> StreamKey {
        guard
            let key = StreamKey.make(
                passphrase: passphrase, salt: salt, passes: cost.passes,
                memoryBytes: Int(cost.memoryBytes))
        else { throw BackupError.noMemory }
        return key
    }

    private static func bigEndian(_ number: UInt64) -> [UInt8] {
        stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: number >> $0) }
    }

    private static func number(_ bytes: ArraySlice<UInt8>) -> UInt64 {
        bytes.reduce(0) { $0 << 8 | UInt64($1) }
    }
}
