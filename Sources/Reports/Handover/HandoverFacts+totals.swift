import ResponseLog
import SignalCore

/// The sums under the table.
extension HandoverFacts {
    var totals: [HandoverSheet.Line] {
        [
            line("Naloxone in all", doseWords(person.doses)),
            line("Last dose", lastDose),
            line("Given before us", before),
            line("Oxygen now", oxygen(at: until)),
            line("Breaths", breaths),
            line("SpO2, last 5 min", trend),
            line("Got worse again", reSedated),
            line("911", call),
        ]
    }

    private func doseWords(_ doses: DoseTotals) -> String? {
        guard doses.count > 0 else { return nil }
        let routes = Dose.Route.allCases.compactMap { route -> String? in
            guard let sum = doses.microgramsByRoute[route], sum > 0 else { return nil }
            return "\(Dose.milligrams(sum)) mg \(route.rawValue.spaced)"
        }
        var words =
            "\(doses.count) \(doses.count == 1 ? "dose" : "doses"), "
            + "\(Dose.milligrams(doses.knownMicrograms)) mg"
        if routes.count > 1 || routes.first != nil {
            words += " (" + routes.joined(separator: ", ") + ")"
        }
        if doses.unknownAmounts > 0 { words += ", \(doses.unknownAmounts) of unknown amount" }
        return words
    }

    private var before: String? {
        person.dosesBefore.count > 0 ? doseWords(person.dosesBefore) : nil
    }

    private var lastDose: String? {
        ResponseTimes(person, of: record).lastDose.map { "\(clock($0)), \(age($0))" }
    }

    private var breaths: String? {
        let steps = acts.compactMap { act, row -> (isOn: Bool, time: Int64)? in
            guard case .breaths(let how) = act else { return nil }
            return (how != .stopped, row.occurredUnixMilliseconds)
        }
        guard let last = steps.last else { return nil }
        return last.isOn
            ? "going on since \(clock(last.time))"
            : "stopped at \(clock(last.time))"
    }

    private var reSedated: String? {
        ResponseTimes(person, of: record).reSedated.map { "yes, at \(clock($0))" }
    }

    private var call: String? {
        let times = ResponseTimes(person, of: record)
        guard let call = times.call else {
            let refused = acts.contains { act, _ in
                if case .emergencyCall(let call) = act { call.isNotCalled } else { false }
            }
            return refused ? "not called" : nil
        }
        return "called at \(clock(call))"
            + (times.crew.map { ", crew here at \(clock($0))" } ?? "")
    }

    /// The median of the last minute beside that of the minute five minutes earlier.
    private var trend: String? {
        func median(endingAt end: Int64) -> UInt8? {
            let values = points.filter {
                $0.unixMilliseconds > end - 60_000 && $0.unixMilliseconds <= end
                    && $0.state == .measured
            }.compactMap(\.spo2Percent).sorted()
            return values.count >= 10 ? values[values.count / 2] : nil
        }
        guard let now = median(endingAt: until), let then = median(endingAt: until - 240_000)
        else { return nil }
        let change = Int(now) - Int(then)
        // Two points are what an oximeter's own accuracy leaves open (±2 %).
        let word = change > 2 ? "better" : change < -2 ? "worse" : "same"
        return "\(word): \(then) % to \(now) %"
    }

    func line(_ label: String, _ value: String?) -> HandoverSheet.Line {
        HandoverSheet.Line(label: label, value: value ?? Self.missing, isMissing: value == nil)
    }
}

extension EmergencyCall {
    var isNotCalled: Bool {
        switch self {
        case .notNeeded, .declined, .fearOfPolice, .policy: true
        case .called, .arrived, .someoneElse: false
        }
    }
}
