public import Ledger

/// A closed file of raw device bytes of one watch. The bytes themselves are not in the ledger: this
/// says what they were, so that a file found later can be held against it.
public struct KeptRecording: Equatable, Sendable {
    /// The watch.
    public var watch: EntryID
    /// The response that was open while it was recorded; `nil` when there was none.
    public var incident: EntryID?
    /// The file's name in the data directory's `recordings`.
    public var name: String
    /// Its length.
    public var byteCount: Int64
    /// SHA-256 of its bytes, in hexadecimal.
    public var sha256: String

    /// Makes the fact.
    public init(
        watch: EntryID, incident: EntryID?, name: String, byteCount: Int64, sha256: String
    ) {
        self.watch = watch
        self.incident = incident
        self.name = name
        self.byteCount = byteCount
        self.sha256 = sha256
    }

    var payload: CanonicalValue {
        .object([
            "watch": .id(watch), "incident": .id(incident), "name": .string(name),
            "byteCount": .integer(byteCount), "sha256": .string(sha256),
        ])
    }

    init(_ reader: PayloadReader) throws(FactError) {
        self.init(
            watch: try reader.id("watch"), incident: try reader.optionalID("incident"),
            name: try reader.text("name"), byteCount: try reader.integer("byteCount"),
            sha256: try reader.text("sha256"))
    }

    var words: String { "Raw signal kept, \(max(byteCount / 1024, 1)) KiB" }
}
