public import Ledger

/// How a store behaves; the defaults are those of a station.
public struct StoreOptions: Sendable {
    /// Where wall time comes from.
    public var clock: WallClock
    /// How many messages may wait for the writer before more are refused.
    public var queueCapacity = 8_192
    /// How many entries are kept in memory while the disk takes none.
    public var memoryCapacity = 100_000
    /// How long `append` waits before it says that the disk is not taking entries.
    public var patience = Duration.seconds(5)
    /// Milliseconds between two tries while the disk takes nothing.
    public var retryMilliseconds: Int64 = 1_000
    /// Bytes held back for a full disk; 0 for none.
    public var reserveBytes = 8 << 20
    /// Entries after which a checkpoint is signed.
    public var entriesPerCheckpoint: Int64 = 1_024
    /// Milliseconds after which a grown ledger gets a checkpoint.
    public var checkpointMilliseconds: Int64 = 60_000
    /// Bytes of write-ahead log after which it is folded into the file.
    public var logBytes: Int64 = 4 << 20
    /// Called on the writer's thread after every commit with what is new. It must not block.
    public var onCommit: @Sendable ([StoredEntry]) -> Void = { _ in }

    /// The defaults, with the machine's own clock unless another is given.
    public init(clock: WallClock = .system()) { self.clock = clock }
}

/// How the store fares.
public struct StoreHealth: Equatable, Sendable {
    /// Whether the last commit reached the disk.
    public internal(set) var isStoring = true
    /// Entries in memory that wait for the disk.
    public internal(set) var waitingEntries = 0
    /// Entries that found no room and are not yet accounted for in the ledger.
    public internal(set) var lostEntries: Int64 = 0
    /// Whether space is held back for a full disk.
    public internal(set) var reserveIsHeld = false
    /// What the disk said last, in one sentence; `nil` while it is well.
    public internal(set) var failure: String?
}
