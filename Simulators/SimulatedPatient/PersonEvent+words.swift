/// Words that name no event, with a sentence that says what was expected.
public struct EventWordsError: Error, Equatable, CustomStringConvertible {
    /// One plain sentence.
    public let description: String

    init(_ description: String) { self.description = description }
}

extension PersonEvent {
    /// How events are written, one form a line, for help texts.
    public static let grammar = """
        opioid AMOUNT             1 slows breathing to a few a minute, 2 stops it
        benzo AMOUNT              1 makes drowsy, 2 and more unresponsive
        finger out|in             the probe slips off, or is put back
        motion on|off|0…1         the hand moves
        cold on|off|0…1           the finger is cold: weak signal
        stimulation               a loud voice, a sternal rub
        breath                    one assisted breath
        breaths on|off            one assisted breath every 5 s
        oxygen LITRES             by mask, 0 to 15 litres a minute
        naloxone MICROGRAMS im|in|iv|sc
        """

    /// Reads an event from its words, such as `naloxone 400 im`.
    public init(words: [Substring]) throws(EventWordsError) {
        guard let verb = words.first else { throw EventWordsError("there is no event") }
        let rest = words.dropFirst()
        switch verb {
        case "opioid": self = .opioid(try Self.number(rest, of: verb, in: 0...10))
        case "benzo": self = .benzodiazepine(try Self.number(rest, of: verb, in: 0...10))
        case "finger": self = .finger(isIn: try Self.choice(rest, of: verb, yes: "in", no: "out"))
        case "motion": self = .motion(try Self.share(rest, of: verb, on: 0.8))
        case "cold": self = .cold(try Self.share(rest, of: verb, on: 0.9))
        default: self = .help(try Help(verb: verb, rest: rest))
        }
    }

    fileprivate static func number(
        _ rest: ArraySlice<Substring>, of verb: Substring, in range: ClosedRange<Double>
    ) throws(EventWordsError) -> Double {
        guard rest.count == 1, let word = rest.first, let number = Double(word),
            range.contains(number)
        else {
            throw EventWordsError(
                "\(verb) needs one number from \(Int(range.lowerBound)) to \(Int(range.upperBound))"
            )
        }
        return number
    }

    fileprivate static func choice(
        _ rest: ArraySlice<Substring>, of verb: Substring, yes: String, no: String
    ) throws(EventWordsError) -> Bool {
        guard rest.count == 1, let word = rest.first, word == yes || word == no else {
            throw EventWordsError("\(verb) needs one word: \(yes) or \(no)")
        }
        return word == yes
    }

    private static func share(
        _ rest: ArraySlice<Substring>, of verb: Substring, on: Double
    ) throws(EventWordsError) -> Double {
        if rest.count == 1, let word = rest.first {
            if word == "on" { return on }
            if word == "off" { return 0 }
            if let number = Double(word), (0...1).contains(number) { return number }
        }
        throw EventWordsError("\(verb) needs one word: on, off or a number from 0 to 1")
    }
}

extension Help {
    fileprivate init(verb: Substring, rest: ArraySlice<Substring>) throws(EventWordsError) {
        switch verb {
        case "stimulation":
            try Self.nothing(rest, after: verb)
            self = .stimulation
        case "breath":
            try Self.nothing(rest, after: verb)
            self = .assistedBreath
        case "breaths":
            let on = try PersonEvent.choice(rest, of: verb, yes: "on", no: "off")
            self = on ? .assistedBreathsStarted : .assistedBreathsStopped
        case "oxygen":
            let litres = try PersonEvent.number(rest, of: verb, in: 0...15)
            self = .oxygen(litresPerMinute: Int(litres.rounded()))
        case "naloxone": self = try Self.naloxone(rest)
        default:
            throw EventWordsError(
                "'\(verb)' is no event; there are opioid, benzo, finger, motion, cold, "
                    + "stimulation, breath, breaths, oxygen and naloxone")
        }
    }

    private static func nothing(
        _ rest: ArraySlice<Substring>, after verb: Substring
    ) throws(EventWordsError) {
        guard rest.isEmpty else { throw EventWordsError("\(verb) takes nothing after it") }
    }

    private static func naloxone(_ rest: ArraySlice<Substring>) throws(EventWordsError) -> Help {
        guard rest.count == 2, let first = rest.first, let last = rest.last,
            let micrograms = Int(first), (1...20_000).contains(micrograms),
            let route = Route(rawValue: String(last))
        else {
            throw EventWordsError(
                "naloxone needs micrograms from 1 to 20000 and a route: im, in, iv or sc")
        }
        return .naloxone(micrograms: micrograms, route: route)
    }
}
