import Ledger

/// Writes the sealed pieces of a backup; holds one piece in memory.
struct SealedFileWriter {
    private let file: PlainFile
    private let header: [UInt8]
    private var sealer: StreamSealer
    private var waiting: [UInt8] = []
    private(set) var digest = RunningDigest()
    private(set) var bytes: Int64 = 0

    /// Bytes of text in every piece but the last, which may have fewer.
    static let pieceBytes = 1 << 16
    /// The first bytes of the text: who reads them has the right key.
    static let greeting = Array("spotter backup contents 1\n".utf8)

    init(_ file: PlainFile, passphrase: String, cost: BackupCost) throws {
        let salt = RandomBytes.make(StreamKey.saltBytes)
        let blank = BackupHeader(cost: cost, salt: salt, stream: [])
        sealer = StreamSealer(key: try blank.key(passphrase))
        header = BackupHeader(cost: cost, salt: salt, stream: sealer.header).encoded
        self.file = file
        try put(header)
        // A piece of its own, so that a wrong passphrase is told from damage further on.
        try put(sealer.seal(Self.greeting, boundTo: header, isLast: false))
    }

    mutating func write(_ text: [UInt8]) throws {
        waiting += text
        var start = 0
        // The last piece is sealed by `finish`, so one is always held back.
        while waiting.count - start > Self.pieceBytes {
            let piece = Array(waiting[start..<start + Self.pieceBytes])
            try put(sealer.seal(piece, boundTo: header, isLast: false))
            start += Self.pieceBytes
        }
        if start > 0 { waiting.removeFirst(start) }
    }

    /// Seals the last piece and waits for the disk.
    mutating func finish() throws {
        try put(sealer.seal(waiting, boundTo: header, isLast: true))
        waiting = []
        try file.settle()
    }

    private mutating func put(_ sealed: [UInt8]) throws {
        try file.write(sealed)
        digest.add(sealed)
        bytes += Int64(sealed.count)
    }
}

/// Reads the text of a backup from front to back; holds one piece in memory.
struct SealedFileReader {
    private let file: PlainFile
    private let path: String
    private let header: [UInt8]
    private var opener: StreamOpener
    private var text: [UInt8] = []
    private var next = 0
    private var isAtEnd = false
    private(set) var digest = RunningDigest()
    private(set) var bytes: Int64 = 0

    /// Reads the header and works out the key. Blocks.
    init(_ path: String, passphrase: String) throws {
        switch SystemFiles.kind(of: path) {
        case .directory: throw BackupError.isFolder(path)
        case .missing: throw StoreError.missing(path)
        case .hidden: throw StoreError.notPermitted(path)
        case .other: break
        }
        guard SystemFiles.mayRead(path) else { throw StoreError.notPermitted(path) }
        self.path = path
        let target = SystemFiles.trueName(path) ?? path
        guard SystemFiles.isPlain(target) else { throw BackupError.notABackup(path) }
        file = try PlainFile.reading(target)
        header = try file.read(BackupHeader.bytes)
        let facts = try BackupHeader.read(header, path: path)
        guard let opener = StreamOpener(key: try facts.key(passphrase), header: facts.stream)
        else { throw BackupError.damaged(path, at: 0) }
        self.opener = opener
        digest.add(header)
        bytes = Int64(header.count)
        try greet()
    }

    private mutating func greet() throws {
        let wanted = SealedFileWriter.greeting
        let sealed = try file.read(wanted.count + StreamSealer.extraBytes)
        guard sealed.count == wanted.count + StreamSealer.extraBytes else {
            throw BackupError.cutShort(path)
        }
        digest.add(sealed)
        bytes += Int64(sealed.count)
        guard let piece = opener.open(sealed, boundTo: header), piece.text == wanted,
            !piece.isLast
        else { throw BackupError.wrongPassphrase(path) }
    }

    /// So many bytes of text; throws when there are fewer.
    mutating func read(_ count: Int) throws -> [UInt8] {
        var found: [UInt8] = []
        while found.count < count {
            if next == text.count { try nextPiece() }
            let wanted = min(count - found.count, text.count - next)
            if wanted == 0 && isAtEnd { throw BackupError.odd(path, "it ends too early") }
            found += text[next..<next + wanted]
            next += wanted
        }
        return found
    }

    /// Makes sure that nothing follows.
    mutating func finish() throws {
        while !isAtEnd && next == text.count { try nextPiece() }
        guard isAtEnd, next == text.count else {
            throw BackupError.odd(path, "more follows than belongs there")
        }
        guard try file.read(1).isEmpty else { throw BackupError.damaged(path, at: bytes) }
    }

    private mutating func nextPiece() throws {
        if isAtEnd { throw BackupError.odd(path, "it ends too early") }
        let most = SealedFileWriter.pieceBytes + StreamSealer.extraBytes
        let sealed = try file.read(most)
        guard let piece = opener.open(sealed, boundTo: header) else {
            // A piece that ends before its time fails like a damaged one; the file's end tells.
            throw sealed.count < most
                ? BackupError.cutShort(path) : BackupError.damaged(path, at: bytes)
        }
        digest.add(sealed)
        bytes += Int64(sealed.count)
        (text, next, isAtEnd) = (piece.text, 0, piece.isLast)
        if !isAtEnd && piece.text.count < SealedFileWriter.pieceBytes {
            throw BackupError.damaged(path, at: bytes)
        }
    }
}
