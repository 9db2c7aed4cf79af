import Ledger

/// Reads a backup back, every byte of it, and audits the ledger in it.
enum BackupCheck {
    /// `name` stands for the file in what people read. `work` takes the databases meanwhile.
    static func read(
        _ path: String, passphrase: String, in work: String, named name: String
    ) throws -> Backup.Receipt {
        let place = work + "/check"
        WorkPlace.clear(place)
        guard SystemFiles.makePrivateDirectory(place) else { throw PlainFile.failure(place) }
        defer { WorkPlace.clear(place) }
        var archive = try ArchiveReader(path, passphrase: passphrase)
        try archive.unpack { name in
            ArchiveContents.isDatabase(name) && !name.contains("/") ? place + "/" + name : nil
        }
        let (entries, root) = try audit(place, named: name)
        return Backup.Receipt(
            entries: entries, root: root, bytes: archive.bytes, digest: archive.digest,
            files: archive.count)
    }

    /// The audit of `log verify`, and the form of the file of people.
    static func audit(_ place: String, named name: String) throws -> (Int64, Digest) {
        try check(place, named: name) { try LedgerAudit.verify(directory: $0) }
    }

    /// The same without tables and views, which an older release may have made otherwise.
    static func record(_ place: String, named name: String) throws -> (Int64, Digest) {
        try check(place, named: name) { try LedgerAudit.verifyRecord($0 + "/ledger.sqlite") }
    }

    private static func check(
        _ place: String, named name: String, _ audit: (String) throws -> AuditResult
    ) throws -> (Int64, Digest) {
        guard SystemFiles.kind(of: place + "/ledger.sqlite") == .other else {
            throw BackupError.odd(name, "there is no ledger in it")
        }
        let found = try audit(place)
        guard let root = found.root, found.isSound else {
            throw BackupError.unsound(name, found.problems.first ?? "its root is unknown")
        }
        if SystemFiles.kind(of: place + "/people.sqlite") == .other {
            let people = try PeopleFile(directory: place)
            defer { people.close() }
            _ = try people.snapshot()
        }
        return (found.entries, root)
    }
}
