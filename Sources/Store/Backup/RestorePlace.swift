/// An empty directory that a backup is restored to, and the folder in it where that is prepared. A
/// station refuses to start on a directory that has this folder and no ledger.
final class RestorePlace {
    /// Where everything is prepared.
    let work: String
    private let path: String
    private let wasMade: Bool
    private let lock: FileLock

    /// Takes the directory, which is made when it is missing; its parent must be there.
    init(_ given: String) throws {
        var path = given
        while path.count > 1 && path.hasSuffix("/") { path.removeLast() }
        self.path = path
        work = path + "/" + Restore.workName
        switch SystemFiles.kind(of: path) {
        case .other: throw StoreError.notADirectory(path)
        case .hidden: throw StoreError.notPermitted(path)
        case .missing:
            let folder = Backup.folder(of: path)
            guard SystemFiles.kind(of: folder) == .directory else {
                throw BackupError.noFolder(folder)
            }
            guard SystemFiles.makePrivateDirectory(path) else { throw PlainFile.failure(path) }
            wasMade = true
        case .directory:
            guard SystemFiles.mayWrite(path) else { throw StoreError.notPermitted(path) }
            guard SystemFiles.names(in: path).allSatisfy({ $0 == "lost+found" }) else {
                throw BackupError.notEmpty(path)
            }
            wasMade = false
        }
        do throws(FileLock.Failure) {
            lock = try FileLock(path: path + "/lock")
        } catch {
            throw error == .held ? BackupError.notEmpty(path) : StoreError.notPermitted(path)
        }
        SystemFiles.makePrivate(directory: path)
        guard SystemFiles.makePrivateDirectory(work) else {
            let error = PlainFile.failure(work)
            clear()
            throw error
        }
    }

    /// Moves everything up, the ledger last, and gives the directory free.
    func finish() throws {
        // The check that came last reads only, and leaves an empty log behind.
        if SystemFiles.size(of: work + "/ledger.sqlite-wal") == 0 {
            for end in ["-wal", "-shm"] { SystemFiles.remove(work + "/ledger.sqlite" + end) }
        }
        SystemFiles.remove(work + "/lock")
        let names = SystemFiles.names(in: work).filter { $0 != "ledger.sqlite" }.sorted()
        for name in names + ["ledger.sqlite"] {
            if name == "ledger.sqlite" { _ = SystemFiles.settle(directory: path) }
            guard SystemFiles.rename(work + "/" + name, to: path + "/" + name) else {
                throw PlainFile.failure(path + "/" + name)
            }
        }
        SystemFiles.removeDirectory(work)
        _ = SystemFiles.settle(directory: path)
        lock.release()
    }

    /// Takes away what was prepared or put in place: there was nothing here before.
    func clear() {
        for name in SystemFiles.names(in: path) where name != "lost+found" && name != "lock" {
            let inner = path + "/" + name
            if SystemFiles.kind(of: inner) == .directory {
                WorkPlace.clear(inner)
            } else {
                SystemFiles.shred(inner)
            }
        }
        SystemFiles.remove(path + "/lock")
        lock.release()
        if wasMade { SystemFiles.removeDirectory(path) }
    }
}
