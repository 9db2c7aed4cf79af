import Drivers
import SignalCore
import Testing

@Suite("Nonin DF8: streams")
struct NoninDF8StreamTests {
    static let frames = [
        "80 3D 61 20", "80 3E 60 00", "81 02 5F 01", "90 7F 52 00", "80 3D 61 08", "83 7F 7F 00",
    ].map(hex)
    static let stream = frames.flatMap { $0 }

    static func decode(_ chunks: [[UInt8]]) -> DecodedStream {
        DecodedStream(chunks, decoder: NoninDF8Decoder())
    }

    @Test("whole, many at once")
    func whole() {
        let decoded = Self.decode([Self.stream])
        #expect(decoded.samples.map(\.pulseBpm) == [61, 62, 130, 127, nil, nil])
        #expect(decoded.samples.map(\.spo2Percent) == [97, 96, 95, 82, nil, nil])
        #expect(decoded.counters.frames == 6 && decoded.counters.framedBytes == 24)
        #expect(decoded.skips.isEmpty)
    }

    @Test("byte by byte, and cut at every place")
    func everySplit() {
        #expect(Self.decode(Self.stream.map { [$0] }).says(Self.decode([Self.stream])))
        #expect(wrongSplits(Self.stream, NoninDF8Decoder()).isEmpty)
    }

    /// One frame comes a second: waiting for the next one's first byte would make each a second old.
    @Test("a frame counts with its last byte")
    func lastByte() {
        var pump = FramePump(NoninDF8Decoder())
        var run = LongestRun([], decoder: NoninDF8Decoder())
        for byte in hex("80 3D 61") { pump.feed([byte].span, into: &run) }
        #expect(run.longest == 0)
        pump.feed(([0x20] as [UInt8]).span, into: &run)
        #expect(run.longest == 1)
    }

    @Test(
        "garbage before, between and after",
        arguments: ["00", "7F 7F 7F 7F", "80", "FF FF", "80 3D 61"])
    func garbageAround(text: String) {
        let frame = Self.frames[0]
        let noise = hex(text)
        let bytes = noise + frame + noise + frame + noise
        let decoded = Self.decode([bytes])
        #expect(decoded.samples == Self.decode([frame + frame]).samples)
        #expect(wrongSplits(bytes, NoninDF8Decoder()).isEmpty)
    }

    @Test("what is no frame is skipped, and said why")
    func skips() {
        let decoded = Self.decode([hex("01 02 80 3D 80 3D 61 00 07 85 33")])
        #expect(decoded.samples.count == 1)
        #expect(
            decoded.skips == [
                .init(count: 2, why: .noFrameStart), .init(count: 2, why: .brokenFrame),
                .init(count: 1, why: .noFrameStart), .init(count: 2, why: .truncated),
            ])
        #expect(decoded.skipOffsets == [0, 2, 8, 9])
    }

    @Test("after any damaged byte the next whole frame but one is found")
    func resynchronises() {
        #expect(lostFrames(Self.frames, damaging: 3, NoninDF8Decoder()).isEmpty)
    }

    @Test(
        "damage at random: what a slow reading finds, however cut",
        arguments: 0..<200 as Range<UInt64>)
    func random(seed: UInt64) {
        var random = SplitMix(seed: seed)
        let bytes = damagedStream(&random) { random in
            let word = random.next()
            return (0..<4).map {
                UInt8(truncatingIfNeeded: word >> ($0 * 8)) % 128 + ($0 == 0 ? 128 : 0)
            }
        }
        let whole = Self.decode([bytes])
        let plain = PlainFrames(bytes, length: 4, isFrame: PlainFrames.hasSyncByte)
        #expect(whole.samples == plain.found.compactMap { $0.map(NoninDF8Plain.sample) })
        #expect(whole.samples.count > 50)
        #expect(whole.counters.framedBytes == UInt64(plain.framedBytes))
        #expect(whole.counters.bytes == UInt64(bytes.count))
        #expect(whole.skips.reduce(0) { $0 + $1.count } == Int(whole.counters.skippedBytes))
        #expect(Self.decode(cut(bytes, &random)).says(whole))
        #expect(Self.decode(bytes.map { [$0] }).says(whole))
    }

    @Test("a stream of format 1 has no frame, one of a five-byte family no two in a row")
    func otherFamilies() {
        let format1 = (0..<60).flatMap { _ in hex("80 3D 61") }
        let contec = (0..<60).flatMap { _ in hex("85 33 06 41 61") }
        #expect(LongestRun(format1, decoder: NoninDF8Decoder()).longest == 0)
        #expect(LongestRun(contec, decoder: NoninDF8Decoder()).longest == 1)
        #expect(LongestRun(Self.stream, decoder: NoninDF8Decoder()).longest == 6)
        #expect(FamilyModel.noninDF8.framesToClaim > 1)
    }
}
