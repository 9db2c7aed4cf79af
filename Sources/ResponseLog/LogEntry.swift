public import Ledger

/// One ledger entry as the folds take it: who, when, and the fact when it is known.
public struct LogEntry: Equatable, Sendable {
    /// The entry's own id.
    public var entry: EntryID
    /// Its place in the ledger.
    public var index: Int64
    /// Its kind as written.
    public var kind: String
    /// When it happened, in milliseconds since 1970 UTC.
    public var occurredUnixMilliseconds: Int64
    /// When it was written down, in milliseconds since 1970 UTC.
    public var recordedUnixMilliseconds: Int64
    /// The local clock's distance from UTC when it was written down, in minutes.
    public var utcOffsetMinutes: Int
    /// How the moment is known.
    public var certainty: Certainty
    /// Who did it: a random id; `nil` when nobody said.
    public var didBy: String?
    /// Who wrote it down.
    public var wroteBy: String?
    /// The typed fact; `nil` when the kind is unknown, the payload erased or damaged.
    public var fact: Fact?

    /// Makes an entry, as tests do.
    public init(
        entry: EntryID, index: Int64, kind: String, occurredUnixMilliseconds: Int64,
        recordedUnixMilliseconds: Int64, utcOffsetMinutes: Int, certainty: Certainty,
        didBy: String?, wroteBy: String?, fact: Fact?
    ) {
        self.entry = entry
        self.index = index
        self.kind = kind
        self.occurredUnixMilliseconds = occurredUnixMilliseconds
        self.recordedUnixMilliseconds = recordedUnixMilliseconds
        self.utcOffsetMinutes = utcOffsetMinutes
        self.certainty = certainty
        self.didBy = didBy
        self.wroteBy = wroteBy
        self.fact = fact
    }

    /// Reads an entry as it came from the ledger.
    public init(_ stored: StoredEntry) {
        let header = stored.header
        let fact = stored.payload.flatMap {
            try? Fact(kind: header.kind, version: header.kindVersion, payload: $0)
        }
        self.init(
            entry: header.entry, index: header.index, kind: header.kind,
            occurredUnixMilliseconds: header.occurredUnixMilliseconds,
            recordedUnixMilliseconds: header.recordedUnixMilliseconds,
            utcOffsetMinutes: header.utcOffsetMinutes, certainty: header.occurredCertainty,
            didBy: header.didBy, wroteBy: header.wroteBy, fact: fact)
    }
}
