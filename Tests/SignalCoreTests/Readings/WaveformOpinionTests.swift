import SignalCore
import Testing

private func ms(_ milliseconds: Int64) -> BootTime { BootTime(milliseconds: milliseconds) }

@Suite("The waveform's own pulse and beats")
struct WaveformOpinionTests {
    private var maker = ReadingMaker(valuePeriodMilliseconds: 1000)
    private var end: Int64 = 0

    private mutating func second(
        _ spo2: UInt8 = 97, pulse: UInt16? = 70, agreement: UInt8?, own: UInt16?
    ) -> Reading {
        end += 1000
        // The waveform moves, so the numbers may stand.
        let pleth = UInt16(end / 1000 % 100)
        maker.take(Sample(spo2Percent: spo2, pulseBpm: pulse, pleth: pleth), at: ms(end - 20))
        maker.waveform(agreementPercent: agreement, ownPulseBpm: own, at: ms(end - 10))
        return maker.second(at: ms(end))
    }

    @Test("full agreement and a pulse within 10 bpm change nothing", arguments: [60, 70, 80])
    mutating func agrees(own: UInt16) {
        for _ in 0..<30 {
            let reading = second(agreement: 95, own: own)
            #expect(reading.state == .measured)
            #expect(reading.quality == 100)
        }
    }

    @Test("what is not known says nothing")
    mutating func unknown() {
        for _ in 0..<30 { #expect(second(agreement: nil, own: nil).quality == 100) }
    }

    @Test("a waveform without agreed beats is doubted after five seconds, and over at once")
    mutating func unclear() {
        for _ in 0..<4 {
            let reading = second(agreement: 49, own: nil)
            #expect(reading.state == .measured)
            #expect(reading.quality < 100)
        }
        for _ in 0..<3 {
            let reading = second(agreement: 49, own: nil)
            #expect(reading.state == .unreliable)
            #expect(reading.reason == .waveUnclear)
            #expect(reading.spo2Percent == 97)
        }
        #expect(second(agreement: 50, own: nil).state == .measured)
    }

    @Test("a pulse more than 10 bpm off is doubted after ten seconds, sooner in quality alone")
    mutating func differs() {
        for _ in 0..<9 {
            let reading = second(agreement: 95, own: 81)
            #expect(reading.state == .measured)
            #expect(reading.quality == 96)
        }
        #expect(second(agreement: 95, own: 81).reason == .pulseDiffers)
        #expect(second(agreement: 95, own: 80).reason == .none)
    }

    @Test("beats counted double, and a pulse we are not sure of, lower the quality alone")
    mutating func doubled() {
        for (agreement, own) in [(95, 140), (95, 35), (95, 150), (79, 100)] as [(UInt8, UInt16)] {
            for _ in 0..<15 {
                let reading = second(agreement: agreement, own: own)
                #expect(reading.state == .measured)
                #expect(reading.quality < 100)
            }
        }
        for _ in 0..<10 { _ = second(agreement: 95, own: 160) }
        #expect(second(agreement: 95, own: 160).reason == .pulseDiffers)
    }

    @Test("lasting doubt leaves a value below 90 measured, also one within the second")
    mutating func lowStaysMeasured() {
        for _ in 0..<12 { _ = second(95, agreement: 0, own: nil) }
        #expect(second(90, agreement: 0, own: nil).reason == .waveUnclear)
        let low = second(89, agreement: 0, own: nil)
        #expect(low.state == .measured)
        #expect(low.quality == 20)
        maker.take(Sample(spo2Percent: 84, pulseBpm: 70), at: ms(end + 500))
        let dipped = second(91, agreement: 0, own: nil)
        #expect(dipped.dippedToPercent == 84)
        #expect(dipped.state == .measured)
    }

    @Test("a figure counts for 3 s; a replug forgets it")
    mutating func current() {
        for _ in 0..<6 { _ = second(agreement: 0, own: nil) }
        // The last figure was given at 5990 ms.
        maker.take(Sample(spo2Percent: 97, pulseBpm: 70), at: ms(8990))
        #expect(maker.second(at: ms(8990)).quality == 20)
        #expect(maker.second(at: ms(8991)).quality == 100)
        end = 10_000
        for _ in 0..<6 { _ = second(agreement: 0, own: nil) }
        maker.deviceGone(at: ms(end))
        maker.take(Sample(spo2Percent: 97, pulseBpm: 70), at: ms(end + 900))
        #expect(maker.second(at: ms(end + 1000)).quality == 100)
    }

    @Test("the device's own doubt is told before ours")
    mutating func order() {
        for _ in 0..<6 { _ = second(agreement: 0, own: nil) }
        maker.take(Sample(spo2Percent: 97, flags: .interference), at: ms(end + 500))
        maker.waveform(agreementPercent: 0, ownPulseBpm: nil, at: ms(end + 900))
        #expect(maker.second(at: ms(end + 1000)).reason == .disturbed)
    }
}

@Suite("Numbers that stand still")
struct StandingNumbersTests {
    /// Runs a numbers-only device that sends `sample(second)` each second; the seconds called stuck.
    private func stuckSeconds(_ count: Int, _ sample: (Int) -> Sample) -> [Int] {
        var maker = ReadingMaker(valuePeriodMilliseconds: 1000)
        return (1...count).filter { second in
            maker.take(sample(second), at: ms(Int64(second) * 1000 - 10))
            return maker.second(at: ms(Int64(second) * 1000)).reason == .stuck
        }
    }

    @Test("nothing moves from the first second on: a minute")
    func hangsAtOnce() {
        #expect(stuckSeconds(70) { _ in Sample(spo2Percent: 97, pulseBpm: 60) } == Array(61...70))
    }

    @Test("strength, perfusion, flags and pulse are movement as well", arguments: 0..<4)
    func otherMovement(kind: Int) {
        let stuck = stuckSeconds(300) { second in
            var sample = Sample(
                spo2Percent: 97, pulseBpm: 60, perfusionHundredths: 300, strengthPercent: 80)
            guard second / 40 % 2 == 0 else { return sample }
            switch kind {
            case 0: sample.strengthPercent = 81
            case 1: sample.perfusionHundredths = 301
            case 2: sample.flags = .marginalPerfusion
            default: sample.pulseBpm = 61
            }
            return sample
        }
        #expect(stuck.isEmpty)
    }

    @Test(
        "a person who stood still for 50 s and moved has 100 s, and nobody more than three minutes")
    func steadyPerson() {
        // Moves after 50 s and then never: that last change is seen in second 51.
        let once = stuckSeconds(200) {
            Sample(spo2Percent: 97, pulseBpm: $0 <= 50 ? 60 : 61)
        }
        #expect(once.first == 151)
        let long = stuckSeconds(600) { second in
            Sample(
                spo2Percent: 97, pulseBpm: second <= 55 ? 60 : second <= 160 ? 61 : 62)
        }
        #expect(long.first == 341)
    }

    @Test("a waveform that is no longer sent leaves the judgement to the numbers")
    func waveGoes() {
        let stuck = stuckSeconds(200) { second in
            Sample(
                spo2Percent: 97, pulseBpm: UInt16(60 + second / 30 % 2),
                pleth: second < 10 ? UInt16(second) : nil)
        }
        #expect(stuck.isEmpty)
    }
}
