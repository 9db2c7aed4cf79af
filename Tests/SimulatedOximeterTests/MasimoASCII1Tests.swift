import SimulatedOximeter
import SimulatedPatient
import Testing

@Suite("Masimo text")
struct MasimoASCII1Tests {
    private typealias Encoder = MasimoASCII1Encoder

    private static let time = DeviceTime(
        year: 2016, month: 3, day: 19, hour: 13, minute: 37, second: 12)

    @Test func aLineWithValues() {
        var line = Encoder.Line(time: Self.time)
        (line.spo2Percent, line.pulseBpm, line.perfusionHundredths) = (98, 97, 360)
        line.exceptions = .set
        #expect(
            Encoder.bytes(of: line, end: .manual)
                == Array(
                    ("03/19/16 13:37:12 SN=0000000000 SPO2=098% BPM=097 PI=03.60% SPCO=--.-% "
                        + "SPMET=--.-% DESAT=-- PIDELTA=+-- PVI=--- ALARM=0000 EXC=000800\n\r").utf8
                ))
    }

    @Test func aLineWithout() {
        var line = Encoder.Line(time: Self.time)
        line.exceptions = [.noSensor, .set, .lowSignalQuality]
        line.alarm = 0x1F
        #expect(
            Encoder.bytes(of: line, end: .seen)
                == Array(
                    ("03/19/16 13:37:12 SN=0000000000 SPO2=---% BPM=--- PI=--.--% SPCO=--.-% "
                        + "SPMET=--.-% DESAT=-- PIDELTA=+-- PVI=--- ALARM=001F EXC=000C01\r\n").utf8
                ))
    }

    @Test func eachExceptionHasItsBit() {
        let bits: [(Encoder.Exceptions, UInt32)] = [
            (.noSensor, 0x1), (.sensorDefective, 0x2), (.lowPerfusion, 0x4), (.pulseSearch, 0x8),
            (.interference, 0x10), (.sensorOff, 0x20), (.ambientLight, 0x40),
            (.sensorNotKnown, 0x80), (.lowSignalQuality, 0x400), (.set, 0x800),
        ]
        for (exception, bit) in bits { #expect(exception.rawValue == bit) }
    }

    /// A line taken apart at its spaces: the stamp, then `KEY=value`.
    private static func read(_ bytes: [UInt8]) -> [String: String] {
        let text = String(decoding: bytes, as: UTF8.self)
        var values: [String: String] = [:]
        for token in text.split(whereSeparator: { $0.isWhitespace }) {
            let halves = token.split(separator: "=", maxSplits: 1)
            if halves.count == 2 { values[String(halves[0])] = String(halves[1]) }
        }
        return values
    }

    @Test func measuresAndSaysWhatSpoilsIt() throws {
        var device = MasimoASCII1Oximeter(seed: 3)
        var person = StillPerson(spo2Percent: 100, pulseBpm: 150)
        let last = try #require(person.frames(on: &device, seconds: 20).last)
        let line = Self.read(last)
        #expect(["099%", "100%"].contains(line["SPO2"]))
        #expect((147...153).contains(try #require(line["BPM"].flatMap { Int($0) })))
        #expect(line["PI"] == "03.00%")
        #expect(line["EXC"] == "000800" && line["ALARM"] == "0000")
        person.state.perfusionPercent = 0.4
        #expect(Self.read(device.frame(of: person.state))["EXC"] == "000804")
        person.state.perfusionPercent = 3
        person.state.motion = 0.5
        #expect(Self.read(device.frame(of: person.state))["EXC"] == "000C10")
    }

    @Test func saysWhyThereIsNoValue() {
        var person = StillPerson()
        var device = MasimoASCII1Oximeter(seed: 3)
        #expect(Self.read(device.frame(of: person.state))["EXC"] == "000808", "it searches first")
        person.state.isFingerIn = false
        let line = Self.read(device.frame(of: person.state))
        #expect(line["EXC"] == "000820" && line["SPO2"] == "---%" && line["BPM"] == "---")
        #expect(line["PI"] == "--.--%")
        device.conditions.sensorFault = true
        #expect(Self.read(device.frame(of: person.state))["EXC"] == "000802")
    }

    @Test func lowOxygenIsAnAlarm() throws {
        var device = MasimoASCII1Oximeter(seed: 3)
        var person = StillPerson(spo2Percent: 80)
        let last = try #require(person.frames(on: &device, seconds: 20).last)
        #expect(Self.read(last)["ALARM"] == "0012")
    }

    @Test func endsFollowTheSeedAndNoiseIsOnRequest() {
        var person = StillPerson()
        var device = MasimoASCII1Oximeter(seed: 2)
        #expect(device.frame(of: person.state).suffix(2) == [0x0A, 0x0D])
        device = MasimoASCII1Oximeter(seed: 3)
        #expect(device.frame(of: person.state).suffix(2) == [0x0D, 0x0A])
        device.isUntidy = true
        let lines = person.frames(on: &device, seconds: 30)
        #expect(lines.count { $0.starts(with: [0x00, 0x0D, 0x0A]) } == 3)
        #expect(lines.allSatisfy { $0.count(where: { $0 == 0x3D }) == 11 })
    }

    @Test func stampsByItsOwnClock() throws {
        var device = MasimoASCII1Oximeter(seed: 3)
        device.conditions.clockDriftPartsPerMillion = 10_000
        var person = StillPerson()
        let stamps = try person.frames(on: &device, seconds: 1001).map { bytes in
            let text = String(decoding: bytes, as: UTF8.self).split(separator: " ")[1]
            let parts = try text.split(separator: ":").map { try #require(Int($0)) }
            return parts[0] * 3600 + parts[1] * 60 + parts[2]
        }
        let gone = (stamps[1000] - stamps[0] + 86_400) % 86_400
        #expect((1009...1011).contains(gone))
    }
}
