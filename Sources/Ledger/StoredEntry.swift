/// An entry as it is stored: the bytes that are hashed, and what they say.
public struct StoredEntry: Equatable, Sendable {
    /// How many random bytes hide a payload behind its digest.
    public static let saltLength = 32

    /// What the header says.
    public let header: EntryHeader
    /// The stored bytes; the leaf is their hash and nothing writes them again.
    public let headerBytes: [UInt8]
    /// The 32 salt bytes; `nil` once erased.
    public let salt: [UInt8]?
    /// The stored payload; `nil` once erased.
    public let payloadBytes: [UInt8]?
    /// What the payload says; `nil` once erased, or when its bytes are damaged.
    public let payload: CanonicalValue?

    /// Reads an entry back from its stored bytes.
    public init(
        headerBytes: [UInt8], salt: [UInt8]?, payloadBytes: [UInt8]?
    ) throws(HeaderError) {
        self.header = try EntryHeader(parsing: headerBytes)
        self.headerBytes = headerBytes
        self.salt = salt
        self.payloadBytes = payloadBytes
        self.payload = payloadBytes.flatMap { try? CanonicalValue(parsing: $0) }
    }

    init(header: EntryHeader, headerBytes: [UInt8], salt: [UInt8], payload: SealedPayload) {
        self.header = header
        self.headerBytes = headerBytes
        self.salt = salt
        self.payloadBytes = payload.bytes
        self.payload = payload.value
    }

    /// The leaf of the Merkle tree that stands for this entry.
    public var leaf: Digest { Merkle.leaf(headerBytes) }

    /// Whether salt and payload were destroyed.
    public var isErased: Bool { salt == nil && payloadBytes == nil }

    /// Whether salt and payload are those that the header vouches for; false once erased.
    public var payloadMatches: Bool {
        guard let salt, let payloadBytes else { return false }
        return SHA256.digest(salt + payloadBytes) == header.payloadSha256
    }
}

struct SealedPayload {
    let value: CanonicalValue
    let bytes: [UInt8]
}

extension EntryDraft {
    /// Gives the draft its place, its salt and the moment of writing. Pure: the same arguments
    /// give the same bytes.
    public func seal(
        index: Int64, salt: [UInt8], stamp: LogStamp
    ) throws(CanonicalError) -> StoredEntry {
        precondition(salt.count == StoredEntry.saltLength, "a salt has 32 bytes")
        let payloadBytes = try payload.encoded()
        let header = EntryHeader(
            index: index, entry: id, stream: stream, kind: kind, kindVersion: kindVersion,
            occurredUnixMilliseconds: stamp.unixMilliseconds(of: occurred),
            occurredCertainty: certainty,
            recordedUnixMilliseconds: stamp.recordedUnixMilliseconds, boot: stamp.boot,
            boottimeMilliseconds: stamp.boottimeMilliseconds,
            utcOffsetMinutes: stamp.utcOffsetMinutes, clockSource: stamp.clockSource,
            didBy: didBy, wroteBy: wroteBy, console: console,
            payloadSha256: SHA256.digest(salt + payloadBytes))
        return StoredEntry(
            header: header, headerBytes: try header.encoded(), salt: salt,
            payload: SealedPayload(value: payload, bytes: payloadBytes))
    }
}
