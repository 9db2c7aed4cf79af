public import Ledger

/// An act lay outside what the site counts to a title's work. It was accepted like any other; this
/// says so beside it, for those who review, and holds no handle.
public struct ScopeFlag: Equatable, Sendable {
    /// The watch the act is of.
    public var watch: EntryID
    /// The response it belongs to; `nil` outside any.
    public var incident: EntryID?
    /// The act's entry.
    public var target: EntryID
    /// The site's title, at most 40 characters.
    public var title: String

    /// Makes the fact.
    public init(watch: EntryID, incident: EntryID?, target: EntryID, title: String) {
        self.watch = watch
        self.incident = incident
        self.target = target
        self.title = title
    }

    static let kind = "scope.flagged"

    var payload: CanonicalValue {
        .object([
            "watch": .id(watch), "incident": .id(incident), "target": .id(target),
            "title": .string(title),
        ])
    }

    init(_ reader: PayloadReader) throws(FactError) {
        self.init(
            watch: try reader.id("watch"), incident: try reader.optionalID("incident"),
            target: try reader.id("target"), title: try reader.text("title", longest: 40))
    }

    var words: String { "Outside what the site lists for \(title)" }
}
