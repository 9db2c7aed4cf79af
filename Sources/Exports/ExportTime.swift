import Ledger
import Reports

/// Times and ids as exports write them.
enum ExportTime {
    /// "2026-11-22T14:32:07-08:00": never without the offset, which both receivers demand.
    static func text(_ unixMilliseconds: Int64, _ utcOffsetMinutes: Int) -> String {
        let time = LocalTime(
            unixMilliseconds: unixMilliseconds, utcOffsetMinutes: utcOffsetMinutes)
        return "\(time.dateText)T\(time.text)\(time.offsetText)"
    }

    /// True for a date, a time of day with seconds, and an offset or Z.
    static func hasZone(_ text: String) -> Bool {
        text.wholeMatch(
            of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)/) != nil
    }

    /// A random-looking id that the same words always give, as a UUID of version 8 (RFC 9562).
    static func id(_ words: String) -> String {
        var bytes = Array(SHA256.digest(Array(words.utf8)).bytes.prefix(16))
        bytes[6] = bytes[6] & 0x0F | 0x80
        bytes[8] = bytes[8] & 0x3F | 0x80
        return EntryID(bytes: bytes)?.text ?? ""
    }

    /// 400 micrograms is "0.4" milligrams.
    static func milligrams(_ micrograms: Int64) -> String {
        let rest = String(1000 + micrograms % 1000).dropFirst()
        let digits = rest.reversed().drop { $0 == "0" }.reversed()
        return "\(micrograms / 1000)" + (digits.isEmpty ? "" : "." + String(digits))
    }
}
