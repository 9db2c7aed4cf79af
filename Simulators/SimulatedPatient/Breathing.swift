/// The person's own breathing and the breaths others give.
struct Breathing: Sendable {
    /// One breath every five seconds is what responders are taught.
    private static let assistedIntervalSeconds = 5.0
    private static let assistedFreshMillilitres = 380.0
    private static let breathSeconds = 1.5
    /// Below this drive the person does not breathe at all.
    private static let stopDrive = 0.14

    private let person: Constitution
    private let restingFlow: Double
    private(set) var isAssisted = false
    private(set) var oxygenLitresPerMinute = 0
    /// The person's own breaths in a minute; 0 when breathing has stopped.
    private(set) var ownBreathsPerMinute: Double
    /// Where the chest is: −1 empty to 1 full.
    private(set) var chest = 0.0
    private var phase = 0.0
    private var secondsToAssistedBreath = 0.0
    private var assistedSecondsLeft = 0.0
    private var stimulation = 0.0

    init(person: Constitution) {
        self.person = person
        restingFlow = person.restingAlveolarMillilitresPerMinute
        ownBreathsPerMinute = person.restingBreathsPerMinute
    }

    mutating func stimulate() { stimulation = 1 }
    mutating func giveBreath() { assistedSecondsLeft = Self.breathSeconds }
    mutating func setOxygen(litresPerMinute: Int) {
        oxygenLitresPerMinute = min(max(0, litresPerMinute), 15)
    }
    mutating func setAssisted(_ on: Bool) {
        if on && !isAssisted { secondsToAssistedBreath = 0 }
        isAssisted = on
    }

    /// The share of oxygen in what is breathed in: about 4 points a litre, as mask tables say.
    var oxygenShare: Double { min(0.21 + 0.04 * Double(oxygenLitresPerMinute), 0.8) }

    /// One step with a drive of 0 (none) to 1 (healthy); gives the fresh gas flow in ml a minute.
    mutating func step(seconds: Double, drive: Double) -> Double {
        let reach = min(drive + 0.45 * stimulation * drive, 1)
        stimulation -= stimulation / 15 * seconds
        ownBreathsPerMinute = reach < Self.stopDrive ? 0 : person.restingBreathsPerMinute * reach
        let own = ownBreathsPerMinute == 0 ? 0 : restingFlow * reach * (1.6 - 0.6 * reach)
        let given = stepAssisted(seconds: seconds)
        moveChest(seconds: seconds, isGiven: given > 0)
        return own + given
    }

    private mutating func stepAssisted(seconds: Double) -> Double {
        if isAssisted {
            secondsToAssistedBreath -= seconds
            if secondsToAssistedBreath <= 0 {
                secondsToAssistedBreath += Self.assistedIntervalSeconds
                giveBreath()
            }
        }
        guard assistedSecondsLeft > 0 else { return 0 }
        assistedSecondsLeft -= seconds
        return Self.assistedFreshMillilitres / Self.breathSeconds * 60
    }

    private mutating func moveChest(seconds: Double, isGiven: Bool) {
        phase += ownBreathsPerMinute / 60 * seconds
        phase -= phase.rounded(.down)
        let own = ownBreathsPerMinute == 0 ? -0.6 : SmoothWave.value(atPhase: phase)
        let goal = isGiven ? 1 : own
        chest += (goal - chest) * min(1, seconds / 0.4)
    }
}

/// A round wave made of parabolas, close to a sine and free of the C library.
enum SmoothWave {
    /// The height, −1 to 1, at a phase of 0 ..< 1.
    static func value(atPhase phase: Double) -> Double {
        let half = phase < 0.5 ? phase * 2 : phase * 2 - 1
        let arch = 4 * half * (1 - half)
        return phase < 0.5 ? arch : -arch
    }
}
