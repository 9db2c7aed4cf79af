import Drivers
import SignalCore

/// The samples of one read of a claimed stream, on their way to the reading and to the screens.
struct SampleBatch: FrameConsumer {
    var readings: ReadingMaker
    /// Whether a live frame came in this read.
    private(set) var heardFrame = false
    /// Whether one with a place for numbers did.
    private(set) var heardNumbers = false
    private(set) var plethCount = 0
    /// The waveform of this read, in its first `plethCount` places.
    private(set) var pleth = [UInt8](repeating: 0, count: 1024)
    /// What was skipped since the stream was claimed, and before in the same round.
    private(set) var skips = SkippedBytes()
    private var plethShift: UInt16 = 0
    /// The station's own look at the waveform; `nil` for a family without one.
    private var pulse: PulseWatch?
    private var isPulseFresh = true
    private var numbers = RepeatedNumbers(.contecV7)
    private var readAt = BootTime(nanoseconds: 0)

    init(readings: ReadingMaker) { self.readings = readings }

    /// A family was claimed, of whose bytes these were skipped before.
    mutating func claim(_ family: Family, skips: SkippedBytes) {
        self.skips = skips
        // Screens take eight bits; Nonin's format 7 has sixteen, of which the upper are format 2's.
        plethShift = family == .noninDF7 ? 8 : 0
        pulse = family.waveHertz.map { PulseWatch(sampleRateHertz: $0) }
        isPulseFresh = true
        numbers = RepeatedNumbers(family)
    }

    mutating func begin(at now: BootTime) {
        readAt = now
        plethCount = 0
        heardFrame = false
        heardNumbers = false
    }

    mutating func take(_ framed: Sample) {
        let sample = numbers.confirm(framed)
        heardFrame = true
        if sample.carriesNumbers { heardNumbers = true }
        readings.take(sample, at: readAt)
        watchPulse(sample)
        guard let point = sample.pleth, plethCount < pleth.count else { return }
        pleth[plethCount] = UInt8(truncatingIfNeeded: min(point &>> plethShift, 255))
        plethCount += 1
    }

    /// Beats are found in one unbroken waveform of one finger.
    private mutating func watchPulse(_ sample: Sample) {
        guard sample.flags.isDisjoint(with: .noReading) else { return breakPulse() }
        guard let point = sample.pleth else { return }
        isPulseFresh = false
        pulse?.take(point)
    }

    /// The waveform broke off: what was found in it says nothing of what comes.
    mutating func breakPulse() {
        guard !isPulseFresh else { return }
        pulse?.gap()
        isPulseFresh = true
    }

    /// Ends a second, the device's values beside what the waveform itself says.
    mutating func second(at now: BootTime) -> Reading {
        let own = pulse?.second()
        readings.waveform(
            agreementPercent: own?.agreementPercent,
            ownPulseBpm: own?.ownPulseBpm.map { UInt16(clamping: Int($0.rounded())) }, at: now)
        return readings.second(at: now)
    }

    mutating func skipped(_ count: Int, at offset: UInt64, _ why: SkipReason) {
        skips.add(count, why)
        // With points missing the beats seem to come faster than they do.
        breakPulse()
    }
}
