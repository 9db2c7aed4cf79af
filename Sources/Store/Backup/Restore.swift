public import Ledger

/// A data directory made again from a backup.
///
/// The ledger in it goes on under a new name and a new key: its first new entry cites the old head,
/// so everyone can see that, and from where, it was restored. Blocks for as long as it takes.
public enum Restore {
    /// What was made.
    public struct Receipt: Equatable, Sendable {
        /// Entries that came from the backup.
        public let entries: Int64
        /// Their root.
        public let root: Digest
        /// When the copy was taken, in milliseconds since 1970.
        public let takenUnixMilliseconds: Int64
        /// The ledger's new name.
        public let origin: String
        /// How many erasures were applied again; `nil` when no list was at hand.
        public let erasures: Int?
    }

    static let workName = "restoring"
    static let kind = "ledger.restored"

    /// Unpacks, checks, starts the new origin, applies erasures again, and only then puts the files
    /// in place, the ledger last: before that the directory is none that a station would start on.
    /// Throws `BackupError` or `StoreError`, and then leaves the directory as it was.
    public static func make(
        from source: String, in path: String, passphrase: String,
        erasures: ErasureList? = nil, clock: WallClock = .system()
    ) async throws -> Receipt {
        let place = try RestorePlace(path)
        do {
            let archive = try unpack(source, passphrase, to: place.work)
            let (entries, root) = try BackupCheck.record(place.work, named: source)
            let found = RecoveryNote(
                doneUnixMilliseconds: clock.now().recordedUnixMilliseconds,
                takenUnixMilliseconds: archive.taken, entries: entries, rootSha256: root.hex,
                fileBytes: archive.bytes, fileSha256: archive.digest.hex)
            let (origin, applied) = try await settle(place.work, found, erasures, clock)
            guard found.write(RecoveryNote.restoreName, directory: place.work) else {
                throw PlainFile.failure(path)
            }
            try place.finish()
            return Receipt(
                entries: entries, root: root, takenUnixMilliseconds: archive.taken, origin: origin,
                erasures: applied)
        } catch {
            place.clear()
            throw error
        }
    }

    /// Throws what `make` would refuse at once; changes nothing that stays.
    public static func mayMake(in path: String) throws { try RestorePlace(path).clear() }

    private static func unpack(
        _ source: String, _ passphrase: String, to work: String
    ) throws -> ArchiveReader {
        var archive = try ArchiveReader(source, passphrase: passphrase)
        try archive.unpack { name in
            var folder = work
            for part in name.split(separator: "/").dropLast() {
                folder += "/" + part
                if SystemFiles.kind(of: folder) == .missing
                    && !SystemFiles.makePrivateDirectory(folder)
                {
                    throw PlainFile.failure(folder)
                }
            }
            return work + "/" + name
        }
        if SystemFiles.kind(of: work + "/people.sqlite") == .other {
            let people = try PeopleFile(directory: work)
            defer { people.close() }
            try people.write(.endAllSessions)
        }
        // The vault says of no time when it was written.
        SystemFiles.clearTimes(work + "/vault")
        return archive
    }

    /// The new origin with its citation, the erasures, and the entry that tells of it all.
    private static func settle(
        _ work: String, _ found: RecoveryNote, _ list: ErasureList?, _ clock: WallClock
    ) async throws -> (String, Int?) {
        var options = StoreOptions(clock: clock)
        options.reserveBytes = 0
        let store = try LedgerStore(directory: work, options: options)
        do {
            let applied = try await list?.applyAgain(to: store)
            let entry = EntryDraft(
                stream: "station", kind: kind,
                occurred: .boottime(milliseconds: BootMoment.now()),
                payload: .object([
                    "takenUnixMilliseconds": .integer(found.takenUnixMilliseconds),
                    "oldSize": .integer(found.entries),
                    "oldRootSha256": .string(found.rootSha256),
                    "backupSha256": .string(found.fileSha256),
                    "erasuresAgain": applied.map { .integer(Int64($0)) } ?? .null,
                ]))
            _ = try await store.append([entry])
            try await store.close()
            let after = try LedgerAudit.verify(directory: work)
            guard after.isSound else {
                throw BackupError.unsound(work, after.problems.first ?? "its root is unknown")
            }
            return (store.verifierKey.origin, applied)
        } catch {
            try? await store.close()
            throw error
        }
    }
}
