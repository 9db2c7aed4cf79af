import GRDB

/// How connections to the ledger are opened. There is one that writes, and only it checkpoints the
/// WAL; all others are read-only. See docs/decisions/0003-one-writer-one-checkpointer.md.
enum Connections {
    static func writer(path: String) throws -> DatabaseQueue {
        var settings = Configuration()
        settings.label = "ledger writer"
        settings.busyMode = .timeout(5)
        settings.prepareDatabase { db in
            try Schema.check(db, path: path, mayBeEmpty: true)
            let mode = try String.fetchOne(db, sql: "PRAGMA journal_mode = WAL")
            guard mode == "wal" else {
                throw StoreError.damaged(path, "the disk does not support a write-ahead log")
            }
            for setting in [
                "synchronous = FULL", "wal_autocheckpoint = 0", "secure_delete = ON",
                "recursive_triggers = ON", "trusted_schema = OFF", "cell_size_check = ON",
            ] {
                try db.execute(sql: "PRAGMA \(setting)")
            }
        }
        let queue = try DatabaseQueue(path: path, configuration: settings)
        // From here on nobody else writes. What a reader holds up (emptying the log) is tried
        // again later and must not keep entries waiting.
        try queue.inDatabase { db in try db.execute(sql: "PRAGMA busy_timeout = 50") }
        return queue
    }

    static func reader(path: String) throws -> DatabaseQueue {
        var settings = Configuration()
        settings.label = "ledger reader"
        settings.readonly = true
        settings.busyMode = .timeout(5)
        settings.prepareDatabase { db in
            try Schema.check(db, path: path, mayBeEmpty: false)
            for setting in ["query_only = ON", "trusted_schema = OFF", "cell_size_check = ON"] {
                try db.execute(sql: "PRAGMA \(setting)")
            }
        }
        return try DatabaseQueue(path: path, configuration: settings)
    }

    /// An empty ledger in memory, to compare layouts and views with.
    static func model() throws -> DatabaseQueue {
        let queue = try DatabaseQueue()
        try Schema.migrate(queue)
        try queue.write { db in try LedgerViews.create(in: db) }
        return queue
    }
}
