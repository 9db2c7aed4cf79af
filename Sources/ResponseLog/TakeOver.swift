public import Ledger

/// "I know this person, someone else take over": asked with one touch, and taken with one.
public struct TakeOver: Equatable, Sendable {
    /// Which of the two.
    public enum Step: String, CaseIterable, Sendable {
        case asked
        case taken
    }

    /// The person's watch.
    public var watch: EntryID
    /// The response it belongs to; `nil` outside any.
    public var incident: EntryID?
    /// Which of the two.
    public var step: Step
    /// Who hands over: a random id within the watch; `nil` when nobody said.
    public var from: EntryID?
    /// Who takes over.
    public var to: EntryID?

    /// Makes the fact.
    public init(
        watch: EntryID, incident: EntryID?, step: Step, from: EntryID? = nil, to: EntryID? = nil
    ) {
        self.watch = watch
        self.incident = incident
        self.step = step
        self.from = from
        self.to = to
    }

    var payload: CanonicalValue {
        .object([
            "watch": .id(watch), "incident": .id(incident), "step": .choice(step),
            "from": .id(from), "to": .id(to),
        ])
    }

    init(_ reader: PayloadReader) throws(FactError) {
        self.init(
            watch: try reader.id("watch"), incident: try reader.optionalID("incident"),
            step: try reader.choice("step"), from: try reader.optionalID("from"),
            to: try reader.optionalID("to"))
    }

    /// What happened, in plain words.
    public var words: String {
        switch step {
        case .asked: "Asked that someone else take over"
        case .taken: "Took over"
        }
    }
}
