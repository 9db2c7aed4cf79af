import SignalCore
import Testing

/// A moment in milliseconds of virtual time.
private func ms(_ milliseconds: Int64) -> BootTime { BootTime(milliseconds: milliseconds) }

private func good(_ spo2: UInt8, strength: UInt8? = 75, flags: SampleFlags = []) -> Sample {
    Sample(spo2Percent: spo2, pulseBpm: 70, strengthPercent: strength, flags: flags)
}

/// Feeds one second of 60 Hz samples that ends at `end`, and judges it.
private func second(
    _ maker: inout ReadingMaker, _ end: Int64, _ sample: (Int) -> Sample
) -> Reading {
    for index in 0..<60 {
        let nanoseconds = (end - 1000) * 1_000_000 + Int64(index + 1) * 16_666_666
        maker.take(sample(index), at: BootTime(nanoseconds: nanoseconds))
    }
    return maker.second(at: ms(end))
}

@Suite("Reading maker")
struct ReadingMakerTests {
    @Test("a steady signal is measured, with its pulse and full steadiness")
    func steady() {
        var maker = ReadingMaker(valuePeriodMilliseconds: 1000)
        let reading = second(&maker, 1000) { _ in good(97, strength: 100) }
        #expect(
            reading
                == Reading(
                    at: ms(1000), state: .measured, reason: .none, spo2Percent: 97, pulseBpm: 70,
                    quality: 100))
    }

    @Test(
        "a value is current for period × 1.5 and at most 3 s, to the millisecond",
        arguments: [(1000, 1500), (500, 750), (2000, 3000), (10_000, 3000), (0, 0)])
    func currency(period: Int64, expected: Int64) {
        var maker = ReadingMaker(valuePeriodMilliseconds: period)
        maker.take(good(96), at: ms(10_000))
        _ = maker.second(at: ms(10_000))
        var atEdge = maker
        let held = atEdge.second(at: ms(10_000 + expected))
        #expect(held.spo2Percent == 96)
        #expect(held.pulseBpm == 70)
        #expect(
            maker.second(at: ms(10_001 + expected)) == .absent(.silent, at: ms(10_001 + expected)))
    }

    @Test("before the first sample there is silence, not a value")
    func nothingYet() {
        var maker = ReadingMaker(valuePeriodMilliseconds: 1000)
        #expect(maker.second(at: ms(1000)) == .absent(.silent, at: ms(1000)))
    }

    /// Every combination of the flags that matter, a value or none, and every Contec strength.
    struct Case: CustomTestStringConvertible {
        var flags: SampleFlags
        var value: UInt8?
        var strength: UInt8?
        var testDescription: String {
            "\(flags.names) \(String(describing: value)) \(String(describing: strength))"
        }
    }

    static let cases: [Case] = (UInt16(0)..<32).flatMap { bits in
        [nil, 1, 84, 100].flatMap { (value: UInt8?) in
            [nil, 0, 12, 24, 25, 100].map { (strength: UInt8?) in
                Case(flags: SampleFlags(rawValue: bits), value: value, strength: strength)
            }
        }
    }

    @Test("every flag × value × strength gives the one right state", arguments: cases)
    func exhaustive(_ one: Case) {
        var maker = ReadingMaker(valuePeriodMilliseconds: 1000)
        let sample = Sample(
            spo2Percent: one.value, strengthPercent: one.strength, flags: one.flags)
        let reading = second(&maker, 1000) { _ in sample }
        let expected: (Reading.State, Reading.Reason) =
            if one.flags.contains(.fingerOut) {
                (.absent, .fingerOut)
            } else if one.flags.contains(.searching) {
                (.absent, .searching)
            } else if one.value == nil {
                (.absent, .noValue)
            } else if one.flags.contains(.searchingTooLong) || (one.strength ?? 100) < 25 {
                (.unreliable, .weakSignal)
            } else {
                (.measured, .none)
            }
        #expect(reading.state == expected.0)
        #expect(reading.reason == expected.1)
        #expect(reading.spo2Percent == (expected.0 == .absent ? nil : one.value))
        let strength = Int(one.strength ?? 100)
        let device = one.flags.contains(.searchingTooLong) ? strength / 2 : strength
        #expect(Int(reading.quality) == (expected.0 == .absent ? 0 : device))
    }

    @Test("a stored number never stands in for a value while the finger is out")
    func fingerOutAtOnce() {
        var maker = ReadingMaker(valuePeriodMilliseconds: 1000)
        _ = second(&maker, 1000) { _ in good(97) }
        let out = second(&maker, 2000) { _ in good(97, flags: .fingerOut) }
        var expected = Reading.absent(.fingerOut, at: ms(2000))
        expected.flags = .fingerOut
        #expect(out == expected)
        #expect(maker.second(at: ms(3000)).reason == .fingerOut)
        #expect(maker.second(at: ms(3600)).reason == .silent)
    }

    @Test("a low value seen before the finger slipped out is still there to be judged")
    func dipBeforeFingerOut() {
        var maker = ReadingMaker(valuePeriodMilliseconds: 1000)
        let reading = second(&maker, 1000) { $0 < 59 ? good(82) : good(82, flags: .fingerOut) }
        #expect(reading.state == .absent)
        #expect(reading.spo2Percent == nil)
        #expect(reading.judgedPercent == 82)
    }

    @Test("the newest value is shown and a dip within the second is kept")
    func dipWithinSecond() {
        var maker = ReadingMaker(valuePeriodMilliseconds: 1000)
        _ = second(&maker, 1000) { _ in good(90) }
        let reading = second(&maker, 2000) { $0 == 30 ? good(84) : good(90) }
        #expect(reading.spo2Percent == 90)
        #expect(reading.dippedToPercent == 84)
        #expect(reading.judgedPercent == 84)
        let after = second(&maker, 3000) { _ in good(90) }
        #expect(after.dippedToPercent == nil)
    }

    @Test(
        "a step of up to 8 points in a second is steady, above it is not, and it is always given",
        arguments: 0...20)
    func steps(points: Int) {
        var maker = ReadingMaker(valuePeriodMilliseconds: 1000)
        _ = second(&maker, 1000) { _ in good(97, strength: 100) }
        let fallen = UInt8(97 - points)
        let reading = second(&maker, 2000) { _ in good(fallen, strength: 100) }
        #expect(reading.spo2Percent == fallen)
        #expect(reading.state == (points > 8 ? .unreliable : .measured))
        #expect(reading.reason == (points > 8 ? .unsteady : .none))
        #expect(reading.quality == (points > 8 ? 50 : 100))
        #expect(second(&maker, 3000) { _ in good(fallen) }.state == .measured)
    }

    @Test("after a second without value there is nothing to compare a step with")
    func noStepAfterGap() {
        var maker = ReadingMaker(valuePeriodMilliseconds: 1000)
        _ = second(&maker, 1000) { _ in good(97) }
        _ = second(&maker, 2000) { _ in good(97, flags: .searching) }
        #expect(second(&maker, 3000) { _ in good(80) }.state == .measured)
    }

    @Test("less than half of the samples usable is unsteady", arguments: [29, 30, 31])
    func usableShare(usable: Int) {
        var maker = ReadingMaker(valuePeriodMilliseconds: 1000)
        let reading = second(&maker, 1000) {
            $0 >= 60 - usable ? good(96, strength: 100) : Sample(strengthPercent: 100)
        }
        #expect(reading.spo2Percent == 96)
        #expect(reading.state == (usable < 30 ? .unreliable : .measured))
        #expect(Int(reading.quality) == usable * 100 / 60)
    }

    @Test("frames without a value let the last one run out, then say so")
    func noValue() {
        var maker = ReadingMaker(valuePeriodMilliseconds: 1000)
        _ = second(&maker, 1000) { _ in good(97) }
        let still = second(&maker, 2000) { _ in Sample() }
        #expect(still.spo2Percent == 97)
        #expect(still.reason == .unsteady)
        #expect(second(&maker, 3000) { _ in Sample() } == .absent(.noValue, at: ms(3000)))
    }

    @Test("an unplugged device has no value from that moment, until it sends again")
    func gone() {
        var maker = ReadingMaker(valuePeriodMilliseconds: 1000)
        _ = second(&maker, 1000) { _ in good(97) }
        maker.deviceGone(at: ms(1100))
        #expect(maker.second(at: ms(1200)) == .absent(.gone, at: ms(1200)))
        #expect(second(&maker, 3000) { _ in good(95) }.state == .measured)
    }

    @Test("seconds are counted by state")
    func share() {
        var maker = ReadingMaker(valuePeriodMilliseconds: 1000)
        #expect(maker.share.usablePercent == nil)
        for end in 1...3 { _ = second(&maker, Int64(end) * 1000) { _ in good(97) } }
        _ = second(&maker, 4000) { _ in good(97, strength: 0) }
        for end in 5...7 {
            _ = second(&maker, Int64(end) * 1000) { _ in good(97, flags: .fingerOut) }
        }
        #expect(maker.share.measuredSeconds == 3)
        #expect(maker.share.unreliableSeconds == 1)
        #expect(maker.share.absentSeconds == 3)
        #expect(maker.share.usablePercent == 42)
    }
}
