import SignalCore
import Testing

/// A random quarter of an hour with everything a device can do to us.
private struct Script {
    var samples: [(at: BootTime, sample: Sample)] = []

    init(seed: UInt64, seconds: Int64 = 120) {
        var random = SeededRandom(seed: seed)
        var value = 97
        for frame in 0..<(seconds * 60) {
            if Int.random(in: 0..<60, using: &random) == 0 {
                value = min(100, max(1, value + Int.random(in: -12...12, using: &random)))
            }
            let kind = Int.random(in: 0..<100, using: &random)
            if kind > 97 { continue }
            var sample = Sample(
                spo2Percent: kind < 90 ? UInt8(value) : nil, pulseBpm: 60,
                strengthPercent: UInt8.random(in: 0...100, using: &random))
            if kind == 91 { sample.flags = .fingerOut }
            if kind == 92 { sample.flags = [.searching, .beep] }
            samples.append((BootTime(nanoseconds: frame * 16_666_667), sample))
        }
    }

    func readings(shiftedBy shift: Int64 = 0, jitterSeed: UInt64? = nil) -> [Reading] {
        var maker = ReadingMaker(valuePeriodMilliseconds: 1000)
        var readings: [Reading] = []
        var next: Int64 = 1
        var random = SeededRandom(seed: jitterSeed ?? 0)
        for (at, sample) in samples {
            while at.nanoseconds >= next * 1_000_000_000 {
                readings.append(
                    maker.second(at: BootTime(nanoseconds: next * 1_000_000_000 + shift)))
                next += 1
            }
            let late = jitterSeed == nil ? 0 : Int64.random(in: 0..<5_000_000, using: &random)
            let second = at.nanoseconds / 1_000_000_000
            let seen = min(at.nanoseconds + late, second * 1_000_000_000 + 999_999_999)
            maker.take(sample, at: BootTime(nanoseconds: seen + shift))
        }
        return readings
    }
}

@Suite("Reading maker properties")
struct ReadingMakerPropertyTests {
    @Test("any script: no value without a current sample, no low value lost", arguments: 1...40)
    func lowIsNeverLost(seed: UInt64) {
        let script = Script(seed: seed)
        for reading in script.readings() {
            let end = reading.at.nanoseconds
            let inSecond = script.samples.filter {
                $0.at.nanoseconds >= end - 1_000_000_000 && $0.at.nanoseconds < end
                    && $0.sample.flags.isDisjoint(with: .noReading)
            }
            if let lowest = inSecond.compactMap(\.sample.spo2Percent).min() {
                #expect(reading.judgedPercent == lowest, "seed \(seed) at \(reading.at.seconds) s")
            }
            #expect((reading.spo2Percent == nil) == (reading.state == .absent), "seed \(seed)")
            #expect((reading.reason == .none) == (reading.state == .measured), "seed \(seed)")
            #expect(reading.quality <= 100, "seed \(seed)")
        }
    }

    @Test("moving everything in time changes nothing but the times", arguments: 1...20)
    func timeShift(seed: UInt64) {
        let script = Script(seed: seed)
        let shift: Int64 = -7_777_777_777_777
        let moved = script.readings(shiftedBy: shift).map { reading in
            var back = reading
            back.at = BootTime(nanoseconds: reading.at.nanoseconds - shift)
            return back
        }
        #expect(moved == script.readings(), "seed \(seed)")
    }

    @Test("samples read late in their second, in lumps, give the same readings", arguments: 1...20)
    func lumps(seed: UInt64) {
        let script = Script(seed: seed)
        #expect(script.readings(jitterSeed: seed + 100) == script.readings(), "seed \(seed)")
    }
}
