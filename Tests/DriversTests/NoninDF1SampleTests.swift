import Drivers
import SignalCore
import Testing

@Suite("Nonin DF1: one second")
struct NoninDF1SampleTests {
    struct Example: Sendable, CustomTestStringConvertible {
        let bytes: String
        var spo2: UInt8?
        var pulse: UInt16?
        var flags: SampleFlags = []
        var testDescription: String { bytes }
    }

    static let examples: [Example] = [
        Example(bytes: "80 3D 61", spo2: 97, pulse: 61),
        // Pulses that need the first byte's low bits. 127 and 255 are pulses; only 511 is missing.
        Example(bytes: "81 02 61", spo2: 97, pulse: 130),
        Example(bytes: "80 7F 61", spo2: 97, pulse: 127),
        Example(bytes: "81 7F 61", spo2: 97, pulse: 255),
        Example(bytes: "82 2C 61", spo2: 97, pulse: 300),
        Example(bytes: "83 7E 61", spo2: 97, pulse: 510),
        Example(bytes: "83 7F 61", spo2: 97),
        Example(bytes: "80 00 61", spo2: 97),
        Example(bytes: "80 3D 7F", pulse: 61),
        Example(bytes: "80 3D 65", pulse: 61),
        Example(bytes: "80 3D 00", pulse: 61),
        Example(bytes: "80 3D 64", spo2: 100, pulse: 61),
        Example(bytes: "83 7F 7F"),
        // Each flag. One of them comes with no value, whatever number stands beside them.
        Example(bytes: "C0 3D 61", flags: [.sensorFault]),
        Example(bytes: "A0 3D 52", spo2: 82, pulse: 61, flags: [.outOfTrack]),
        Example(bytes: "90 3D 52", spo2: 82, pulse: 61, flags: [.lowPerfusion]),
        Example(bytes: "88 3D 61", spo2: 97, pulse: 61, flags: [.marginalPerfusion]),
        Example(bytes: "84 3D 61", spo2: 97, pulse: 61, flags: [.artifact]),
        Example(
            bytes: "FC 3D 61",
            flags: [.sensorFault, .outOfTrack, .lowPerfusion, .marginalPerfusion, .artifact]),
    ]

    @Test("values, none and flags", arguments: examples)
    func decodes(example: Example) {
        let decoded = DecodedStream([hex(example.bytes)], decoder: NoninDF1Decoder())
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
                for frame in [[first, value, 0x61], [first, 0x3D, value]] {
                    let decoded = DecodedStream([frame], decoder: NoninDF1Decoder())
                    if decoded.samples != [NoninDF1Plain.sample(frame)] { wrong.append(frame) }
                }
            }
        }
        #expect(wrong.isEmpty)
    }
}

/// The frame read a second time, by the published table.
enum NoninDF1Plain {
    static func sample(_ frame: [UInt8]) -> Sample {
        let said = flags(
            frame[0],
            [
                6: .sensorFault, 5: .outOfTrack, 4: .lowPerfusion, 3: .marginalPerfusion,
                2: .artifact,
            ])
        let pulse = UInt16(frame[0] % 4) * 128 + UInt16(frame[1])
        let isNone = said.contains(.sensorFault)
        return Sample(
            spo2Percent: isNone || frame[2] == 0 || frame[2] > 100 ? nil : frame[2],
            pulseBpm: isNone || pulse == 0 || pulse == 511 ? nil : pulse, flags: said)
    }
}
