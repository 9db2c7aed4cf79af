import HTTPTypes
import Hummingbird
import Ledger
import People
import Reports
import ResponseLog
import SignalCore
import Station

/// The respond page: one person, one thumb.
extension Pages {
    func respond(_ request: Request, watch id: EntryID) async throws -> Response {
        guard let record = try await station.watchRecord(id) else {
            throw ConsoleError.unknown(Words.english.noWatch)
        }
        guard let tile = try await tile(of: id, isOpen: record.endedUnixMilliseconds == nil) else {
            // The watch has ended: what is left of it is a page to read.
            return .seeOther("/watches/\(id)")
        }
        let isHidden = Caller.current.visitor.isHidden
        let rows = isHidden ? [] : await rows(of: record)
        let now = station.now()
        var content = people(beside: id)
        content.merge([
            "tile": TileView(tile, now: now.boot, showsHandles: !isHidden), "watch": "\(id)",
            "fresh": FreshName(),
            "t": Words.english.response, "choices": RespondChoices(), "rows": rows,
            "lateMinutes": Self.lateMinutes.map {
                ChoiceView("\($0 * 60)", Words.english.minutesAgo($0))
            },
            "helpers": Set(rows.compactMap(\.who)).sorted().filter { !Self.others.contains($0) }
                + Self.others, "goesOn": true,
            "takeOver": TakeOverView(record),
            "longestNote": CareAct.longestNote, "ownLimits": LimitsForm(of: id, station: station),
        ]) { $1 }
        // What is not there must not be a key: to a template an absent value in a box is one.
        if let late = try NextTouch(request) { content["late"] = late }
        if let until = watchUntil(record) { content["watchUntil"] = until }
        return page(
            "respond", title: isHidden ? tile.label : "\(record.start.handle) · \(tile.label)",
            request: request,
            content: content)
    }

    /// Who else may have done it, by role alone.
    private static let others = HelperRoleView.others.map(\.words)

    /// How long ago a late entry may be said to be at one touch; any other is typed.
    private static let lateMinutes: [Int64] = [1, 2, 3, 5, 10, 15, 30]

    /// The timeline alone: what the respond page's script fetches after each touch.
    func timeline(_ request: Request, watch id: EntryID) async throws -> Response {
        guard let record = try await station.watchRecord(id) else {
            throw ConsoleError.unknown(Words.english.noWatch)
        }
        var content: [String: Any] = [
            "rows": await rows(of: record), "watch": "\(id)", "fresh": FreshName(),
            "t": Words.english.response,
        ]
        if let until = watchUntil(record) { content["watchUntil"] = until }
        return piece("timeline", content: content)
    }

    /// Until when the person is to be watched: as somebody said, else as long after the last dose as
    /// the limits in force say. `nil` without either.
    private func watchUntil(_ record: WatchRecord) -> String? {
        let offset = station.now().utcOffsetMinutes
        func clock(_ time: Int64) -> String {
            LocalTime(unixMilliseconds: time, utcOffsetMinutes: offset).minuteText
        }
        let said = record.rows.compactMap { row -> Int64? in
            guard case .answered(let answered) = row.logged.fact, answered.field == .watchUntil
            else { return nil }
            return answered.answer.unixMilliseconds
        }
        if let said = said.last { return Words.english.watchUntil(clock(said), isSites: false) }
        guard let dose = record.rows.last(where: { $0.standingDose != nil }),
            let span = record.start.limits["reSedationWatchMilliseconds"]
        else { return nil }
        return Words.english.watchUntil(
            clock(dose.occurredUnixMilliseconds + span), isSites: true)
    }

    /// The newest row first: what was just touched stands where the eye is.
    private func rows(of record: WatchRecord) async -> [RowView] {
        await RowView.list(record.rows.reversed(), station: station)
    }

    /// The tile that shows a watch. One that was opened this very moment reaches the board a breath
    /// later than the ledger: the first page of a response waits for it, for a second at most.
    private func tile(of watch: EntryID, isOpen: Bool) async throws -> SeatTile? {
        for _ in 0..<20 {
            let tiles = station.board.everything().tiles
            if let tile = tiles.first(where: { $0.watch?.watch == watch }) { return tile }
            guard isOpen else { return nil }
            try await Task.sleep(for: .milliseconds(50))
        }
        return nil
    }
}

/// One line of a timeline as the templates show it.
struct RowView: Sendable {
    let entry: String
    let index: Int64
    let time: String
    let words: String
    let who: String?
    let withdrawn: Bool
    let movedFrom: String?
    let isLate: Bool
    let duplicate: Bool
    let twin: String?
    let isDose: Bool
    let correctable: Bool
    let isAct: Bool
    let certainty: String?
    let reason: String?
    let products = Dose.products.enumerated().map { ChoiceView("\($0.offset)", $0.element.label) }
    let routes = RespondChoices.list(Dose.Route.self)
    let reasons = RespondChoices.list(Correction.Reason.self, except: .notRecorded)
    let moves = [1, 2, 5].map { ChoiceView("\($0)", "\($0)") }

    /// Rows with the handles of those who did them, each asked for once.
    static func list(_ rows: [TimelineRow], station: Station) async -> [RowView] {
        var handles: [String: String] = [:]
        for person in Set(rows.compactMap(\.person)) {
            handles[person] = await station.label(person: person)
        }
        return rows.filter { $0.isForHelpers }.map { row in
            RowView(row, who: row.person.flatMap { handles[$0] })
        }
    }

    private init(_ row: TimelineRow, who: String?) {
        let offset = row.logged.utcOffsetMinutes
        func clock(_ time: Int64) -> String {
            LocalTime(unixMilliseconds: time, utcOffsetMinutes: offset).text
        }
        entry = "\(row.logged.entry)"
        index = row.logged.index
        time = clock(row.occurredUnixMilliseconds)
        words = row.words
        self.who = who
        withdrawn = row.withdrawn
        movedFrom = row.movedFromUnixMilliseconds.map(clock)
        isLate = row.isLate
        duplicate = row.possibleDuplicateOf != nil
        twin = row.possibleDuplicateOf.map { "\($0)" }
        isDose = row.standingDose != nil
        certainty = row.logged.certainty == .seen ? nil : row.logged.certainty.rawValue
        reason = row.correctionReason?.plain
        correctable = row.correctable
        if case .care = row.logged.fact { isAct = true } else { isAct = false }
    }
}

extension TimelineRow {
    /// False for what is kept beside the acts: in which role somebody helped, and what is for review.
    fileprivate var isForHelpers: Bool {
        switch logged.fact {
        case .responder, .scopeFlagged: false
        default: true
        }
    }

    /// Who did it, or at least who wrote it down: a random id.
    fileprivate var person: String? { logged.didBy ?? logged.wroteBy }
}
