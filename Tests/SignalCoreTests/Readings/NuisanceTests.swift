import SignalCore
import Testing

private func ms(_ milliseconds: Int64) -> BootTime { BootTime(milliseconds: milliseconds) }

/// One second of a script: what the device sends, what our beat finders say, what is expected.
private struct Beat {
    var spo2: UInt8?
    var flags: SampleFlags = []
    var strength: UInt8 = 88
    var agreement: UInt8? = 98
    var state: Reading.State
    var reason: Reading.Reason = .none
}

/// What a reading says in each second of an ordinary nuisance: no alert is judged here, only what
/// alerts are given.
@Suite("Nuisance, second by second")
struct NuisanceTests {
    private func play(_ script: [Beat], _ name: String) {
        var maker = ReadingMaker(valuePeriodMilliseconds: 1000)
        for (second, beat) in script.enumerated() {
            let start = Int64(second) * 1000
            for frame in 0..<60 as Range<Int64> {
                let wave = beat.spo2 == nil ? 64 : UInt16((Int(frame) * 7 + second) % 128)
                maker.take(
                    Sample(
                        spo2Percent: beat.spo2, pulseBpm: beat.spo2 == nil ? nil : 74, pleth: wave,
                        strengthPercent: beat.strength, flags: beat.flags),
                    at: ms(start + frame * 16))
            }
            maker.waveform(
                agreementPercent: beat.agreement,
                ownPulseBpm: (beat.agreement ?? 0) >= 80 ? 74 : nil, at: ms(start + 995))
            let reading = maker.second(at: ms(start + 1000))
            let place = "\(name), second \(second)"
            #expect(reading.state == beat.state, "\(place)")
            #expect(reading.reason == beat.reason, "\(place)")
            #expect(reading.spo2Percent == beat.spo2, "\(place)")
            #expect((beat.spo2 == nil) == (reading.quality == 0), "\(place)")
        }
    }

    private func good(_ count: Int, _ spo2: UInt8 = 97) -> [Beat] {
        Array(repeating: Beat(spo2: spo2, state: .measured), count: count)
    }

    @Test("motion on a device without a word for it: doubted from the fifth second to the last")
    func motion() {
        let early = Array(repeating: Beat(spo2: 95, agreement: 30, state: .measured), count: 4)
        let late = Array(
            repeating: Beat(spo2: 93, agreement: 20, state: .unreliable, reason: .waveUnclear),
            count: 20)
        play(good(10) + early + late + good(10), "motion")
    }

    @Test("motion on a device that says so: disturbed in that very second")
    func motionFlagged() {
        let moving = Beat(
            spo2: 91, flags: .interference, agreement: 40, state: .unreliable, reason: .disturbed)
        play(good(5) + Array(repeating: moving, count: 8) + good(5), "flagged motion")
    }

    @Test("talking hands: a second of movement now and then stays measured")
    func talkingHands() {
        let script = (0..<60).map { second in
            Beat(spo2: 96, agreement: second % 6 < 2 ? 35 : 97, state: .measured)
        }
        play(script, "talking hands")
    }

    @Test("a cold finger: weak from the second the strength is under a quarter")
    func coldFinger() {
        let fading = [75, 50, 25].map { Beat(spo2: 96, strength: $0, state: .measured) }
        let cold = [24, 12, 12, 24].map {
            Beat(
                spo2: 95, strength: $0, agreement: 60, state: .unreliable, reason: .weakSignal)
        }
        play(good(3) + fading + cold + good(3), "cold finger")
    }

    @Test(
        "repositioning: no finger, a search, and a first value that has nothing to be held against")
    func repositioning() {
        let out = Beat(
            spo2: nil, flags: .fingerOut, strength: 0, agreement: nil, state: .absent,
            reason: .fingerOut)
        let search = Beat(
            spo2: nil, flags: .searching, strength: 12, agreement: nil, state: .absent,
            reason: .searching)
        play(good(5) + [out, out, search, search, search] + good(5, 99), "repositioning")
    }

    @Test("a jump while the probe slips is unsteady for its second alone, and shown")
    func slip() {
        let jump = Beat(spo2: 82, state: .unreliable, reason: .unsteady)
        let back = Beat(spo2: 97, state: .unreliable, reason: .unsteady)
        play(good(5) + [jump, back] + good(5), "slip")
    }

    @Test("someone stands up and leaves: no finger for good, never a value again")
    func leaves() {
        let out = Beat(
            spo2: nil, flags: .fingerOut, strength: 0, agreement: nil, state: .absent,
            reason: .fingerOut)
        play(good(5) + Array(repeating: out, count: 120), "leaving")
    }

    @Test(
        "a rapid fall is there in every second, at every quality",
        arguments: [1, 2, 4, 8, 9, 15], [UInt8(100), 25, 12, 0])
    func rapidFall(step: Int, strength: UInt8) {
        for flags in [[], .lowPerfusion, [.artifact, .interference]] as [SampleFlags] {
            for agreement in [nil, 0, 60, 100] as [UInt8?] {
                expectFall(step: step, strength: strength, flags: flags, agreement: agreement)
            }
        }
    }

    private func expectFall(
        step: Int, strength: UInt8, flags: SampleFlags, agreement: UInt8?
    ) {
        var maker = ReadingMaker(valuePeriodMilliseconds: 1000)
        let values = Array(repeating: 97, count: 12) + stride(from: 97, through: 50, by: -step)
        for (second, value) in values.enumerated() {
            let end = Int64(second + 1) * 1000
            maker.take(
                Sample(
                    spo2Percent: UInt8(value), pulseBpm: 74, pleth: UInt16(second % 100),
                    perfusionHundredths: 10, strengthPercent: strength, flags: flags),
                at: ms(end - 10))
            maker.waveform(agreementPercent: agreement, ownPulseBpm: 74, at: ms(end - 5))
            let reading = maker.second(at: ms(end))
            #expect(reading.judgedPercent == UInt8(value), "second \(second)")
            // A clear device and a fall that blood can do: the low value is measured, whatever we
            // think of its waveform.
            if value < 90, flags.isEmpty, strength >= 25, step <= 8 {
                #expect(reading.state == .measured, "second \(second)")
            }
        }
    }
}
