import Drivers
import SignalCore

/// Bytes to samples through the pump a link uses, in reads of the size a link makes.
struct DecodeBench {
    private static let rounds = 11
    private static let readBytes = 65_536

    private let family: Family
    private let bytes: [UInt8]
    private let isInput: Bool

    init(_ family: Family, input: String?) throws {
        self.family = family
        isInput = input != nil
        guard let input else {
            bytes =
                family == .contecV7
                ? ContecV7Noise.frames(1_000_000) : SimulatedBytes.ofHours(family)
            return
        }
        var read: [UInt8] = []
        try ByteSource.forEachBlock(of: input) { block in
            for place in block.indices { read.append(block[place]) }
        }
        bytes = read
    }

    func run() throws -> BenchResult {
        var tally = SampleTally()
        var frames: UInt64 = 0
        let rounds = (0..<Self.rounds).map { _ in
            tally = SampleTally()
            return ContinuousClock().measure { frames = decode(into: &tally) }
        }
        guard frames > 0 else {
            throw Refusal("there is no \(family.rawValue) frame in the input.")
        }
        return BenchResult(
            name: .decode(family), unit: "frames",
            perSecond: BenchResult.medianPerSecond(units: Double(frames), rounds),
            found: isInput
                ? BenchResult.Found(
                    count: frames, spo2Percent: tally.spo2Percent, pulseBpm: tally.pulseBpm,
                    pleth: tally.pleth) : nil)
    }

    private func decode(into tally: inout SampleTally) -> UInt64 {
        var pump = FamilyPump(family)
        let all = bytes.span
        var offset = 0
        while offset < all.count {
            let end = min(offset + Self.readBytes, all.count)
            pump.feed(all.extracting(offset..<end), into: &tally)
            offset = end
        }
        pump.finish(into: &tally)
        return pump.counters.frames
    }
}

/// Adds up what the frames say, so that nothing the decoder does can be left out.
struct SampleTally: FrameConsumer {
    private(set) var spo2Percent: UInt64 = 0
    private(set) var pulseBpm: UInt64 = 0
    private(set) var pleth: UInt64 = 0

    mutating func take(_ sample: Sample) {
        spo2Percent &+= UInt64(sample.spo2Percent ?? 0)
        pulseBpm &+= UInt64(sample.pulseBpm ?? 0)
        pleth &+= UInt64(sample.pleth ?? 0)
    }

    mutating func skipped(_ count: Int, at offset: UInt64, _ why: SkipReason) {}
}
