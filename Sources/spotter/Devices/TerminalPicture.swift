import Alerts
import Glibc
import Link
import SignalCore

/// What `spotter watch` draws on a terminal: two big numbers, the trend, the alerts.
struct TerminalPicture {
    let reading: Reading
    let link: LinkState
    let port: String
    let slope: Double?
    let alerts: [OpenAlert]

    /// The whole picture, drawn over the last one.
    var text: String {
        let start = "\u{1B}[H\u{1B}[J"
        let lines =
            [port + "  " + linkWords, ""] + numbers + ["", trend, ""]
            + alerts.map { bold("! \($0.kind.plainWords)  \($0.priority.rawName)") }
        return start + lines.joined(separator: "\n") + "\n"
    }

    private var linkWords: String {
        link.sentence ?? link.name
    }

    private var trend: String {
        let words = ReadingWords(reading).plainReason
        guard let slope else { return words }
        let steps = Int(slope.rounded())
        let change =
            steps == 0
            ? "steady" : steps < 0 ? "falling \(-steps) %/min" : "rising \(steps) %/min"
        return words + "  " + change
    }

    /// SpO2 and pulse in letters five rows high.
    private var numbers: [String] {
        let oxygen = reading.spo2Percent.map { "\($0)" } ?? "-"
        let pulse = reading.pulseBpm.map { "\($0)" } ?? "-"
        return (0..<5).map { row in
            let left = BigDigits.row(row, of: oxygen)
            let right = BigDigits.row(row, of: pulse)
            let unit = row == 4
            return "  " + left + (unit ? " %   " : "     ") + right + (unit ? " bpm" : "")
        }
    }

    /// Bold, unless NO_COLOR asks for plain text.
    private func bold(_ text: String) -> String {
        unsafe getenv("NO_COLOR") == nil ? "\u{1B}[1m\(text)\u{1B}[0m" : text
    }
}

/// Digits five rows high.
enum BigDigits {
    private static let digits: [Character: [String]] = [
        "0": ["█████", "█   █", "█   █", "█   █", "█████"],
        "1": ["  █  ", " ██  ", "  █  ", "  █  ", "█████"],
        "2": ["█████", "    █", "█████", "█    ", "█████"],
        "3": ["█████", "    █", " ████", "    █", "█████"],
        "4": ["█   █", "█   █", "█████", "    █", "    █"],
        "5": ["█████", "█    ", "█████", "    █", "█████"],
        "6": ["█████", "█    ", "█████", "█   █", "█████"],
        "7": ["█████", "    █", "   █ ", "  █  ", "  █  "],
        "8": ["█████", "█   █", "█████", "█   █", "█████"],
        "9": ["█████", "█   █", "█████", "    █", "█████"],
        "-": ["     ", "     ", "█████", "     ", "     "],
    ]

    /// One row of a number.
    static func row(_ row: Int, of number: String) -> String {
        number.compactMap { digits[$0]?[row] }.joined(separator: "  ")
    }
}
