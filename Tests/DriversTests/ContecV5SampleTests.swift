import Drivers
import SignalCore
import Testing

@Suite("Contec V5: one live frame")
struct ContecV5SampleTests {
    struct Example: Sendable, CustomTestStringConvertible {
        let bytes: String
        var spo2: UInt8?
        var pulse: UInt16?
        var pleth: UInt16 = 0x33
        var strength: UInt8 = 62
        var flags: SampleFlags = []
        var testDescription: String { bytes }
    }

    static let examples: [Example] = [
        Example(bytes: "85 33 06 41 61", spo2: 97, pulse: 65),
        // A pulse of 130: its bit 7 stands in byte 3. Readers that drop it show 2.
        Example(bytes: "85 33 46 02 61", spo2: 97, pulse: 130),
        // A pulse of 127 and one of 128 are pulses.
        Example(bytes: "85 33 06 7F 61", spo2: 97, pulse: 127),
        Example(bytes: "85 33 46 00 61", spo2: 97, pulse: 128),
        Example(bytes: "85 33 46 7E 61", spo2: 97, pulse: 254),
        // None: 0 and 255 for the pulse, 0, 127 and anything above 100 for oxygen.
        Example(bytes: "85 33 06 00 61", spo2: 97),
        Example(bytes: "85 33 46 7F 61", spo2: 97),
        Example(bytes: "85 33 06 41 00", pulse: 65),
        Example(bytes: "85 33 06 41 7F", pulse: 65),
        Example(bytes: "85 33 06 41 65", pulse: 65),
        Example(bytes: "85 33 06 41 64", spo2: 100, pulse: 65),
        Example(bytes: "85 33 06 41 01", spo2: 1, pulse: 65),
        // Each bit of byte 1, then of byte 3. Low values of the same frame stand or fall by them.
        Example(bytes: "95 33 06 41 61", spo2: 97, pulse: 65, flags: [.searchingTooLong]),
        Example(bytes: "A5 33 06 41 50", spo2: 80, pulse: 65, flags: [.oxygenDropping]),
        Example(bytes: "C5 33 06 41 61", spo2: 97, pulse: 65, flags: [.beep]),
        Example(bytes: "85 33 16 41 61", flags: [.fingerOut]),
        Example(bytes: "85 33 26 41 61", flags: [.searching]),
        Example(
            bytes: "F5 33 36 41 61",
            flags: [.searchingTooLong, .oxygenDropping, .beep, .fingerOut, .searching]),
        // Strength in eighths; more than 8 of 8 is 8. The bar graph says nothing more.
        Example(bytes: "80 33 06 41 61", spo2: 97, pulse: 65, strength: 0),
        Example(bytes: "88 33 06 41 61", spo2: 97, pulse: 65, strength: 100),
        Example(bytes: "8F 33 0F 41 61", spo2: 97, pulse: 65, strength: 100),
        // The ends of the waveform.
        Example(bytes: "85 00 06 41 61", spo2: 97, pulse: 65, pleth: 0),
        Example(bytes: "85 7F 06 41 61", spo2: 97, pulse: 65, pleth: 127),
    ]

    @Test("values, none and flags", arguments: examples)
    func decodes(example: Example) throws {
        let decoded = DecodedStream([hex(example.bytes)], decoder: ContecV5Decoder())
        #expect(
            decoded.samples == [
                Sample(
                    spo2Percent: example.spo2, pulseBpm: example.pulse, pleth: example.pleth,
                    strengthPercent: example.strength, flags: example.flags)
            ])
        #expect(decoded.skips.isEmpty)
    }

    @Test("every value of every byte")
    func everyValue() {
        var wrong: [[UInt8]] = []
        for place in 0..<5 {
            for value in UInt8(0)..<0x80 {
                for third in [0x06, 0x46, 0x16, 0x26] as [UInt8] {
                    var frame: [UInt8] = [0x85, 0x33, third, 0x41, 0x61]
                    frame[place] = place == 0 ? value | 0x80 : value
                    let decoded = DecodedStream([frame], decoder: ContecV5Decoder())
                    if decoded.samples != [ContecV5Plain.sample(frame)] { wrong.append(frame) }
                }
            }
        }
        #expect(wrong.isEmpty)
    }
}

/// The frame read a second time, by the vendor's table.
enum ContecV5Plain {
    static func sample(_ frame: [UInt8]) -> Sample {
        let said = flags(frame[0], [4: .searchingTooLong, 5: .oxygenDropping, 6: .beep])
            .union(flags(frame[2], [4: .fingerOut, 5: .searching]))
        let pulse = UInt16(frame[3]) + (frame[2] / 64 % 2 == 1 ? 128 : 0)
        let isNone = said.contains(.fingerOut) || said.contains(.searching)
        let strengths: [UInt8] = [0, 12, 25, 37, 50, 62, 75, 87, 100]
        return Sample(
            spo2Percent: isNone || frame[4] == 0 || frame[4] > 100 ? nil : frame[4],
            pulseBpm: isNone || pulse == 0 || pulse == 255 ? nil : pulse,
            pleth: UInt16(frame[1]), strengthPercent: strengths[min(Int(frame[0] % 16), 8)],
            flags: said)
    }
}
