import GRDB

extension BackupError {
    /// SQLite's words about a copy, in ours.
    init?(copying path: String, _ error: any Error) {
        switch (error as? DatabaseError)?.resultCode {
        case .SQLITE_FULL: self = .diskFull(path)
        case .SQLITE_IOERR: self = .system(path, "the disk refused to write or to read it")
        default: return nil
        }
    }
}

/// A copy of a database as it is at one moment, through SQLite's backup interface.
enum DatabaseCopy {
    /// Throws a `BackupError` or a `StoreError`.
    static func copy(_ source: DatabaseQueue, to path: String) throws {
        do {
            let copy = try DatabaseQueue(path: path)
            defer { try? copy.close() }
            try source.backup(to: copy)
            try copy.writeWithoutTransaction { db in
                try db.execute(sql: "PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL")
            }
        } catch {
            throw BackupError(copying: path, error) ?? StoreError(error, path: path)
        }
    }

    /// Copies a database that keeps no write-ahead log. Opened to write, since only then can SQLite
    /// undo what a power cut left half done.
    static func copy(file source: String, to path: String) throws {
        var settings = Configuration()
        settings.label = "copy"
        settings.busyMode = .timeout(5)
        let queue: DatabaseQueue
        do {
            queue = try DatabaseQueue(path: source, configuration: settings)
        } catch {
            throw StoreError(error, path: source)
        }
        defer { try? queue.close() }
        try copy(queue, to: path)
    }
}
