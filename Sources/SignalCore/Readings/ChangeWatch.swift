/// Notices a device that sends the same thing again and again.
///
/// A waveform never stands still while a heart beats. Numbers alone do for a while: a person at rest
/// may show one pulse and one oxygen value for more than a minute. So a person whose numbers have
/// already stood still for long, and then moved, is given twice that time. Whatever else a device
/// says counts as movement too: strength, perfusion and flags. What comes with a no-reading flag is
/// not judged: there the device says itself that it has nothing.
struct ChangeWatch: Sendable {
    private var pleth: UInt16?
    private var waveMovedAt: BootTime?
    private var waveSeenAt = BootTime(nanoseconds: 0)
    private var said = Said()
    private var numbersMovedAt: BootTime?
    private var longestStandMilliseconds: Int64 = 0

    /// Everything a sample says beside its waveform; what it leaves out stays as it was.
    private struct Said: Equatable, Sendable {
        var spo2: UInt8 = 0
        var strength: UInt8 = 0
        var pulse: UInt16 = 0
        var perfusion: UInt16 = 0
        var flags: SampleFlags = []
    }

    mutating func take(_ sample: Sample, at: BootTime) {
        guard sample.flags.isDisjoint(with: .noReading) else {
            self = ChangeWatch()
            return
        }
        if let point = sample.pleth {
            waveSeenAt = at
            if point != pleth {
                pleth = point
                waveMovedAt = at
            }
        }
        guard sample.spo2Percent != nil || sample.pulseBpm != nil else { return }
        let now = Said(
            spo2: sample.spo2Percent ?? said.spo2,
            strength: sample.strengthPercent ?? said.strength,
            pulse: sample.pulseBpm ?? said.pulse,
            perfusion: sample.perfusionHundredths ?? said.perfusion, flags: sample.flags)
        guard now != said || numbersMovedAt == nil else { return }
        said = now
        if let before = numbersMovedAt {
            longestStandMilliseconds = max(
                longestStandMilliseconds, at.millisecondsSince(before))
        }
        numbersMovedAt = at
    }

    func isStuck(at: BootTime) -> Bool {
        // A waveform that is no longer sent is not one that stands still: then the numbers count.
        if let waveMovedAt,
            at.millisecondsSince(waveSeenAt) <= ReadingMaker.longestCurrencyMilliseconds
        {
            return at.millisecondsSince(waveMovedAt) > ReadingMaker.stuckWaveMilliseconds
        }
        guard let numbersMovedAt else { return false }
        let allowed = min(
            max(ReadingMaker.stuckNumbersMilliseconds, 2 * longestStandMilliseconds),
            ReadingMaker.longestStandMilliseconds)
        return at.millisecondsSince(numbersMovedAt) > allowed
    }
}
