public import Ledger

/// In which role someone helped. The site's own title for it stands with the person's handle.
public struct Responder: Equatable, Sendable {
    /// Who someone was in this response.
    public enum Role: String, CaseIterable, Sendable {
        case worker
        case staff
        case nurse
        case supervisor
        case visitor
        case friend
        case bystander
        case crew = "ambulance-crew"
        case notRecorded = "not-recorded"

        /// The role in plain words, such as "ambulance crew".
        public var words: String { plain }
    }

    /// The watch the person helped in.
    public var watch: EntryID
    /// The helper's random id within that watch.
    public var person: String
    /// In which role.
    public var role: Role

    /// Makes the fact.
    public init(watch: EntryID, person: String, role: Role) {
        self.watch = watch
        self.person = person
        self.role = role
    }

    static let kind = "responder.role"

    var payload: CanonicalValue {
        .object(["watch": .id(watch), "person": .string(person), "role": .choice(role)])
    }

    init(_ reader: PayloadReader) throws(FactError) {
        self.init(
            watch: try reader.id("watch"), person: try reader.text("person", longest: 64),
            role: try reader.choice("role"))
    }

    var words: String { "Helped as \(role.plain)" }
}
