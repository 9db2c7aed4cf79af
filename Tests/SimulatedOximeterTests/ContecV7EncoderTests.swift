import SimulatedOximeter
import SimulatedPatient
import Testing

@Suite("Contec V7 bytes, against frames written out by hand")
struct ContecV7EncoderTests {
    private typealias Encoder = ContecV7Encoder

    private static func live(_ change: (inout Encoder.Live) -> Void) -> Encoder.Live {
        var live = Encoder.Live()
        change(&live)
        return live
    }

    /// Captured from a real device: strength 5, pleth 51, bar 6, PR 65, SpO2 97, no PI.
    @Test func matchesTheFirstCapturedFrame() {
        let live = Self.live {
            ($0.strength, $0.pleth, $0.bar, $0.pulse, $0.spo2) = (5, 51, 6, 65, 97)
        }
        #expect(
            Encoder.bytes(of: live) == [0x01, 0xE0, 0x85, 0xB3, 0x96, 0xC1, 0xE1, 0xFF, 0xFF])
    }

    @Test func matchesTheSecondCapturedFrame() {
        let live = Self.live {
            ($0.strength, $0.pleth, $0.bar, $0.pulse, $0.spo2) = (4, 19, 2, 60, 99)
        }
        #expect(
            Encoder.bytes(of: live) == [0x01, 0xE0, 0x84, 0x93, 0x92, 0xBC, 0xE3, 0xFF, 0xFF])
    }

    /// The bit that many drivers lose: 130 is 2 with bit 7 in the second byte.
    @Test func aPulseAbove127NeedsTheTopBit() {
        let live = Self.live {
            ($0.strength, $0.pleth, $0.bar, $0.pulse, $0.spo2) = (5, 51, 6, 130, 97)
        }
        #expect(
            Encoder.bytes(of: live) == [0x01, 0xE8, 0x85, 0xB3, 0x96, 0x82, 0xE1, 0xFF, 0xFF])
    }

    /// Captured from firmware 4.6 without a finger.
    @Test func fingerOutAsFirmwareSaysIt() {
        let live = Self.live { ($0.strength, $0.isProbeError) = (4, true) }
        #expect(
            Encoder.bytes(of: live) == [0x01, 0xE1, 0x84, 0xC0, 0x90, 0x80, 0x80, 0xFF, 0xFF])
    }

    @Test func fingerOutAsTheVendorDocumentSaysIt() {
        let live = Self.live {
            ($0.strength, $0.isProbeError, $0.pulse, $0.spo2) = (4, true, 0xFF, 0x7F)
        }
        #expect(
            Encoder.bytes(of: live) == [0x01, 0xE9, 0x84, 0xC0, 0x90, 0xFF, 0xFF, 0xFF, 0xFF])
    }

    @Test func searchingTravelsInTheTopBitOfTheWave() {
        let live = Self.live {
            ($0.strength, $0.pleth, $0.isSearching, $0.isSearchingTooLong) = (1, 3, true, true)
        }
        #expect(
            Encoder.bytes(of: live) == [0x01, 0xE2, 0x91, 0x83, 0x90, 0x80, 0x80, 0xFF, 0xFF])
    }

    @Test func beepAndDroppingAreBitsOfTheFirstByte() {
        let live = Self.live {
            ($0.strength, $0.isBeep, $0.isDropping, $0.pulse, $0.spo2) = (8, true, true, 40, 80)
        }
        #expect(
            Encoder.bytes(of: live) == [0x01, 0xE0, 0xE8, 0xC0, 0x90, 0xA8, 0xD0, 0xFF, 0xFF])
    }

    /// 3.72 % is 372 = 0x0174; 20.00 % is 2000 = 0x07D0, whose low byte has its top bit set.
    @Test(
        arguments: [
            (UInt16(372), [0x01, 0x80, 0x85, 0xC0, 0x80, 0xC1, 0xE1, 0xF4, 0x81]),
            (2000, [0x01, 0xA0, 0x85, 0xC0, 0x80, 0xC1, 0xE1, 0xD0, 0x87]),
        ] as [(UInt16, [UInt8])])
    func aPerfusionIndexClearsItsInvalidMark(hundredths: UInt16, bytes: [UInt8]) {
        let live = Self.live {
            ($0.strength, $0.pulse, $0.spo2) = (5, 65, 97)
            $0.perfusionHundredths = hundredths
        }
        #expect(Encoder.bytes(of: live) == bytes)
    }

    /// Every frame: a first byte without bit 7, eight with it.
    @Test(arguments: Scenario.builtIn)
    func onlyTheTypeByteLacksBit7(scenario: Scenario) {
        var unit = OximeterOnPerson<ContecV7Oximeter>(scenario: scenario, seed: 9)
        _ = unit.receive(ContecV7Oximeter.startCommand)
        for _ in 0..<1500 {
            let frame = unit.nextFrame()
            #expect(frame.count == 9)
            #expect(frame[0] == 0x01)
            #expect(frame.dropFirst().allSatisfy { $0 >= 0x80 })
        }
    }
}
