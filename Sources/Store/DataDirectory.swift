/// The directory a station keeps everything in. While one is open for serving, its lock is held.
///
/// `ledger.sqlite` the ledger · `lock` held by the station · `reserve` space for a full disk ·
/// `recordings/` raw device bytes · `key` the secret that signs checkpoints · `pins` what an
/// operator fixed for ports · `downloads/` what oximeters had in their memory ·
/// `people.sqlite` accounts, sessions and consoles · `vault` what workers keep for themselves ·
/// `erasures` what was erased, to be applied again after a restore · `last-backup`, `last-restore`.
public final class DataDirectory: Sendable {
    /// What a directory is opened for.
    public enum Mode: Sendable {
        /// To write: makes what is missing and takes the lock.
        case serve
        /// To look: changes nothing.
        case readOnly
    }

    /// Where it is.
    public let path: String
    private let lock: FileLock?

    /// The ledger's file.
    public var ledgerPath: String { path + "/ledger.sqlite" }
    /// Where raw recordings go.
    public var recordingsPath: String { path + "/recordings" }
    var reservePath: String { path + "/reserve" }
    var keyPath: String { path + "/key" }

    /// What may be there before the ledger is: our own files, after a first start was cut short.
    private static let ownNames: Set = [
        "lost+found", "lock", "reserve", "recordings", "key", "key.new", "pins", "pins.new",
        "people.sqlite", "people.sqlite-journal", "vault", "vault.new",
        "downloads", "erasures", "erasures.new", "last-backup", "last-restore", "backup-lock",
    ]

    private init(path: String, lock: FileLock?) {
        self.path = path
        self.lock = lock
    }

    /// Opens a directory. For serving it is made when missing, an existing one must be empty or
    /// ours, and it becomes private to its owner (mode 0700).
    public static func open(_ path: String, mode: Mode) throws(StoreError) -> DataDirectory {
        var path = path
        while path.count > 1 && path.hasSuffix("/") { path.removeLast() }
        switch mode {
        case .readOnly: return try look(at: path)
        case .serve: return try take(path)
        }
    }

    /// Gives the lock back; for the store, once it is closed.
    func release() { lock?.release() }

    private static func look(at path: String) throws(StoreError) -> DataDirectory {
        try requireDirectory(path)
        let directory = DataDirectory(path: path, lock: nil)
        switch SystemFiles.kind(of: directory.ledgerPath) {
        case .other: break
        case .hidden: throw .notPermitted(path)
        case .missing, .directory: throw .notALedger(path)
        }
        guard SystemFiles.mayRead(directory.ledgerPath) else {
            throw .notPermitted(directory.ledgerPath)
        }
        return directory
    }

    private static func take(_ path: String) throws(StoreError) -> DataDirectory {
        if SystemFiles.kind(of: path) == .missing && !SystemFiles.makePrivateDirectory(path) {
            let parent = path.split(separator: "/").dropLast().joined(separator: "/")
            let parentPath = path.hasPrefix("/") ? "/" + parent : parent.isEmpty ? "." : parent
            throw SystemFiles.kind(of: parentPath) == .directory
                ? .notPermitted(parentPath) : .missing(parentPath)
        }
        try requireDirectory(path)
        guard SystemFiles.mayWrite(path) else { throw .notPermitted(path) }
        let names = Set(SystemFiles.names(in: path))
        guard names.contains("ledger.sqlite") || names.isSubset(of: ownNames) else {
            throw .notALedger(path)
        }
        let directory = DataDirectory(path: path, lock: try lock(path))
        SystemFiles.makePrivate(directory: path)
        if SystemFiles.kind(of: directory.recordingsPath) == .missing {
            _ = SystemFiles.makePrivateDirectory(directory.recordingsPath)
        }
        // Made here so that it is private from its first byte; SQLite gives the WAL the same mode.
        guard SystemFiles.touchPrivate(directory.ledgerPath) else {
            throw .notPermitted(directory.ledgerPath)
        }
        return directory
    }

    private static func lock(_ path: String) throws(StoreError) -> FileLock {
        do throws(FileLock.Failure) {
            return try FileLock(path: path + "/lock")
        } catch {
            switch error {
            case .held: throw .inUse(path)
            case .refused: throw .notPermitted(path + "/lock")
            }
        }
    }

    private static func requireDirectory(_ path: String) throws(StoreError) {
        switch SystemFiles.kind(of: path) {
        case .directory: return
        case .missing: throw .missing(path)
        case .hidden: throw .notPermitted(path)
        case .other: throw .notADirectory(path)
        }
    }
}
