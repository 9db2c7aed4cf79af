import Ledger
import ResponseLog

/// What one entry changes in the view of its incident. The one place where the view depends on the
/// facts of the response log: what a later release reads differently changes here, together with
/// the view's version.
struct IncidentChange: Equatable {
    enum What: Equatable {
        case opened(drill: Bool)
        case closed(outcome: String?)
        /// A step of help (SeverityStep's raw value) and how many doses it is.
        case act(step: Int, doses: Int)
        case withdrew(EntryID)
        case other
    }

    let incident: String
    let watch: String?
    let what: What
    /// Words anyone who sees the list may search.
    let codedWords: Set<String>
    /// Words of free text, for those who may read it.
    let freeWords: Set<String>

    /// `nil` for an entry that changes no incident.
    init?(_ entry: StoredEntry) {
        let (header, payload) = (entry.header, entry.payload)
        guard let payload, let incident = payload["incident"]?.text else { return nil }
        self.incident = incident
        switch header.kind {
        case "incident.opened":
            what = .opened(drill: payload["drill"]?.flag ?? false)
            codedWords = [Self.day(header)]
        case "incident.closed":
            what = .closed(outcome: payload["outcome"]?.text)
            codedWords = Self.choices(payload)
        case "corrected":
            let gone = ["withdrawn", "replaced", "duplicate"]
            let withdrawn = gone.contains(payload["change"]?.text ?? "")
            let act = payload["corrects"]?.text.flatMap { EntryID(text: $0) }
            what = withdrawn ? act.map(What.withdrew) ?? .other : .other
            codedWords = []
        case let kind where kind.hasPrefix("care."):
            let act = Self.act(header, payload)
            what = Self.change(act)
            codedWords = Self.choices(payload).union(Self.words(kind, act))
        case "incident.joined", "equipment.used", "debrief.action":
            what = .other
            codedWords = Self.choices(payload)
        case "record.answered":
            what = .other
            let codes = (payload["codes"]?.elements ?? []).compactMap(\.text)
            codedWords = codes.reduce(into: []) { $0.formUnion(SearchText.words($1)) }
        default: return nil
        }
        // A correction is about a person who is in the response already.
        watch = header.kind == "corrected" ? nil : payload["watch"]?.text
        freeWords = SearchText.words(payload["text"]?.text ?? "")
    }

    private static func act(_ header: EntryHeader, _ payload: CanonicalValue) -> CareAct? {
        let fact = try? Fact(kind: header.kind, version: header.kindVersion, payload: payload)
        guard case .care(let care) = fact else { return nil }
        return care.act
    }

    private static func change(_ act: CareAct?) -> What {
        guard let act, let step = act.severityStep else { return .other }
        if case .dose = act { return .act(step: step.rawValue, doses: 1) }
        return .act(step: step.rawValue, doses: 0)
    }

    /// The kind's own words, what people call it, and the step of help it is.
    private static func words(_ kind: String, _ act: CareAct?) -> Set<String> {
        var words = SearchText.words(String(kind.dropFirst("care.".count)))
        if let step = act?.severityStep { words.formUnion(SearchText.words(step.words)) }
        if kind == "care.emergency-call" { words.insert("911") }
        return words
    }

    /// Payload fields that hold one of a few fixed values. Anything else may be free text, and what
    /// is not named here is never searched as coded.
    private static let choiceKeys = [
        "call", "colour", "change", "device", "effect", "equipment", "how", "level", "muscle",
        "outcome", "position", "pupils", "result", "route", "site", "step",
    ]

    private static func choices(_ payload: CanonicalValue) -> Set<String> {
        let values = choiceKeys.compactMap { payload[$0]?.text }
            .filter { $0.utf8.count <= 40 && !$0.contains(" ") }
        return values.reduce(into: []) { $0.formUnion(SearchText.words($1)) }
    }

    /// The local day, as one word: 2027-01-05 is "20270105".
    private static func day(_ header: EntryHeader) -> String {
        let local = header.occurredUnixMilliseconds + Int64(header.utcOffsetMinutes) * 60_000
        return CivilDay(localUnixMilliseconds: local).digits
    }
}
