/// How the moment of an entry is known.
public enum Certainty: String, CaseIterable, Sendable {
    /// Seen as it happened, or measured.
    case seen
    /// Worked out afterwards from something else.
    case estimated
    /// Told from memory.
    case remembered
}

/// The part of an entry that is hashed into the ledger and never goes: what, when, who, and the
/// digest of the payload. People stand in it as random ids only.
public struct EntryHeader: Equatable, Sendable {
    /// The layout this release writes.
    public static let currentVersion: Int64 = 1

    /// The layout the header was written in.
    public var version: Int64 = EntryHeader.currentVersion
    /// Its place in the ledger, from 0.
    public var index: Int64
    /// The entry's own name.
    public var entry: EntryID
    /// What it is about: a watch, an incident, the station.
    public var stream: String
    /// What kind of fact it is.
    public var kind: String
    /// The version of that kind's payload.
    public var kindVersion: Int64
    /// When it happened, in milliseconds since 1970 UTC.
    public var occurredUnixMilliseconds: Int64
    /// How that moment is known.
    public var occurredCertainty: Certainty
    /// When it was written down, in milliseconds since 1970 UTC.
    public var recordedUnixMilliseconds: Int64
    /// The boot of the machine that wrote it.
    public var boot: String
    /// Milliseconds since that boot when it was written down.
    public var boottimeMilliseconds: Int64
    /// The local clock's distance from UTC, in minutes.
    public var utcOffsetMinutes: Int
    /// Where the wall time came from.
    public var clockSource: String
    /// Who did it: a random id; `nil` when nobody said.
    public var didBy: String?
    /// Who wrote it down: a random id.
    public var wroteBy: String?
    /// Which screen it was written on.
    public var console: String?
    /// SHA-256 of the entry's 32-byte salt followed by its payload bytes.
    public var payloadSha256: Digest
    /// Members a later release may have added; kept and shown as they are.
    public var extra: [String: CanonicalValue] = [:]
}

/// Why a header's bytes say nothing that can be relied on.
public enum HeaderError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The bytes are no canonical JSON.
    case unreadable(CanonicalError)
    /// A member is missing or of the wrong kind.
    case badMember(String)

    /// One plain sentence.
    public var description: String {
        switch self {
        case .unreadable(let error): "the header cannot be read: \(error)"
        case .badMember(let name): "the header's \"\(name)\" is missing or wrong"
        }
    }
}
