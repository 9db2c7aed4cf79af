/// Notices a device that sends the same thing again and again.
///
/// A waveform never stands still while a heart beats; numbers alone may, for a while. What comes with
/// a no-reading flag is not judged: there the device says itself that it has nothing.
struct ChangeWatch: Sendable {
    private var pleth: UInt16?
    private var spo2: UInt8?
    private var pulse: UInt16?
    private var waveMovedAt: BootTime?
    private var numbersMovedAt: BootTime?

    mutating func take(_ sample: Sample, at: BootTime) {
        guard sample.flags.isDisjoint(with: .noReading) else {
            self = ChangeWatch()
            return
        }
        if let point = sample.pleth, point != pleth {
            pleth = point
            waveMovedAt = at
        }
        guard sample.spo2Percent != nil || sample.pulseBpm != nil else { return }
        let spo2 = sample.spo2Percent ?? spo2
        let pulse = sample.pulseBpm ?? pulse
        if numbersMovedAt == nil || spo2 != self.spo2 || pulse != self.pulse { numbersMovedAt = at }
        (self.spo2, self.pulse) = (spo2, pulse)
    }

    func isStuck(at: BootTime) -> Bool {
        if let waveMovedAt {
            return at.millisecondsSince(waveMovedAt) > ReadingMaker.stuckWaveMilliseconds
        }
        guard let numbersMovedAt else { return false }
        return at.millisecondsSince(numbersMovedAt) > ReadingMaker.stuckNumbersMilliseconds
    }
}
