import Hummingbird
import ResponseLog
import Store

/// What a person asked of the list: the words, the filters and the place, as they stand in the
/// page's address. A link or a bookmark asks the same again.
struct IncidentSearch: Sendable {
    var text = ""
    var kind = Kind.any
    var open = false
    var severity: SeverityStep?
    var from: LocalDay?
    var to: LocalDay?
    var place = IncidentPlace.newest

    /// Drills, real responses, or both.
    enum Kind: String, CaseIterable, Sendable {
        case any
        case real
        case drill
    }

    /// Reads an address. Throws one sentence for what it cannot mean; the words are looked at later,
    /// so that the page can show them beside what is wrong with them.
    init(_ request: Request) throws {
        try self.init(query: request.uri.query ?? "")
    }

    /// Reads the part of an address after the question mark.
    init(query: String) throws {
        let fields = try Form(encoded: query)
        text = fields.text("q") ?? ""
        kind = try fields.choice("kind", or: .any)
        open = fields.text("open") == "1"
        if let step = try fields.number("severity", in: 0...5), step > 0 {
            severity = SeverityStep(rawValue: Int(step))
        }
        from = try Self.day(fields.text("from"))
        to = try Self.day(fields.text("to"))
        let numbers = 0...Int64(1 << 53)
        if let number = try fields.number("older", in: numbers) {
            place = .olderThan(number)
        } else if let number = try fields.number("newer", in: numbers) {
            place = .newerThan(number)
        }
    }

    private static func day(_ text: String?) throws -> LocalDay? {
        guard let text else { return nil }
        guard let day = LocalDay(text) else {
            throw ConsoleError.malformed(Words.english.archive.badDay)
        }
        return day
    }

    /// The filter; throws `SearchText.Refusal` for words that cannot be searched.
    func filter(utcOffsetMinutes: Int) throws(SearchText.Refusal) -> IncidentFilter {
        var filter = IncidentFilter()
        if kind != .any { filter.drill = kind == .drill }
        if open { filter.isOpen = true }
        filter.leastSeverity = severity
        filter.fromUnixMilliseconds = from?.startUnixMilliseconds(utcOffsetMinutes)
        filter.beforeUnixMilliseconds = to?.next.startUnixMilliseconds(utcOffsetMinutes)
        if !text.isEmpty { filter.search = try SearchText(text) }
        return filter
    }

    /// Whether anything but the place is asked for.
    var isFiltered: Bool {
        !text.isEmpty || kind != .any || open || severity != nil || from != nil || to != nil
    }

    /// The same list from another place.
    func link(_ place: String, _ number: Int64?) -> String? {
        guard let number else { return nil }
        var fields: [(String, String)] = []
        if !text.isEmpty { fields.append(("q", text)) }
        if kind != .any { fields.append(("kind", kind.rawValue)) }
        if open { fields.append(("open", "1")) }
        if let severity { fields.append(("severity", "\(severity.rawValue)")) }
        if let from { fields.append(("from", from.text)) }
        if let to { fields.append(("to", to.text)) }
        fields.append((place, "\(number)"))
        return "/incidents?"
            + fields.map { "\($0)=\(Self.percent($1))" }.joined(separator: "&")
    }

    /// Every byte but letters and digits as `%41`.
    private static func percent(_ text: String) -> String {
        text.utf8.map { byte in
            let scalar = Unicode.Scalar(byte)
            let isPlain = scalar.isASCII && scalar.properties.isAlphabetic || (0x30...0x39) ~= byte
            let hex = String(byte, radix: 16, uppercase: true)
            return isPlain ? String(scalar) : "%" + (hex.count < 2 ? "0" : "") + hex
        }.joined()
    }
}
