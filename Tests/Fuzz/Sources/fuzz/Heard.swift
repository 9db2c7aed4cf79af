import Drivers
import SignalCore

/// What a stream came to: enough to tell two decodings apart, and nothing that grows.
struct Heard: FrameConsumer, Equatable {
    private(set) var digest: UInt64 = 0xCBF2_9CE4_8422_2325
    private(set) var numbers = 0
    private(set) var stored = 0
    private(set) var skippedBytes = 0
    private(set) var notices = 0

    mutating func take(_ sample: Sample) {
        if sample.spo2Percent != nil || sample.pulseBpm != nil { numbers += 1 }
        add(sample)
    }

    mutating func takeStored(_ sample: Sample) {
        stored += 1
        add(sample)
    }

    mutating func notice(_ frame: Span<UInt8>) {
        notices += 1
        for place in frame.indices { add(UInt64(frame[place])) }
    }

    mutating func skipped(_ count: Int, at offset: UInt64, _ why: SkipReason) {
        precondition(count > 0, "a skip of nothing")
        skippedBytes += count
    }

    private mutating func add(_ sample: Sample) {
        precondition(sample.spo2Percent.map { (1...100).contains($0) } ?? true, "impossible SpO2")
        precondition(sample.pulseBpm.map { (1...510).contains($0) } ?? true, "impossible pulse")
        precondition(
            sample.flags.isDisjoint(with: .noReading)
                || sample.spo2Percent == nil && sample.pulseBpm == nil,
            "a value beside a flag that says there is none")
        add(UInt64(sample.spo2Percent ?? 255))
        add(UInt64(sample.pulseBpm ?? 65_535))
        add(UInt64(sample.pleth ?? 65_535))
        add(UInt64(sample.perfusionHundredths ?? 65_535))
        add(UInt64(sample.strengthPercent ?? 255))
        add(UInt64(sample.flags.rawValue))
    }

    /// FNV-1a over whole words.
    private mutating func add(_ word: UInt64) { digest = (digest ^ word) &* 0x100_0000_01B3 }
}
