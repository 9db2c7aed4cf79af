/// A made-up person for testing software: breathing, oxygen, pulse and wakefulness under drugs and help.
///
/// It is a test signal with plausible timing, **not a medical model**: never use it to teach, to
/// predict or to set a limit. Not modelled: carbon dioxide, acidity, blood pressure, the urge to
/// breathe from want of oxygen, airway blockage, vomiting, chest rigidity, cardiac arrest and death
/// (saturation stops at a floor of about 45 %), withdrawal, xylazine and other sedatives, weight and age.
///
/// The same seed, scenario and calls give the same person. Time moves only by `advance`, and cutting
/// the way into other steps changes nothing. A value type with no clock; use it from one thread at a time.
public struct SimulatedPatient: Sendable {
    private static let stepSeconds = 0.1

    private var ticks: Int
    private var timeline: ArraySlice<Scenario.Moment>
    private var seconds: Double
    private var opioid = DrugEffect(onsetSeconds: 15, halfLifeSeconds: 7200)
    private var benzodiazepine = DrugEffect(onsetSeconds: 60, halfLifeSeconds: 28_800)
    private var naloxone = Naloxone()
    private var mind = Mind()
    private var breathing: Breathing
    private var store: OxygenStore
    private var heart: Heart
    private var finger: Finger

    /// Makes the person that belongs to `seed` and lives through `scenario`, at second 0 of it.
    public init(seed: UInt64, scenario: Scenario = .steady) {
        var random = SeededRandom(seed: seed)
        let person = Constitution(random: &random)
        timeline = scenario.timeline[...]
        // What the scenario places before its start is lived through first.
        let start = min(0, (scenario.timeline.first?.atSeconds ?? 0).rounded(.down))
        ticks = Int(start / Self.stepSeconds)
        seconds = start
        breathing = Breathing(person: person)
        store = OxygenStore(person: person)
        heart = Heart(
            person: person, random: SeededRandom(seed: random.next()), startSeconds: start)
        finger = Finger(
            person: person, random: SeededRandom(seed: random.next()),
            stepSeconds: Self.stepSeconds, saturation: store.arterialSaturation)
        advance(to: 0)
    }

    /// Moves time on to `seconds` since the scenario began; does nothing when that lies in the past.
    public mutating func advance(to seconds: Double) {
        guard seconds >= self.seconds else { return }
        while Double(ticks + 1) * Self.stepSeconds <= seconds {
            tick(to: Double(ticks + 1) * Self.stepSeconds)
        }
        heart.beat(until: seconds, chest: breathing.chest)
        self.seconds = seconds
    }

    /// Somebody helps, now.
    public mutating func receive(_ help: Help) { receive(.help(help)) }

    /// Something happens, now.
    public mutating func receive(_ event: PersonEvent) {
        switch event {
        case .opioid(let amount): opioid.take(amount)
        case .benzodiazepine(let amount): benzodiazepine.take(amount)
        case .finger(let isIn): finger.put(isIn: isIn)
        case .motion(let amount): finger.move(amount)
        case .cold(let amount): finger.chill(amount)
        case .help(let help): take(help)
        }
    }

    private mutating func take(_ help: Help) {
        switch help {
        case .stimulation:
            breathing.stimulate()
            mind.stir()
        case .assistedBreath: breathing.giveBreath()
        case .assistedBreathsStarted: breathing.setAssisted(true)
        case .assistedBreathsStopped: breathing.setAssisted(false)
        case .oxygen(let litres): breathing.setOxygen(litresPerMinute: litres)
        case .naloxone(let micrograms, let route):
            naloxone.take(micrograms: micrograms, route: route)
        }
    }

    private mutating func tick(to moment: Double) {
        while let next = timeline.first, next.atSeconds < moment {
            receive(next.event)
            timeline.removeFirst()
        }
        heart.beat(until: moment, chest: breathing.chest)
        let step = Self.stepSeconds
        opioid.step(seconds: step)
        benzodiazepine.step(seconds: step)
        naloxone.step(seconds: step)
        let opioidShare = opioid.depression(half: 0.6 * naloxone.opioidShift)
        let benzodiazepineShare = benzodiazepine.depression(half: 0.9)
        let flow = breathing.step(
            seconds: step,
            drive: Mind.drive(opioid: opioidShare, benzodiazepine: benzodiazepineShare))
        store.step(
            seconds: step, freshMillilitresPerMinute: flow, oxygenShare: breathing.oxygenShare)
        let saturation = store.arterialSaturation
        mind.step(
            seconds: step, opioid: opioidShare, benzodiazepine: benzodiazepineShare,
            saturation: saturation)
        heart.step(seconds: step, saturation: saturation)
        finger.step(seconds: step, arterialSaturation: saturation)
        ticks += 1
    }

    /// The truth now.
    public var state: SimulatedState {
        SimulatedState(
            seconds: seconds, arterialPercent: store.arterialSaturation * 100,
            spo2Percent: finger.saturation * 100, pulseBpm: heart.pulseBpm,
            breathsPerMinute: breathing.ownBreathsPerMinute, isAssisted: breathing.isAssisted,
            oxygenLitresPerMinute: breathing.oxygenLitresPerMinute,
            awake: AwakeLevel(wakefulness: mind.wakefulness), isFingerIn: finger.isIn,
            perfusionPercent: finger.perfusionPercent, motion: finger.motion, pleth: pleth,
            beatCount: heart.beatCount)
    }

    private var pleth: Double {
        guard finger.isIn else { return 0.5 }
        // Clips scale the wave to their screen, so its height falls only when the flow is poor.
        let height = finger.perfusionPercent / (finger.perfusionPercent + 0.35)
        let breath = 1 + 0.08 * breathing.chest
        let share = (seconds - Double(ticks) * Self.stepSeconds) / Self.stepSeconds
        let wave = (heart.wave(atSeconds: seconds) - 0.4) * height * breath
        let wander = 0.04 * breathing.chest + finger.disturbance(share: share)
        return min(max(0.42 + wave * 0.9 + wander, 0), 1)
    }
}
