import HTTPTypes
import Hummingbird
import Ledger
import ResponseLog
import SignalCore
import Station

/// The respond page: one person, one thumb.
extension Pages {
    func respond(_ request: Request, watch id: EntryID) async throws -> Response {
        guard let record = try await station.watchRecord(id) else {
            throw ConsoleError.unknown(Words.english.noWatch)
        }
        guard let seat = station.seatOf(watch: id), let tile = station.board.tile(seat: seat),
            tile.watch?.watch == id
        else {
            // The watch has ended: what is left of it is a page to read.
            return .seeOther("/watches/\(id)")
        }
        return page(
            "respond", title: "\(record.start.handle) · \(tile.label)", request: request,
            content: [
                "tile": TileView(tile, now: station.now().boot), "watch": "\(id)",
                "choices": RespondChoices(), "rows": rows(of: record),
                "outcomes": Outcome.allCases.map { ChoiceView($0.rawValue, $0.words) },
                "longestNote": CareAct.longestNote,
            ])
    }

    /// The timeline alone: what the respond page's script fetches after each touch.
    func timeline(_ request: Request, watch id: EntryID) async throws -> Response {
        guard let record = try await station.watchRecord(id) else {
            throw ConsoleError.unknown(Words.english.noWatch)
        }
        return piece("timeline", content: ["rows": rows(of: record), "watch": "\(id)"])
    }

    /// The newest row first: what was just touched stands where the eye is.
    private func rows(of record: WatchRecord) -> [RowView] {
        record.rows.reversed().map { RowView($0, station: station) }
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

    init(_ row: TimelineRow, station: Station) {
        let offset = row.logged.utcOffsetMinutes
        func clock(_ time: Int64) -> String {
            WallTime(unixMilliseconds: time, utcOffsetMinutes: offset).text
        }
        entry = "\(row.logged.entry)"
        index = row.logged.index
        time = clock(row.occurredUnixMilliseconds)
        words = row.words
        let person = row.logged.didBy ?? row.logged.wroteBy
        who = person.map { station.label(person: $0) ?? $0 }
        withdrawn = row.withdrawn
        movedFrom = row.movedFromUnixMilliseconds.map(clock)
        isLate = row.isLate
        duplicate = row.possibleDuplicateOf != nil
        correctable = row.correctable
        if case .care = row.logged.fact { isAct = true } else { isAct = false }
    }
}
