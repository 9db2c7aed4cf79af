import Drivers
import SignalCore
import Testing

@Suite("Masimo ASCII 1: one line")
struct MasimoASCII1LineTests {
    struct Example: Sendable, CustomTestStringConvertible {
        let line: String
        let spo2: UInt8?
        let pulse: UInt16?
        let perfusion: UInt16?
        let flags: SampleFlags
        var testDescription: String { line.debugDescription }

        init(
            _ line: String, _ spo2: UInt8?, _ pulse: UInt16?, _ perfusion: UInt16?,
            _ flags: SampleFlags
        ) {
            (self.line, self.spo2, self.pulse) = (line, spo2, pulse)
            (self.perfusion, self.flags) = (perfusion, flags)
        }
    }

    static func decode(_ text: String) -> DecodedStream {
        DecodedStream([Array(text.utf8)], decoder: MasimoASCII1Decoder())
    }

    /// A Rad-8's line with these fields.
    static func line(
        _ numbers: String = "SPO2=098% BPM=097 PI=03.60%", alarm: String = "0000",
        exceptions: String = "000800"
    ) -> String {
        "02/22/16 22:47:45 SN=0000000000 " + numbers
            + " SPCO=--.-% SPMET=--.-% DESAT=-- PIDELTA=+-- "
            + "ALARM=" + alarm + " EXC=" + exceptions + "\r\n"
    }

    static let noSensor =
        "03/19/16 13:37:12 SN=0000000000 SPO2=---% BPM=---% DESAT=-- PIDELTA=+-- "
        + "ALARM=0000 EXC=000001\n"
    static let colourRadical7 =
        "03/17/16 19:19:36 SN=---------- SPO2=098% BPM=123 PI=00.55 SPCO=--% SPMET=--.-% SPHB=--.- "
        + "SPOC=-- RESVD=--- DESAT=-- PIDELTA=+-- PVI=--- ALARM=000000 EXC=0000C00 EXC1=00000000\n"
    static let blueRadical7 =
        "05/15/07 08:12:21 SN=0000000000 SPO2=---% BPM=--- PI=--.--% SPCO=--.-% SPMET=--.-% "
        + "DESAT=-- PIDELTA=+-- PVI=--- ALARM=0000 EXC=000000\n"
    /// Any order, any blanks, a one-digit date, a long year, no % and one too many.
    static let oddOrder =
        "\0\0 2/3/2016  2:47:45\tEXC=000810 PI=7.5 \t BPM=127% SPO2=091 XY= ALARM=00000000 \n"
    static let bare = "12/31/99 23:59:59 SPO2=5 BPM=97 EXC=0800 ALONGKEYINDEED=1 PI=12\r"

    static let examples: [Example] = [
        Example(line(), 98, 97, 360, []),
        Example(noSensor, nil, nil, nil, [.sensorFault]),
        Example(colourRadical7, 98, 123, 55, [.artifact]),
        Example(blueRadical7, nil, nil, nil, []),
        Example(oddOrder, 91, 127, 750, [.interference]),
        Example(bare, 5, 97, 1200, []),
        // Numbers that stay after the sensor came off, as a Rad-8 was seen to send them.
        Example(
            line("SPO2=098% BPM=101 PI=--.--%", alarm: "0010", exceptions: "000824"), nil, nil, nil,
            [.lowPerfusion, .fingerOut, .deviceAlarm]),
        // A low pulse that the monitor calls out, silenced; EXC has nothing to say.
        Example(
            line("SPO2=098% BPM=057 PI=07.02%", alarm: "0038"), 98, 57, 702,
            [.deviceAlarm, .deviceAlarmSilenced]),
        Example(line("SPO2=098% BPM=000 PI=00.00%"), 98, nil, 0, []),
        Example(line("SPO2=000% BPM=097 PI=00.0%"), nil, 97, 0, []),
        Example(line("SPO2=-- BPM=097"), nil, 97, nil, []),
        Example(line("SPO2=127% BPM=300 PI=--.-"), nil, 300, nil, []),
        Example(line("SPO2=100% BPM=301"), 100, nil, nil, []),
    ]

    @Test("a line means what the protocol says", arguments: examples)
    func meaning(example: Example) {
        let decoded = Self.decode(example.line)
        #expect(
            decoded.samples == [
                Sample(
                    spo2Percent: example.spo2, pulseBpm: example.pulse,
                    perfusionHundredths: example.perfusion, flags: example.flags)
            ])
        #expect(decoded.skips.isEmpty && decoded.notices.isEmpty)
        #expect(decoded.counters.framedBytes == UInt64(example.line.utf8.count))
    }

    static let exceptions: [(bit: UInt32, SampleFlags, hasValue: Bool)] = [
        (0x001, .sensorFault, false), (0x002, .sensorFault, false), (0x004, .lowPerfusion, true),
        (0x008, .searching, false), (0x010, .interference, true), (0x020, .fingerOut, false),
        (0x040, .interference, false), (0x080, .sensorFault, false), (0x100, [], true),
        (0x200, [], true), (0x400, .artifact, true), (0x800, [], true), (0x1000, [], true),
        (0x8000_0000, [], true),
    ]

    @Test("every bit of EXC, alone and with every other", arguments: exceptions.indices)
    func everyException(index: Int) {
        let (bit, flags, hasValue) = Self.exceptions[index]
        for (other, otherFlags, otherHasValue) in Self.exceptions {
            let hex = String(bit | other, radix: 16, uppercase: index.isMultiple(of: 2))
            let text = String(repeating: "0", count: 8 - hex.count) + hex
            let isValue = hasValue && otherHasValue
            #expect(
                Self.decode(Self.line(exceptions: text)).samples == [
                    Sample(
                        spo2Percent: isValue ? 98 : nil, pulseBpm: isValue ? 97 : nil,
                        perfusionHundredths: isValue ? 360 : nil, flags: flags.union(otherFlags))
                ])
        }
    }

    @Test("every bit of ALARM says something, and no value depends on it")
    func everyAlarm() {
        for bit in 0..<32 {
            let hex = String(UInt32(1) << bit, radix: 16)
            let text = String(repeating: "0", count: 8 - hex.count) + hex
            let flags: SampleFlags =
                bit < 5 ? .deviceAlarm : bit == 5 ? .deviceAlarmSilenced : []
            #expect(
                Self.decode(Self.line(alarm: text)).samples == [
                    Sample(spo2Percent: 98, pulseBpm: 97, perfusionHundredths: 360, flags: flags)
                ])
        }
    }

    @Test("every width of EXC and ALARM", arguments: 0...10)
    func widths(width: Int) {
        let text = String(repeating: "0", count: width)
        let isReadable = (4...8).contains(width)
        #expect(Self.decode(Self.line(alarm: text)).samples.count == (isReadable ? 1 : 0))
        #expect(Self.decode(Self.line(exceptions: text)).samples.count == (isReadable ? 1 : 0))
    }

    @Test("every value")
    func everyValue() {
        for value in 0...999 {
            let three = String(repeating: "0", count: 3 - "\(value)".count) + "\(value)"
            let sample = Self.decode(Self.line("SPO2=\(three)% BPM=\(three)")).samples.first
            #expect(sample?.spo2Percent == ((1...100).contains(value) ? UInt8(value) : nil))
            #expect(sample?.pulseBpm == ((1...300).contains(value) ? UInt16(value) : nil))
            // A number of fewer characters is one only beside others that no zeros fill up.
            let bare = Self.decode(Self.line("SPO2=\(value)% BPM=\(value)")).samples.first
            #expect(bare?.pulseBpm == sample?.pulseBpm)
            let mixed = Self.decode(Self.line("SPO2=\(value)% BPM=097"))
            #expect(mixed.samples.isEmpty == (value < 100))
        }
        for value in 0...9999 {
            let four = String("\(10_000 + value)".dropFirst())
            let text = "\(four.prefix(2)).\(four.suffix(2))"
            let sample = Self.decode(Self.line("SPO2=098 BPM=097 PI=\(text)%")).samples.first
            #expect(sample?.perfusionHundredths == UInt16(value))
        }
    }

    static let unreadable = [
        "02/22/16 22:47:45 SPO2=098% BPM=097", "02/22/16 22:47:45 SPO2=098% EXC=000800",
        "02/22/16 22:47:45 BPM=097 EXC=000800", "02/22/16 22:47:45",
        "02/22/16 SPO2=098 BPM=097 EXC=000800",
        "SPO2=098% BPM=097 EXC=000800", "22:47:45 SPO2=098% BPM=097 EXC=000800",
        "13/22/16 22:47:45 SPO2=098% BPM=097 EXC=000800",
        "00/22/16 22:47:45 SPO2=098% BPM=097 EXC=000800",
        "04/31/16 22:47:45 SPO2=098% BPM=097 EXC=000800",
        "02/00/16 22:47:45 SPO2=098% BPM=097 EXC=000800",
        "02/22/1 22:47:45 SPO2=098% BPM=097 EXC=000800",
        "02/22/201 22:47:45 SPO2=098% BPM=097 EXC=000800",
        "02-22-16 22:47:45 SPO2=098% BPM=097 EXC=000800",
        "02/22/16 24:47:45 SPO2=098% BPM=097 EXC=000800",
        "02/22/16 22:60:45 SPO2=098% BPM=097 EXC=000800",
        "02/22/16 22:47:60 SPO2=098% BPM=097 EXC=000800",
        "02/22/16 22:47:45SPO2=098% BPM=097 EXC=000800",
        "02/22/1622:47:45 SPO2=098% BPM=097 EXC=000800",
        "02/22/16 22:47:45 SPO2=0098% BPM=097 EXC=000800",
        "02/22/16 22:47:45 SPO2=09 % BPM=097 EXC=000800",
        "02/22/16 22:47:45 SPO2=09% BPM=097 EXC=000800",
        "02/22/16 22:47:45 SPO2=098% BPM=09 EXC=000800",
        "02/22/16 22:47:45 SPO2=098% BPM=12 EXC=000800",
        "02/22/16 22:47:45 SPO2= 98% BPM=097 EXC=000800",
        "02/22/16 22:47:45 SPO2=0-8% BPM=097 EXC=000800",
        "02/22/16 22:47:45 SPO2=-98% BPM=097 EXC=000800",
        "02/22/16 22:47:45 SPO2=098%% BPM=097 EXC=000800",
        "02/22/16 22:47:45 SPO2=%098 BPM=097 EXC=000800",
        "02/22/16 22:47:45 SPO2=098.0% BPM=097 EXC=000800",
        "02/22/16 22:47:45 SPO2= BPM=097 EXC=000800",
        "02/22/16 22:47:45 SPO2=098% BPM=097 EXC=00800G",
        "02/22/16 22:47:45 SPO2=098% BPM=097 EXC=------",
        "02/22/16 22:47:45 SPO2=098% BPM=097 EXC=",
        "02/22/16 22:47:45 SPO2=098% BPM=097 EXC=820:OffPat,SET",
        "02/22/16 22:47:45 SPO2=098% BPM=097 EXC=000800 SPO2=098%",
        "02/22/16 22:47:45 SPO2=098% BPM=097 BPM=097 EXC=000800",
        "02/22/16 22:47:45 SPO2=098% BPM=097 EXC=000800 EXC=000800",
        "02/22/16 22:47:45 SPO2=098% BPM=097 PI=03.603/22/16 22:47:46 EXC=000800",
        "02/22/16 22:47:45 SPO2=098% BPM=097 PI=03.600 EXC=000800",
        "02/22/16 22:47:45 SPO2=098% BPM=097 PI=103.60 EXC=000800",
        "02/22/16 22:47:45 SPO2=098% BPM=097 PI= EXC=000800",
        "02/22/16 22:47:45 SPO2=098% BPM=097 PI=. EXC=000800",
        "02/22/16 22:47:45 SPO2=098% BPM=097 PI=03. EXC=000800",
        "02/22/16 22:47:45 SPO2=098% BPM=097 EXC=000800 ALARM=12",
        "02/22/16 22:47:45 SPO2=098% BPM=097 # EXC=000800",
        "02/22/16 22:47:45 SPO2=098% BPM=097 EXC=000800 LONGWORDALONE",
        "02/22/16 22:47:45 SPO2 BPM EXC",
        "02/22/16 22:47:45 spo2=098% bpm=097 exc=000800",
        "09/21/08 09:56:12 SpO2=097 PR=069 PI=04.69 EXC=800:SET",
        "29-Dec-17 07:18:43    99      66      12", "SPO2=098 HR=072", "x",
    ]

    @Test("a line of which anything cannot be read gives nothing", arguments: unreadable)
    func nothing(line: String) {
        let decoded = Self.decode(line + "\n")
        #expect(decoded.samples.isEmpty && decoded.notices.isEmpty)
        #expect(decoded.skips == [.init(count: line.utf8.count + 1, why: .unreadableLine)])
    }
}
