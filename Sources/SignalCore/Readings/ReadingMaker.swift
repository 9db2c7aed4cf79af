/// Turns a device's samples into one judged reading a second.
///
/// A value is current for its family's declared period × 1.5 and at most 3 s; after that there is
/// no value, only a reason. A sample flagged finger-out or searching ends the value at once,
/// whatever number stands in it. Poor quality makes a reading `unreliable`: it never hides or
/// delays the value. `spo2Percent` is the newest value, `dippedToPercent` the second's lowest.
///
/// `take` costs a few nanoseconds, and neither call allocates. Not for sharing between threads.
public struct ReadingMaker: Sendable {
    /// The longest any value may count as current, in milliseconds, whatever a family declares.
    public static let longestCurrencyMilliseconds: Int64 = 3000
    /// Below this share of the device's scale a signal is weak: Contec below 2 of 8.
    public static let weakStrengthPercent = 25
    /// More points than this in a second is faster than blood moves. Own choice, a little under the
    /// step of more than 10 between samples that the Luna sleep toolkit takes for an artifact.
    public static let plausibleStepPercentPerSecond = 8

    /// A waveform that does not move for so long is no pulse, in milliseconds. Own choice: the slowest
    /// heart that counts as one here (20 a minute) beats every 3 s.
    public static let stuckWaveMilliseconds: Int64 = 5000
    /// Numbers that all stay the same for so long, from a device without a waveform, may be those of
    /// a device that hangs, in milliseconds: 60 s without any change.
    public static let stuckNumbersMilliseconds: Int64 = 60_000
    /// The longest that numbers may stand still, in milliseconds, for a person whose numbers have
    /// stood still before and moved again. Own choice: the longest stand in 36 recordings of sedated
    /// people in intensive care is 84 s.
    public static let longestStandMilliseconds: Int64 = 180_000
    /// Our own doubt about the waveform makes no value below this `unreliable`, so that it never
    /// delays an alert: the default low limit, and the highest a critical limit can be.
    public static let reassuringPercent: UInt8 = 90

    /// How long a value stays current, in milliseconds.
    public let currencyMilliseconds: Int64
    /// How many of the seconds so far were measured, unreliable and absent.
    public private(set) var share = SignalShare()

    private var tally = SecondTally()
    private var newest: Moment?
    private var spo2: Held<UInt8>?
    private var pulse: Held<UInt16>?
    private var strengthPercent: UInt8?
    private var lastGiven: Held<UInt8>?
    private var stepped = false
    private var isGone = false
    private var doubtBefore = Reading.Reason.none
    private var flagsBefore: SampleFlags = []
    private var disturbedBefore = 0
    private var change = ChangeWatch()
    private var opinion = WaveformOpinion()
    private var perfusionHundredths: UInt16?

    private struct Moment {
        var at: BootTime
        var flags: SampleFlags
    }

    private struct Held<Value: Sendable>: Sendable {
        var value: Value
        var at: BootTime
    }

    /// Makes a maker for a family that renews its values every `valuePeriodMilliseconds`.
    public init(valuePeriodMilliseconds: Int64) {
        currencyMilliseconds = min(
            max(valuePeriodMilliseconds, 0) * 3 / 2, Self.longestCurrencyMilliseconds)
    }

    /// Takes one sample that was read at `at`.
    public mutating func take(_ sample: Sample, at: BootTime) {
        isGone = false
        change.take(sample, at: at)
        newest = Moment(at: at, flags: sample.flags)
        guard sample.flags.isDisjoint(with: .noReading) else {
            tally.take(sample, usableValue: nil)
            forgetValues()
            return
        }
        if let value = sample.spo2Percent {
            judgeStep(to: value, at: at)
            spo2 = Held(value: value, at: at)
        }
        if let bpm = sample.pulseBpm { pulse = Held(value: bpm, at: at) }
        if let strength = sample.strengthPercent { strengthPercent = strength }
        if let perfusion = sample.perfusionHundredths { perfusionHundredths = perfusion }
        tally.take(sample, usableValue: sample.spo2Percent)
    }

    /// Takes what the beat finders make of the waveform, once a second before `second(at:)`: the
    /// share of beats they agree on within 150 ms, 0 to 100, and the pulse they count, in beats a
    /// minute; `nil` for what they cannot tell. It counts for 3 s, lowers the quality, and makes
    /// lasting doubt of a value of 90 % or more `unreliable`, never of a lower one.
    public mutating func waveform(
        agreementPercent: UInt8?, ownPulseBpm: UInt16?, at: BootTime
    ) {
        opinion.take(agreementPercent: agreementPercent, ownPulseBpm: ownPulseBpm, at: at)
    }

    /// Ends the second at `at` and judges it. Call once a second, also when nothing came.
    public mutating func second(at: BootTime) -> Reading {
        opinion.second(devicePulseBpm: currentPulse(at: at), at: at)
        let reading = judged(at: at)
        share.count(reading.state)
        if !tally.isEmpty {
            (doubtBefore, flagsBefore) = (doubt(at: at), saidFlags)
            disturbedBefore = tally.disturbedPercent
        }
        lastGiven = reading.spo2Percent.map { Held(value: $0, at: at) }
        tally = SecondTally()
        stepped = false
        return reading
    }

    /// The device was unplugged or its port closed: no value until a sample comes again.
    public mutating func deviceGone(at: BootTime) {
        isGone = true
        newest = nil
        change = ChangeWatch()
        opinion = WaveformOpinion()
        (doubtBefore, flagsBefore, disturbedBefore) = (.none, [], 0)
        forgetValues()
    }

    private mutating func forgetValues() {
        spo2 = nil
        pulse = nil
        strengthPercent = nil
        perfusionHundredths = nil
    }

    /// Compares a value with the last reading's and with the rest of its second.
    private mutating func judgeStep(to value: UInt8, at: BootTime) {
        let step = Self.plausibleStepPercentPerSecond
        if tally.usable > 0 {
            let low = min(tally.lowest, value)
            let high = max(tally.highest, value)
            if Int(high) - Int(low) > step { stepped = true }
        }
        guard let before = lastGiven else { return }
        let moved = abs(Int(value) - Int(before.value))
        // Most values move little: only the others are worth a division by the seconds passed.
        guard moved > step else { return }
        let seconds = max(1, Int(at.millisecondsSince(before.at)) / 1000)
        if moved > step * seconds { stepped = true }
    }

    private func isCurrent(_ moment: BootTime, at: BootTime) -> Bool {
        at.nanoseconds - moment.nanoseconds <= currencyMilliseconds * 1_000_000
    }

    private func judged(at: BootTime) -> Reading {
        let lowest = tally.usable > 0 ? tally.lowest : nil
        guard let value = spo2, isCurrent(value.at, at: at) else {
            var reading = Reading.absent(absence(at: at), at: at)
            reading.dippedToPercent = lowest
            reading.flags = tally.flags.subtracting(.beep)
            return reading
        }
        let lowOrValue = min(lowest ?? value.value, value.value)
        var reason = tally.isEmpty ? doubtBefore : doubt(at: at)
        if reason == .none, lowOrValue >= Self.reassuringPercent { reason = opinion.doubt }
        return Reading(
            at: at, state: reason == .none ? .measured : .unreliable, reason: reason,
            spo2Percent: value.value, pulseBpm: currentPulse(at: at),
            quality: signal(at: at).score,
            dippedToPercent: lowOrValue < value.value ? lowOrValue : nil,
            flags: saidFlags)
    }

    private func currentPulse(at: BootTime) -> UInt16? {
        pulse.flatMap { isCurrent($0.at, at: at) ? $0.value : nil }
    }

    private func absence(at: BootTime) -> Reading.Reason {
        if isGone { return .gone }
        guard let newest, isCurrent(newest.at, at: at) else { return .silent }
        if newest.flags.contains(.sensorFault) { return .sensorFault }
        if newest.flags.contains(.fingerOut) { return .fingerOut }
        return newest.flags.isDisjoint(with: [.searching, .outOfTrack]) ? .noValue : .searching
    }

    private var strength: Int { tally.strengthPercent ?? strengthPercent.map(Int.init) ?? 100 }

    private var saidFlags: SampleFlags {
        tally.isEmpty ? flagsBefore : tally.flags.subtracting(.beep)
    }

    private func doubt(at: BootTime) -> Reading.Reason {
        if change.isStuck(at: at) { return .stuck }
        if strength < Self.weakStrengthPercent
            || !tally.flags.isDisjoint(with: [.searchingTooLong, .lowPerfusion])
        {
            return .weakSignal
        }
        if tally.mostlyDisturbed { return .disturbed }
        return tally.mostlyUnusable || stepped ? .unsteady : .none
    }

    private func signal(at: BootTime) -> SignalQuality {
        var signal = SignalQuality()
        signal.strengthPercent = strength
        signal.usablePercent = tally.usablePercent
        signal.disturbedPercent = tally.isEmpty ? disturbedBefore : tally.disturbedPercent
        signal.deviceWord = Self.deviceWord(saidFlags)
        signal.perfusionHundredths = perfusionHundredths.map(Int.init)
        signal.isUnsteady = stepped
        signal.isStuck = change.isStuck(at: at)
        signal.agreementPercent = opinion.agreement
        signal.pulseDifferenceBpm = opinion.difference(from: currentPulse(at: at))
        return signal
    }

    private static func deviceWord(_ flags: SampleFlags) -> SignalQuality.DeviceWord {
        if !flags.isDisjoint(with: [.searchingTooLong, .lowPerfusion]) { return .poor }
        return flags.contains(.marginalPerfusion) ? .marginal : .good
    }
}
