import SimulatedOximeter
import SimulatedPatient
import Testing

@Suite("Contec V5 bytes")
struct ContecV5Tests {
    private typealias Encoder = ContecV5Encoder

    private static func bytes(_ change: (inout Encoder.Live) -> Void) -> [UInt8] {
        var live = Encoder.Live()
        change(&live)
        return Encoder.bytes(of: live)
    }

    /// Strength 5, wave 51, bar 6, pulse 65, oxygen 97.
    @Test func aPlainFrame() {
        let frame = Self.bytes {
            ($0.strength, $0.pleth, $0.bar, $0.pulse, $0.spo2) = (5, 51, 6, 65, 97)
        }
        #expect(frame == [0x85, 0x33, 0x06, 0x41, 0x61])
    }

    /// 130 is 2 and bit 6 of the third byte.
    @Test func aPulseAbove127() {
        let frame = Self.bytes {
            ($0.strength, $0.pleth, $0.bar, $0.pulse, $0.spo2) = (5, 51, 6, 130, 97)
        }
        #expect(frame == [0x85, 0x33, 0x46, 0x02, 0x61])
    }

    @Test func eachMarkHasItsBit() {
        #expect(Self.bytes { $0.isBeep = true } == [0xC0, 0x40, 0x00, 0x00, 0x00])
        #expect(Self.bytes { $0.isDropping = true } == [0xA0, 0x40, 0x00, 0x00, 0x00])
        #expect(Self.bytes { $0.isSearchingTooLong = true } == [0x90, 0x40, 0x00, 0x00, 0x00])
        #expect(Self.bytes { $0.isSearching = true } == [0x80, 0x40, 0x20, 0x00, 0x00])
        #expect(Self.bytes { $0.isProbeError = true } == [0x80, 0x40, 0x10, 0x00, 0x00])
    }

    @Test func streamsByItselfAndSaysNoFingerInBothForms() {
        var device = ContecV5Oximeter(seed: 2)
        var person = StillPerson(pulseBpm: 150)
        let frame = person.frames(on: &device, seconds: 9)[539]
        #expect(frame[0] & 0x8F == 0x88)
        #expect(frame[2] & 0x70 == 0x40, "no mark, pulse above 127")
        #expect((147...153).contains(128 + Int(frame[3])))
        #expect((96...98).contains(frame[4]))
        device.conditions.fingerOut = .firmware
        #expect(device.frame(of: person.state) == [0x80, 0x40, 0x10, 0x00, 0x00])
        device.conditions.fingerOut = .vendor
        #expect(device.frame(of: person.state) == [0x80, 0x40, 0x50, 0x7F, 0x7F])
    }

    @Test func searchesUntilItFindsAPulseAndSaysWhenThatTakesLong() {
        var device = ContecV5Oximeter(seed: 2)
        device.conditions.searching = true
        var person = StillPerson()
        let frames = person.frames(on: &device, seconds: 12)
        #expect(frames.allSatisfy { $0[2] & 0x30 == 0x20 && $0[3] == 0 && $0[4] == 0 })
        #expect(frames.prefix(590).allSatisfy { $0[0] & 0x10 == 0 })
        #expect(frames.suffix(100).allSatisfy { $0[0] & 0x10 != 0 })
    }

    /// One frame had left in part; then the dump, then nothing until live mode is asked for.
    @Test func dumpsItsSessionByteForByte() {
        var device = ContecV5Oximeter(seed: 2)
        device.memory = [
            SimulatedSession(
                start: DeviceTime(year: 2024, month: 3, day: 5, hour: 17, minute: 9, second: 30),
                seconds: [
                    .init(spo2Percent: 97, pulseBpm: 65), .init(spo2Percent: 88, pulseBpm: 130),
                    .init(spo2Percent: nil, pulseBpm: nil), .init(spo2Percent: nil, pulseBpm: nil),
                ])
        ]
        #expect(device.receive([0xF5, 0xF5]).isEmpty)
        let person = StillPerson().state
        let sent = (0..<60).flatMap { _ in device.frame(of: person) }
        let live: [UInt8] = [0x84, 0x40, 0x00]
        let start: [UInt8] = [0xF2, 0x91, 0x09]
        let length: [UInt8] = [0x80, 0x80, 0x0B]
        let values: [UInt8] =
            [0xF0, 0xC1, 0x61] + [0xF1, 0x82, 0x58] + [0xF0, 0x80, 0x00] + [0xF1, 0xFF, 0x7F]
        #expect(sent == live + start + start + start + length + values)
        #expect(!device.isStreaming)
        _ = device.receive([0xF6, 0xF6])
        #expect(device.frame(of: person).isEmpty, "two are not enough")
        _ = device.receive([0xF6])
        #expect(device.isStreaming)
        #expect(device.frame(of: person).count == 5)
    }

    /// A reader of its own takes whole sessions apart again, with and without a clock.
    @Test(arguments: [2, 3, 4, 5] as [UInt64])
    func dumpsWhatItHasStored(seed: UInt64) throws {
        var device = ContecV5Oximeter(seed: seed)
        let truth = try #require(device.memory.first)
        _ = device.receive([0xF5, 0xF5])
        let person = StillPerson().state
        let frames = (0..<3000).map { _ in device.frame(of: person) }
        #expect(frames.allSatisfy { $0.count <= 29 }, "19200 baud carry no more")
        let sent = frames.flatMap(\.self)
        #expect(sent[3] == 0xF2)
        #expect(sent[4] & 0x7F == UInt8(truth.start?.hour ?? 0))
        #expect(sent[5] == UInt8(truth.start?.minute ?? 0))
        let length = Int(sent[12] & 0x7F) << 14 | Int(sent[13] & 0x7F) << 7 | Int(sent[14])
        #expect(length + 1 == truth.seconds.count * 3)
        let values = stride(from: 15, to: sent.count, by: 3).map { place in
            let pulse = Int(sent[place] & 1) * 128 + Int(sent[place + 1] & 0x7F)
            let spo2 = Int(sent[place + 2])
            return SimulatedSession.Second(
                spo2Percent: spo2 == 0 || spo2 == 127 ? nil : spo2,
                pulseBpm: pulse == 0 || pulse == 255 ? nil : pulse)
        }
        #expect(values == truth.seconds)
    }

    @Test func aLongSessionNeedsAllThreeLengthBytes() {
        var device = ContecV5Oximeter(seed: 2)
        device.memory = [session(seconds: 86_400)]
        _ = device.receive([0xF5, 0xF5])
        let sent = (0..<2).flatMap { _ in device.frame(of: StillPerson().state) }
        // 259 200 bytes, less one: 15, 104, 127 in groups of seven bits.
        #expect(Array(sent[12...14]) == [0x8F, 0xE8, 0x7F])
    }
}
