import Drivers
import Foundation
import SignalCore
import Testing

@Suite("Nonin DF2: frames and packets")
struct NoninDF2SampleTests {
    static func decode(_ packets: NoninTestPacket...) -> DecodedStream {
        let bytes = packets.flatMap { $0.frames(format: 2) }.flatMap { $0 }
        return DecodedStream([bytes], decoder: NoninDF2Decoder())
    }

    @Test("a pulse comes with frame 2 and an oxygen value with frame 3, nothing with others")
    func numbers() {
        let decoded = Self.decode(.init(pulse: 130, spo2: 88), .init(pulse: 61, spo2: 97))
        #expect(decoded.samples.count == 50 && decoded.skips.isEmpty)
        for (index, sample) in decoded.samples.enumerated() {
            #expect(sample.pulseBpm == [1: 130, 26: 61][index])
            #expect(sample.spo2Percent == [2: 88, 27: 97][index])
            #expect(sample.pleth == UInt16(20 + index % 25))
            #expect(sample.flags == [])
            // Only an oxygen value's own frame says by its lack that there is none.
            #expect(sample.carriesNumbers == (index % 25 == 2))
        }
    }

    @Test("every status: its flags and no number before a first frame")
    func everyStatus() {
        for bits in UInt8(0)..<0x80 {
            let frame = NoninTestPacket.checked([1, 0x80 | bits, 200, 97])
            let decoded = DecodedStream([frame], decoder: NoninDF2Decoder())
            #expect(
                decoded.samples == [
                    Sample(pleth: 200, flags: NoninPlain.said(bits), carriesNumbers: false)
                ])
        }
    }

    @Test(
        "what each bit of a status is called",
        arguments: [
            ("C0", .sensorFault), ("A0", .artifact), ("90", .outOfTrack), ("88", .fingerOut),
            ("84", .lowPerfusion), ("82", []), ("86", .marginalPerfusion), ("81", []),
            ("FF", [.sensorFault, .artifact, .outOfTrack, .fingerOut, .marginalPerfusion]),
        ] as [(String, SampleFlags)])
    func statusBits(status: String, flags: SampleFlags) {
        let frame = NoninTestPacket.checked([1, hex(status)[0], 0, 0])
        #expect(DecodedStream([frame], decoder: NoninDF2Decoder()).samples.map(\.flags) == [flags])
    }

    @Test("every heart rate: 511 is missing, 127 and 255 are real")
    func everyPulse() {
        for pulse in 0...511 {
            let expected = pulse == 0 || pulse == 511 ? nil : UInt16(pulse)
            #expect(Self.decode(.init(pulse: pulse)).samples[1].pulseBpm == expected)
        }
    }

    @Test("every oxygen value: 127 is missing, nothing is above 100")
    func everyOxygenValue() {
        for spo2 in UInt8.min...UInt8.max {
            let expected = spo2 >= 1 && spo2 <= 100 ? spo2 : nil
            #expect(Self.decode(.init(spo2: spo2)).samples[2].spo2Percent == expected)
        }
    }

    @Test("bits above a heart rate's own are left out")
    func pulseBits() {
        var frames = NoninTestPacket(pulse: 130).frames(format: 2)
        frames[0] = NoninTestPacket.checked([1, 0x81, 20, 0xFD])
        frames[1] = NoninTestPacket.checked([1, 0x80, 21, 0x82])
        let decoded = DecodedStream([frames.flatMap { $0 }], decoder: NoninDF2Decoder())
        #expect(decoded.pulses == [130])
    }

    @Test("displayed, extended and quick values are never taken for the measured ones")
    func displayedValues() {
        let decoded = Self.decode(.init(pulse: 511, spo2: 127, shownPulse: 61, shownSpo2: 97))
        #expect(decoded.pulses.isEmpty && decoded.oxygen.isEmpty)
        #expect(decoded.samples.count(where: \.carriesNumbers) == 1)
    }

    @Test("no reading in frame 1, 2 or 3: the numbers it comes before are none", arguments: 1...4)
    func noReading(frame: Int) {
        for bit in [6, 3] as [UInt8] {
            let decoded = Self.decode(.init(status: [frame: 1 << bit]), .init(pulse: 70, spo2: 90))
            #expect(decoded.pulses == (frame <= 2 ? [70] : [61, 70]))
            #expect(decoded.oxygen == (frame <= 3 ? [90] : [97, 90]))
        }
        for bit in [5, 4, 2, 1] as [UInt8] {
            let decoded = Self.decode(.init(status: [frame: 1 << bit]))
            #expect(decoded.pulses == [61] && decoded.oxygen == [97])
        }
    }

    @Test("a low battery is said by frame 8 alone", arguments: 0...255 as ClosedRange<UInt8>)
    func battery(stat2: UInt8) {
        let decoded = Self.decode(.init(stat2: stat2))
        let said = decoded.samples.indices.filter { decoded.samples[$0].flags != [] }
        #expect(said == (stat2 % 2 == 1 ? [7] : []))
        #expect(decoded.samples[7].flags == (stat2 % 2 == 1 ? .lowBattery : []))
    }
}

@Suite("Nonin DF2: a real capture")
struct NoninDF2CaptureTests {
    static let recordings =
        ProcessInfo.processInfo.environment["SPOTTER_RECORDINGS"] ?? "../shared/recordings"
    static let path = recordings + "/captures/nonin/nonin-ipod-df2-one-packet.hex"
    static let isThere = FileManager.default.fileExists(atPath: path)

    @Test("one packet of an iPod", .enabled(if: isThere, "no recordings: set SPOTTER_RECORDINGS"))
    func capture() throws {
        let bytes = hex(try String(contentsOfFile: Self.path, encoding: .utf8))
        let decoded = DecodedStream([bytes], decoder: NoninDF2Decoder())
        #expect(decoded.samples.count == 25 && decoded.skips.isEmpty)
        #expect(decoded.counters.framedBytes == 125)
        #expect(decoded.samples[1].pulseBpm == 61 && decoded.pulses.count == 1)
        #expect(decoded.samples[2].spo2Percent == 97 && decoded.oxygen.count == 1)
        #expect(decoded.samples.allSatisfy { $0.pleth == 0 && $0.flags == [] })
        // Frame 4 carries the firmware's revision.
        #expect(bytes[3 * 5 + 3] == 41)
        let many = (0..<40).flatMap { _ in bytes }
        #expect(wrongSplits(bytes, NoninDF2Decoder()).isEmpty)
        #expect(LongestRun(many, decoder: NoninDF2Decoder()).longest == 1000)
        // Its flat waveform makes many of its frames fit format 7 as well, but never a packet.
        let asFormat7 = LongestRun(many, decoder: NoninDF7Decoder()).longest
        #expect(asFormat7 < FamilyModel.noninDF7.framesToClaim)
    }
}
