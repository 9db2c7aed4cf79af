import Ledger
import Reports
import ResponseLog
import Station

/// One entry of a response as its page shows it: when it happened, when and how it was known, by
/// whom, what became of it, and where it stands in the log.
struct EntryView: Sendable {
    let entry: String
    let index: String
    let isOnDisk: Bool
    let leaf: String
    let leafStart: String
    let clock: String
    let recorded: String
    let certainty: String
    let isLate: Bool
    let words: String
    /// Whom it is about, when there is more than one person. Not "handle": a template looks for what
    /// is not here in what stands around it.
    let about: String?
    let watch: String
    /// That the site does not list this act for the title of who did it; for those who review.
    let outside: String?
    let withdrawn: Bool
    let movedFrom: String?
    let reason: String?
    let replacedBy: String?
    let repeats: String?
    let twin: String?
    let twinIndex: String?
    let did: String
    let wrote: String?
    let kind: String
    let second: Int64?

    /// Who stands behind random ids, where entries stand, and what the reader may see besides.
    struct Context: Sendable {
        var handles: [String: String] = [:]
        var leaves: [Int64: Digest] = [:]
        var numbers: [EntryID: Int64] = [:]
        /// Handles by watch, when there is more than one person.
        var people: [EntryID: String] = [:]
        /// Titles whose list does not have an act, by its entry; none for who may not review.
        var outside: [EntryID: String] = [:]
        var utcOffsetMinutes = 0
        /// Places on a replay's axis; none on other pages.
        var seconds: [EntryID: Int64] = [:]
    }

    init(_ row: TimelineRow, _ context: Context) {
        let words = Words.english.story
        let logged = row.logged
        func clock(_ time: Int64) -> String {
            LocalTime(unixMilliseconds: time, utcOffsetMinutes: context.utcOffsetMinutes).text
        }
        func number(_ entry: EntryID?) -> String? {
            entry.map { context.numbers[$0].map(String.init) ?? "?" }
        }
        let digest = context.leaves[logged.index]
        entry = "\(logged.entry)"
        isOnDisk = !logged.isWaiting
        index = logged.isWaiting ? words.notOnDisk : "\(logged.index)"
        leaf = digest?.hex ?? ""
        leafStart = String(leaf.prefix(8))
        self.clock = clock(row.occurredUnixMilliseconds)
        recorded = clock(logged.recordedUnixMilliseconds)
        certainty = words.certainty(logged.certainty)
        isLate = row.isLate
        self.words = row.words
        about = row.watch.flatMap { context.people[$0] }
        watch = row.watch.map { "\($0)" } ?? ""
        outside = context.outside[logged.entry].map(words.outsideScope)
        withdrawn = row.withdrawn
        movedFrom = row.movedFromUnixMilliseconds.map(clock)
        reason = row.correctionReason?.plain
        replacedBy = number(row.replacedBy)
        repeats = number(row.duplicateOf)
        twin = row.possibleDuplicateOf.map { "\($0)" }
        twinIndex = number(row.possibleDuplicateOf)
        kind = row.isByStation ? "station" : "person"
        func who(_ id: String?) -> String? { id.map { context.handles[$0] ?? words.unknown } }
        did =
            who(logged.didBy) ?? who(logged.wroteBy)
            ?? (row.isByStation ? words.station : words.notSaid)
        wrote = logged.didBy != nil && logged.wroteBy != logged.didBy ? who(logged.wroteBy) : nil
        second = context.seconds[logged.entry]
    }
}

extension TimelineRow {
    /// True for what the station wrote by itself.
    var isByStation: Bool {
        switch logged.fact {
        case .alertChanged, .recordingKept: logged.didBy == nil && logged.wroteBy == nil
        default: false
        }
    }
}

extension Pages {
    /// A response's rows, with handles, numbers and leaves each asked for once.
    func entries(
        of record: IncidentRecord, rows: [TimelineRow], replay: Replay? = nil,
        isForReview: Bool = false
    ) async throws -> [EntryView] {
        var context = EntryView.Context()
        for person in Set(rows.flatMap { [$0.logged.didBy, $0.logged.wroteBy] }.compactMap(\.self))
        {
            context.handles[person] = await station.label(person: person)
        }
        if isForReview { context.outside = record.outsideScope }
        context.leaves = try await station.leaves(rows.map(\.logged.index))
        context.numbers = Dictionary(
            rows.map { ($0.logged.entry, $0.logged.index) }, uniquingKeysWith: { $1 })
        if record.people.count > 1 {
            context.people = Dictionary(
                record.people.map { ($0.watch, $0.handle) }, uniquingKeysWith: { $1 })
        }
        context.utcOffsetMinutes = record.utcOffsetMinutes ?? station.now().utcOffsetMinutes
        context.seconds = Dictionary(
            (replay?.moments ?? []).map { ($0.row.logged.entry, $0.second) },
            uniquingKeysWith: { $1 })
        return rows.map { EntryView($0, context) }
    }
}
