import ResponseLog

/// Reads the answer to one field of a response's record from a form.
enum AnswerForm {
    /// What the form says about the field, before its value.
    private enum Kind: String {
        case given
        case unknown
        case declined
        case notRecorded = "not-recorded"
    }

    /// The field a form is about.
    static func field(in form: Form) throws -> RecordField { try form.choice("field") }

    /// The answer. Moments come as minutes ago or from now, or as a time on the wall clock, which is
    /// the nearest such time before `now` (for `watch-until`, after it).
    static func answer(
        to field: RecordField, in form: Form, nowUnixMilliseconds now: Int64,
        utcOffsetMinutes: Int
    ) throws -> Answer {
        switch try form.choice("answer", or: Kind.given) {
        case .unknown: return .unknown
        case .declined: return .declined
        case .notRecorded: return .takenBack
        case .given: break
        }
        switch field.shape {
        case .one: return .given(.codes([try form.text("value", longest: 60)]))
        case .several:
            let ticked = form.ticked("value.")
            return .given(.codes(ticked.isEmpty ? [try form.text("value", longest: 60)] : ticked))
        case .words(let longest): return .given(.words(try form.text("value", longest: longest)))
        case .moment:
            let isAhead = field == .watchUntil
            let time = try moment(in: form, isAhead: isAhead, now: now, utcOffsetMinutes)
            return .given(
                .moment(unixMilliseconds: time, isEstimated: form.isTicked("estimated")))
        }
    }

    private static func moment(
        in form: Form, isAhead: Bool, now: Int64, _ utcOffsetMinutes: Int
    ) throws -> Int64 {
        let day: Int64 = 86_400_000
        if let minutes = try form.number("minutes", in: 0...2880) {
            return now + (isAhead ? minutes : -minutes) * 60_000
        }
        let clock = try form.text("value", longest: 8)
        guard let minuteOfDay = minuteOfDay(clock) else {
            throw ConsoleError.malformed(Words.english.badClock)
        }
        let offset = Int64(utcOffsetMinutes) * 60_000
        let midnight = (now + offset) / day * day - offset
        let today = midnight + minuteOfDay * 60_000
        if isAhead { return today < now ? today + day : today }
        return today > now ? today - day : today
    }

    /// "14:32" as minutes since midnight.
    private static func minuteOfDay(_ clock: String) -> Int64? {
        let parts = clock.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count >= 2, parts.allSatisfy({ (1...2).contains($0.count) }),
            let hour = UInt8(parts[0]), let minute = UInt8(parts[1]), hour < 24, minute < 60
        else { return nil }
        return Int64(hour) * 60 + Int64(minute)
    }
}
