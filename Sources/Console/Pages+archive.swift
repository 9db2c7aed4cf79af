import HTTPTypes
import Hummingbird
import People
import Reports
import ResponseLog
import Station
import Store

/// The list of responses, with its search.
extension Pages {
    /// How many responses a page of the list shows; drawing them costs more than finding them.
    static let listed = 25

    func incidents(_ request: Request) async throws -> Response {
        let search = try IncidentSearch(request)
        let offset = station.now().utcOffsetMinutes
        let mayReadFreeText = mayReadFreeText(request)
        var filter: IncidentFilter?
        var refusal: String?
        do throws(SearchText.Refusal) {
            filter = try search.filter(utcOffsetMinutes: offset)
        } catch {
            refusal = error.description
        }
        var list: IncidentList?
        if let filter {
            list = try await station.incidents(
                filter, mayReadFreeText: mayReadFreeText, at: search.place, limit: Self.listed)
        }
        let found = list?.incidents ?? []
        note("incident-list")
        return page(
            "incidents", title: Words.english.incidents, request: request,
            content: [
                "incidents": found.map { SummaryView($0, utcOffsetMinutes: offset) },
                "search": SearchView(search, list, refusal, mayReadFreeText: mayReadFreeText),
            ], status: refusal == nil ? .ok : .badRequest)
    }

    /// Whether whoever asks may search notes: those who may review what was written.
    func mayReadFreeText(_ request: Request) -> Bool {
        refusal(of: .reviewIncidents, to: Caller.current) == nil
    }
}

/// The search as its form shows it, and what came of it.
struct SearchView: Sendable {
    /// Why it cannot be made; `nil` when it was.
    let refusal: String?
    /// What stands in place of an empty list.
    let nothing: String?
    let newer: String?
    let older: String?
    let text: String
    let from: String
    let to: String
    let open: Bool
    let isFiltered: Bool
    let mayReadFreeText: Bool
    let kinds: [OptionView]
    let severities: [OptionView]

    init(
        _ search: IncidentSearch, _ list: IncidentList?, _ refusal: String?, mayReadFreeText: Bool
    ) {
        let found = list?.incidents ?? []
        let isWhole = !search.isFiltered && search.place == .newest
        self.refusal = refusal
        nothing =
            refusal != nil || !found.isEmpty
            ? nil : isWhole ? Words.english.noIncidents : Words.english.archive.nothingFound
        newer = search.link("newer", list?.hasNewer == true ? found.first?.number : nil)
        older = search.link("older", list?.hasOlder == true ? found.last?.number : nil)
        text = search.text
        from = search.from?.text ?? ""
        to = search.to?.text ?? ""
        open = search.open
        isFiltered = search.isFiltered
        self.mayReadFreeText = mayReadFreeText
        kinds = IncidentSearch.Kind.allCases.map {
            OptionView(
                value: $0.rawValue, words: Words.english.archive.kind($0),
                chosen: $0 == search.kind)
        }
        severities = SeverityStep.allCases.map {
            OptionView(
                value: "\($0.rawValue)", words: $0.words,
                chosen: $0 == (search.severity ?? .watched))
        }
    }
}

/// One choice of a list.
struct OptionView: Sendable {
    let value: String
    let words: String
    let chosen: Bool
}

/// A response in the list.
struct SummaryView: Sendable {
    let incident: String
    let date: String
    let time: String
    let people: String
    let drill: Bool
    let outcome: String
    let isOpen: Bool
    let highest: String
    let doses: String?

    init(_ summary: IncidentSummary, utcOffsetMinutes: Int) {
        let wall = LocalTime(
            unixMilliseconds: summary.openedUnixMilliseconds, utcOffsetMinutes: utcOffsetMinutes)
        incident = summary.incident
        date = wall.dateText
        time = wall.text
        people = summary.handles.joined(separator: ", ")
        drill = summary.drill
        isOpen = summary.closedIndex == nil
        outcome =
            isOpen
            ? Words.english.stillOpen
            : summary.outcome.map { Outcome(rawValue: $0)?.words ?? $0 } ?? "–"
        highest = summary.severity.words
        doses = summary.doses > 0 ? "\(summary.doses)" : nil
    }
}
