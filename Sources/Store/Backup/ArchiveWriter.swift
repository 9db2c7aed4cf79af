import Ledger

/// Puts files into a backup, one after another.
struct ArchiveWriter {
    private var out: SealedFileWriter
    private var names: Set<String> = []

    init(_ out: SealedFileWriter) { self.out = out }

    func has(_ name: String) -> Bool { names.contains(name) }

    mutating func begin(taken: Int64) throws {
        try out.write(ArchiveRecord.taken(unixMilliseconds: taken).encoded())
    }

    mutating func add(_ path: String, named name: String) throws {
        try add(PlainFile.reading(path), named: name)
    }

    /// A file that has gone since it was listed, such as an old recording, is passed over.
    mutating func addIfThere(_ path: String, named name: String) throws {
        guard let file = try? PlainFile.reading(path) else {
            if SystemFiles.kind(of: path) == .missing { return }
            throw StoreError.notPermitted(path)
        }
        try add(file, named: name)
    }

    /// As many bytes as it has now: a recording may be growing.
    private mutating func add(_ file: PlainFile, named name: String) throws {
        let size = file.size
        try out.write(ArchiveRecord.file(name: name, bytes: size).encoded())
        var left = size
        while left > 0 {
            let piece = try file.read(Int(min(left, Int64(SealedFileWriter.pieceBytes))))
            guard !piece.isEmpty else {
                throw BackupError.odd(file.path, "it became shorter while it was copied")
            }
            try out.write(piece)
            left -= Int64(piece.count)
        }
        names.insert(name)
    }

    /// Ends the file; its digest.
    mutating func finish() throws -> Digest {
        try out.write(ArchiveRecord.end(files: Int64(names.count)).encoded())
        try out.finish()
        return out.digest.digest
    }
}
