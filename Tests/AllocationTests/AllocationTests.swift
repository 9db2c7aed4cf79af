import Alerts
import CAllocations
import Drivers
import SignalCore
import Testing

/// From bytes to alerts nothing asks for memory once it is set up. The count is this thread's own,
/// so other tests running beside do not disturb it.
@Suite("No allocation on the hot path", .serialized)
struct AllocationTests {
    /// How often `body` asked for memory.
    private func allocations(_ body: () -> Void) -> UInt {
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

    private func reading(_ second: Int64) -> Reading {
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

    @Test("machine: an hour of readings and ticks with alerts rising and clearing")
    func machine() {
        var machine = WatchMachine(
            limits: .spotterDefaults, startedAt: BootTime(seconds: 0), hasOximeter: true)
        machine.observe(.dose, at: BootTime(seconds: 0))
        var changes = 0
        func run(_ seconds: Range<Int64>) {
            for second in seconds {
                machine.take(reading(second))
                machine.tick(at: BootTime(seconds: second))
                machine.drain { _ in changes += 1 }
            }
        }
        run(1..<300)
        #expect(allocations { run(300..<3900) } == 0)
        #expect(changes > 50)
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
        func run(_ seconds: Range<Int64>) {
            for second in seconds {
                trend.take(reading(second))
                if trend.facts(over: .minute) != nil { facts += 1 }
                if trend.facts(over: .fiveMinutes) != nil { facts += 1 }
            }
        }
        run(0..<10)
        #expect(allocations { run(10..<610) } == 0)
        #expect(facts > 500)
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
