/// A folder in the data directory for plain copies while a backup is made or checked. They stay on
/// the disk the ledger is on and never touch the place the backup goes to.
final class WorkPlace {
    static let name = "backup-work"
    static let lockName = "backup-lock"

    let path: String
    private let lock: FileLock

    /// Takes the folder, empty. One backup of a directory at a time.
    init(_ directory: String) throws {
        path = directory + "/" + Self.name
        do throws(FileLock.Failure) {
            lock = try FileLock(path: directory + "/" + Self.lockName)
        } catch {
            throw error == .held
                ? BackupError.busy(directory) : StoreError.notPermitted(directory)
        }
        Self.clear(path)
        guard SystemFiles.makePrivateDirectory(path) else { throw PlainFile.failure(path) }
    }

    deinit {
        Self.clear(path)
        lock.release()
    }

    /// Removes what a backup left that was cut short by a power cut. For the station's start.
    static func tidy(_ directory: String) {
        guard SystemFiles.kind(of: directory + "/" + name) == .directory else { return }
        _ = try? WorkPlace(directory)
    }

    /// Removes a folder with copies in it, their bytes first.
    static func clear(_ path: String) {
        guard SystemFiles.kind(of: path) == .directory else { return }
        for name in SystemFiles.names(in: path) {
            let inner = path + "/" + name
            if SystemFiles.kind(of: inner) == .directory {
                clear(inner)
            } else {
                SystemFiles.shred(inner)
            }
        }
        SystemFiles.removeDirectory(path)
    }
}
