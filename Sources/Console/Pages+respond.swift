import HTTPTypes
import Hummingbird
import Ledger
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
        return page(
            "respond", title: "\(record.start.handle) · \(tile.label)", request: request,
            content: [
                "tile": TileView(tile, now: station.now().boot), "watch": "\(id)",
                "choices": RespondChoices(), "rows": await rows(of: record),
                "goesOn": true,
                "ownLimits": LimitsForm(of: id, station: station),
                "outcomes": Outcome.allCases.map { ChoiceView($0.rawValue, $0.words) },
                "longestNote": CareAct.longestNote,
            ])
    }

    /// The timeline alone: what the respond page's script fetches after each touch.
    func timeline(_ request: Request, watch id: EntryID) async throws -> Response {
        guard let record = try await station.watchRecord(id) else {
            throw ConsoleError.unknown(Words.english.noWatch)
        }
        return piece("timeline", content: ["rows": await rows(of: record), "watch": "\(id)"])
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

/// The buttons of the respond page, in the order people act.
struct RespondChoices: Sendable {
    let stimulations = Stimulation.allCases.filter { $0 != .notRecorded }.map {
        ChoiceView($0.rawValue, $0.plain)
    }
    let airways = Airway.allCases.filter { $0 != .notRecorded }.map {
        ChoiceView($0.rawValue, $0.plain)
    }
    let breaths = AssistedBreaths.allCases.filter { $0 != .notRecorded && $0 != .stopped }.map {
        ChoiceView($0.rawValue, $0.plain)
    }
    /// Flows in litres a minute: off, nasal prongs, simple mask, bag and reservoir mask.
    let flows = [2, 4, 6, 10, 15].map { ChoiceView("\($0)", "\($0)") }
    let usualDose = Dose.products.first.map(DoseView.init)
    let otherDoses = Dose.products.dropFirst().map(DoseView.init)
    let routes = Dose.Route.allCases.map { ChoiceView($0.rawValue, $0.plain) }
    let awake = Consciousness.allCases.map { ChoiceView($0.rawValue, $0.words) }
    let breathing = Breathing.allCases.map { ChoiceView($0.rawValue, $0.plain) }
    let calls = EmergencyCall.allCases.filter { $0 != .called && $0 != .arrived }.map {
        ChoiceView($0.rawValue, $0.words)
    }
    let single = SingleEntries()

    /// Entry names for the forms there is one of.
    struct SingleEntries: Sendable {
        let call = "\(EntryID.random())"
        let crew = "\(EntryID.random())"
        let cpr = "\(EntryID.random())"
        let cprStop = "\(EntryID.random())"
        let aed = "\(EntryID.random())"
        let shock = "\(EntryID.random())"
        let stimulated = "\(EntryID.random())"
        let airway = "\(EntryID.random())"
        let breaths = "\(EntryID.random())"
        let breathsStop = "\(EntryID.random())"
        let oxygenOff = "\(EntryID.random())"
        let otherDose = "\(EntryID.random())"
        let awake = "\(EntryID.random())"
        let breathing = "\(EntryID.random())"
        let counted = "\(EntryID.random())"
        let note = "\(EntryID.random())"
        let close = "\(EntryID.random())"
        let limits = "\(EntryID.random())"
    }
}

/// A product as a button.
struct DoseView: Sendable {
    let label: String
    let route: String
    let micrograms: Int64
    let entry = "\(EntryID.random())"

    init(_ product: Dose.Product) {
        label = product.label
        route = product.route.rawValue
        micrograms = product.amountMicrograms
    }
}

extension RawRepresentable where RawValue == String {
    /// A value's name as people say it.
    var plain: String { rawValue.replacing("-", with: " ") }
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
    let correctable: Bool
    let isAct: Bool
    let withdrawEntry = "\(EntryID.random())"
    let moves = [1, 2, 5].map { ChoiceView("\($0)", "\($0)") }

    /// Rows with the handles of those who did them, each asked for once.
    static func list(_ rows: [TimelineRow], station: Station) async -> [RowView] {
        var handles: [String: String] = [:]
        for person in Set(rows.compactMap(\.person)) {
            handles[person] = await station.label(person: person)
        }
        return rows.map { row in RowView(row, who: row.person.flatMap { handles[$0] }) }
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
        correctable = row.correctable
        if case .care = row.logged.fact { isAct = true } else { isAct = false }
    }
}

extension TimelineRow {
    /// Who did it, or at least who wrote it down: a random id.
    fileprivate var person: String? { logged.didBy ?? logged.wroteBy }
}
