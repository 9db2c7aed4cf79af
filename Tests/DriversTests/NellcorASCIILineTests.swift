import Drivers
import SignalCore
import Testing

@Suite("Nellcor ASCII: one line")
struct NellcorASCIILineTests {
    struct Example: Sendable, CustomTestStringConvertible {
        let line: String
        let spo2: UInt8?
        let pulse: UInt16?
        let flags: SampleFlags
        var testDescription: String { line.debugDescription }
    }

    static func decode(_ text: String) -> DecodedStream {
        DecodedStream([Array(text.utf8)], decoder: NellcorASCIIDecoder())
    }

    static func line(_ rest: String) -> String { "29-Dec-17 07:21:13" + rest + "\r\n" }

    static let examples: [Example] = [
        Example(
            line: line("    99      66      12                     "), spo2: 99, pulse: 66,
            flags: []),
        Example(
            line: line("    77*     66      30    MO SL       AS   "), spo2: 77, pulse: 66,
            flags: [.interference, .deviceAlarm, .oxygenDropping, .deviceAlarmSilenced]),
        Example(
            line: line("   ---     ---     ---    SD          AS   "), spo2: nil, pulse: nil,
            flags: [.sensorFault, .deviceAlarmSilenced]),
        Example(
            line: line("   ---     ---     ---    SO               "), spo2: nil, pulse: nil,
            flags: [.fingerOut]),
        Example(
            line: line("     0       0     ---    PS               "), spo2: nil, pulse: nil,
            flags: [.searching]),
        // Digits beside a code for no reading, as the capture's last line has them.
        Example(
            line: line("    96      63     ---    PS                  "), spo2: nil, pulse: nil,
            flags: [.searching]),
        // Other models: capitals, an amplitude filled up with zeros, other columns.
        Example(
            line: "12-NOV-97 14:00:05   100    120    050\n", spo2: 100, pulse: 120, flags: []),
        Example(line: "18-FEB-09 10:00:21 97 98 092\r", spo2: 97, pulse: 98, flags: []),
        Example(
            line: "7-jan-2004 1:24:50 100 105 88 AO\n\r", spo2: 100, pulse: 105,
            flags: [.deviceAlarmSilenced]),
        Example(
            line: "29-Feb-17\t00:00:00\t91\t127\t5\tMO\t\r\n", spo2: 91, pulse: 127,
            flags: [.interference]),
        Example(
            line: "\0\0 31-Dec-99 23:59:59\0\0 91 127\t 5\0\r\n", spo2: 91, pulse: 127, flags: []),
        // The star alone says that a limit of the monitor's own is broken.
        Example(line: line(" 97 121* 10"), spo2: 97, pulse: 121, flags: [.deviceAlarm]),
        Example(line: line(" 97 121 10*"), spo2: 97, pulse: 121, flags: [.deviceAlarm]),
        // Values that are none, beside values that are.
        Example(line: line(" --- 61 10"), spo2: nil, pulse: 61, flags: []),
        Example(line: line(" 97 --- 10"), spo2: 97, pulse: nil, flags: []),
        Example(line: line(" -- - ----"), spo2: nil, pulse: nil, flags: []),
        // A code nobody documents says nothing, and takes nothing away.
        Example(line: line(" 97 61 10 XY"), spo2: 97, pulse: 61, flags: []),
        Example(line: line(" 97 61 10 XY LB"), spo2: 97, pulse: 61, flags: [.lowBattery]),
    ]

    @Test("a line means what the protocol says", arguments: examples)
    func meaning(example: Example) {
        let decoded = Self.decode(example.line)
        #expect(
            decoded.samples == [
                Sample(spo2Percent: example.spo2, pulseBpm: example.pulse, flags: example.flags)
            ])
        #expect(decoded.skips.isEmpty && decoded.notices.isEmpty)
        #expect(decoded.counters.framedBytes == UInt64(example.line.utf8.count))
    }

    static let codes: [(String, SampleFlags, hasValue: Bool)] = [
        ("SO", [.fingerOut], false), ("SD", [.sensorFault], false), ("PS", [.searching], false),
        ("LP", [.searching], false), ("LM", [.searching, .interference], false),
        ("MO", [.interference], true), ("LB", [.lowBattery], true),
        ("SL", [.deviceAlarm, .oxygenDropping], true), ("SH", [.deviceAlarm], true),
        ("PH", [.deviceAlarm], true), ("PL", [.deviceAlarm], true),
        ("AS", [.deviceAlarmSilenced], true), ("AO", [.deviceAlarmSilenced], true),
    ]

    @Test("every status code, alone and with every other", arguments: codes.indices)
    func everyCode(index: Int) {
        let (code, flags, hasValue) = Self.codes[index]
        #expect(
            Self.decode(Self.line("  96  63  18  \(code)")).samples == [
                Sample(
                    spo2Percent: hasValue ? 96 : nil, pulseBpm: hasValue ? 63 : nil, flags: flags)
            ])
        for (other, otherFlags, otherHasValue) in Self.codes {
            let decoded = Self.decode(Self.line("  96  63  18  \(code)   \(other)"))
            let counts = hasValue && otherHasValue
            #expect(decoded.samples.map(\.flags) == [flags.union(otherFlags)])
            #expect(decoded.samples.map(\.spo2Percent) == [counts ? 96 : nil])
            #expect(decoded.samples.map(\.pulseBpm) == [counts ? 63 : nil])
        }
    }

    @Test("every value of one to three digits")
    func everyValue() {
        for value in 0...999 {
            for text in [
                "\(value)", String(repeating: "0", count: 3 - "\(value)".count) + "\(value)",
            ] {
                let sample = Self.decode(Self.line(" \(text) \(text)* 1")).samples.first
                #expect(sample?.spo2Percent == ((1...100).contains(value) ? UInt8(value) : nil))
                #expect(sample?.pulseBpm == ((1...300).contains(value) ? UInt16(value) : nil))
            }
        }
    }

    @Test("every month, and its last day")
    func months() {
        let names = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(separator: " ")
        let days = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        for (name, last) in zip(names, days) {
            for day in 0...33 {
                let decoded = Self.decode("\(day)-\(name)-17 07:21:13 97 61 10\n")
                #expect(
                    decoded.samples.count == ((1...last).contains(day) ? 1 : 0), "\(day) \(name)")
            }
        }
    }

    static let unreadable = [
        "29-Dez-17 07:21:13 97 61 10", "29-De-17 07:21:13 97 61 10", "29-Dec-1 07:21:13 97 61 10",
        "29-Dec-017 07:21:13 97 61 10", "29-Dec-20170 07:21:13 97 61 10",
        "129-Dec-17 07:21:13 97 61 10",
        "-29-Dec-17 07:21:13 97 61 10", "29.Dec.17 07:21:13 97 61 10", "29-Dec-1707:21:13 97 61 10",
        "29-Dec-17 24:21:13 97 61 10", "29-Dec-17 07:60:13 97 61 10", "29-Dec-17 07:21:60 97 61 10",
        "29-Dec-17 07:21 97 61 10", "29-Dec-17 007:21:13 97 61 10", "29-Dec-17 7:1:13 97 61 10",
        "29-Dec-17 07:21:1 97 61 10", "29-Dec-17 07:21:13", "29-Dec-17", "07:21:13 97 61 10",
        "29-Dec-17 07:21:13 97", "29-Dec-17 07:21:13 97 61", "29-Dec-17 07:21:1397 61 10",
        "29-Dec-17 07:21:13 0097 61 10", "29-Dec-17 07:21:13 97 0061 10",
        "29-Dec-17 07:21:13 97 61 1000",
        "29-Dec-17 07:21:13 9-7 61 10", "29-Dec-17 07:21:13 -97 61 10",
        "29-Dec-17 07:21:13 97% 61 10",
        "29-Dec-17 07:21:13 *97 61 10", "29-Dec-17 07:21:13 97** 61 10",
        "29-Dec-17 07:21:13 97 * 61 10",
        "29-Dec-17 07:21:13 97*61 10", "29-Dec-17 07:21:13 97.0 61 10",
        "29-Dec-17 07:21:13 97 61 10 5",
        "29-Dec-17 07:21:13 97 61 10 M", "29-Dec-17 07:21:13 97 61 10 MOV",
        "29-Dec-17 07:21:13 97 61 10 mo",
        "29-Dec-17 07:21:13 97 61 10 S0", "29-Dec-17 07:21:13 97 61 10MO",
        "29-Dec-17 07:21:13 97 61 10 MO,SL",
        "29-Dec-17 07:21:13 97 61 29-Dec-17 07:21:15 97 61 10", "this does not make any sense", "x",
        "03/19/16 13:37:12 SN=0000000000 SPO2=098% BPM=097 EXC=000800", "SPO2=098 HR=072",
    ]

    @Test("a line of which anything cannot be read gives nothing", arguments: unreadable)
    func nothing(line: String) {
        let decoded = Self.decode(line + "\n")
        #expect(decoded.samples.isEmpty && decoded.notices.isEmpty)
        #expect(decoded.skips == [.init(count: line.utf8.count + 1, why: .unreadableLine)])
    }

    @Test("bytes that are no text make their line unreadable, whatever they are")
    func bytesThatAreNoText() {
        let line = Array(Self.line("    99      66      12   ").utf8)
        let text = Set<UInt8>(0x20...0x7E).union([0, 9, 10, 13])
        for value in UInt8.min...UInt8.max where !text.contains(value) {
            var bytes = line
            bytes[40] = value
            let decoded = DecodedStream([bytes], decoder: NellcorASCIIDecoder())
            #expect(decoded.skips == [.init(count: line.count - 1, why: .unreadableLine)])
            #expect(decoded.samples.isEmpty)
        }
    }
}
