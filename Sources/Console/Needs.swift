import Alerts

/// The one line that pages beside the floor show of what needs someone.
struct Needs: Equatable, Sendable {
    let words: String
    let marks: String
    let priority: String

    /// The first open line, and how many more there are; `nil` when nothing is open.
    init?(_ lines: [Attention]) {
        let open = lines.filter { $0.ended == nil }
        guard let first = open.first else { return nil }
        let more = open.count > 1 ? " · +\(open.count - 1)" : ""
        let drill = first.simulated ? " (\(Words.english.drill))" : ""
        words = "\(first.label): \(first.words)\(drill)\(more)"
        marks = first.priority.marks
        priority = first.priority.rawName
    }
}

extension JSONWriter {
    mutating func write(_ needs: Needs?) {
        guard let needs else { return value(String?.none) }
        object { json in
            json.field("words", needs.words)
            json.field("marks", needs.marks)
            json.field("priority", needs.priority)
        }
    }
}
