import Ledger

/// Takes files out of a backup, one after another.
struct ArchiveReader {
    private var reader: SealedFileReader
    private let path: String
    private var names: Set<String> = []
    /// When the copy was taken, in milliseconds since 1970.
    let taken: Int64

    init(_ path: String, passphrase: String) throws {
        self.path = path
        reader = try SealedFileReader(path, passphrase: passphrase)
        guard case .taken(let time) = try ArchiveRecord.read(&reader, path: path) else {
            throw BackupError.odd(path, "it does not say when it was taken")
        }
        taken = time
    }

    /// How many files there were so far.
    var count: Int64 { Int64(names.count) }
    var bytes: Int64 { reader.bytes }
    var digest: Digest { reader.digest.digest }

    /// Reads to the end. `target` says where a file goes; where it says `nil` it is read, which
    /// checks it, and not kept.
    mutating func unpack(to target: (String) throws -> String?) throws {
        while true {
            switch try ArchiveRecord.read(&reader, path: path) {
            case .taken: throw BackupError.odd(path, "it begins twice")
            case .file(let name, let bytes):
                guard names.insert(name).inserted else {
                    throw BackupError.odd(path, "a file that is there twice")
                }
                try take(bytes, to: try target(name))
            case .end(let files):
                guard files == count else { throw BackupError.odd(path, "files are missing") }
                return try reader.finish()
            }
        }
    }

    private mutating func take(_ bytes: Int64, to target: String?) throws {
        let file = try target.map(PlainFile.making)
        var left = bytes
        while left > 0 {
            let piece = try reader.read(Int(min(left, Int64(SealedFileWriter.pieceBytes))))
            try file?.write(piece)
            left -= Int64(piece.count)
        }
        try file?.settle()
    }
}
