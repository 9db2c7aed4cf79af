public import Ledger

/// Something a team agreed to change after a response: about things and ways, never about a person.
public struct DebriefAction: Equatable, Sendable {
    /// What is to change.
    public enum Aim: String, CaseIterable, Sendable {
        case equipment
        case space
        case stock
        case procedure
    }

    /// The action's random id.
    public var action: EntryID
    /// The response it came out of.
    public var incident: EntryID
    /// What is to change.
    public var aim: Aim
    /// What is to be done, at most 300 characters.
    public var text: String
    /// Who sees to it: a handle or a role.
    public var owner: String
    /// The day it should be done by, as `2026-11-30`; `nil` when nobody said.
    public var due: String?

    /// Makes the fact, or says what is wrong with it.
    public init(
        action: EntryID, incident: EntryID, aim: Aim, text: String, owner: String, due: String?
    ) throws(FactError) {
        guard (1...300).contains(text.unicodeScalars.count) else {
            throw FactError(field: "text", problem: "must be 1 to 300 characters")
        }
        guard (1...40).contains(owner.unicodeScalars.count) else {
            throw FactError(field: "owner", problem: "must be 1 to 40 characters")
        }
        if let due, !Self.isDay(due) {
            throw FactError(field: "due", problem: "must be a day such as 2026-11-30")
        }
        self.action = action
        self.incident = incident
        self.aim = aim
        self.text = text
        self.owner = owner
        self.due = due
    }

    static let kind = "debrief.action"

    /// Year, month and day as numbers that can be a day.
    static func isDay(_ text: String) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.map(\.count) == [4, 2, 2],
            parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
            let month = Int(parts[1]), let day = Int(parts[2])
        else { return false }
        return (1...12).contains(month) && (1...31).contains(day)
    }

    var payload: CanonicalValue {
        .object([
            "action": .id(action), "incident": .id(incident), "aim": .choice(aim),
            "text": .string(text), "owner": .string(owner), "due": .optional(due),
        ])
    }

    init(_ reader: PayloadReader) throws(FactError) {
        try self.init(
            action: try reader.id("action"), incident: try reader.id("incident"),
            aim: try reader.choice("aim"), text: try reader.text("text", longest: 300),
            owner: try reader.text("owner", longest: 40), due: try reader.optionalText("due"))
    }

    var words: String {
        "Action (\(aim.rawValue)): \(text), \(owner)" + (due.map { ", by \($0)" } ?? "")
    }
}

/// An action and how it stands.
public struct AgreedAction: Equatable, Sendable {
    /// What was agreed.
    public var action: DebriefAction
    /// True when someone said that it is done.
    public var done: Bool
}
