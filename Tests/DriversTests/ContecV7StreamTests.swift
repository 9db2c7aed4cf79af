import Drivers
import Foundation
import SignalCore
import Testing

@Suite("Contec V7: streams")
struct ContecV7StreamTests {
    /// Answers and live packets, glued, as they come from a port.
    static let clean = hex(
        """
        0C 80 06 80 80 87 11 80 81 81 80 80 80 80 80 0E 80 81
        02 80 80 A0 A0 A0 A0 A0 A0 02 81 FF A0 A0 A0 A0 A0 A0
        01 E0 85 B3 96 C1 E1 FF FF 01 E0 85 B0 96 C1 E1 FF FF
        01 E0 C5 C7 98 C1 E1 FF FF 0B 81 95 85 01 E1 84 C0 90 80 80 FF FF
        01 E8 85 B3 96 82 E1 FF FF
        """)

    @Test("whole, many at once")
    func whole() {
        let decoded = DecodedStream([Self.clean])
        #expect(decoded.samples.count == 5)
        #expect(decoded.samples.map(\.pulseBpm) == [65, 65, 65, nil, 130])
        #expect(decoded.counters.frames == 12)
        #expect(decoded.skips.isEmpty)
    }

    @Test("byte by byte")
    func byteByByte() {
        #expect(DecodedStream(Self.clean.map { [$0] }) == DecodedStream([Self.clean]))
    }

    @Test("cut at every place", arguments: 0...clean.count)
    func everySplit(place: Int) {
        let chunks = [Array(Self.clean[..<place]), Array(Self.clean[place...])]
        #expect(DecodedStream(chunks) == DecodedStream([Self.clean]))
    }

    static let garbage = [
        "", "80", "FF FF FF", "00", "7F 80", "31 30 35", "7D 81 A1 80 80 80 80 80 80", "01",
        "01 E0",
        "01 E0 85 B3 96 C1 E1 FF", "0F 80 81", "16 80 80", "01 01 01 01 01 01 01 01 01 01",
    ]

    /// Garbage that runs into the first frame can at most cost that frame.
    @Test("garbage before, between and after", arguments: garbage)
    func garbageAround(text: String) {
        let noise = hex(text)
        let frame = hex("01 E0 85 B3 96 C1 E1 FF FF")
        let bytes = noise + frame + noise + frame + noise
        let decoded = DecodedStream([bytes])
        #expect(decoded.samples.count == 2)
        #expect(decoded.samples.allSatisfy { $0.pulseBpm == 65 && $0.spo2Percent == 97 })
        #expect(DecodedStream(bytes.map { [$0] }).samples == decoded.samples)
    }

    @Test("a frame that breaks off is skipped up to the next start, and said so")
    func brokenFrame() {
        let decoded = DecodedStream([hex("0C 80 01 E0 85 B3 01 E0 85 B3 96 C1 E1 FF FF")])
        #expect(decoded.samples.count == 1)
        #expect(decoded.skips == [.init(count: 4, why: .brokenFrame)])
        #expect(decoded.skipOffsets == [2])
        #expect(decoded.counters.framedBytes == 11)
    }

    @Test("the end of the stream inside a frame is said")
    func truncated() {
        let decoded = DecodedStream([hex("01 E0 85")])
        #expect(decoded.skips == [.init(count: 3, why: .truncated)])
    }

    /// Seeds are printed on failure as the argument.
    @Test(
        "random bytes: nothing lost, cutting changes nothing", arguments: 0..<200 as Range<UInt64>)
    func randomBytes(seed: UInt64) {
        var random = SplitMix(seed: seed)
        let bytes = (0..<600).map { _ in
            // Mostly frame-like bytes, so that frames, breaks and unknown types all come up.
            random.next() % 4 == 0
                ? UInt8(truncatingIfNeeded: random.next() % 24)
                : UInt8(truncatingIfNeeded: random.next()) | 0x80
        }
        let whole = DecodedStream([bytes])
        var chunks: [[UInt8]] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            let size = min(Int(random.next() % 31) + 1, rest.count)
            chunks.append(Array(rest.prefix(size)))
            rest = rest.dropFirst(size)
        }
        #expect(DecodedStream(chunks).samples == whole.samples)
        #expect(DecodedStream(chunks).counters == whole.counters)
        #expect(whole.skips.reduce(0) { $0 + $1.count } == Int(whole.counters.skippedBytes))
        #expect(framedBytes(bytes) == bytes.count - Int(whole.counters.skippedBytes))
    }

    /// Counts framed bytes a second way: by walking with the protocol's length table.
    private func framedBytes(_ bytes: [UInt8]) -> Int {
        let lengths = [
            1: 9, 2: 9, 3: 9, 4: 9, 5: 9, 6: 4, 7: 8, 8: 8, 9: 6, 10: 4, 11: 4, 12: 2, 13: 3, 14: 3,
            15: 8, 16: 3, 17: 9, 18: 8, 19: 9, 20: 9, 21: 9,
        ]
        var framed = 0
        var place = 0
        while place < bytes.count {
            let length = lengths[Int(bytes[place])] ?? 0
            let body = bytes[(place + 1)...].prefix(max(length - 1, 0))
            if length > 0, body.count == length - 1, body.allSatisfy({ $0 >= 0x80 }) {
                framed += length
                place += length
            } else {
                place += 1
            }
        }
        return framed
    }

    @Test("after any single damaged byte the next whole frame but one is found", arguments: 0..<27)
    func resynchronises(place: Int) {
        let frame = hex("01 E0 85 B3 96 C1 E1 FF FF")
        for value in UInt8.min...UInt8.max {
            var bytes = frame + frame + frame + frame + frame
            bytes[place] = value
            let decoded = DecodedStream([bytes])
            #expect(decoded.samples.suffix(1).first?.spo2Percent == 97)
            #expect(decoded.samples.count >= 3, "byte \(place) as \(value)")
        }
    }
}

@Suite("Contec V7: a real capture")
struct ContecV7CaptureTests {
    static let recordings =
        ProcessInfo.processInfo.environment["SPOTTER_RECORDINGS"] ?? "../shared/recordings"
    static let path =
        recordings + "/captures/contec-v7-serial/cms50dplus-fw46-handshake-live-headrotor.hex"

    @Test(
        "every whole frame is found, in spite of the wraps",
        .enabled(
            if: FileManager.default.fileExists(atPath: path),
            "no recordings: set SPOTTER_RECORDINGS")
    )
    func capture() throws {
        let bytes = hex(try String(contentsOfFile: Self.path, encoding: .utf8))
        let decoded = DecodedStream([bytes])
        #expect(decoded.samples.count == Self.livePackets(in: bytes))
        #expect(decoded.samples.count > 55)
        #expect(decoded.samples.allSatisfy { $0.pulseBpm == 65 && $0.spo2Percent == 97 })
    }

    /// Live packets counted by the framing rule alone.
    private static func livePackets(in bytes: [UInt8]) -> Int {
        bytes.indices.count { place in
            bytes[place] == 1 && place + 8 < bytes.count
                && bytes[(place + 1)...(place + 8)].allSatisfy { $0 >= 0x80 }
        }
    }
}

/// SplitMix64: small, seedable, the same on every machine.
struct SplitMix: RandomNumberGenerator {
    private var state: UInt64
    init(seed: UInt64) { state = seed }
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}
