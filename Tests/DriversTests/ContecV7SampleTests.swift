import Drivers
import SignalCore
import Testing

@Suite("Contec V7: one live packet")
struct ContecV7SampleTests {
    struct Example: Sendable, CustomTestStringConvertible {
        let bytes: String
        let spo2: UInt8?
        let pulse: UInt16?
        let pleth: UInt16
        let perfusion: UInt16?
        let strength: UInt8
        let flags: SampleFlags
        var testDescription: String { bytes }
    }

    static let examples: [Example] = [
        Example(
            bytes: "01 E0 85 B3 96 C1 E1 FF FF", spo2: 97, pulse: 65, pleth: 51, perfusion: nil,
            strength: 62, flags: []),
        Example(
            bytes: "01 E0 84 93 92 BC E3 FF FF", spo2: 99, pulse: 60, pleth: 19, perfusion: nil,
            strength: 50, flags: []),
        // PR bit 7 stands in the high byte: readers that drop it show 2 for 130.
        Example(
            bytes: "01 E8 85 B3 96 82 E1 FF FF", spo2: 97, pulse: 130, pleth: 51, perfusion: nil,
            strength: 62, flags: []),
        // PR 127 is a pulse; SpO2 127 is none.
        Example(
            bytes: "01 E0 85 B3 96 FF FF FF FF", spo2: nil, pulse: 127, pleth: 51, perfusion: nil,
            strength: 62, flags: []),
        // The beep of the capture.
        Example(
            bytes: "01 E0 C5 C7 98 C1 E1 FF FF", spo2: 97, pulse: 65, pleth: 71, perfusion: nil,
            strength: 62, flags: [.beep]),
        // Finger out as a real 4.6 clip says it, then as the vendor's page says it.
        Example(
            bytes: "01 E1 84 C0 90 80 80 FF FF", spo2: nil, pulse: nil, pleth: 64, perfusion: nil,
            strength: 50, flags: [.fingerOut]),
        Example(
            bytes: "01 E9 84 C0 90 FF FF FF FF", spo2: nil, pulse: nil, pleth: 64, perfusion: nil,
            strength: 50, flags: [.fingerOut]),
        // A number beside "no finger" is no value.
        Example(
            bytes: "01 E1 85 B3 96 C1 E1 FF FF", spo2: nil, pulse: nil, pleth: 51, perfusion: nil,
            strength: 62, flags: [.fingerOut]),
        // Searching, with a number beside it.
        Example(
            bytes: "01 E2 85 B3 96 C1 E1 FF FF", spo2: nil, pulse: nil, pleth: 51, perfusion: nil,
            strength: 62, flags: [.searching]),
        // A perfusion index of 5.77 % (0x0241), then 4.49 % (0x01C1), whose low byte needs its top bit.
        Example(
            bytes: "01 80 85 B3 86 C1 E1 C1 82", spo2: 97, pulse: 65, pleth: 51, perfusion: 577,
            strength: 62, flags: []),
        Example(
            bytes: "01 A0 85 B3 86 C1 E1 C1 81", spo2: 97, pulse: 65, pleth: 51, perfusion: 449,
            strength: 62, flags: []),
        // Strength above the scale's 8, SpO2 above 100, device flags.
        Example(
            bytes: "01 E0 BF B3 96 C1 E5 FF FF", spo2: nil, pulse: 65, pleth: 51, perfusion: nil,
            strength: 100, flags: [.searchingTooLong, .oxygenDropping]),
    ]

    @Test("a packet means what the protocol's table says", arguments: examples)
    func meaning(example: Example) {
        let decoded = DecodedStream([hex(example.bytes)])
        #expect(
            decoded.samples == [
                Sample(
                    spo2Percent: example.spo2, pulseBpm: example.pulse, pleth: example.pleth,
                    perfusionHundredths: example.perfusion, strengthPercent: example.strength,
                    flags: example.flags)
            ])
        #expect(decoded.skips.isEmpty)
    }

    /// Every value of every field, built here from the table bit by bit.
    @Test("every SpO2 and pulse value", arguments: 0...255)
    func everyValue(value: Int) throws {
        let high = 0xE0 | (value > 127 ? 0x18 : 0)
        let low = UInt8(0x80 | value & 0x7F)
        let decoded = DecodedStream([[0x01, UInt8(high), 0x85, 0xB3, 0x96, low, low, 0xFF, 0xFF]])
        let sample = try #require(decoded.samples.first)
        #expect(sample.pulseBpm == ((1...254).contains(value) ? UInt16(value) : nil))
        #expect(sample.spo2Percent == ((1...100).contains(value) ? UInt8(value) : nil))
    }
}
