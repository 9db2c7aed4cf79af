import Drivers
import SignalCore
import Testing

@Suite("Contec HID: streams")
struct ContecHIDStreamTests {
    /// Answers, live reports with their unused ends, and data from the memory across two reports.
    static let clean: [UInt8] =
        report(hex("F0 70")) + report(hex("F2 00 00 02 02 00 0B 01")) + report(hex("F3 00 73"))
        + report(hex("FE 03 20 20 20 75 73 65 72 20"))
        + report(hex("F1 35 30 45 20 20 20 20 20 3B"))
        + report(hex("EF 00 01 40 00 00 00 30"))
        + report(hex("EC 40 01 01 15 05 0F 0C 06 2A 39 51 00 00 75 73 65 72 00 00 5C"))
        + report(wave(39) + wave(40) + wave(41)) + report(wave(42) + numbers(130, 97) + wave(43))
        + report(wave(44) + wave(45) + numbers(72, 96) + wave(46))
        + report(hex("EB 7F 6A"))
        + report(auto(0) + auto(1) + auto(2))
        + report(hex("EF 00 00 00 00 00 00 6F ED 7F 7F 7F 7F 00 69"))
        + report(hex("D0 00 19 07 05 10 3B 17 00 00 02 10 00 69")) + report(hex("D8 01 00 59"))
        + report(manual(0) + manual(1)) + report(hex("D1 00 00 51"))
        + report(hex("EB 00 04 40 60 0F"))

    static let noticeCount = 7 + 1 + 2 + 2 + 1

    static func wave(_ pleth: UInt8) -> [UInt8] { summed([0xEB, 0x00, 0x06, pleth, 0x04]) }

    static func numbers(_ pulse: UInt8, _ oxygen: UInt8) -> [UInt8] {
        summed([0xEB, 0x01, pulse > 127 ? 0x06 : 0x04, pulse & 0x7F, oxygen, 0x7F, 0x00])
    }

    /// A base of 97, then 97 and 96 over and over.
    static func auto(_ sequence: UInt8) -> [UInt8] {
        summed(
            [0xED, 0x04, 0x01, sequence, 0x00, 0x03, 0x00, 0x00, 0x76, 0x71]
                + [UInt8](repeating: 0x01, count: 19))
    }

    /// 97, then 98 and 97 over and over.
    static func manual(_ sequence: UInt8) -> [UInt8] {
        summed(
            [0xD3, sequence, 0x00, 0x00, 0x00, 97] + [UInt8](repeating: 0x19, count: 13))
    }

    /// Bytes in reports of 64, the last filled up.
    static func report(_ bytes: [UInt8]) -> [UInt8] {
        bytes + [UInt8](repeating: 0, count: (64 - bytes.count % 64) % 64)
    }

    private static func decode(_ chunks: [[UInt8]]) -> DecodedStream {
        DecodedStream(chunks, decoder: ContecHIDDecoder())
    }

    @Test("whole, many at once")
    func whole() {
        let decoded = Self.decode([Self.clean])
        #expect(decoded.samples.compactMap(\.pleth) == [39, 40, 41, 42, 43, 44, 45, 46, 64])
        #expect(decoded.samples.filter(\.carriesNumbers).map(\.pulseBpm) == [130, 72])
        #expect(decoded.notices.count == Self.noticeCount)
        #expect(decoded.stored.count == 3 * 38 + 2 * 27)
        #expect(decoded.stored.allSatisfy { [.stored].contains($0.flags) })
        #expect(decoded.skips.isEmpty)
        #expect(decoded.counters.samples == 11)
        #expect(decoded.counters.framedBytes == UInt64(Self.clean.count))
    }

    @Test("byte by byte, and cut at every place")
    func everySplit() {
        let whole = Self.decode([Self.clean])
        #expect(Self.decode(Self.clean.map { [$0] }) == whole)
        for place in 0...Self.clean.count {
            let chunks = [Array(Self.clean[..<place]), Array(Self.clean[place...])]
            #expect(Self.decode(chunks) == whole, "cut at \(place)")
        }
    }

    static let garbage = [
        "", "80", "FF FF FF", "00 00", "7F 12", "31 30 35", "EB", "EB 00", "EB 00 06 27 04",
        "EB 02 03", "EB EB EB", "ED 04 01", "ED 05", "F1 35 30", "F1", "F1 35 30 45 20 20 20",
        "FE 03 20 20 20", "EC 40 01 01", "D3 00 00", "D0", "9D 04 01 01 01 00 00 00 24",
    ]

    /// Garbage that runs into the first message can at most cost that message.
    @Test("garbage before, between and after", arguments: garbage)
    func garbageAround(text: String) {
        let noise = hex(text)
        let message = Self.numbers(65, 97)
        let bytes =
            noise + message + message + message + noise + message + message + message + noise
        let decoded = Self.decode([bytes])
        #expect(decoded.samples.count >= 4)
        #expect(decoded.samples.allSatisfy { $0.pulseBpm == 65 && $0.spo2Percent == 97 })
        #expect(Self.decode(bytes.map { [$0] }).samples == decoded.samples)
        #expect(decoded.counters.bytes == UInt64(bytes.count))
    }

    @Test("what is passed over is said, with its reason and place")
    func skips() {
        let bad = hex("EB 00 06 27 04 1D")
        let broken = hex("EB 00 06")
        let bytes = Self.wave(1) + bad + Self.wave(2) + broken + Self.wave(3) + hex("31 32 EB 05")
        let decoded = Self.decode([bytes + Self.wave(4)])
        #expect(decoded.samples.compactMap(\.pleth) == [1, 2, 3, 4])
        #expect(
            decoded.skips == [
                .init(count: 6, why: .badChecksum), .init(count: 3, why: .brokenFrame),
                .init(count: 2, why: .noFrameStart), .init(count: 2, why: .unknownType),
            ])
        #expect(decoded.skipOffsets == [6, 18, 27, 29])
        #expect(Self.decode([hex("EB 00 06")]).skips == [.init(count: 3, why: .truncated)])
    }

    @Test("a byte with bit 7 set breaks a message off, even where the sum fits")
    func highByte() {
        for bytes in [[0xEB, 0x01, 0x04, 72, 97, 0xEB, 0x00], [0xEB, 0x00, 0x06, 0xEB, 0x04]] {
            let message = summed(bytes.map { UInt8($0) })
            for rest in [[], [UInt8](repeating: 0, count: 9)] {
                let decoded = Self.decode([message + rest])
                #expect(decoded.samples.isEmpty)
                #expect(decoded.skips.first?.why == .brokenFrame)
            }
        }
    }

    @Test(
        "a model's name of any length is one answer",
        arguments: [
            "F1 35 30 45 20 20 20 20 20 3B", "F1 35 30 46 20 20 20 20 20 3C", "F1 35 30 45 1B",
            "F1 50 4F 20 38 30 18", "F1 43 4D 53 35 30 45 2D 58 59 5A 36",
        ])
    func modelName(text: String) {
        let message = hex(text)
        let bytes = message + Self.wave(1) + message + [0, 0] + Self.wave(2) + message
        for chunks in [[bytes + [0]], (bytes + [0]).map { [$0] }] {
            let decoded = Self.decode(chunks)
            #expect(decoded.notices == [message, message, message])
            #expect(decoded.samples.count == 2)
            #expect(decoded.skips.isEmpty)
        }
    }

    /// The next whole message but one must be found, whatever became of the damaged byte, and no
    /// value may come out that nobody sent.
    @Test("any single damaged byte", arguments: 0..<28)
    func resynchronises(place: Int) {
        let message = Self.wave(20) + Self.numbers(65, 97)
        for value in UInt8.min...UInt8.max {
            var bytes = message + message + message + message
            bytes[place] = value
            let decoded = Self.decode([bytes])
            #expect(decoded.samples.count >= 5, "byte \(place) as \(value)")
            #expect(decoded.samples.suffix(2).first?.pleth == 20)
            #expect(decoded.samples.last?.pulseBpm == 65)
            let numbers = decoded.samples.filter(\.carriesNumbers)
            #expect(numbers.allSatisfy { $0 == numbers.last }, "byte \(place) as \(value)")
        }
    }

    /// A damaged length may swallow what follows, but not past the next head.
    @Test("a damaged byte before the last two messages")
    func damageNearTheEnd() {
        for value in UInt8.min...UInt8.max {
            var bytes = Self.wave(1) + Self.wave(2) + Self.wave(3)
            bytes[0] = value
            #expect(Self.decode([bytes]).samples.last?.pleth == 3, "head as \(value)")
        }
    }

    /// Seeds are printed on failure as the argument.
    @Test(
        "random bytes: nothing lost, cutting changes nothing", arguments: 0..<300 as Range<UInt64>)
    func randomBytes(seed: UInt64) {
        var random = SplitMix(seed: seed)
        let heads: [UInt8] = [
            0xD0, 0xD1, 0xD2, 0xD3, 0xD8, 0xEB, 0xEC, 0xED, 0xEF, 0xF0, 0xF1, 0xF2, 0xF3, 0xFE,
        ]
        var bytes: [UInt8] = []
        while bytes.count < 600 {
            switch random.next() % 6 {
            case 0: bytes.append(heads[Int(random.next() % UInt64(heads.count))])
            case 1: bytes += [UInt8](repeating: 0, count: Int(random.next() % 20))
            case 2: bytes += Self.wave(UInt8(random.next() % 128))
            case 3:
                bytes += [Self.auto(0), Self.manual(0), hex("F0 70"), [0x31]].randomElement(
                    using: &random)!
            default: bytes.append(UInt8(truncatingIfNeeded: random.next()) & 0x7F)
            }
        }
        let whole = Self.decode([bytes])
        #expect(whole.counters.bytes == UInt64(bytes.count))
        #expect(whole.skips.reduce(0) { $0 + $1.count } == Int(whole.counters.skippedBytes))
        var chunks: [[UInt8]] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            let size = min(Int(random.next() % 70) + 1, rest.count)
            chunks.append(Array(rest.prefix(size)))
            rest = rest.dropFirst(size)
        }
        let cut = Self.decode(chunks)
        #expect(cut.samples == whole.samples)
        #expect(cut.stored == whole.stored)
        #expect(cut.notices == whole.notices)
        #expect(cut.counters == whole.counters)
        #expect(Self.reasons(cut) == Self.reasons(whole))
    }

    /// The reason for each byte passed over: a cut may split a skip, never change its reason.
    private static func reasons(_ decoded: DecodedStream) -> [SkipReason] {
        decoded.skips.flatMap { [SkipReason](repeating: $0.why, count: $0.count) }
    }
}
