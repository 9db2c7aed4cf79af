import GRDB

extension StoreError {
    /// Says in our words what SQLite reported about the file at `path`.
    init(_ error: any Error, path: String) {
        if let error = error as? StoreError {
            self = error
        } else if let error = error as? DatabaseError {
            self = Self.named(error, path: path)
        } else if case .diskFull(let path) = error as? BackupError {
            self = .diskFull(path)
        } else if error is CancellationError {
            self = .cancelled
        } else {
            self = .damaged(path, "\(error)")
        }
    }

    private static func named(_ error: DatabaseError, path: String) -> StoreError {
        switch error.resultCode {
        case .SQLITE_FULL: .diskFull(path)
        case .SQLITE_NOTADB: .notALedger(path)
        case .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_READONLY, .SQLITE_AUTH: .notPermitted(path)
        case .SQLITE_CONSTRAINT: .refused(error.message ?? "\(error.resultCode)")
        default: .damaged(path, error.message ?? "\(error.resultCode)")
        }
    }

    /// Whether the disk, and not the entry, is at fault: such an entry is kept and tried again.
    static func isStorageFailure(_ error: any Error) -> Bool {
        guard let error = error as? DatabaseError else { return false }
        let ofTheDisk: [ResultCode] = [
            .SQLITE_FULL, .SQLITE_IOERR, .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_PERM,
            .SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_NOMEM,
            .SQLITE_PROTOCOL,
        ]
        return ofTheDisk.contains(error.resultCode)
    }
}
