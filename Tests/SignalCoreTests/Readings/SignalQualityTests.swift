import SignalCore
import Testing

private func ms(_ milliseconds: Int64) -> BootTime { BootTime(milliseconds: milliseconds) }

/// Each fact of a signal from best to worst.
private enum Scale {
    static let strength = [100, 75, 25, 24, 1, 0]
    static let usable = [100, 50, 49, 0]
    static let disturbed = [0, 1, 50, 100]
    static let word: [SignalQuality.DeviceWord] = [.good, .marginal, .poor]
    static let perfusion: [Int?] = [nil, 100, 99, 20, 0]
    static let agreement: [Int?] = [nil, 90, 89, 50, 0]
    static let difference: [Int?] = [nil, 10, 11, 30, 200]
    static let sizes = [6, 4, 4, 3, 5, 5, 5, 2, 2]

    static func signal(_ places: [Int]) -> SignalQuality {
        var signal = SignalQuality()
        signal.strengthPercent = strength[places[0]]
        signal.usablePercent = usable[places[1]]
        signal.disturbedPercent = disturbed[places[2]]
        signal.deviceWord = word[places[3]]
        signal.perfusionHundredths = perfusion[places[4]]
        signal.agreementPercent = agreement[places[5]]
        signal.pulseDifferenceBpm = difference[places[6]]
        signal.isUnsteady = places[7] == 1
        signal.isStuck = places[8] == 1
        return signal
    }

    static func places(_ number: Int) -> [Int] {
        var rest = number
        return sizes.map { size in
            defer { rest /= size }
            return rest % size
        }
    }
}

@Suite("Signal quality")
struct SignalQualityTests {
    @Test("nothing known against a signal is 100")
    func best() { #expect(SignalQuality().score == 100) }

    @Test("each fact alone, to the number")
    func alone() {
        func score(_ change: (inout SignalQuality) -> Void) -> UInt8 {
            var signal = SignalQuality()
            change(&signal)
            return signal.score
        }
        #expect(score { $0.strengthPercent = 37 } == 37)
        #expect(score { $0.usablePercent = 49 } == 49)
        #expect(score { $0.disturbedPercent = 100 } == 50)
        #expect(score { $0.deviceWord = .marginal } == 80)
        #expect(score { $0.deviceWord = .poor } == 50)
        #expect(score { $0.perfusionHundredths = 0 } == 20)
        #expect(score { $0.perfusionHundredths = 50 } == 60)
        #expect(score { $0.perfusionHundredths = 2000 } == 100)
        #expect(score { $0.agreementPercent = 0 } == 20)
        #expect(score { $0.agreementPercent = 45 } == 60)
        #expect(score { $0.pulseDifferenceBpm = 10 } == 100)
        #expect(score { $0.pulseDifferenceBpm = 11 } == 96)
        #expect(score { $0.pulseDifferenceBpm = 30 } == 20)
        #expect(score { $0.isUnsteady = true } == 50)
        #expect(score { $0.isStuck = true } == 0)
        #expect(score { $0.strengthPercent = 400 } == 100)
        #expect(score { $0.strengthPercent = -1 } == 0)
    }

    @Test("over the whole grid: no fact that gets worse ever raises it")
    func monotone() {
        let all = Scale.sizes.reduce(1, *)
        var risen = 0
        for number in 0..<all {
            let places = Scale.places(number)
            let score = Scale.signal(places).score
            if score > 100 { risen += 1 }
            for fact in places.indices where places[fact] + 1 < Scale.sizes[fact] {
                var worse = places
                worse[fact] += 1
                if Scale.signal(worse).score > score { risen += 1 }
            }
        }
        #expect(all == 144_000)
        #expect(risen == 0)
    }

    @Test("for every combination of doubts a low value is there in its own second")
    func lowIsShown() {
        let flags: [SampleFlags] = [
            [], .lowPerfusion, .marginalPerfusion, .artifact, .interference, .searchingTooLong,
            [.artifact, .lowPerfusion, .searchingTooLong],
        ]
        var seen = 0
        for value in [UInt8(89), 84, 60, 1] {
            for flag in flags {
                for strength in [nil, 0, 24, 100] as [UInt8?] {
                    for perfusion in [nil, 0, 300] as [UInt16?] {
                        for agreement in [nil, 0, 100] as [UInt8?] {
                            for own in [nil, 20, 70, 200] as [UInt16?] {
                                var sample = Sample(
                                    spo2Percent: value, pulseBpm: 70,
                                    perfusionHundredths: perfusion, strengthPercent: strength)
                                sample.flags = flag
                                seen += 1
                                expectLow(sample, agreement: agreement, own: own)
                            }
                        }
                    }
                }
            }
        }
        #expect(seen == 4 * 7 * 4 * 3 * 3 * 4)
    }

    /// Twelve good seconds under the same doubt, then the low value.
    private func expectLow(_ low: Sample, agreement: UInt8?, own: UInt16?) {
        var maker = ReadingMaker(valuePeriodMilliseconds: 1000)
        var before = low
        before.spo2Percent = 97
        for end in 1...12 as ClosedRange<Int64> {
            maker.take(before, at: ms(end * 1000 - 10))
            maker.waveform(agreementPercent: agreement, ownPulseBpm: own, at: ms(end * 1000 - 5))
            _ = maker.second(at: ms(end * 1000))
        }
        var plain = maker
        maker.take(low, at: ms(12_990))
        maker.waveform(agreementPercent: agreement, ownPulseBpm: own, at: ms(12_995))
        let reading = maker.second(at: ms(13_000))
        #expect(reading.judgedPercent == low.spo2Percent)
        #expect(reading.spo2Percent == low.spo2Percent)
        // Our own doubt changes neither state nor reason of a low value.
        plain.take(low, at: ms(12_990))
        plain.waveform(agreementPercent: nil, ownPulseBpm: nil, at: ms(12_995))
        let unasked = plain.second(at: ms(13_000))
        #expect(reading.state == unasked.state)
        #expect(reading.reason == unasked.reason)
    }
}
