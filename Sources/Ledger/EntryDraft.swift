/// A fact on its way into the ledger: everything but its place and the moment of writing.
public struct EntryDraft: Equatable, Sendable {
    /// When it happened, on whichever clock the writer had.
    public enum Occurred: Equatable, Sendable {
        /// Milliseconds since 1970 UTC.
        case unix(milliseconds: Int64)
        /// Milliseconds since this boot; wall time is worked out at the commit.
        case boottime(milliseconds: Int64)
    }

    /// The entry's own name; sending it twice writes the entry once.
    public var id: EntryID
    /// What it is about.
    public var stream: String
    /// What kind of fact it is.
    public var kind: String
    /// The version of that kind's payload.
    public var kindVersion: Int64
    /// When it happened.
    public var occurred: Occurred
    /// How that moment is known.
    public var certainty: Certainty
    /// Who did it: a random id; `nil` when nobody said.
    public var didBy: String?
    /// Who wrote it down: a random id.
    public var wroteBy: String?
    /// Which screen it was written on.
    public var console: String?
    /// The fact itself.
    public var payload: CanonicalValue

    /// Makes a draft with a fresh name unless one is given.
    public init(
        id: EntryID = .random(), stream: String, kind: String, kindVersion: Int64 = 1,
        occurred: Occurred, certainty: Certainty = .seen, didBy: String? = nil,
        wroteBy: String? = nil, console: String? = nil, payload: CanonicalValue = .object([:])
    ) {
        self.id = id
        self.stream = stream
        self.kind = kind
        self.kindVersion = kindVersion
        self.occurred = occurred
        self.certainty = certainty
        self.didBy = didBy
        self.wroteBy = wroteBy
        self.console = console
        self.payload = payload
    }
}

/// What the clocks said at the moment of writing.
public struct LogStamp: Equatable, Sendable {
    /// Wall time in milliseconds since 1970 UTC.
    public var recordedUnixMilliseconds: Int64
    /// Milliseconds since this boot, on the clock that counts through suspend.
    public var boottimeMilliseconds: Int64
    /// The machine's name for this boot.
    public var boot: String
    /// The local clock's distance from UTC, in minutes.
    public var utcOffsetMinutes: Int
    /// Where the wall time came from.
    public var clockSource: String

    /// Makes a stamp.
    public init(
        recordedUnixMilliseconds: Int64, boottimeMilliseconds: Int64, boot: String,
        utcOffsetMinutes: Int, clockSource: String
    ) {
        self.recordedUnixMilliseconds = recordedUnixMilliseconds
        self.boottimeMilliseconds = boottimeMilliseconds
        self.boot = boot
        self.utcOffsetMinutes = utcOffsetMinutes
        self.clockSource = clockSource
    }

    /// Wall time of a moment, as this stamp's two clocks relate.
    public func unixMilliseconds(of moment: EntryDraft.Occurred) -> Int64 {
        switch moment {
        case .unix(let milliseconds): milliseconds
        case .boottime(let milliseconds):
            recordedUnixMilliseconds &- (boottimeMilliseconds &- milliseconds)
        }
    }
}
