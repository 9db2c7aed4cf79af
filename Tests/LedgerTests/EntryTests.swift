import Ledger
import Testing

@Suite("Entries")
struct EntryTests {
    static let stamp = LogStamp(
        recordedUnixMilliseconds: 1_800_000_000_000, boottimeMilliseconds: 60_000,
        boot: "b5d6c1f4-0000-4000-8000-000000000001", utcOffsetMinutes: -480, clockSource: "system")
    static let salt = [UInt8](repeating: 7, count: 32)

    // swift-format-ignore: NeverForceUnwrap
    static func draft(_ occurred: EntryDraft.Occurred = .boottime(milliseconds: 58_500))
        -> EntryDraft
    {
        EntryDraft(
            id: EntryID(text: "0f8fad5b-d9cb-469f-a165-70867728950e")!, stream: "watch/1",
            kind: "care.dose", kindVersion: 2, occurred: occurred, certainty: .remembered,
            didBy: "p-1", wroteBy: nil, console: "tablet-2",
            payload: .object(["amountMicrograms": .integer(400), "route": .string("im")]))
    }

    @Test("an id is a lower-case UUID and comes back from its text")
    func ids() {
        let id = EntryID.random()
        #expect(EntryID(text: id.text) == id)
        #expect(EntryID(text: id.text.uppercased()) == id)
        #expect(id.text.count == 36 && id.text == id.text.lowercased())
        #expect(EntryID.random() != id)
        #expect(EntryID(bytes: [1, 2]) == nil)
    }

    @Test(
        "text that is no UUID is refused",
        arguments: [
            "", "0f8fad5b", "0f8fad5bd9cb469fa16570867728950e",
            "0f8fad5b-d9cb-469f-a165-70867728950g", "0f8fad5b-d9cb-469f-a165-70867728950e-",
            "0f8fad5-bd9cb-469f-a165-70867728950e",
        ])
    func badIDs(text: String) { #expect(EntryID(text: text) == nil) }

    @Test("a sealed entry has golden bytes")
    func golden() throws {
        let entry = try Self.draft().seal(index: 5, salt: Self.salt, stamp: Self.stamp)
        #expect(
            String(decoding: entry.headerBytes, as: UTF8.self)
                == #"{"boot":"b5d6c1f4-0000-4000-8000-000000000001","boottimeMilliseconds":60000,"#
                + #""clockSource":"system","console":"tablet-2","didBy":"p-1","#
                + #""entry":"0f8fad5b-d9cb-469f-a165-70867728950e","index":5,"kind":"care.dose","#
                + #""kindVersion":2,"occurredCertainty":"remembered","#
                + #""occurredUnixMilliseconds":1799999998500,"#
                + #""payloadSha256":"\#(entry.header.payloadSha256)","#
                + #""recordedUnixMilliseconds":1800000000000,"stream":"watch/1","#
                + #""utcOffsetMinutes":-480,"version":1,"wroteBy":null}"#)
        #expect(
            entry.payloadBytes.map { String(decoding: $0, as: UTF8.self) }
                == #"{"amountMicrograms":400,"route":"im"}"#)
        #expect(entry.header.payloadSha256 == SHA256.digest(Self.salt + entry.payloadBytes!))
        #expect(entry.payloadMatches)
    }

    @Test("what was sealed reads back the same")
    func readBack() throws {
        let entry = try Self.draft().seal(index: 5, salt: Self.salt, stamp: Self.stamp)
        let back = try StoredEntry(
            headerBytes: entry.headerBytes, salt: entry.salt, payloadBytes: entry.payloadBytes)
        #expect(back == entry)
        #expect(back.leaf == Merkle.leaf(entry.headerBytes))
        let erased = try StoredEntry(
            headerBytes: entry.headerBytes, salt: nil, payloadBytes: nil)
        #expect(erased.isErased && !erased.payloadMatches && erased.leaf == entry.leaf)
    }

    @Test("wall time given by the writer is kept")
    func unixTime() throws {
        let draft = Self.draft(.unix(milliseconds: 1_799_000_000_000))
        let entry = try draft.seal(index: 0, salt: Self.salt, stamp: Self.stamp)
        #expect(entry.header.occurredUnixMilliseconds == 1_799_000_000_000)
    }

    @Test("a header of a later release keeps what this one does not know")
    func unknownMembers() throws {
        let entry = try Self.draft().seal(index: 5, salt: Self.salt, stamp: Self.stamp)
        var members = try #require(try CanonicalValue(parsing: entry.headerBytes).members)
        members["version"] = .integer(9)
        members["zebra"] = .array([.string("new")])
        let bytes = try CanonicalValue.object(members).encoded()
        let header = try EntryHeader(parsing: bytes)
        #expect(header.version == 9)
        #expect(header.extra == ["zebra": .array([.string("new")])])
        #expect(try header.encoded() == bytes)
    }

    @Test(
        "a header without one of its members is refused",
        arguments: ["index", "entry", "kind", "occurredCertainty", "payloadSha256", "wroteBy"])
    func missingMember(name: String) throws {
        let entry = try Self.draft().seal(index: 5, salt: Self.salt, stamp: Self.stamp)
        var members = try #require(try CanonicalValue(parsing: entry.headerBytes).members)
        members[name] = nil
        let bytes = try CanonicalValue.object(members).encoded()
        #expect(throws: HeaderError.badMember(name)) { try EntryHeader(parsing: bytes) }
    }

    @Test("a payload that cannot be written canonically is refused")
    func badPayload() {
        var draft = Self.draft()
        draft.payload = .object(["n": .integer(.max)])
        #expect(throws: CanonicalError.integerOutOfRange) {
            try draft.seal(index: 0, salt: Self.salt, stamp: Self.stamp)
        }
    }
}
