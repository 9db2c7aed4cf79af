import GRDB

/// A copy of a database as it is at one moment, through SQLite's backup interface.
enum DatabaseCopy {
    static func copy(_ source: DatabaseQueue, to path: String) throws {
        let copy = try DatabaseQueue(path: path)
        try source.backup(to: copy)
        try copy.writeWithoutTransaction { db in
            try db.execute(sql: "PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL")
        }
        try copy.close()
    }

    /// Copies a database that keeps no write-ahead log. Opened to write, since only then can SQLite
    /// undo what a power cut left half done.
    static func copy(file source: String, to path: String) throws {
        var settings = Configuration()
        settings.label = "copy"
        settings.busyMode = .timeout(5)
        let queue = try DatabaseQueue(path: source, configuration: settings)
        defer { try? queue.close() }
        try copy(queue, to: path)
    }
}
