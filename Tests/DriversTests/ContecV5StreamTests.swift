import Drivers
import SignalCore
import Testing

@Suite("Contec V5: streams")
struct ContecV5StreamTests {
    static let frames = [
        "85 33 06 41 61", "85 40 07 41 61", "C5 51 08 41 60", "85 42 46 02 60", "94 40 10 00 00",
        "84 40 20 00 00",
    ].map(hex)
    static let stream = frames.flatMap { $0 }

    static func decode(_ chunks: [[UInt8]]) -> DecodedStream {
        DecodedStream(chunks, decoder: ContecV5Decoder())
    }

    @Test("whole, many at once")
    func whole() {
        let decoded = Self.decode([Self.stream])
        #expect(decoded.samples.map(\.pulseBpm) == [65, 65, 65, 130, nil, nil])
        #expect(decoded.samples.map(\.spo2Percent) == [97, 97, 96, 96, nil, nil])
        #expect(decoded.counters.frames == 6 && decoded.counters.framedBytes == 30)
        #expect(decoded.skips.isEmpty)
    }

    @Test("byte by byte, and cut at every place")
    func everySplit() {
        #expect(Self.decode(Self.stream.map { [$0] }).says(Self.decode([Self.stream])))
        #expect(wrongSplits(Self.stream, ContecV5Decoder()).isEmpty)
    }

    @Test(
        "garbage before, between and after",
        arguments: [
            "00", "7F 7F 7F", "00 01 02 03 04 05 06", "80", "FF FF", "85 33", "85 33 06 41",
        ])
    func garbageAround(text: String) {
        let frame = Self.frames[0]
        let noise = hex(text)
        let bytes = noise + frame + noise + frame + noise
        let decoded = Self.decode([bytes])
        #expect(decoded.samples == Self.decode([frame + frame]).samples)
        #expect(wrongSplits(bytes, ContecV5Decoder()).isEmpty)
    }

    @Test("a frame that breaks off is skipped up to the next first byte, and said so")
    func brokenFrame() {
        let decoded = Self.decode([hex("01 02 85 33 06 85 33 06 41 61 07 85 33")])
        #expect(decoded.samples.count == 1)
        #expect(
            decoded.skips == [
                .init(count: 2, why: .noFrameStart), .init(count: 3, why: .brokenFrame),
                .init(count: 1, why: .noFrameStart), .init(count: 2, why: .truncated),
            ])
        #expect(decoded.skipOffsets == [0, 2, 10, 11])
    }

    @Test("after any damaged byte the next whole frame but one is found")
    func resynchronises() {
        #expect(lostFrames(Self.frames, damaging: 3, ContecV5Decoder()).isEmpty)
    }

    @Test(
        "damage at random: what a slow reading finds, however cut",
        arguments: 0..<200 as Range<UInt64>)
    func random(seed: UInt64) {
        var random = SplitMix(seed: seed)
        let bytes = damagedStream(&random) { random in
            let word = random.next()
            return (0..<5).map {
                UInt8(truncatingIfNeeded: word >> ($0 * 8)) % 128 + ($0 == 0 ? 128 : 0)
            }
        }
        let whole = Self.decode([bytes])
        let plain = PlainFrames(bytes, length: 5, isFrame: PlainFrames.hasSyncByte)
        #expect(whole.samples == plain.found.compactMap { $0.map(ContecV5Plain.sample) })
        #expect(whole.samples.count > 50)
        #expect(whole.counters.framedBytes == UInt64(plain.framedBytes))
        #expect(whole.counters.bytes == UInt64(bytes.count))
        #expect(whole.skips.reduce(0) { $0 + $1.count } == Int(whole.counters.skippedBytes))
        #expect(Self.decode(cut(bytes, &random)).says(whole))
        #expect(Self.decode(bytes.map { [$0] }).says(whole))
    }

    /// Nonin's one-second formats have the same first byte and fewer others.
    @Test("a stream of shorter frames is never claimed")
    func otherFamilies() {
        let bytes =
            (0..<60).flatMap { _ in hex("80 3D 61") } + (0..<60).flatMap { _ in hex("80 3D 61 20") }
        #expect(
            LongestRun(bytes, decoder: ContecV5Decoder()).longest
                < FamilyModel.contecV5.framesToClaim)
        #expect(Self.decode([bytes]).samples.isEmpty)
    }
}
