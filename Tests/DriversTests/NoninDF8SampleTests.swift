import Drivers
import SignalCore
import Testing

@Suite("Nonin DF8: one second")
struct NoninDF8SampleTests {
    struct Example: Sendable, CustomTestStringConvertible {
        let bytes: String
        var spo2: UInt8?
        var pulse: UInt16?
        var flags: SampleFlags = []
        var testDescription: String { bytes }
    }

    static let examples: [Example] = [
        Example(bytes: "80 3D 61 00", spo2: 97, pulse: 61),
        Example(bytes: "81 02 61 00", spo2: 97, pulse: 130),
        Example(bytes: "80 7F 61 00", spo2: 97, pulse: 127),
        Example(bytes: "81 7F 61 00", spo2: 97, pulse: 255),
        Example(bytes: "82 2C 61 00", spo2: 97, pulse: 300),
        Example(bytes: "83 7E 61 00", spo2: 97, pulse: 510),
        Example(bytes: "83 7F 61 00", spo2: 97),
        Example(bytes: "80 00 61 00", spo2: 97),
        Example(bytes: "80 3D 7F 00", pulse: 61),
        Example(bytes: "80 3D 65 00", pulse: 61),
        Example(bytes: "80 3D 00 00", pulse: 61),
        Example(bytes: "80 3D 64 00", spo2: 100, pulse: 61),
        Example(bytes: "83 7F 7F 00"),
        // Bit 6 of the first byte is reserved here.
        Example(bytes: "C0 3D 61 00", spo2: 97, pulse: 61),
        Example(bytes: "A0 3D 61 00", flags: [.searching]),
        Example(bytes: "90 3D 52 00", spo2: 82, pulse: 61, flags: [.lowPerfusion]),
        Example(bytes: "88 3D 61 00", spo2: 97, pulse: 61, flags: [.marginalPerfusion]),
        Example(bytes: "84 3D 61 00", spo2: 97, pulse: 61, flags: [.artifact]),
        // SmartPoint is a good sign. With the sensor alarm the value is one from before.
        Example(bytes: "80 3D 61 20", spo2: 97, pulse: 61),
        Example(bytes: "80 3D 61 08", flags: [.fingerOut]),
        Example(bytes: "80 3D 61 01", spo2: 97, pulse: 61, flags: [.lowBattery]),
        Example(
            bytes: "FC 3D 61 7F",
            flags: [
                .searching, .lowPerfusion, .marginalPerfusion, .artifact, .fingerOut, .lowBattery,
            ]),
    ]

    @Test("values, none and flags", arguments: examples)
    func decodes(example: Example) {
        let decoded = DecodedStream([hex(example.bytes)], decoder: NoninDF8Decoder())
        #expect(
            decoded.samples == [
                Sample(
                    spo2Percent: example.spo2, pulseBpm: example.pulse, flags: example.flags)
            ])
        #expect(decoded.skips.isEmpty)
    }

    @Test("every first byte with every value of the others")
    func everyValue() {
        var wrong: [[UInt8]] = []
        for first in UInt8(0x80)...0xFF {
            for value in UInt8(0)..<0x80 {
                let frames = [
                    [first, value, 0x61, 0x20], [first, 0x3D, value, 0x00],
                    [first, 0x3D, 0x61, value],
                ]
                for frame in frames {
                    let decoded = DecodedStream([frame], decoder: NoninDF8Decoder())
                    if decoded.samples != [NoninDF8Plain.sample(frame)] { wrong.append(frame) }
                }
            }
        }
        #expect(wrong.isEmpty)
    }
}

/// The frame read a second time, by the vendor's table.
enum NoninDF8Plain {
    static func sample(_ frame: [UInt8]) -> Sample {
        let said = flags(
            frame[0], [5: .searching, 4: .lowPerfusion, 3: .marginalPerfusion, 2: .artifact]
        ).union(flags(frame[3], [3: .fingerOut, 0: .lowBattery]))
        let pulse = UInt16(frame[0] % 4) * 128 + UInt16(frame[1])
        let isNone = said.contains(.fingerOut) || said.contains(.searching)
        return Sample(
            spo2Percent: isNone || frame[2] == 0 || frame[2] > 100 ? nil : frame[2],
            pulseBpm: isNone || pulse == 0 || pulse == 511 ? nil : pulse, flags: said)
    }
}
