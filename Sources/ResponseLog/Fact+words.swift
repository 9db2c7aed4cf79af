extension Fact {
    /// What happened, in plain words for a timeline.
    public var words: String {
        switch self {
        case .stationStarted(let start):
            start.stoppedCleanly ? "Station started" : "Station started after an interruption"
        case .stationStopped: "Station stopped"
        case .clockStepped(let milliseconds): "Clock moved by \(milliseconds / 1000) s"
        case .stationSlept(let milliseconds): "Computer slept for \(milliseconds / 1000) s"
        case .clockConfirmed: "Clock confirmed"
        case .historyOverflow(let lost): "\(lost) changes could not be kept"
        case .stationAlert(let alert): alert.words
        case .soundHeard: "Sound test heard"
        case .watchStarted(let start):
            start.hasOximeter ? "Watch started" : "Watch started, by visual checks alone"
        case .watchEnded(_, let ending): "Watch ended: \(ending.words)"
        case .watchPaused(_, true): "Stepped out for a moment"
        case .watchPaused(_, false): "Pause over"
        case .limitsChanged(let change): change.words
        case .limitsSigned(let version): version.words
        case .alertChanged(let change): change.words
        case .incidentOpened: "Response started"
        case .incidentClosed(_, let outcome): "Response closed: \(outcome.words)"
        case .care(let care): care.act.words
        case .recordingKept(let kept): kept.words
        case .visited(let visit): visit.words
        case .incidentJoined: "Joined the response"
        case .answered(let answer): answer.words
        case .responder(let responder): responder.words
        case .scopeFlagged(let flag): flag.words
        case .equipmentUsed(let use): use.words
        case .alertJudged(let judgement): judgement.words
        case .watchMoved(_, let seat?): "Moved to seat \(seat)"
        case .watchMoved(_, nil): "Moved away from the seats"
        case .oximeterSwapped: "Oximeter swapped"
        case .debriefHeld: "Talked over by the team"
        case .debriefAction(let action): action.words
        case .debriefActionDone: "Action done"
        case .corrected: "Correction"
        case .tookOver(let change): change.words
        case .access(let fact): fact.words
        }
    }
}

extension CareAct {
    /// What was done or seen, in plain words.
    public var words: String {
        switch self {
        case .stimulated(let how): "Stimulated" + how.words
        case .airway(let how): "Airway" + how.words
        case .breaths(.stopped): "Assisted breaths stopped"
        case .breaths(let how): "Assisted breaths started" + how.words
        case .breathPace(let rate): "Assisted breaths at \(rate) a minute"
        case .stimulationResult(let result): result.words
        case .oxygen(let oxygen): oxygen.words
        case .dose(let dose): dose.words
        case .doseResponse(let response): response.words
        case .afterEffect(let effect): effect.words
        case .position(let position): "Position: \(position.plain)"
        case .colour(let colour): "Colour: \(colour.plain)"
        case .pupils(let pupils): "Pupils: \(pupils.plain)"
        case .muscle(let muscle): "Muscles: \(muscle.plain)"
        case .vitalsTyped(let vitals): vitals.words
        case .crew(let step): step.words
        case .compressions(true): "CPR: compressions started"
        case .compressions(false): "CPR: compressions stopped"
        case .aed(.on): "AED on"
        case .aed(.shock): "AED shock given"
        case .aed(.off): "AED off"
        case .emergencyCall(let call): call.words
        case .awake(let level): level.words
        case .breathing(let how): "Breathing: \(how.rawValue)"
        case .breathsCounted(let breaths, let seconds):
            "Counted \(breaths) breaths in \(seconds) s"
                + (breathsPerMinute.map { ", \($0) a minute" } ?? "")
        case .note(let text): text
        }
    }
}

extension Dose {
    /// The dose in plain words, such as "Naloxone 0.4 mg into muscle".
    public var words: String {
        let amount = amountMicrograms.map { "\(Self.milligrams($0)) mg" } ?? "amount not recorded"
        switch route {
        case .intramuscular: return "Naloxone \(amount) into muscle"
        case .intranasal: return "Naloxone \(amount) into nose"
        case .intravenous: return "Naloxone \(amount) into vein"
        case .subcutaneous: return "Naloxone \(amount) under skin"
        case .notRecorded: return "Naloxone \(amount), route not recorded"
        }
    }

    /// Micrograms as milligrams with no more digits than they need: 400 is "0.4".
    public static func milligrams(_ micrograms: Int64) -> String {
        let whole = micrograms / 1000
        var rest = micrograms % 1000
        guard rest > 0 else { return "\(whole)" }
        var digits = 3
        while rest % 10 == 0 {
            rest /= 10
            digits -= 1
        }
        let text = String(rest)
        return "\(whole)." + String(repeating: "0", count: digits - text.count) + text
    }
}

extension AlertEntry {
    /// The change in plain words, such as "Oxygen low raised, 84 % (limit 90 %)".
    public var words: String {
        var words = PlainWords.of(alertKind) + " " + change
        words = words.prefix(1).uppercased() + words.dropFirst()
        if let value = spo2Percent { words += ", \(value) %" }
        if let limit = limitPercent { words += " (limit \(limit) %)" }
        if let value = pulseBpm { words += ", \(value) a minute" }
        if let limit = pulseLimitBpm { words += " (limit \(limit))" }
        if let hush = hushMilliseconds { words += " for \(hush / 1000) s" }
        return words + (note.map { ": " + $0 } ?? "")
    }
}

extension RawRepresentable where RawValue == String {
    /// A value's name as people say it.
    var plain: String { PlainWords.of(rawValue) }
}

extension Stimulation {
    fileprivate var words: String { self == .notRecorded ? "" : ": \(plain)" }
}

extension Airway {
    fileprivate var words: String { self == .notRecorded ? " opened" : ": \(plain)" }
}

extension AssistedBreaths {
    fileprivate var words: String { self == .notRecorded ? "" : ": \(plain)" }
}

extension Consciousness {
    /// The state in plain words.
    public var words: String {
        switch self {
        case .alert: "Awake"
        case .voice: "Answers to voice"
        case .pain: "Answers to pain only"
        case .unresponsive: "Not responding"
        }
    }
}

extension EmergencyCall {
    /// The state of the call in plain words.
    public var words: String {
        switch self {
        case .called: "911 called"
        case .arrived: "Ambulance crew arrived"
        case .notNeeded: "911 not called: not needed"
        case .declined: "911 not called: person declined"
        case .fearOfPolice: "911 not called: fear of police"
        case .policy: "911 not called: site policy"
        case .someoneElse: "911 called by someone else"
        }
    }
}

extension WatchEnding {
    /// The ending in plain words.
    public var words: String { plain }
}

extension Outcome {
    /// The outcome in plain words.
    public var words: String { plain }
}
