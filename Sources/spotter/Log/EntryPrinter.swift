import Ledger
import Reports
import ResponseLog

/// Writes entries to standard output, for people or for scripts.
struct EntryPrinter {
    enum Form {
        case words
        case lines
        case array
    }

    private let form: Form
    private var count = 0

    init(form: Form) { self.form = form }

    func begin() {
        if form == .array { print("[", terminator: "") }
    }

    mutating func take(_ entry: StoredEntry) {
        switch form {
        case .words: print(Self.words(entry))
        case .lines: print(Self.json(entry))
        case .array: print(count == 0 ? "\n" : ",\n", terminator: Self.json(entry))
        }
        count += 1
    }

    func end() {
        if form == .array { print(count == 0 ? "]" : "\n]") }
    }

    /// `12  2026-11-22 14:32:07 -08:00  seen  care.dose  Naloxone 0.4 mg into muscle …`
    static func words(_ entry: StoredEntry) -> String {
        let header = entry.header
        let time = LocalTime(
            unixMilliseconds: header.occurredUnixMilliseconds,
            utcOffsetMinutes: header.utcOffsetMinutes)
        let columns = [
            padded("\(header.index)", 6),
            "\(time.dateText) \(time.text) \(time.offsetText)",
            padded(header.occurredCertainty.rawValue, 10), padded(header.kind, 20),
            what(entry) + late(header),
        ]
        return columns.joined(separator: " ").printable
    }

    private static func what(_ entry: StoredEntry) -> String {
        guard !entry.isErased else { return "(erased)" }
        guard let payload = entry.payload else { return "(damaged)" }
        guard let fact = LogEntry(entry).fact else {
            // A kind or version this release does not know is shown as it was written.
            let bytes = (try? payload.encoded()) ?? []
            return "version \(entry.header.kindVersion): " + String(decoding: bytes, as: UTF8.self)
        }
        return fact.lineWords + (fact.watch.map { "  [watch \($0.text.prefix(8))]" } ?? "")
    }

    private static func late(_ header: EntryHeader) -> String {
        let milliseconds = header.recordedUnixMilliseconds - header.occurredUnixMilliseconds
        // The commit follows the event within a moment; more is worth knowing.
        guard milliseconds >= 2000 else { return "" }
        return "  (written \(milliseconds / 1000) s later)"
    }

    private static func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }

    /// The header's own bytes are JSON already; the payload stands beside them as it was written.
    static func json(_ entry: StoredEntry) -> String {
        let header = String(decoding: entry.headerBytes, as: UTF8.self)
        let payload = entry.payloadBytes.map { String(decoding: $0, as: UTF8.self) } ?? "null"
        let words = LogEntry(entry).fact.map { JSONText.quoted($0.lineWords) } ?? "null"
        return "{\"header\":\(header),\"payload\":\(entry.payload == nil ? "null" : payload),"
            + "\"erased\":\(entry.isErased),\"words\":\(words)}"
    }
}

extension Fact {
    /// What happened, with what a line needs that a timeline shows otherwise.
    fileprivate var lineWords: String {
        switch self {
        case .corrected(let correction):
            switch correction.change {
            case .withdrawn: "Correction: entry \(correction.entry) did not happen"
            case .moved(let time): "Correction: entry \(correction.entry) happened at \(utc(time))"
            case .replaced(let other):
                "Correction: entry \(correction.entry) is said right by \(other)"
            case .duplicate(let other):
                "Correction: entry \(correction.entry) is \(other) written twice"
            case .distinct(let other):
                "Correction: entry \(correction.entry) happened beside \(other)"
            }
        case .watchStarted(let start):
            words + ", \(start.handle)" + (start.seat.map { ", seat \($0)" } ?? "")
                + (start.drill ? ", drill" : "")
        default: words
        }
    }

    private func utc(_ milliseconds: Int64) -> String {
        let time = LocalTime(unixMilliseconds: milliseconds, utcOffsetMinutes: 0)
        return "\(time.dateText) \(time.text) UTC"
    }
}

extension String {
    /// The text without what would steer a terminal.
    fileprivate var printable: String {
        var text = ""
        for scalar in unicodeScalars {
            let steers = scalar.properties.generalCategory == .control
            text.unicodeScalars.append(steers ? " " : scalar)
        }
        return text
    }
}
