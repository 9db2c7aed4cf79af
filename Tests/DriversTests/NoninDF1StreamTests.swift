import Drivers
import SignalCore
import Testing

@Suite("Nonin DF1: streams")
struct NoninDF1StreamTests {
    static let frames = ["80 3D 61", "80 3E 60", "81 02 5F", "90 7F 52", "A0 3D 61", "83 7F 7F"]
        .map(hex)
    static let stream = frames.flatMap { $0 }

    static func decode(_ chunks: [[UInt8]]) -> DecodedStream {
        DecodedStream(chunks, decoder: NoninDF1Decoder())
    }

    @Test("whole, many at once")
    func whole() {
        let decoded = Self.decode([Self.stream])
        #expect(decoded.samples.map(\.pulseBpm) == [61, 62, 130, 127, 61, nil])
        #expect(decoded.samples.map(\.spo2Percent) == [97, 96, 95, 82, 97, nil])
        #expect(decoded.counters.frames == 6 && decoded.counters.framedBytes == 18)
        #expect(decoded.skips.isEmpty)
    }

    @Test("byte by byte, and cut at every place")
    func everySplit() {
        #expect(Self.decode(Self.stream.map { [$0] }).says(Self.decode([Self.stream])))
        #expect(wrongSplits(Self.stream, NoninDF1Decoder()).isEmpty)
    }

    /// One frame comes a second: waiting for the next one's first byte would make each a second old.
    @Test("a frame counts with its last byte")
    func lastByte() {
        var pump = FramePump(NoninDF1Decoder())
        var run = LongestRun([], decoder: NoninDF1Decoder())
        for byte in hex("80 3D") { pump.feed([byte].span, into: &run) }
        #expect(run.longest == 0)
        pump.feed(([0x61] as [UInt8]).span, into: &run)
        #expect(run.longest == 1)
    }

    @Test(
        "garbage before, between and after",
        arguments: ["00", "7F 7F 7F 7F", "80", "FF FF", "80 3D"])
    func garbageAround(text: String) {
        let frame = Self.frames[0]
        let noise = hex(text)
        let bytes = noise + frame + noise + frame + noise
        let decoded = Self.decode([bytes])
        #expect(decoded.samples == Self.decode([frame + frame]).samples)
        #expect(wrongSplits(bytes, NoninDF1Decoder()).isEmpty)
    }

    @Test("what is no frame is skipped, and said why")
    func skips() {
        let decoded = Self.decode([hex("01 02 80 3D 80 3D 61 07 85 33")])
        #expect(decoded.samples.count == 1)
        #expect(
            decoded.skips == [
                .init(count: 2, why: .noFrameStart), .init(count: 2, why: .brokenFrame),
                .init(count: 1, why: .noFrameStart), .init(count: 2, why: .truncated),
            ])
        #expect(decoded.skipOffsets == [0, 2, 7, 8])
    }

    @Test("after any damaged byte the next whole frame but one is found")
    func resynchronises() {
        #expect(lostFrames(Self.frames, damaging: 3, NoninDF1Decoder()).isEmpty)
    }

    @Test(
        "damage at random: what a slow reading finds, however cut",
        arguments: 0..<200 as Range<UInt64>)
    func random(seed: UInt64) {
        var random = SplitMix(seed: seed)
        let bytes = damagedStream(&random) { random in
            let word = random.next()
            return (0..<3).map {
                UInt8(truncatingIfNeeded: word >> ($0 * 8)) % 128 + ($0 == 0 ? 128 : 0)
            }
        }
        let whole = Self.decode([bytes])
        let plain = PlainFrames(bytes, length: 3, isFrame: PlainFrames.hasSyncByte)
        #expect(whole.samples == plain.found.compactMap { $0.map(NoninDF1Plain.sample) })
        #expect(whole.samples.count > 50)
        #expect(whole.counters.framedBytes == UInt64(plain.framedBytes))
        #expect(whole.counters.bytes == UInt64(bytes.count))
        #expect(whole.skips.reduce(0) { $0 + $1.count } == Int(whole.counters.skippedBytes))
        #expect(Self.decode(cut(bytes, &random)).says(whole))
        #expect(Self.decode(bytes.map { [$0] }).says(whole))
    }

    @Test("no two frames of format 8 or of a five-byte family stand in a row without a skip")
    func otherFamilies() {
        let format8 = (0..<60).flatMap { _ in hex("80 3D 61 20") }
        let contec = (0..<60).flatMap { _ in hex("85 33 06 41 61") }
        #expect(LongestRun(format8, decoder: NoninDF1Decoder()).longest == 1)
        #expect(LongestRun(contec, decoder: NoninDF1Decoder()).longest == 1)
        #expect(LongestRun(Self.stream, decoder: NoninDF1Decoder()).longest == 6)
        #expect(FamilyModel.noninDF1.framesToClaim > 1)
    }
}
