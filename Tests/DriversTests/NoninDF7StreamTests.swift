import Drivers
import SignalCore
import Testing

@Suite("Nonin DF7: streams")
struct NoninDF7StreamTests {
    static let packets = [
        NoninTestPacket(pulse: 61, spo2: 97, status: [4: 0x02, 5: 0x06]),
        NoninTestPacket(pulse: 130, spo2: 88, stat2: 0x21, wave: 60),
        NoninTestPacket(pulse: 511, spo2: 127, status: [1: 0x08, 2: 0x08, 3: 0x08], wave: 1),
    ].map { $0.frames(format: 7) }
    static let stream = packets.flatMap { $0 }.flatMap { $0 }

    static func decode(_ chunks: [[UInt8]]) -> DecodedStream {
        DecodedStream(chunks, decoder: NoninDF7Decoder())
    }

    static func plain(_ bytes: [UInt8]) -> PlainFrames {
        PlainFrames(bytes, length: 5) {
            $0[0] >= 128 && $0.dropLast().reduce(0) { $0 + Int($1) } % 256 == $0[4]
        }
    }

    @Test("whole, byte by byte, and cut at every place")
    func everySplit() {
        let whole = Self.decode([Self.stream])
        #expect(whole.pulses == [61, 130] && whole.oxygen == [97, 88])
        #expect(whole.samples == NoninPlain.samples(Self.plain(Self.stream).found, format: 7))
        #expect(whole.counters.framedBytes == 375 && whole.skips.isEmpty)
        #expect(Self.decode(Self.stream.map { [$0] }).says(whole))
        #expect(wrongSplits(Self.stream, NoninDF7Decoder()).isEmpty)
    }

    @Test("what began before the stream gives its waveform and no number", arguments: 1...24)
    func beginsInside(count: Int) {
        let decoded = Self.decode([Self.packets[0].dropFirst(count).flatMap { $0 } + Self.stream])
        #expect(decoded.pulses == [61, 130] && decoded.oxygen == [97, 88])
        #expect(decoded.samples.count == 100 - count)
        #expect(
            decoded.samples.prefix(25 - count).allSatisfy { !$0.carriesNumbers && $0.pleth != nil })
    }

    @Test("a frame lost from a packet takes the numbers after it", arguments: 0..<25)
    func lostFrame(number: Int) {
        var frames = Self.packets[0]
        frames[number][4] ^= 0x10
        let decoded = Self.decode([frames.flatMap { $0 } + Self.stream])
        #expect(decoded.pulses == (number <= 1 ? [61, 130] : [61, 61, 130]))
        #expect(decoded.oxygen == (number <= 2 ? [97, 88] : [97, 97, 88]))
        #expect(decoded.samples.count == 99)
        #expect(decoded.joinedSkips == [.init(count: 5, why: .badChecksum)])
        #expect(decoded.skipOffsets[0] == UInt64(number * 5))
    }

    @Test("a first frame in the wrong place begins a packet", arguments: 1...24)
    func earlyFirstFrame(count: Int) {
        let decoded = Self.decode([
            Self.packets[0].prefix(count).flatMap { $0 } + Self.packets[1].flatMap { $0 }
        ])
        #expect(decoded.pulses == (count >= 2 ? [61, 130] : [130]))
        #expect(decoded.oxygen == (count >= 3 ? [97, 88] : [88]))
        #expect(decoded.samples.count == count + 25 && decoded.skips.isEmpty)
    }

    @Test("after 25 frames without a first frame the packet is lost")
    func missingFirstFrame() {
        var frames = Self.packets[0] + Self.packets[1]
        frames[25] = NoninTestPacket.checked([0x80, 0, 60, frames[25][3]])
        let decoded = Self.decode([frames.flatMap { $0 } + Self.stream])
        #expect(decoded.pulses == [61, 61, 130] && decoded.oxygen == [97, 97, 88])
        // Not even the battery is read from a packet whose places are not known.
        #expect(decoded.samples.count { $0.flags.contains(.lowBattery) } == 1)
        #expect(decoded.samples.count == 125 && decoded.skips.isEmpty)
    }

    @Test(
        "garbage before, between and after",
        arguments: ["00", "80", "80 00", "80 00 00 00", "FF FF FF", "01 81", "80 00 00 00 81"])
    func garbageAround(text: String) {
        let noise = hex(text)
        let bytes = noise + Self.stream + noise + Self.stream + noise
        let decoded = Self.decode([bytes])
        #expect(decoded.oxygen.suffix(2) == [97, 88] && decoded.oxygen.count >= 3)
        #expect(decoded.samples.count >= 148)
        #expect(wrongSplits(bytes, NoninDF7Decoder()).isEmpty)
    }

    @Test("what is no frame is skipped, and said why")
    func skips() {
        let decoded = Self.decode([hex("02 03 80 00 00 00 81 05 80 00 00 00 80 80 00")])
        #expect(decoded.samples.count == 1)
        #expect(
            decoded.joinedSkips == [
                .init(count: 2, why: .noFrameStart), .init(count: 6, why: .badChecksum),
                .init(count: 2, why: .truncated),
            ])
    }

    @Test("after any damaged byte the next whole frame but one is found, and the packet after")
    func resynchronises() {
        let frames = Self.packets.flatMap { $0 }
        let lost = lostFrames(frames, damaging: 26, NoninDF7Decoder()) { clean, found in
            clean.pleth == found.pleth
                && clean.flags.subtracting(.lowBattery) == found.flags.subtracting(.lowBattery)
                && [nil, clean.pulseBpm].contains(found.pulseBpm)
                && [nil, clean.spo2Percent].contains(found.spo2Percent)
        }
        #expect(lost.isEmpty)
        #expect(lostPackets(format: 7, NoninDF7Decoder()).isEmpty)
    }

    @Test(
        "damage at random: what a slow reading finds, however cut",
        arguments: 0..<200 as Range<UInt64>)
    func random(seed: UInt64) {
        var random = SplitMix(seed: seed)
        let bytes = randomPackets(format: 7, &random)
        let whole = Self.decode([bytes])
        let plain = Self.plain(bytes)
        #expect(whole.samples == NoninPlain.samples(plain.found, format: 7))
        #expect(whole.samples.count > 50)
        #expect(whole.counters.framedBytes == UInt64(plain.framedBytes))
        #expect(whole.counters.bytes == UInt64(bytes.count))
        #expect(whole.skips.reduce(0) { $0 + $1.count } == Int(whole.counters.skippedBytes))
        #expect(Self.decode(cut(bytes, &random)).says(whole))
        #expect(Self.decode(bytes.map { [$0] }).says(whole))
    }

    @Test("a stream of format 2 is never claimed")
    func otherFormat() {
        let frames = [0, 31, 64, 127, 200].flatMap { wave in
            (0..<8).flatMap { _ in NoninTestPacket(wave: wave).frames(format: 2) }
        }
        let longest = LongestRun(frames.flatMap { $0 }, decoder: NoninDF7Decoder()).longest
        #expect(longest < FamilyModel.noninDF7.framesToClaim)
    }
}
