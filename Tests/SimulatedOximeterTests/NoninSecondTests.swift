import SimulatedOximeter
import SimulatedPatient
import Testing

@Suite("Nonin, once a second")
struct NoninSecondTests {
    private static func df1(_ change: (inout NoninDF1Encoder.Second) -> Void) -> [UInt8] {
        var second = NoninDF1Encoder.Second()
        (second.pulseBpm, second.spo2Percent) = (61, 97)
        change(&second)
        return NoninDF1Encoder.bytes(of: second)
    }

    private static func df8(_ change: (inout NoninDF8Encoder.Second) -> Void) -> [UInt8] {
        var second = NoninDF8Encoder.Second()
        (second.pulseBpm, second.shownSpo2Percent) = (61, 97)
        change(&second)
        return NoninDF8Encoder.bytes(of: second)
    }

    /// Heart rates 130 and 255 are real; 511 means none.
    @Test(
        arguments: [
            (61, 97, [0x80, 0x3D, 0x61]), (130, 97, [0x81, 0x02, 0x61]),
            (255, 97, [0x81, 0x7F, 0x61]), (300, 97, [0x82, 0x2C, 0x61]),
            (nil, nil, [0x83, 0x7F, 0x7F]),
        ] as [(Int?, Int?, [UInt8])])
    func values(pulse: Int?, spo2: Int?, expected: [UInt8]) {
        #expect(Self.df1 { ($0.pulseBpm, $0.spo2Percent) = (pulse, spo2) } == expected)
        #expect(
            Self.df8 { ($0.pulseBpm, $0.shownSpo2Percent) = (pulse, spo2) } == expected + [0x00])
    }

    @Test func eachMarkHasItsBit() {
        #expect(Self.df1 { $0.isDisconnected = true }[0] == 0xC0)
        #expect(Self.df1 { $0.isOutOfTrack = true }[0] == 0xA0)
        #expect(Self.df1 { $0.hasLowPerfusion = true }[0] == 0x90)
        #expect(Self.df1 { $0.hasMarginalPerfusion = true }[0] == 0x88)
        #expect(Self.df1 { $0.hasArtifact = true }[0] == 0x84)
        #expect(Self.df8 { $0.isOutOfTrack = true }[0] == 0xA0)
        #expect(Self.df8 { $0.hasLowPerfusion = true }[0] == 0x90)
        #expect(Self.df8 { $0.hasMarginalPerfusion = true }[0] == 0x88)
        #expect(Self.df8 { $0.hasArtifact = true }[0] == 0x84)
        #expect(Self.df8 { $0.isSmartPoint = true }[3] == 0x20)
        #expect(Self.df8 { $0.hasSensorAlarm = true }[3] == 0x08)
        #expect(Self.df8 { $0.isBatteryLow = true }[3] == 0x01)
    }

    @Test func df1MeasuresAndSaysWhatSpoilsIt() {
        var device = NoninDF1Oximeter(seed: 3)
        var person = StillPerson(spo2Percent: 100, pulseBpm: 150)
        let frames = person.frames(on: &device, seconds: 20).suffix(10)
        #expect(frames.allSatisfy { $0[0] == 0x81 }, "no mark")
        #expect(frames.allSatisfy { (147...153).contains(128 + Int($0[1])) })
        #expect(frames.allSatisfy { (99...100).contains($0[2]) })
        #expect(frames.contains { $0[2] == 100 }, "unlike clips")
        person.state.perfusionPercent = 0.7
        #expect(device.frame(of: person.state)[0] & 0xFC == 0x88)
        person.state.perfusionPercent = 0.4
        #expect(device.frame(of: person.state)[0] & 0xFC == 0x90)
        person.state.perfusionPercent = 3
        person.state.motion = 0.5
        #expect(device.frame(of: person.state)[0] & 0xFC == 0x84)
        person.state.isFingerIn = false
        #expect(device.frame(of: person.state) == [0xA3, 0x7F, 0x7F])
        device.conditions.sensorFault = true
        #expect(device.frame(of: person.state) == [0xE3, 0x7F, 0x7F])
    }

    /// Oxygen is the screen's: it stays for ten seconds, with the alarm set; the heart rate goes.
    @Test func df8HoldsTheShownOxygenForTenSeconds() {
        var device = NoninDF8Oximeter(seed: 3)
        var person = StillPerson()
        let before = person.frames(on: &device, seconds: 20)[19]
        #expect((96...98).contains(before[2]))
        #expect(before[3] == 0x20, "sure of it")
        person.state.isFingerIn = false
        let after = person.frames(on: &device, seconds: 12)
        #expect(after.allSatisfy { $0[0] == 0xA3 && $0[1] == 0x7F && $0[3] == 0x08 })
        #expect(after.prefix(10).allSatisfy { (96...98).contains($0[2]) })
        #expect(after.suffix(2).allSatisfy { $0[2] == 0x7F })
    }

    @Test func df8SaysThatItsBatteryIsLow() {
        var device = NoninDF8Oximeter(seed: 3)
        device.conditions.lowBattery = true
        var person = StillPerson()
        #expect(person.frames(on: &device, seconds: 3).allSatisfy { $0[3] & 0x01 == 1 })
    }

    @Test func linesOfText() {
        var line = NoninASCIIEncoder.Line()
        #expect(NoninASCIIEncoder.bytes(of: line) == Array("SPO2=--- HR=---\r\n".utf8))
        (line.spo2Percent, line.pulseBpm) = (97, 61)
        #expect(NoninASCIIEncoder.bytes(of: line) == Array("SPO2=097 HR=061\r\n".utf8))
        line.time = DeviceTime(year: 2024, month: 3, day: 5, hour: 7, minute: 9, second: 30)
        (line.spo2Percent, line.isEvent, line.isFast) = (100, true, true)
        #expect(
            NoninASCIIEncoder.bytes(of: line) == Array("07:09:30 SPO2=100 HR=061 * F\r\n".utf8))
    }

    @Test func textStartsWithAHeadingAndGoesOnLineByLine() throws {
        var device = NoninASCIIOximeter(seed: 3)
        var person = StillPerson(spo2Percent: 92, pulseBpm: 150)
        let frames = person.frames(on: &device, seconds: 20).map {
            String(decoding: $0, as: UTF8.self)
        }
        #expect(frames[0] == "NONIN PULSE OXIMETER\r\nSPO2=--- HR=---\r\n")
        let last = try #require(frames.last)
        #expect(last.contains(try Regex("^SPO2=09[123] HR=1[45][0-9]\r\n$")))
        person.state.isFingerIn = false
        device.isFast = true
        #expect(device.frame(of: person.state) == Array("SPO2=--- HR=--- F\r\n".utf8))
        device.printsTime = true
        let timed = String(decoding: device.frame(of: person.state), as: UTF8.self)
        #expect(timed.contains(try Regex("^[0-9][0-9]:[0-9][0-9]:[0-9][0-9] SPO2=")))
    }
}
