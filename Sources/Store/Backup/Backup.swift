public import Ledger

/// A backup of a whole data directory in one sealed file, taken while the station runs.
///
/// Blocks for as long as it takes: for a command or a thread of its own.
public enum Backup {
    /// What was made.
    public struct Receipt: Equatable, Sendable {
        /// Entries of the ledger in it.
        public let entries: Int64
        /// Their root, worked out from the file after it was read back.
        public let root: Digest
        /// Bytes of the file.
        public let bytes: Int64
        /// SHA-256 of the file.
        public let digest: Digest
        /// How many files are in it.
        public let files: Int64
    }

    /// Copies, seals, reads back and checks; only then does the file get its name. Throws
    /// `BackupError` or `StoreError`, and then nothing is left at `destination`.
    public static func make(
        of source: String, to destination: String, passphrase: String,
        cost: BackupCost = .usual, clock: WallClock = .system()
    ) throws -> Receipt {
        let directory = try DataDirectory.open(source, mode: .readOnly)
        let part = try place(for: destination, outside: directory.path)
        let work = try WorkPlace(directory.path)
        defer { withExtendedLifetime(work) {} }
        // Not before this backup is the only one.
        if isOurs(part) { SystemFiles.remove(part) }
        let taken = clock.now().recordedUnixMilliseconds
        do {
            let written = try write(
                directory, taken: taken, to: part, work: work, passphrase: passphrase, cost: cost)
            let receipt = try BackupCheck.read(
                part, passphrase: passphrase, in: work.path, named: destination)
            guard receipt.digest == written else {
                throw BackupError.damaged(destination, at: 0)
            }
            guard SystemFiles.kind(of: destination) == .missing else {
                throw BackupError.exists(destination)
            }
            guard SystemFiles.rename(part, to: destination) else {
                throw PlainFile.failure(destination)
            }
            _ = SystemFiles.settle(directory: folder(of: destination))
            let note = RecoveryNote(
                doneUnixMilliseconds: clock.now().recordedUnixMilliseconds,
                takenUnixMilliseconds: taken, entries: receipt.entries,
                rootSha256: receipt.root.hex, fileBytes: receipt.bytes,
                fileSha256: receipt.digest.hex)
            remember(note, directory.path)
            return receipt
        } catch {
            SystemFiles.remove(part)
            throw error
        }
    }

    static let kind = "ledger.backedUp"

    /// The backup is good whether or not this can be written.
    private static func remember(_ note: RecoveryNote, _ directory: String) {
        _ = note.write(RecoveryNote.backupName, directory: directory)
        guard SystemFiles.kind(of: directory + "/people.sqlite") == .other,
            let people = try? PeopleFile(directory: directory)
        else { return }
        try? people.write(.tell(of: note))
        people.close()
    }

    /// Throws what `make` would refuse at once, without writing anything.
    public static func mayMake(of source: String, to destination: String) throws {
        let directory = try DataDirectory.open(source, mode: .readOnly)
        _ = try place(for: destination, outside: directory.path)
    }

    /// The name it is written under until it is whole.
    private static func place(for destination: String, outside source: String) throws -> String {
        switch SystemFiles.kind(of: destination) {
        case .missing: break
        case .directory: throw BackupError.isFolder(destination)
        case .other: throw BackupError.exists(destination)
        case .hidden: throw StoreError.notPermitted(destination)
        }
        let folder = folder(of: destination)
        guard SystemFiles.kind(of: folder) == .directory,
            let target = SystemFiles.trueName(folder)
        else { throw BackupError.noFolder(folder) }
        if let own = SystemFiles.trueName(source), (target + "/").hasPrefix(own + "/") {
            throw BackupError.inside(destination)
        }
        let part = destination + ".part"
        guard SystemFiles.kind(of: part) == .missing || isOurs(part) else {
            throw BackupError.exists(part)
        }
        return part
    }

    /// What an earlier backup left when it was killed, and nothing else.
    private static func isOurs(_ part: String) -> Bool {
        let start = SystemFiles.start(of: part, bytes: BackupHeader.magic.count)
        return start == [] || start == BackupHeader.magic
    }

    static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// People before the ledger: an entry that waits in their file may then be in both, where its
    /// name keeps it single, and cannot be in neither.
    private static func write(
        _ directory: DataDirectory, taken: Int64, to part: String, work: WorkPlace,
        passphrase: String, cost: BackupCost
    ) throws -> Digest {
        let out = try SealedFileWriter(
            PlainFile.making(part), passphrase: passphrase, cost: cost)
        var archive = ArchiveWriter(out)
        try archive.begin(taken: taken)
        for name in SystemFiles.names(in: directory.path).sorted()
        where ArchiveContents.isDatabase(name) && ArchiveContents.belongs(name)
            && name != "ledger.sqlite"
        {
            let copy = work.path + "/" + name
            try DatabaseCopy.copy(file: directory.path + "/" + name, to: copy)
            try archive.add(copy, named: name)
            SystemFiles.shred(copy)
        }
        let reader = try LedgerReader(directory: directory)
        defer { reader.close() }
        let ledger = work.path + "/ledger.sqlite"
        try reader.copyLedger(to: ledger)
        try archive.add(ledger, named: "ledger.sqlite")
        SystemFiles.shred(ledger)
        // A recording can get another name meanwhile: whoever is new is taken in a second round.
        for _ in 0..<2 {
            for name in ArchiveContents.plainFiles(directory.path) where !archive.has(name) {
                try archive.addIfThere(directory.path + "/" + name, named: name)
            }
        }
        return try archive.finish()
    }
}
