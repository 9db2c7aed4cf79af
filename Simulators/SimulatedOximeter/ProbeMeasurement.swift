import SimulatedPatient

/// How an oximeter measures: it searches for a pulse, averages, shows a new number once in a while,
/// and is fooled by motion and cold.
///
///     noFinger ──finger in──► searching ──pulse found──► measuring
///        ▲                        ▲                          │
///        └──────finger out────────┴────────pulse lost────────┘
struct ProbeMeasurement: Sendable {
    /// What differs between devices.
    struct Habits: Sendable {
        var framesPerSecond: Int
        /// How often the shown numbers change.
        var updatesPerSecond = 1
        /// For how many frames a beat is marked.
        var beepFrames = 2
        /// Cheap clips never show 100.
        var highestSpo2 = 99
    }

    private enum Stage: Sendable {
        case noFinger
        case searching(framesDone: Int, framesNeeded: Int)
        case measuring
    }

    /// Searching longer than this sets the device's own "too long" mark.
    private static let patienceSeconds = 10

    /// Between a hand at rest and the restless one of the scenarios.
    private static let noticedMotion = 0.3

    private let habits: Habits
    private var random: SeededRandom
    private var stage = Stage.noFinger
    private var averaging: (spo2: Double, pulse: Double)?
    private var shown: (spo2: Int, pulse: Int)?
    private var shownBefore: [Int] = []
    private var framesToUpdate = 0
    private var lastBeatCount: UInt64 = 0
    private var beepFramesLeft = 0

    init(seed: UInt64, habits: Habits) {
        random = SeededRandom(seed: seed)
        self.habits = habits
    }

    init(seed: UInt64, framesPerSecond: Int) {
        self.init(seed: seed, habits: Habits(framesPerSecond: framesPerSecond))
    }

    private var framesPerSecond: Int { habits.framesPerSecond }

    /// Measures one frame.
    mutating func read(_ person: SimulatedState, _ conditions: DeviceConditions) -> ProbeReading {
        if conditions.sensorFault || conditions.fingerOut != nil {
            stage = .noFinger
            forget()
            return Self.noFinger(conditions.sensorFault ? .sensorFault : .noFinger)
        }
        advanceStage(person, isPulseLost: conditions.searching)
        let isBeep = stepBeep(person)
        guard case .measuring = stage else { return readingWithoutValue(person) }
        average(person)
        framesToUpdate -= 1
        if framesToUpdate <= 0 { updateShown(person) }
        guard let shown else { return readingWithoutValue(person) }
        return ProbeReading(
            display: .value(spo2Percent: shown.spo2, pulseBpm: shown.pulse),
            pleth: Self.pleth(person), wave: person.pleth, strength: Self.strength(person),
            isDropping: isDropping(shown.spo2), isBeep: isBeep,
            perfusionHundredths: Self.perfusion(person), isMoving: Self.isMoving(person))
    }

    private mutating func advanceStage(_ person: SimulatedState, isPulseLost: Bool) {
        guard person.isFingerIn else {
            stage = .noFinger
            forget()
            return
        }
        switch stage {
        case .noFinger:
            stage = .searching(framesDone: 0, framesNeeded: searchFrames(person))
        case .searching(let done, let needed):
            stage =
                done + 1 >= needed && !isPulseLost
                ? .measuring
                : .searching(framesDone: done + 1, framesNeeded: needed)
        case .measuring where isPulseLost || losesPulse(person):
            stage = .searching(framesDone: 0, framesNeeded: searchFrames(person))
            forget()
        case .measuring:
            break
        }
    }

    /// A warm still finger takes 3 to 5 s, a cold or moving one up to 15 s.
    private mutating func searchFrames(_ person: SimulatedState) -> Int {
        let trouble = 10 * max(person.motion, max(0, 1 - person.perfusionPercent / 0.8))
        return Int((random.between(3, 5) + random.unit() * trouble) * Double(framesPerSecond))
    }

    /// A weak signal is lost about every twenty seconds, one in heavy motion every ten.
    private mutating func losesPulse(_ person: SimulatedState) -> Bool {
        let weak = person.perfusionPercent < 0.3 ? 0.05 : 0
        let shaken = person.motion > 0.9 ? 0.1 : 0
        return random.unit() < (weak + shaken) / Double(framesPerSecond)
    }

    private mutating func forget() {
        averaging = nil
        shown = nil
        shownBefore.removeAll(keepingCapacity: true)
        framesToUpdate = 0
    }

    private mutating func stepBeep(_ person: SimulatedState) -> Bool {
        let isMeasuring = if case .measuring = stage { true } else { false }
        if person.beatCount != lastBeatCount {
            lastBeatCount = person.beatCount
            beepFramesLeft = isMeasuring ? habits.beepFrames : 0
        }
        guard beepFramesLeft > 0, isMeasuring else { return false }
        beepFramesLeft -= 1
        return true
    }

    /// Motion pulls the ratio of red to infrared toward 1, which clips read as about 85 %.
    private mutating func average(_ person: SimulatedState) {
        let pull = person.motion * 0.5
        let spo2 = person.spo2Percent * (1 - pull) + 85 * pull
        let pulse = person.pulseBpm * (1 - pull) + 110 * pull
        guard let before = averaging else {
            averaging = (spo2, pulse)
            return
        }
        // Some three seconds, a beat or three.
        let share = 1 / (3 * Double(framesPerSecond))
        averaging = (
            before.spo2 + (spo2 - before.spo2) * share,
            before.pulse + (pulse - before.pulse) * share
        )
    }

    private mutating func updateShown(_ person: SimulatedState) {
        guard let averaging else { return }
        framesToUpdate = framesPerSecond / habits.updatesPerSecond
        let doubt = 0.15 + (person.perfusionPercent < 0.5 ? 0.8 : 0) + person.motion * 2
        let spo2 = Int((averaging.spo2 + doubt * random.bell()).rounded())
        let pulse = Int((averaging.pulse + doubt * random.bell()).rounded())
        let value = (
            spo2: min(max(spo2, 35), habits.highestSpo2), pulse: min(max(pulse, 25), 250)
        )
        shown = value
        shownBefore.append(value.spo2)
        if shownBefore.count > 10 { shownBefore.removeFirst() }
    }

    private func isDropping(_ spo2: Int) -> Bool {
        spo2 < 85 || (shownBefore.max() ?? spo2) - spo2 >= 3
    }

    private func readingWithoutValue(_ person: SimulatedState) -> ProbeReading {
        guard case .searching(let done, _) = stage else { return Self.noFinger(.noFinger) }
        return ProbeReading(
            display: .searching(isTooLong: done > Self.patienceSeconds * framesPerSecond),
            pleth: Self.pleth(person), wave: person.pleth, strength: Self.strength(person),
            isDropping: false, isBeep: false, perfusionHundredths: Self.perfusion(person),
            isMoving: Self.isMoving(person))
    }

    private static func noFinger(_ display: ProbeReading.Display) -> ProbeReading {
        ProbeReading(
            display: display, pleth: 64, wave: 0, strength: 0, isDropping: false, isBeep: false,
            perfusionHundredths: 0, isMoving: false)
    }

    private static func isMoving(_ person: SimulatedState) -> Bool {
        person.motion >= noticedMotion
    }

    private static func pleth(_ person: SimulatedState) -> Int {
        min(max(Int((person.pleth * 127).rounded()), 0), 127)
    }

    private static func perfusion(_ person: SimulatedState) -> Int {
        min(max(Int((person.perfusionPercent * 100).rounded()), 1), 2000)
    }

    private static func strength(_ person: SimulatedState) -> Int {
        let light = 9 * person.perfusionPercent / (person.perfusionPercent + 0.6)
        return min(max(Int((light * (1 - 0.6 * person.motion)).rounded()), 1), 8)
    }
}
