import SignalCore

/// How long ago, as people say it: "0:12", "3:10", "1 h 05 min".
enum Age {
    static func text(_ milliseconds: Int64) -> String {
        let seconds = max(0, milliseconds) / 1000
        guard seconds < 3600 else {
            return "\(seconds / 3600) h \(two(seconds % 3600 / 60)) min"
        }
        return "\(seconds / 60):\(two(seconds % 60))"
    }

    static func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

/// A moment whose age a page counts on: the number for the script, the text for everyone else.
struct AgeView: Sendable {
    let at: Int64
    let text: String

    init?(_ moment: BootTime?, now: BootTime) {
        guard let moment else { return nil }
        at = moment.milliseconds
        text = Age.text(now.millisecondsSince(moment))
    }
}
