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
    /// The clocks it was written by; `nil` for entries tests make.
    public var writtenBy: Clocks?
    /// The typed fact; `nil` when the kind is unknown, the payload erased or damaged.
    public var fact: Fact?

    /// How wall time and the clock that counts from boot stood when an entry was written: what finds
    /// its moment again after the wall clock has jumped.
    public struct Clocks: Equatable, Sendable {
        /// The machine's name for that boot.
        public var boot: String
        /// Wall time at the zero of that boot's clock, in milliseconds since 1970 UTC.
        public var unixMillisecondsAtBoot: Int64

        /// Takes them from a moment both clocks were read at.
        public init(boot: String, unixMilliseconds: Int64, boottimeMilliseconds: Int64) {
            self.boot = boot
            unixMillisecondsAtBoot = unixMilliseconds &- boottimeMilliseconds
        }
    }

    /// Makes an entry, as tests do.
    public init(
        entry: EntryID, index: Int64, kind: String, occurredUnixMilliseconds: Int64,
        recordedUnixMilliseconds: Int64, utcOffsetMinutes: Int, certainty: Certainty,
        didBy: String?, wroteBy: String?, writtenBy: Clocks? = nil, fact: Fact?
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
        self.writtenBy = writtenBy
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
            didBy: header.didBy, wroteBy: header.wroteBy,
            writtenBy: Clocks(
                boot: header.boot, unixMilliseconds: header.recordedUnixMilliseconds,
                boottimeMilliseconds: header.boottimeMilliseconds),
            fact: fact)
    }
}
