import SimulatedOximeter
import SimulatedPatient
import Testing

@Suite("Nellcor text")
struct NellcorASCIITests {
    private typealias Encoder = NellcorASCIIEncoder

    private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    private static func line(
        _ second: Int, _ change: (inout Encoder.Line) -> Void
    ) -> String {
        var line = Encoder.Line(
            time: DeviceTime(year: 2017, month: 12, day: 29, hour: 7, minute: 18, second: second))
        change(&line)
        return text(Encoder.bytes(of: line, limits: .init()))
    }

    /// Lines of the capture, column by column.
    @Test func linesAsCaptured() {
        #expect(
            Self.line(43) { ($0.spo2Percent, $0.pulseBpm, $0.amplitude) = (99, 66, 12) }
                == "29-Dec-17 07:18:43    99      66      12                     \r\n")
        #expect(
            Self.line(57) {
                ($0.spo2Percent, $0.pulseBpm, $0.amplitude) = (89, 66, 201)
                ($0.status.signal, $0.status.spo2) = ("MO", "SL")
            } == "29-Dec-17 07:18:57    89*     66     201    MO SL            \r\n")
        #expect(
            Self.line(7) {
                ($0.spo2Percent, $0.pulseBpm, $0.amplitude) = (77, 70, 8)
                ($0.status.spo2, $0.status.alarm) = ("SL", "AS")
            } == "29-Dec-17 07:18:07    77*     70       8       SL       AS   \r\n")
        #expect(
            Self.line(29) { ($0.status.signal, $0.status.alarm) = ("SD", "AS") }
                == "29-Dec-17 07:18:29   ---     ---     ---    SD          AS   \r\n")
        #expect(
            Self.line(27) {
                ($0.spo2Percent, $0.pulseBpm) = (0, 0)
                $0.status.signal = "PS"
            } == "29-Dec-17 07:18:27     0       0     ---    PS               \r\n")
    }

    @Test func theHeadingAsCaptured() {
        #expect(
            Self.text(Encoder.heading(.init()))
                == "N-560    VERSION 1.56.00    CRC:XXXX  SpO2 Limit: 90-100%    "
                + "PR Limit: 60-170BPM\r\n"
                + "                             ADULT            0SAT-S \r\n"
                + "TIME                 %SpO2   BPM     PA     Status\r\n")
    }

    /// What the monitor printed at each call, as lines without their ends.
    private static func lines(
        _ device: inout NellcorASCIIOximeter, _ person: inout StillPerson, seconds: Int
    ) -> [[String]] {
        person.frames(on: &device, seconds: seconds).map { bytes in
            text(bytes).split(separator: "\r\n").map(String.init)
        }
    }

    @Test func printsEveryTwoSecondsWithAHeadingAPage() {
        var device = NellcorASCIIOximeter(seed: 3)
        var person = StillPerson()
        let calls = Self.lines(&device, &person, seconds: 176)
        let isPrinting = calls.map { !$0.isEmpty }
        #expect(isPrinting == (0..<176).map { $0 % 2 == 1 })
        let headings = calls.indices.filter { calls[$0].count == 4 }
        // 22 lines of values, and three of the heading: 25.
        #expect(headings == [1, 45, 89, 133])
        device.limits.spo2Percent = 85...100
        let next = Self.lines(&device, &person, seconds: 2)[1]
        #expect(next.first?.contains("SpO2 Limit: 85-100%") == true, "a changed limit")
    }

    /// Cut by the columns that a published reader uses.
    private static func column(_ line: String, _ from: Int, _ to: Int) -> String {
        String(String(line.dropFirst(from).prefix(to - from)).drop { $0 == " " })
    }

    @Test func measuresAndMarksLimits() throws {
        var device = NellcorASCIIOximeter(seed: 3)
        var person = StillPerson(spo2Percent: 85, pulseBpm: 45)
        let line = try #require(Self.lines(&device, &person, seconds: 20)[19].last)
        #expect(["84", "85", "86"].contains(Self.column(line, 21, 24)))
        #expect(["43", "44", "45", "46", "47"].contains(Self.column(line, 29, 32)))
        #expect(Self.column(line, 37, 40) == "30")
        #expect(Self.column(line, 24, 25) == "*" && Self.column(line, 32, 33) == "*")
        #expect(line.dropFirst(44) == "   SL PL         ")
        person.state.motion = 0.5
        let moving = try #require(Self.lines(&device, &person, seconds: 2)[1].last)
        #expect(Self.column(moving, 44, 46) == "MO")
    }

    /// The last values stay for a while, marked; then zeros and a search.
    @Test(arguments: [(0.0, "LP"), (0.5, "LM")])
    func aLostPulseKeepsItsDigitsForAWhile(motion: Double, code: String) throws {
        var device = NellcorASCIIOximeter(seed: 3)
        var person = StillPerson()
        _ = Self.lines(&device, &person, seconds: 20)
        device.conditions.searching = true
        person.state.motion = motion
        let lines = Self.lines(&device, &person, seconds: 10).compactMap(\.last)
        #expect(lines.map { Self.column($0, 44, 46) } == [code, code, code, "PS", "PS"])
        #expect(["96", "97", "98"].contains(Self.column(lines[0], 21, 24)))
        #expect(Self.column(lines[4], 21, 24) == "0" && Self.column(lines[4], 37, 40) == "---")
    }

    @Test func saysWhyThereIsNoValue() throws {
        var device = NellcorASCIIOximeter(seed: 3)
        var person = StillPerson()
        person.state.isFingerIn = false
        var line = try #require(Self.lines(&device, &person, seconds: 2)[1].last)
        #expect(line.dropFirst(18) == "   ---     ---     ---    SO               ")
        device.conditions.sensorFault = true
        device.conditions.lowBattery = true
        line = try #require(Self.lines(&device, &person, seconds: 2)[1].last)
        #expect(line.dropFirst(18) == "   ---     ---     ---    SD       LB      ")
    }

    @Test func stampsByItsOwnClock() throws {
        let seconds: (Double) throws -> Int = { drift in
            var device = NellcorASCIIOximeter(seed: 3)
            device.conditions.clockDriftPartsPerMillion = drift
            var person = StillPerson()
            let lines = Self.lines(&device, &person, seconds: 1002).compactMap(\.last)
            let stamps = try [lines[0], try #require(lines.last)].map { line in
                let parts = try Self.column(line, 10, 18).split(separator: ":").map {
                    try #require(Int($0))
                }
                return parts[0] * 3600 + parts[1] * 60 + parts[2]
            }
            return (stamps[1] - stamps[0] + 86_400) % 86_400
        }
        #expect(try seconds(0) == 1000)
        #expect((1009...1011).contains(try seconds(10_000)))
        #expect((989...991).contains(try seconds(-10_000)))
    }
}
