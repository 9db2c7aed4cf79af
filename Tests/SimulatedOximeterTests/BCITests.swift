import SimulatedOximeter
import SimulatedPatient
import Testing

@Suite("BCI bytes")
struct BCITests {
    private typealias Encoder = BCIEncoder

    private static func bytes(_ change: (inout Encoder.Live) -> Void) -> [UInt8] {
        var live = Encoder.Live()
        change(&live)
        return Encoder.bytes(of: live)
    }

    @Test func aPlainFrameAndAPulseAbove127() {
        let frame: (UInt8) -> [UInt8] = { pulse in
            Self.bytes {
                ($0.strength, $0.pleth, $0.bar, $0.pulse, $0.spo2) = (5, 51, 6, pulse, 97)
            }
        }
        #expect(frame(65) == [0x85, 0x33, 0x06, 0x41, 0x61])
        #expect(frame(130) == [0x85, 0x33, 0x46, 0x02, 0x61])
    }

    /// Without values the pulse is 255: bit 6 of the third byte is set.
    @Test func eachMarkHasItsBit() {
        #expect(Self.bytes { $0.hasNoSignal = true } == [0x90, 0x00, 0x40, 0x7F, 0x7F])
        #expect(Self.bytes { $0.isProbeUnplugged = true } == [0xA0, 0x00, 0x40, 0x7F, 0x7F])
        #expect(Self.bytes { $0.isBeep = true } == [0xC0, 0x00, 0x40, 0x7F, 0x7F])
        #expect(Self.bytes { $0.hasNoFinger = true } == [0x80, 0x00, 0x50, 0x7F, 0x7F])
        #expect(Self.bytes { $0.isSearching = true } == [0x80, 0x00, 0x60, 0x7F, 0x7F])
        #expect(Self.bytes { $0.pleth = 127 }[1] == 100)
    }

    @Test func measures() {
        var device = BCIOximeter(seed: 3)
        var person = StillPerson(spo2Percent: 91, pulseBpm: 150)
        let frames = person.frames(on: &device, seconds: 20).suffix(1000)
        #expect(frames.allSatisfy { $0[2] & 0x70 == 0x40 })
        #expect(frames.allSatisfy { (147...153).contains(128 + Int($0[3])) })
        #expect(frames.allSatisfy { (90...92).contains($0[4]) })
        #expect(Set(frames.map { $0[1] }).count > 30, "a wave")
        #expect(frames.allSatisfy { $0[1] <= 100 && $0[0] & 0x80 != 0 })
        // Ten seconds at 150 a minute: 25 beats, each marked for two frames.
        #expect((48...52).contains(frames.count { $0[0] & 0x40 != 0 }))
    }

    @Test func saysWhyThereIsNoValue() {
        var device = BCIOximeter(seed: 3)
        var person = StillPerson()
        _ = person.frames(on: &device, seconds: 10)
        device.conditions.sensorFault = true
        #expect(device.frame(of: person.state) == [0xA0, 0x00, 0x40, 0x7F, 0x7F])
        device.conditions = .init()
        device.conditions.fingerOut = .firmware
        #expect(device.frame(of: person.state) == [0x80, 0x00, 0x50, 0x7F, 0x7F])
        device.conditions = .init()
        device.conditions.searching = true
        let frame = device.frame(of: person.state)
        #expect(frame[2] & 0x70 == 0x60 && frame[3] == 0x7F && frame[4] == 0x7F)
        #expect(frame[0] & 0x10 == 0)
        person.state.perfusionPercent = 0.15
        #expect(device.frame(of: person.state)[0] & 0x10 != 0, "no signal to speak of")
    }
}
