public import Ledger

/// The proof to a writer that an entry is on the disk.
public struct Receipt: Equatable, Sendable {
    /// Its place in the ledger.
    public let index: Int64
    /// The entry's name.
    public let entry: EntryID
    /// When it was written, in milliseconds since 1970 UTC.
    public let recordedUnixMilliseconds: Int64
    /// When it happened, in milliseconds since 1970 UTC.
    public let occurredUnixMilliseconds: Int64
    /// Whether it had been written before; the other fields are then those of the first time.
    public let duplicate: Bool

    init(_ entry: StoredEntry, duplicate: Bool) {
        index = entry.header.index
        self.entry = entry.header.entry
        recordedUnixMilliseconds = entry.header.recordedUnixMilliseconds
        occurredUnixMilliseconds = entry.header.occurredUnixMilliseconds
        self.duplicate = duplicate
    }
}
