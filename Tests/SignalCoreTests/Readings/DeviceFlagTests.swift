import SignalCore
import Testing

private func ms(_ milliseconds: Int64) -> BootTime { BootTime(milliseconds: milliseconds) }

/// What a device says beside its numbers, and what becomes of a reading.
@Suite("Device flags and readings")
struct DeviceFlagTests {
    @Test(
        "a number beside a no-reading flag is no value, and the reason is the flag's",
        arguments: [
            (SampleFlags.fingerOut, Reading.Reason.fingerOut),
            (SampleFlags.searching, .searching),
            (SampleFlags.sensorFault, .sensorFault),
            (SampleFlags([.sensorFault, .fingerOut]), .sensorFault),
            (SampleFlags([.fingerOut, .searching]), .fingerOut),
        ] as [(SampleFlags, Reading.Reason)])
    func noReading(flags: SampleFlags, reason: Reading.Reason) {
        var maker = ReadingMaker(valuePeriodMilliseconds: 1000)
        maker.take(Sample(spo2Percent: 97, pulseBpm: 60), at: ms(500))
        maker.take(Sample(spo2Percent: 97, pulseBpm: 60, flags: flags), at: ms(900))
        let reading = maker.second(at: ms(1000))
        #expect(reading.state == .absent)
        #expect(reading.reason == reason)
        #expect(reading.spo2Percent == nil)
        #expect(reading.flags == flags)
    }

    @Test(
        "a value the device doubts is shown, low or not, and called unreliable",
        arguments: [
            (SampleFlags.lowPerfusion, Reading.Reason.weakSignal), (.artifact, .disturbed),
            (.interference, .disturbed), (.searchingTooLong, .weakSignal),
        ] as [(SampleFlags, Reading.Reason)])
    func doubted(flags: SampleFlags, reason: Reading.Reason) {
        for value in [UInt8(97), 72] {
            var maker = ReadingMaker(valuePeriodMilliseconds: 1000)
            maker.take(Sample(spo2Percent: value, pulseBpm: 60, flags: flags), at: ms(900))
            let reading = maker.second(at: ms(1000))
            #expect(reading.state == .unreliable)
            #expect(reading.reason == reason)
            #expect(reading.spo2Percent == value)
        }
    }

    @Test(
        "battery, alarms and marginal perfusion are told and change nothing",
        arguments: [
            SampleFlags.lowBattery, .deviceAlarm, .deviceAlarmSilenced, .marginalPerfusion,
            .oxygenDropping,
        ])
    func told(flag: SampleFlags) {
        var maker = ReadingMaker(valuePeriodMilliseconds: 1000)
        maker.take(Sample(spo2Percent: 97, pulseBpm: 60, flags: [flag, .beep]), at: ms(900))
        let reading = maker.second(at: ms(1000))
        #expect(reading.state == .measured)
        #expect(reading.flags == flag)
    }

    @Test("a line every two seconds: the second between keeps value, doubt and words")
    func everyOtherSecond() {
        var maker = ReadingMaker(valuePeriodMilliseconds: 2000)
        maker.take(Sample(spo2Percent: 96, pulseBpm: 60, flags: .interference), at: ms(900))
        let first = maker.second(at: ms(1000))
        let between = maker.second(at: ms(2000))
        #expect(first.reason == .disturbed)
        #expect(between.state == .unreliable)
        #expect(between.reason == .disturbed)
        #expect(between.quality == 50)
        #expect(first.quality == 50)
        #expect(between.spo2Percent == 96)
        #expect(between.flags == .interference)
        // The period is 2 s, so a value is current for 3 s and not a moment longer.
        #expect(maker.second(at: ms(3900)).spo2Percent == 96)
        #expect(maker.second(at: ms(4000)).state == .absent)
    }

    @Test("frames of waveform alone do not make a second unsteady")
    func waveOnly() {
        var maker = ReadingMaker(valuePeriodMilliseconds: 1000)
        for frame in 0..<59 {
            maker.take(
                Sample(pleth: UInt16(frame), carriesNumbers: false), at: ms(Int64(frame) * 16))
        }
        maker.take(Sample(spo2Percent: 97, pulseBpm: 60), at: ms(990))
        let reading = maker.second(at: ms(1000))
        #expect(reading.state == .measured)
        #expect(reading.quality == 100)
    }

    @Test("a finger that goes out in a waveform frame ends the value at once")
    func waveFingerOut() {
        var maker = ReadingMaker(valuePeriodMilliseconds: 1000)
        maker.take(Sample(spo2Percent: 97, pulseBpm: 60), at: ms(100))
        maker.take(Sample(pleth: 64, flags: .fingerOut, carriesNumbers: false), at: ms(900))
        #expect(maker.second(at: ms(1000)).reason == .fingerOut)
    }
}

@Suite("A device that repeats itself")
struct StuckDeviceTests {
    /// Seconds of a 60 Hz device until a reading is called stuck; nil when none is within 200 s.
    private func secondsToStuck(pleth: (Int) -> UInt16?, spo2: (Int) -> UInt8 = { _ in 97 }) -> Int?
    {
        var maker = ReadingMaker(valuePeriodMilliseconds: 1000)
        for second in 0..<200 {
            for frame in 0..<60 {
                let at = ms(Int64(second) * 1000 + Int64(frame) * 16)
                maker.take(
                    Sample(
                        spo2Percent: spo2(second), pulseBpm: 60, pleth: pleth(second * 60 + frame)),
                    at: at)
            }
            let reading = maker.second(at: ms(Int64(second + 1) * 1000))
            #expect(reading.spo2Percent == spo2(second), "a doubted value stays shown")
            if reading.reason == .stuck { return second + 1 }
        }
        return nil
    }

    @Test("a waveform that stands still for more than five seconds is no pulse")
    func flatWave() { #expect(secondsToStuck(pleth: { _ in 64 }) == 6) }

    @Test("a waveform that moves is never stuck, however steady the numbers")
    func movingWave() { #expect(secondsToStuck(pleth: { UInt16($0 % 60) }) == nil) }

    @Test("a waveform that moves once in four seconds is not stuck")
    func slowWave() { #expect(secondsToStuck(pleth: { UInt16($0 / 240) }) == nil) }

    @Test("numbers alone may stand still for a minute")
    func numbersAlone() { #expect(secondsToStuck(pleth: { _ in nil }) == 61) }

    @Test("numbers that change now and then are not stuck")
    func changingNumbers() {
        #expect(secondsToStuck(pleth: { _ in nil }, spo2: { UInt8(95 + ($0 / 50) % 2) }) == nil)
    }

    @Test("a lost finger and a replug start the count again")
    func startsAgain() {
        var maker = ReadingMaker(valuePeriodMilliseconds: 1000)
        func second(_ end: Int64, _ flags: SampleFlags = []) -> Reading {
            maker.take(
                Sample(spo2Percent: 97, pulseBpm: 60, pleth: 64, flags: flags), at: ms(end - 10))
            return maker.second(at: ms(end))
        }
        for end in 1...5 { #expect(second(Int64(end) * 1000).reason == .none) }
        #expect(second(6000, .fingerOut).reason == .fingerOut)
        for end in 7...11 { #expect(second(Int64(end) * 1000).reason == .none) }
        maker.deviceGone(at: ms(11_500))
        for end in 12...16 { #expect(second(Int64(end) * 1000).reason == .none) }
        #expect(second(18_000).reason == .stuck)
    }
}
