import Reports
import ResponseLog
import Station

/// One person of a response as its page shows them: what is worked out, with its start said.
struct PersonPart: Sendable {
    let watch: String
    let handle: String
    let place: String?
    let isOpen: Bool
    let startClock: String
    let startCause: String
    let times: [MomentLine]
    let highest: String
    let steps: String
    let doses: [String]
    let dosesBefore: [String]
    let signal: [SignalLine]
    let strip: String?
    let signalWords: String
    let isCut: Bool
    let limits: [LimitView]

    /// A derived moment: on the clock, and counted from the start.
    struct MomentLine: Sendable {
        let name: String
        let clock: String?
        let age: String?
    }

    /// A sum over the signal.
    struct SignalLine: Sendable {
        let name: String
        let value: String
    }

    init(_ signal: PersonSignal, of record: IncidentRecord, station: Station) {
        let words = Words.english.story
        let person = signal.person
        let times = ResponseTimes(person, of: record)
        func clock(_ time: Int64) -> String {
            LocalTime(unixMilliseconds: time, utcOffsetMinutes: signal.utcOffsetMinutes).text
        }
        watch = "\(person.watch)"
        handle = person.handle
        place = person.seat.flatMap { station.board.tile(seat: Int($0))?.label }
        isOpen = person.watchEndedUnixMilliseconds == nil
        startClock = clock(times.start.unixMilliseconds)
        startCause = words.cause(times.start.cause)
        self.times = Self.moments(times).map { name, time in
            MomentLine(
                name: name, clock: time.map(clock), age: time.map { times.age(of: $0) })
        }
        highest = person.severity.words
        steps = person.steps.map(\.words).joined(separator: " · ")
        doses = DoseLine.lines(of: person.doses)
        dosesBefore = DoseLine.lines(of: person.dosesBefore)
        let strip = signal.strip
        self.signal = strip.map(Self.lines) ?? []
        self.strip = signal.axisPicture?.svg()
        signalWords =
            strip.map {
                $0.summary.words(lowPercent: $0.lowPercent, criticalPercent: $0.criticalPercent)
            } ?? (person.hasOximeter ? words.noSignal : words.noOximeter)
        isCut = signal.axis.isCut
        limits = LimitView.lines(person.limits)
    }

    private static func moments(_ times: ResponseTimes) -> [(String, Int64?)] {
        let words = Words.english.story
        return [
            (words.stimulated, times.stimulated), (words.oxygen, times.oxygen),
            (words.breath, times.breath), (words.dose, times.dose),
            (words.lastDose, times.lastDose), (words.call, times.call), (words.crew, times.crew),
            (words.breathing, times.breathing), (words.awake, times.awake),
            (words.reSedated, times.reSedated),
        ]
    }

    private static func lines(_ strip: SpO2Strip) -> [SignalLine] {
        let words = Words.english.story
        let sum = strip.summary
        let doubt = sum.lowestHeldIsUnreliable ? ", \(words.poor)" : ""
        return [
            SignalLine(
                name: words.lowest,
                value: sum.lowestHeldPercent.map { "\($0) %\(doubt)" } ?? words.noHeld),
            SignalLine(
                name: words.below,
                value: "\(strip.lowPercent) %: \(Age.text(sum.belowLowSeconds * 1000)) · "
                    + "\(strip.criticalPercent) %: \(Age.text(sum.belowCriticalSeconds * 1000))"),
            SignalLine(
                name: words.usable,
                value: "\(sum.usablePercent) % of \(Age.text(sum.totalSeconds * 1000))"),
        ]
    }
}

extension ResponseTimes {
    /// How long after the start a moment was, such as "+2:05"; "−0:10" for one before it.
    func age(of moment: Int64) -> String {
        let seconds = seconds(moment) ?? 0
        return (seconds < 0 ? "−" : "+") + Age.text(abs(seconds) * 1000)
    }
}

/// Doses as sums by route, in milligrams and micrograms.
enum DoseLine {
    static func lines(of doses: DoseTotals) -> [String] {
        guard doses.count > 0 else { return [] }
        var lines = ["\(doses.count) × · \(amount(doses.knownMicrograms))"]
        lines += doses.microgramsByRoute.filter { $0.value > 0 }
            .sorted { $0.key.rawValue < $1.key.rawValue }
            .map { "\($0.key.plain): \(amount($0.value))" }
        if doses.unknownAmounts > 0 {
            lines.append("amount not known: \(doses.unknownAmounts)")
        }
        return lines
    }

    private static func amount(_ micrograms: Int64) -> String {
        "\(Dose.milligrams(micrograms)) mg (\(micrograms) µg)"
    }
}
