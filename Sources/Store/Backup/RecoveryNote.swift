import Ledger

/// What is remembered beside the ledger about the last backup and the last restore, for a page that
/// says how things stand. Small files in the data directory, put in place whole; they prove nothing.
public struct RecoveryNote: Equatable, Sendable {
    /// When it was done, in milliseconds since 1970 by the machine's clock.
    public var doneUnixMilliseconds: Int64
    /// When the copy was taken.
    public var takenUnixMilliseconds: Int64
    /// How many entries the ledger in it has.
    public var entries: Int64
    /// The root over them, in hexadecimal.
    public var rootSha256: String
    /// Bytes of the backup file.
    public var fileBytes: Int64
    /// SHA-256 of the backup file, in hexadecimal.
    public var fileSha256: String

    /// Makes a note.
    public init(
        doneUnixMilliseconds: Int64, takenUnixMilliseconds: Int64, entries: Int64,
        rootSha256: String, fileBytes: Int64, fileSha256: String
    ) {
        self.doneUnixMilliseconds = doneUnixMilliseconds
        self.takenUnixMilliseconds = takenUnixMilliseconds
        self.entries = entries
        self.rootSha256 = rootSha256
        self.fileBytes = fileBytes
        self.fileSha256 = fileSha256
    }

    static let backupName = "last-backup"
    static let restoreName = "last-restore"

    /// The last backup of a data directory that was made, read back and verified; `nil` for none.
    public static func lastBackup(directory: String) -> RecoveryNote? {
        read(directory + "/" + backupName)
    }

    /// How this data directory came from a backup; `nil` when it did not.
    public static func lastRestore(directory: String) -> RecoveryNote? {
        read(directory + "/" + restoreName)
    }

    /// Puts the note in place; false when the disk does not take it.
    func write(_ name: String, directory: String) -> Bool {
        guard let bytes = try? value.encoded() else { return false }
        return SystemFiles.replace(
            bytes + [0x0A], at: directory + "/" + name, in: directory)
    }

    private var value: CanonicalValue {
        .object([
            "doneUnixMilliseconds": .integer(doneUnixMilliseconds),
            "takenUnixMilliseconds": .integer(takenUnixMilliseconds),
            "entries": .integer(entries), "rootSha256": .string(rootSha256),
            "fileBytes": .integer(fileBytes), "fileSha256": .string(fileSha256),
        ])
    }

    private static func read(_ path: String) -> RecoveryNote? {
        guard var bytes = SystemFiles.read(path, longest: 4_096) else { return nil }
        if bytes.last == 0x0A { bytes.removeLast() }
        guard let value = try? CanonicalValue(parsing: bytes),
            let done = value["doneUnixMilliseconds"]?.number,
            let taken = value["takenUnixMilliseconds"]?.number,
            let entries = value["entries"]?.number, let root = value["rootSha256"]?.text,
            let size = value["fileBytes"]?.number, let digest = value["fileSha256"]?.text
        else { return nil }
        return RecoveryNote(
            doneUnixMilliseconds: done, takenUnixMilliseconds: taken, entries: entries,
            rootSha256: root, fileBytes: size, fileSha256: digest)
    }
}
