import GRDB

/// A verified copy of the ledger, made beside it before its layout is changed, for the way back.
enum MigrationCopy {
    static let prefix = "ledger-before-"
    private static let suffix = ".sqlite"
    /// Bytes left over for the migration itself. Own choice.
    private static let margin: Int64 = 16 << 20

    /// Makes the copy when migrations are due on a ledger that has some already; its path.
    static func makeIfNeeded(
        _ queue: DatabaseQueue, _ migrator: DatabaseMigrator, in directory: DataDirectory
    ) throws -> String? {
        let (done, bytes) = try queue.read { db in
            (
                try migrator.appliedIdentifiers(db),
                try (Int64.fetchOne(db, sql: "PRAGMA page_count") ?? 0)
                    * (Int64.fetchOne(db, sql: "PRAGMA page_size") ?? 0)
            )
        }
        guard !done.isEmpty, let next = migrator.migrations.first(where: { !done.contains($0) })
        else { return nil }
        let path = directory.path + "/" + name(before: next)
        let missing = bytes + margin - SystemFiles.freeBytes(at: directory.path)
        guard missing <= 0 else {
            throw StoreError.noRoomToMigrate(
                directory.ledgerPath, megabytes: missing / 1_000_000 + 1)
        }
        try make(queue, at: path)
        return path
    }

    /// Under another name until it has passed its check: what has the name can be relied on.
    private static func make(_ queue: DatabaseQueue, at path: String) throws {
        let fresh = path + ".new"
        SystemFiles.shred(fresh)
        guard SystemFiles.touchPrivate(fresh) else { throw PlainFile.failure(fresh) }
        do {
            try DatabaseCopy.copy(queue, to: fresh)
            let found = try LedgerAudit.verifyRecord(fresh)
            guard found.isSound else {
                throw StoreError.damaged(path, found.problems.first ?? "its root is unknown")
            }
            guard SystemFiles.rename(fresh, to: path) else { throw PlainFile.failure(path) }
        } catch {
            SystemFiles.shred(fresh)
            throw error
        }
        _ = SystemFiles.settle(directory: Backup.folder(of: path))
    }

    static func name(before migration: String) -> String {
        prefix + String(migration.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" })
            + suffix
    }

    /// Removes every such copy: what was erased from the ledger must not stand beside it.
    static func removeAll(in directory: DataDirectory) {
        for name in SystemFiles.names(in: directory.path) where name.hasPrefix(prefix) {
            SystemFiles.shred(directory.path + "/" + name)
        }
    }
}
