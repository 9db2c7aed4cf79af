import CAllocations
import Drivers
import SignalCore
import Testing

/// From bytes to alerts nothing asks for memory once it is set up. The count is this thread's own,
/// so other tests running beside do not disturb it.
@Suite("No allocation on the hot path", .serialized)
struct AllocationTests {
    /// How often `body` asked for memory.
    func allocations(_ body: () -> Void) -> UInt {
        allocations_start()
        body()
        return UInt(allocations_stop())
    }

    @Test("the counter sees what does allocate")
    func counter() {
        var kept: [Int] = []
        #expect(allocations { kept = [Int](repeating: 7, count: 1000) } > 0)
        #expect(allocations { for index in 0..<5000 { kept.append(index) } } > 0)
        #expect(kept.count == 6000)
        #expect(allocations {} == 0)
    }

    func reading(_ second: Int64) -> Reading {
        let at = BootTime(seconds: second)
        // An hour with everything in it: falls, poor and lost signal, odd pulses, low battery.
        switch second % 240 {
        case 60..<75: return Reading(at: at, state: .measured, reason: .none, spo2Percent: 88)
        case 75..<80: return Reading(at: at, state: .measured, reason: .none, spo2Percent: 82)
        case 120..<140: return .absent(.searching, at: at)
        case 150..<165:
            return Reading(
                at: at, state: .unreliable, reason: .weakSignal, spo2Percent: 86, pulseBpm: 40)
        default:
            return Reading(
                at: at, state: .measured, reason: .none, spo2Percent: 97, pulseBpm: 72,
                quality: 90, flags: second % 100 == 0 ? .lowBattery : [])
        }
    }

    /// A pulse of 72 a minute on breaths of 15 a minute, 60 samples a second.
    private func pleth(_ sample: Int) -> UInt16 {
        let phase = sample * 72 % 3600
        let beat = phase < 900 ? phase * 60 / 900 : max(0, 60 - (phase - 900) * 60 / 2200)
        let breath = sample % 240
        return UInt16(30 + beat + (breath < 120 ? breath / 12 : (240 - breath) / 12))
    }

    @Test("beats: ten minutes of waveform, with a gap, the rate and its two readers' agreement")
    func beats() {
        var detector = BeatDetector(sampleRateHertz: 60)
        var rate = PulseRate(sampleRateHertz: 60)
        var found = 0
        var rates = 0
        func run(_ samples: Range<Int>) {
            for sample in samples {
                if sample % 9000 == 8999 {
                    detector.gap()
                    rate.gap()
                }
                if let beat = detector.take(pleth(sample)) {
                    found += 1
                    rate.take(beat)
                }
                if sample % 60 == 59, rate.beatsPerMinute(at: sample) != nil { rates += 1 }
            }
        }
        run(0..<1200)
        #expect(allocations { run(1200..<37_200) } == 0)
        #expect(found > 600 && rates > 400, "\(found) beats, \(rates) rates")
    }

    @Test("respiration: ten minutes of waveform, with a gap")
    func respiration() {
        var respiration = Respiration(sampleRateHertz: 60)
        var values = 0
        func run(_ samples: Range<Int>) {
            for sample in samples {
                if sample % 12_000 == 11_999 { respiration.gap() }
                respiration.take(pleth(sample))
                if sample % 60 == 59, respiration.second().breathsPerMinute != nil { values += 1 }
            }
        }
        run(0..<3600)
        #expect(allocations { run(3600..<39_600) } == 0)
        #expect(values > 300, "\(values) values")
    }

    @Test("reading maker: a minute of samples at 60 Hz")
    func readingMaker() {
        var maker = ReadingMaker(valuePeriodMilliseconds: 1000)
        var measured = 0
        func run(_ seconds: Range<Int64>) {
            for second in seconds {
                for index in 0..<60 as Range<Int64> {
                    let sample = Sample(
                        spo2Percent: 97, pulseBpm: 70, pleth: UInt16((second * 60 + index) % 127),
                        strengthPercent: 80)
                    maker.take(sample, at: BootTime(milliseconds: second * 1000 + index * 16))
                }
                let reading = maker.second(at: BootTime(seconds: second + 1))
                if reading.state == .measured { measured += 1 }
            }
        }
        run(0..<2)
        #expect(allocations { run(2..<62) } == 0)
        #expect(measured >= 60)
    }

    @Test("trend: ten minutes and its facts")
    func trend() {
        var trend = Trend()
        var facts = 0
        var below = 0
        func run(_ seconds: Range<Int64>) {
            for second in seconds {
                trend.take(reading(second))
                if trend.facts(over: .minute) != nil { facts += 1 }
                if trend.facts(over: .fiveMinutes) != nil { facts += 1 }
                if trend.robustSlope(over: .fifteenMinutes) != nil { facts += 1 }
                if trend.forecast(to: 90) != nil { facts += 1 }
                below += trend.seconds(below: 90, over: .hour)
                below += trend.area(below: 90, over: .fiveMinutes)
            }
        }
        run(0..<10)
        #expect(allocations { run(10..<610) } == 0)
        #expect(facts > 500 && below > 0)
    }

    private struct Counting: FrameConsumer {
        var samples = 0
        mutating func take(_ sample: Sample) { samples += 1 }
        mutating func takeStored(_ sample: Sample) {}
        mutating func notice(_ frame: Span<UInt8>) {}
        mutating func skipped(_ count: Int, at offset: UInt64, _ why: SkipReason) {}
    }

    @Test("pump: frames, damage and frames cut in two")
    func pump() {
        var pump = FramePump(ContecV7Decoder())
        var consumer = Counting()
        // contec-v7 frames by the protocol's layout, with a damaged byte every hundredth frame.
        var bytes: [UInt8] = []
        for index in 0..<600 {
            bytes += [0x01, 0x80, 0x88, 0xC0, 0xA0, 0xC6, 0xE1, 0xFF, 0xFF]
            if index % 100 == 0 { bytes.append(0x55) }
        }
        pump.feed(bytes.span, into: &consumer)
        let before = consumer.samples
        let asked = allocations {
            var start = 0
            while start < bytes.count {
                let end = min(start + 37, bytes.count)
                pump.feed(bytes.span.extracting(start..<end), into: &consumer)
                start = end
            }
        }
        #expect(asked == 0)
        #expect(consumer.samples > before + 500)
    }
}
