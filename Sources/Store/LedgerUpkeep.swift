import Ledger

/// What the writer does between commits: signed checkpoints, the write-ahead log, the reserve.
/// Nothing here may keep an entry waiting; what fails is tried again at a later look.
struct LedgerUpkeep {
    private let database: LedgerDatabase
    private let options: StoreOptions
    private let reserve: DiskReserve
    private var entriesSinceCheckpoint: Int64 = 0
    private var checkpointDue: Int64
    private var reserveDue: Int64 = 0
    private var logMustBeEmptied = false
    private var erasuresMustBeNoted = false

    /// Milliseconds between two looks while nothing is due.
    private static let idle: Int64 = 10_000
    /// Milliseconds between two tries to empty the log while readers hold it.
    private static let pressing: Int64 = 1_000
    private static let reserveInterval: Int64 = 60_000

    init(database: LedgerDatabase, options: StoreOptions, now: Int64) {
        self.database = database
        self.options = options
        reserve = DiskReserve(directory: database.directory, bytes: options.reserveBytes)
        checkpointDue = now + options.checkpointMilliseconds
    }

    var reserveIsHeld: Bool { reserve.isHeld }

    func nextLook(_ now: Int64) -> Int64 {
        let pause = logMustBeEmptied || erasuresMustBeNoted ? Self.pressing : Self.idle
        return now + min(pause, options.checkpointMilliseconds)
    }

    mutating func committed(_ commit: LedgerDatabase.Commit) {
        entriesSinceCheckpoint += Int64(commit.stored.count)
        guard !commit.erasures.isEmpty else { return }
        erased()
        noteErasures()
    }

    private mutating func noteErasures() {
        MigrationCopy.removeAll(in: database.directory)
        erasuresMustBeNoted = !database.noteErasures()
    }

    /// Erased bytes may still stand in the log: it goes as soon as no reader needs it.
    mutating func erased() {
        logMustBeEmptied = true
        erasuresMustBeNoted = true
    }

    mutating func look(_ now: Int64, isFailing: Bool) {
        if erasuresMustBeNoted { noteErasures() }
        if !isFailing { sign(now) }
        tendLog()
        if !isFailing && now >= reserveDue {
            reserve.hold()
            reserveDue = now + Self.reserveInterval
        }
    }

    /// Frees the reserve and old recordings; false when the failure is not for want of space.
    func makeRoom(after error: any Error) -> Bool {
        guard reserve.isWantOfSpace(error) else { return false }
        if !reserve.release() {
            reserve.dropOldestRecordings(toFree: Int64(options.reserveBytes))
        }
        return true
    }

    private mutating func sign(_ now: Int64) {
        let many = entriesSinceCheckpoint >= options.entriesPerCheckpoint
        guard many || (entriesSinceCheckpoint > 0 && now >= checkpointDue) else { return }
        guard (try? database.signCheckpoint()) != nil else { return }
        entriesSinceCheckpoint = 0
        checkpointDue = now + options.checkpointMilliseconds
    }

    private mutating func tendLog() {
        if logMustBeEmptied {
            logMustBeEmptied = (try? database.emptyLog()) == nil
        } else if database.logBytes > options.logBytes {
            try? database.foldLog()
        }
    }

    func close() {
        _ = try? database.signCheckpoint()
        try? database.emptyLog()
    }
}
