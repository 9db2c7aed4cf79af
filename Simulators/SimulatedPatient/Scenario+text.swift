/// A line of a scenario file that could not be read.
public struct ScenarioTextError: Error, Equatable, CustomStringConvertible {
    /// The line, counted from 1.
    public let line: Int
    /// What is wrong with it.
    public let problem: String

    /// One plain sentence.
    public var description: String { "line \(line): \(problem)" }
}

extension Scenario {
    /// How a scenario file is written, for help texts.
    public static let textFormat = """
        A scenario file is plain text, one event a line; # starts a comment:

            name late-help
            about breathing stops; help comes late
            at 2 opioid 2
            at 1:30 stimulation
            at 120 breaths on
            at 120 oxygen 10
            at 2:30 naloxone 400 im

        Times are seconds or minutes:seconds since the start; a time such as -600 lies before it.
        Events:
        """ + "\n"
        + PersonEvent.grammar.split(separator: "\n").map { "    \($0)" }.joined(separator: "\n")

    /// Reads a scenario file's text; `name` is used when the text gives none.
    public init(text: some StringProtocol, name: String) throws(ScenarioTextError) {
        var title = name
        var about = "read from a file"
        var timeline: [Moment] = []
        let lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }
        for (index, whole) in lines.enumerated() {
            let line = whole.prefix { $0 != "#" }
            let words = line.split { $0.isWhitespace }.map { Substring($0) }
            guard let verb = words.first else { continue }
            let rest = words.dropFirst().joined(separator: " ")
            switch verb {
            case "name": title = rest
            case "about": about = rest
            case "at": timeline.append(try Self.moment(words, line: index + 1))
            default:
                throw ScenarioTextError(
                    line: index + 1,
                    problem: "starts with '\(verb)'; a line starts with name, about or at")
            }
        }
        self.init(name: title, about: about, timeline: timeline)
    }

    private static func moment(
        _ words: [Substring], line: Int
    ) throws(ScenarioTextError) -> Moment {
        guard words.count > 2, let seconds = seconds(words[1]) else {
            throw ScenarioTextError(
                line: line,
                problem: "needs a time and an event after 'at', such as 'at 1:30 breaths on'")
        }
        do {
            return Moment(atSeconds: seconds, try PersonEvent(words: Array(words.dropFirst(2))))
        } catch {
            throw ScenarioTextError(line: line, problem: error.description)
        }
    }

    /// Seconds from `90`, `1:30` or `-600`; `nil` for anything else or more than a day.
    private static func seconds(_ word: Substring) -> Double? {
        let parts = word.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count <= 2, let last = parts.last.flatMap({ Double($0) }) else { return nil }
        var total = last
        if parts.count == 2 {
            guard let minutes = Int(parts[0]), minutes >= 0, (0..<60).contains(last) else {
                return nil
            }
            total += Double(minutes) * 60
        }
        return abs(total) <= 86_400 ? total : nil
    }
}
