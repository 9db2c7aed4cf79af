import Drivers
import SignalCore
import Testing

@Suite("BCI: one live frame")
struct BCISampleTests {
    struct Example: Sendable, CustomTestStringConvertible {
        let bytes: String
        var spo2: UInt8?
        var pulse: UInt16?
        var pleth: UInt16? = 0x33
        var flags: SampleFlags = []
        var testDescription: String { bytes }
    }

    static let examples: [Example] = [
        Example(bytes: "85 33 06 41 61", spo2: 97, pulse: 65),
        Example(bytes: "85 33 46 02 61", spo2: 97, pulse: 130),
        Example(bytes: "85 33 06 7F 61", spo2: 97, pulse: 127),
        Example(bytes: "85 33 46 7E 61", spo2: 97, pulse: 254),
        // None: 255 and 0 for the pulse, 127, 0 and anything above 100 for oxygen, 0 for the wave.
        Example(bytes: "85 33 46 7F 61", spo2: 97),
        Example(bytes: "85 33 06 00 61", spo2: 97),
        Example(bytes: "85 33 06 41 7F", pulse: 65),
        Example(bytes: "85 33 06 41 00", pulse: 65),
        Example(bytes: "85 33 06 41 65", pulse: 65),
        Example(bytes: "85 33 06 41 64", spo2: 100, pulse: 65),
        Example(bytes: "85 00 06 41 61", spo2: 97, pulse: 65, pleth: nil),
        Example(bytes: "85 01 06 41 61", spo2: 97, pulse: 65, pleth: 1),
        Example(bytes: "85 64 06 41 61", spo2: 97, pulse: 65, pleth: 100),
        // Each bit. The first two mean something else than in Contec's frame of the same shape.
        Example(bytes: "95 33 06 41 61", flags: [.searching]),
        Example(bytes: "A5 33 06 41 61", flags: [.sensorFault]),
        Example(bytes: "C5 33 06 41 61", spo2: 97, pulse: 65, flags: [.beep]),
        Example(bytes: "85 33 16 41 61", flags: [.fingerOut]),
        Example(bytes: "85 33 26 41 61", flags: [.searching]),
        Example(bytes: "F5 33 36 41 61", flags: [.searching, .sensorFault, .beep, .fingerOut]),
        // No scale is known for the low bits of byte 1, and the bar graph says nothing more.
        Example(bytes: "80 33 00 41 61", spo2: 97, pulse: 65),
        Example(bytes: "8F 33 0F 41 61", spo2: 97, pulse: 65),
        // All that the document calls invalid, in one frame.
        Example(bytes: "80 00 50 7F 7F", pleth: nil, flags: [.fingerOut]),
    ]

    @Test("values, none and flags", arguments: examples)
    func decodes(example: Example) {
        let decoded = DecodedStream([hex(example.bytes)], decoder: BCIDecoder())
        #expect(
            decoded.samples == [
                Sample(
                    spo2Percent: example.spo2, pulseBpm: example.pulse, pleth: example.pleth,
                    flags: example.flags)
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
                    let decoded = DecodedStream([frame], decoder: BCIDecoder())
                    if decoded.samples != [BCIPlain.sample(frame)] { wrong.append(frame) }
                }
            }
        }
        #expect(wrong.isEmpty)
    }
}

/// The frame read a second time, by the document's table.
enum BCIPlain {
    static func sample(_ frame: [UInt8]) -> Sample {
        let said = flags(frame[0], [4: .searching, 5: .sensorFault, 6: .beep])
            .union(flags(frame[2], [4: .fingerOut, 5: .searching]))
        let pulse = UInt16(frame[3]) + (frame[2] / 64 % 2 == 1 ? 128 : 0)
        let isNone =
            said.contains(.fingerOut) || said.contains(.searching) || said.contains(.sensorFault)
        return Sample(
            spo2Percent: isNone || frame[4] == 0 || frame[4] > 100 ? nil : frame[4],
            pulseBpm: isNone || pulse == 0 || pulse == 255 ? nil : pulse,
            pleth: frame[1] == 0 ? nil : UInt16(frame[1]), flags: said)
    }
}
