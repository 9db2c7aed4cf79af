/// One thing a responder did or saw, as one touch records it.
public enum CareAct: Equatable, Sendable {
    /// Someone tried to wake the person.
    case stimulated(Stimulation)
    /// The airway was opened or held.
    case airway(Airway)
    /// Assisted breaths began or ended.
    case breaths(AssistedBreaths)
    /// How fast assisted breaths are given, in breaths a minute (1 to 60).
    case breathPace(breathsPerMinute: Int)
    /// What trying to wake the person did.
    case stimulationResult(StimulationResult)
    /// Oxygen flows, or was taken off.
    case oxygen(Oxygen)
    /// Naloxone was given.
    case dose(Dose)
    /// How the person was after a dose.
    case doseResponse(DoseResponse)
    /// What came after.
    case afterEffect(AfterEffect)
    /// How the person lies or was laid.
    case position(BodyPosition)
    /// The colour of lips and skin.
    case colour(SkinColour)
    /// The size of the pupils.
    case pupils(Pupils)
    /// How stiff the person is.
    case muscle(MuscleTone)
    /// Oxygen or pulse read elsewhere and typed.
    case vitalsTyped(TypedVitals)
    /// What the ambulance crew did.
    case crew(CrewStep)
    /// Chest compressions began or ended.
    case compressions(on: Bool)
    /// The defibrillator was put on, or gave a shock.
    case aed(AED)
    /// 911: called, arrived, or not called and why.
    case emergencyCall(EmergencyCall)
    /// How awake the person is.
    case awake(Consciousness)
    /// How the person breathes.
    case breathing(Breathing)
    /// Breaths counted by eye over so many seconds (5 to 60).
    case breathsCounted(breaths: Int, seconds: Int)
    /// A few words. Never a name.
    case note(String)
}

/// How someone was stimulated.
public enum Stimulation: String, CaseIterable, Sendable {
    case voice
    case shake
    case shoulderSqueeze = "shoulder-squeeze"
    case pressure
    case notRecorded = "not-recorded"
}

/// What was done for the airway.
public enum Airway: String, CaseIterable, Sendable {
    case headTilt = "head-tilt"
    case cleared
    case oropharyngeal
    case nasopharyngeal
    case suction
    case notRecorded = "not-recorded"
}

/// Assisted breaths, and with what.
public enum AssistedBreaths: String, CaseIterable, Sendable {
    case mouthToMask = "mouth-to-mask"
    case bagValveMask = "bag-valve-mask"
    case mouthToMouthBarrier = "mouth-to-mouth-barrier"
    case mouthToMouth = "mouth-to-mouth"
    case notRecorded = "not-recorded"
    case stopped
}

/// A step with the defibrillator.
public enum AED: String, CaseIterable, Sendable {
    case on
    case shock
    case off
}

/// The state of the call for an ambulance. Not calling is a fact with a reason, never a gap.
public enum EmergencyCall: String, CaseIterable, Sendable {
    case called
    case arrived
    case notNeeded = "not-called-not-needed"
    case declined = "not-called-person-declined"
    case fearOfPolice = "not-called-fear-of-police"
    case policy = "not-called-site-policy"
    case someoneElse = "someone-else-called"
}

/// AVPU: Alert, answers to Voice, answers to Pain, Unresponsive.
public enum Consciousness: String, CaseIterable, Sendable {
    case alert
    case voice
    case pain
    case unresponsive
}

/// How a person breathes, as seen and heard.
public enum Breathing: String, CaseIterable, Sendable {
    case normal
    case slow
    case shallow
    case irregular
    case snoring
    case gasping
    case none
}

extension CareAct {
    /// Oxygen at a flow nobody described further; the flow is brought into 0 to 60.
    public static func oxygen(litresPerMinute: Int) -> CareAct {
        .oxygen(
            (try? Oxygen(litresPerMinute: min(max(litresPerMinute, 0), 60))) ?? .off)
    }
}
