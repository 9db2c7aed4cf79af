import Drivers
import SignalCore
import Testing

/// A message with its sum.
func summed(_ bytes: [UInt8]) -> [UInt8] { bytes + [bytes.reduce(0, &+) & 0x7F] }

@Suite("Contec HID: one live message")
struct ContecHIDLiveTests {
    struct Example: Sendable, CustomTestStringConvertible {
        let bytes: String
        let sample: Sample
        var testDescription: String { bytes }
    }

    private static func wave(
        _ pleth: UInt16, strength: UInt8, flags: SampleFlags = []
    ) -> Sample {
        Sample(pleth: pleth, strengthPercent: strength, flags: flags, carriesNumbers: false)
    }

    static let examples: [Example] = [
        // From the capture: a wave, then no finger.
        Example(bytes: "EB 00 06 27 04 1C", sample: wave(39, strength: 75)),
        Example(
            bytes: "EB 00 04 40 60 0F", sample: wave(64, strength: 50, flags: .fingerOut)),
        // The strengths that were seen; 16 has a bit nobody knows.
        Example(bytes: "EB 00 05 00 00 70", sample: wave(0, strength: 62)),
        Example(bytes: "EB 00 07 7F 0F 00", sample: wave(127, strength: 87)),
        Example(bytes: "EB 00 16 00 00 01", sample: wave(0, strength: 75)),
        // Beyond the scale.
        Example(bytes: "EB 00 08 00 00 73", sample: wave(0, strength: 100)),
        Example(bytes: "EB 00 0F 00 00 7A", sample: wave(0, strength: 100)),
        // A demonstration sets 40 beside the bar: that is a finger.
        Example(bytes: "EB 00 06 27 44 5C", sample: wave(39, strength: 75)),
        Example(
            bytes: "EB 01 04 48 61 7F 00 18",
            sample: Sample(spo2Percent: 97, pulseBpm: 72)),
        // 130: readers that leave the flag out show 2.
        Example(
            bytes: "EB 01 06 02 61 7F 00 54",
            sample: Sample(spo2Percent: 97, pulseBpm: 130)),
        // SpO2 127 is no finger, and the pulse beside it is no value.
        Example(
            bytes: "EB 01 04 48 7F 7F 00 36", sample: Sample(flags: .fingerOut)),
        // Pulse 255 and 0 are none; SpO2 stands.
        Example(bytes: "EB 01 06 7F 61 7F 00 51", sample: Sample(spo2Percent: 97)),
        Example(bytes: "EB 01 04 00 61 7F 00 50", sample: Sample(spo2Percent: 97)),
        // Nothing is above 100 %.
        Example(bytes: "EB 01 04 48 65 7F 00 1C", sample: Sample(pulseBpm: 72)),
        // 5.77 % = 0x41 + (0x04 << 7).
        Example(
            bytes: "EB 01 04 48 61 41 04 5E",
            sample: Sample(spo2Percent: 97, pulseBpm: 72, perfusionHundredths: 577)),
        // 1.28 %: only 7F 00 is none.
        Example(
            bytes: "EB 01 04 48 61 00 01 1A",
            sample: Sample(spo2Percent: 97, pulseBpm: 72, perfusionHundredths: 128)),
        Example(
            bytes: "EB 01 04 48 61 7F 01 19",
            sample: Sample(spo2Percent: 97, pulseBpm: 72, perfusionHundredths: 255)),
    ]

    /// Alone it is read byte by byte, followed by others as one word: both must agree.
    @Test("a message means what the table says", arguments: examples)
    func meaning(example: Example) {
        let bytes = hex(example.bytes)
        for rest in [[], [UInt8](repeating: 0, count: 9)] {
            let decoded = DecodedStream([bytes + rest], decoder: ContecHIDDecoder())
            #expect(decoded.samples == [example.sample])
            #expect(decoded.skips.isEmpty)
        }
    }

    @Test("every pulse with its flag", arguments: 0...255)
    func everyPulse(pulse: Int) throws {
        let flag: UInt8 = pulse > 127 ? 0x06 : 0x04
        let message = summed([0xEB, 0x01, flag, UInt8(pulse & 0x7F), 97, 0x7F, 0x00])
        let decoded = DecodedStream([message], decoder: ContecHIDDecoder())
        let sample = try #require(decoded.samples.first)
        #expect(sample.pulseBpm == ((1...254).contains(pulse) ? UInt16(pulse) : nil))
        #expect(sample.spo2Percent == 97)
        #expect(sample.carriesNumbers)
    }

    @Test("every SpO2", arguments: UInt8(0)...127)
    func everyOxygen(value: UInt8) throws {
        let message = summed([0xEB, 0x01, 0x04, 72, value, 0x7F, 0x00])
        let decoded = DecodedStream([message], decoder: ContecHIDDecoder())
        let sample = try #require(decoded.samples.first)
        #expect(sample.spo2Percent == ((1...100).contains(value) ? value : nil))
        #expect(sample.flags == (value == 127 ? .fingerOut : []))
        #expect(sample.pulseBpm == (value == 127 ? nil : 72))
    }

    /// Both ways to read a message, over everything it can hold.
    @Test("the sum of every message is checked", arguments: 0..<64 as Range<UInt64>)
    func everySum(seed: UInt64) {
        var random = SplitMix(seed: seed)
        for count in [3, 5] {
            let type: UInt8 = count == 3 ? 0 : 1
            let body = (0..<count).map { _ in UInt8(random.next() % 128) }
            let good = summed([0xEB, type] + body)
            for sum in UInt8(0)..<128 {
                let bytes = good.dropLast() + [sum]
                let isGood = sum == good.last
                for rest in [[], [UInt8](repeating: 0, count: 9)] {
                    let decoded = DecodedStream([bytes + rest], decoder: ContecHIDDecoder())
                    #expect(decoded.samples.count == (isGood ? 1 : 0), "seed \(seed)")
                    #expect(
                        decoded.skips
                            == (isGood ? [] : [.init(count: bytes.count, why: .badChecksum)]))
                }
            }
        }
    }
}

@Suite("What is said to a Contec HID device")
struct ContecHIDTalkTests {
    @Test("commands are those of the vendor's program")
    func commands() {
        #expect(ContecHIDCommand.startWave == hex("9B 00 1B"))
        #expect(ContecHIDCommand.startNumbers == hex("9B 01 1C"))
        #expect(ContecHIDCommand.stopLive == hex("9B 7F 1A"))
        #expect(ContecHIDCommand.keepAlive == hex("9A 1A"))
    }

    @Test("it is started, kept alive every 5 s, and started again when it goes quiet")
    func conversation() throws {
        let zero = BootTime(seconds: 100)
        var talk = Conversation(try #require(FamilyModel.contecHID.talk), at: zero)
        var said: [String] = []
        for millisecond in Int64(0)...12_000 {
            let now = zero.adding(milliseconds: millisecond)
            if (400...10_000).contains(millisecond) { talk.heardSample(at: now) }
            if let command = talk.next(at: now) {
                said.append("\(millisecond):" + command.map { "\($0)" }.joined(separator: " "))
            }
        }
        #expect(
            said == [
                "300:155 0 27", "360:155 1 28", "5360:154 26", "10360:154 26", "11500:155 0 27",
                "11560:155 1 28",
            ])
    }
}
