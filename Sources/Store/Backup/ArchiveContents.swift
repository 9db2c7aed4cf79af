/// Which files of a data directory go into a backup: all but those that are of use here only.
enum ArchiveContents {
    /// The secret that signs stays: a restored ledger starts a new origin that cites the old head,
    /// so a stolen backup signs nothing. The others are made again, or are about this disk.
    private static let staying: Set = [
        "key", "lock", "reserve", "lost+found", WorkPlace.name, WorkPlace.lockName,
        RecoveryNote.backupName, RecoveryNote.restoreName, ErasureList.name, Restore.workName,
    ]
    private static let stayingEnds = [".new", ".part", "-journal", "-wal", "-shm"]

    /// Whether a file or folder at the top of the directory travels.
    static func belongs(_ name: String) -> Bool {
        !staying.contains(name) && !stayingEnds.contains { name.hasSuffix($0) }
            && !name.hasPrefix(MigrationCopy.prefix)
    }

    /// Databases, which are copied through SQLite and never as files.
    static func isDatabase(_ name: String) -> Bool { name.hasSuffix(".sqlite") }

    /// The ordinary files, by their names below the directory, in order.
    static func plainFiles(_ directory: String) -> [String] {
        var names: [String] = []
        for name in SystemFiles.names(in: directory).sorted() where belongs(name) {
            if !isDatabase(name) { add(name, in: directory, depth: 1, &names) }
        }
        return names
    }

    private static func add(
        _ name: String, in directory: String, depth: Int, _ names: inout [String]
    ) {
        let path = directory + "/" + name
        guard SystemFiles.kind(of: path) == .directory else {
            if SystemFiles.isPlain(path) { names.append(name) }
            return
        }
        guard depth < 4 else { return }
        for inner in SystemFiles.names(in: path).sorted()
        where !stayingEnds.contains(where: { inner.hasSuffix($0) }) {
            add(name + "/" + inner, in: directory, depth: depth + 1, &names)
        }
    }
}
