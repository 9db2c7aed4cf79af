import Drivers
import SignalCore
import Testing

/// Nonin's lines read by matching strings.
enum PlainNonin {
    static func stream(_ bytes: [UInt8]) -> PlainStream { PlainStream(bytes, read: read) }

    static func read(_ line: String) -> PlainLine {
        let blanks = line.map { $0 == "\t" || $0 == "\0" ? " " : $0 }
        var rest = blanks[...]
        while let first = rest.first, "-.0123456789/:".contains(first) {
            rest = rest.drop { $0 != " " && "-.0123456789/:".contains($0) }
            guard rest.first == " " else { return .unreadable }
            rest = rest.drop { $0 == " " }
        }
        guard let spo2 = field("SPO2=", &rest), rest.first == " " else { return other(line) }
        rest = rest.drop { $0 == " " }
        guard let pulse = field("HR=", &rest), rest.allSatisfy({ " *BF".contains($0) }) else {
            return other(line)
        }
        let isFilled = [spo2, pulse].contains { $0.text.count > 1 && $0.text.hasPrefix("0") }
        let isMarked = rest.first.map { $0 != " " } ?? false
        if isFilled && min(spo2.width, pulse.width) < 3 || isMarked && pulse.width < 3 {
            return .unreadable
        }
        return .data(
            Sample(
                spo2Percent: UInt8(spo2.text).flatMap { (1...100).contains($0) ? $0 : nil },
                pulseBpm: UInt16(pulse.text).flatMap { (1...510).contains($0) ? $0 : nil }),
            stamp: "")
    }

    private static func field(
        _ key: String, _ rest: inout ArraySlice<Character>
    ) -> (text: String, width: Int)? {
        guard rest.starts(with: key) else { return nil }
        let field = rest.dropFirst(key.count)
        let text = field.drop { $0 == " " }
        let dashes = text.prefix { $0 == "-" }
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        rest = text.dropFirst(dashes.isEmpty ? digits.count : dashes.count)
        if !dashes.isEmpty { return ("-", 3) }
        guard (1...3).contains(digits.count) else { return nil }
        return (String(digits), field.count - text.count + digits.count)
    }

    private static func other(_ line: String) -> PlainLine {
        let names = words(line).map { $0.uppercased() }
        let isNamed = names.contains("NONIN") || names.contains("MODEL")
        return isNamed && !line.contains("=") ? .heading : .unreadable
    }
}

@Suite("Nonin ASCII")
struct NoninASCIITests {
    struct Example: Sendable, CustomTestStringConvertible {
        let line: String
        let spo2: UInt8?
        let pulse: UInt16?
        var testDescription: String { line.debugDescription }
    }

    static func decode(_ chunks: [[UInt8]]) -> DecodedStream {
        DecodedStream(chunks, decoder: NoninASCIIDecoder())
    }

    static func decode(_ text: String) -> DecodedStream { decode([Array(text.utf8)]) }

    static let examples: [Example] = [
        Example(line: "SPO2=098 HR=072\r\n", spo2: 98, pulse: 72),
        Example(line: "SPO2=--- HR=---\r\n", spo2: nil, pulse: nil),
        Example(line: "12:34:56 SPO2=098 HR=072\r\n", spo2: 98, pulse: 72),
        Example(line: "1:02:03  SPO2=---   HR=072\n\r", spo2: nil, pulse: 72),
        Example(line: "02/22/16 12:34:56\tSPO2=098\tHR=072\n", spo2: 98, pulse: 72),
        // An event, a breath, the fast response: said in the line, no flag of ours.
        Example(line: "SPO2=098 HR=072*\r\n", spo2: 98, pulse: 72),
        Example(line: "SPO2=098 HR=072 F\r\n", spo2: 98, pulse: 72),
        Example(line: "12:34:56 SPO2=098 HR=072 B\r\n", spo2: 98, pulse: 72),
        Example(line: "SPO2=098 HR=072B*\r", spo2: 98, pulse: 72),
        Example(line: "SPO2=--- HR=---* F\r\n", spo2: nil, pulse: nil),
        // Filled up with blanks, or with nothing.
        Example(line: "SPO2= 98 HR= 72\r\n", spo2: 98, pulse: 72),
        Example(line: "SPO2=  5 HR=  9*\r\n", spo2: 5, pulse: 9),
        Example(line: "SPO2=98 HR=72 F\r\n", spo2: 98, pulse: 72),
        // 127 and 255 are pulses, 511 and 0 are none, and so is an SpO2 above 100.
        Example(line: "SPO2=100 HR=127\n", spo2: 100, pulse: 127),
        Example(line: "SPO2=001 HR=255\n", spo2: 1, pulse: 255),
        Example(line: "SPO2=127 HR=510\n", spo2: nil, pulse: 510),
        Example(line: "SPO2=000 HR=511\n", spo2: nil, pulse: nil),
        Example(line: "SPO2=101 HR=000\n", spo2: nil, pulse: nil),
        Example(line: "\0\u{11}\t SPO2=097\0HR=061\0\0\r\n", spo2: 97, pulse: 61),
    ]

    @Test("a line means what the protocol says", arguments: examples)
    func meaning(example: Example) {
        let decoded = Self.decode(example.line)
        #expect(
            decoded.samples == [Sample(spo2Percent: example.spo2, pulseBpm: example.pulse)])
        #expect(decoded.skips.isEmpty && decoded.notices.isEmpty)
        #expect(decoded.counters.framedBytes == UInt64(example.line.utf8.count))
    }

    @Test("every value")
    func everyValue() {
        for value in 0...999 {
            let three = String(repeating: "0", count: 3 - "\(value)".count) + "\(value)"
            for text in [
                three, "\(value)", String(repeating: " ", count: 3 - "\(value)".count) + "\(value)",
            ] {
                let sample = Self.decode("SPO2=\(text) HR=\(text)\n").samples.first
                #expect(sample?.spo2Percent == ((1...100).contains(value) ? UInt8(value) : nil))
                #expect(sample?.pulseBpm == ((1...510).contains(value) ? UInt16(value) : nil))
            }
            #expect(Self.decode("SPO2=097 HR=\(value)\n").samples.isEmpty == (value < 100))
            #expect(Self.decode("SPO2=\(value) HR=072\n").samples.isEmpty == (value < 100))
            #expect(Self.decode("SPO2=100 HR=\(value)*\n").samples.isEmpty == (value < 100))
        }
    }

    @Test(
        "a line of which anything cannot be read gives nothing",
        arguments: [
            "SPO2=098", "HR=072", "HR=072 SPO2=098", "SPO2=098HR=072", "SPO2=098 HR=",
            "SPO2= HR=072",
            "SPO2=0098 HR=072", "SPO2=098 HR=0072", "SPO2=09 HR=072", "SPO2=098 HR=07",
            "SPO2=098 HR=12*",
            "SPO2=0-8 HR=072", "SPO2=-98 HR=072", "SPO2=9 8 HR=072", "SPO2=098% HR=072",
            "SPO2=098.0 HR=072",
            "SPO2=098 HR=072 X", "SPO2=098 HR=072 5", "SPO2=098 HR=072*5",
            "SPO2=098 HR=072 SPO2=098 HR=072",
            "SPO2=098 HR=07SPO2=098 HR=072", "SPO2=0SPO2=098 HR=072", "xSPO2=098 HR=072",
            "x SPO2=098 HR=072", "12:34:56SPO2=098 HR=072", "12-34/56", "SPO2 = 098 HR=072",
            "spo2=098 hr=072", "SPO2=098 BPM=072", "SPO2=nnn HR=nnn", "O2=098 HR=072",
            "MODEL SPO2=098 HR=", "x", "02/22/16 22:47:45 SPO2=098% BPM=097 EXC=000800",
        ])
    func nothing(line: String) {
        let decoded = Self.decode(line + "\n")
        #expect(decoded.samples.isEmpty && decoded.notices.isEmpty)
        #expect(decoded.skips == [.init(count: line.utf8.count + 1, why: .unreadableLine)])
    }

    @Test(
        "a header that names the unit is a notice",
        arguments: ["NONIN PULSE OXIMETER", "Nonin Medical, Inc.", "Model 9847  01/02/03 12:34:56"])
    func header(line: String) {
        let decoded = Self.decode(line + "\r\nSPO2=098 HR=072\r\n")
        #expect(decoded.notices == [Array((line + "\r").utf8)])
        #expect(decoded.samples.count == 1 && decoded.skips.isEmpty)
    }

    static let data = [
        "SPO2=098 HR=072", "12:34:57 SPO2=089 HR=066 F", "12:34:58 SPO2=--- HR=---*",
        "SPO2=097 HR=128",
        "12:35:00 SPO2=100 HR=255 B",
    ]

    static let stream = Array(
        ("NONIN MODEL 2500\r\n\r\n" + data[0] + "\n\r\0\0" + data[1] + "\r\n" + data[2]
            + "\r \t\u{13}\u{11}\n" + data[3] + "\n" + data[4] + "\r\n").utf8)

    @Test("headers, blank lines, NUL and flow control go between; cut at every place")
    func streams() {
        let decoded = Self.decode([Self.stream])
        #expect(decoded.samples.map(\.spo2Percent) == [98, 89, nil, 97, 100])
        #expect(decoded.samples.map(\.pulseBpm) == [72, 66, nil, 128, 255])
        #expect(decoded.notices.count == 1 && decoded.skips.isEmpty)
        #expect(decoded.counters.framedBytes == UInt64(Self.stream.count))
        #expect(Self.decode(Self.stream.map { [$0] }).says(decoded))
        #expect(wrongSplits(Self.stream, NoninASCIIDecoder()).isEmpty)
    }

    /// There is no date to tell a repeat by: a steady person's lines are all the same.
    @Test("the same line again is a sample again")
    func repeats() {
        #expect(
            Self.decode(String(repeating: "SPO2=098 HR=072\r\n", count: 60)).samples.count == 60)
    }

    @Test("a last line without its end counts when it is whole")
    func lastLine() {
        let lines = "SPO2=098 HR=072\r\nSPO2=100 HR=128"
        for missing in 0...14 {
            let decoded = Self.decode(String(lines.dropLast(missing)))
            #expect(decoded.samples.count == (missing == 0 ? 2 : 1), "\(missing)")
            #expect(decoded.skips.map(\.why) == (missing == 0 ? [] : [.truncated]))
        }
        #expect(Self.decode("SPO2=098 HR=072").samples.count == 1)
        #expect(Self.decode("SPO2=098 HR=072 \u{1}").samples.isEmpty)
        #expect(Self.decode("NONIN").samples.isEmpty)
    }

    static let garbage = [
        "", "\n", "x\n", "SPO2=098 H\r\n", "SPO2=098 HR=07", "\u{1}", " \t\r\0",
        String(repeating: "y", count: 255), String(repeating: "y", count: 3000), "\u{FF}\n",
    ]

    /// Garbage that runs into a line costs that line and no other.
    @Test("garbage before, between and after", arguments: garbage)
    func garbageAround(noise: String) {
        let lines = noise + Self.data[0] + "\n" + Self.data[1] + "\n" + noise
        let text = lines + Self.data[2] + "\n" + Self.data[3] + "\n" + noise + "\n"
        let decoded = Self.decode(text)
        let isApart = noise.isEmpty || noise.utf8.last == 10 || noise == " \t\r\0"
        #expect(decoded.samples.map(\.spo2Percent) == (isApart ? [98, 89, nil, 97] : [89, 97]))
        #expect(Self.decode(text.utf8.map { [$0] }).says(decoded))
        #expect(decoded.counters.bytes == UInt64(text.utf8.count))
    }

    /// Every place of the second of five lines, every value. A number may only change where a digit
    /// became another digit.
    @Test("one damaged byte costs at most its line and the next, and makes no number up")
    func everyDamagedByte() {
        let lines = Self.data.map { Array(($0 + "\r\n").utf8) }
        let start = lines[0].count
        let clean = lines.flatMap { $0 }
        var wrong: [String] = []
        for place in start..<(start + lines[1].count) {
            for value in UInt8.min...UInt8.max {
                var bytes = clean
                bytes[place] = value
                let found = Self.decode([bytes])
                let plain = PlainNonin.stream(bytes)
                let isDigit = (48...57).contains(clean[place]) && (48...57).contains(value)
                let second = found.samples.dropFirst().dropLast(2).first
                let isSecond = found.samples.count > 3 && second != Sample()
                if found.samples != plain.samples
                    || found.counters.skippedBytes != UInt64(plain.skippedBytes)
                    || found.samples.first?.spo2Percent != 98
                    || found.samples.suffix(2).map(\.spo2Percent) != [97, 100]
                    || !isDigit && isSecond && second != Sample(spo2Percent: 89, pulseBpm: 66)
                {
                    wrong.append("byte \(place - start) as \(value): \(found.samples)")
                }
            }
        }
        #expect(wrong.isEmpty, "\(wrong.prefix(5))")
    }

    @Test(
        "random streams: as read plainly, however they are cut", arguments: 0..<150 as Range<UInt64>
    )
    func randomStreams(seed: UInt64) {
        var random = SplitMix(seed: seed)
        let bytes = randomText(Self.data + ["NONIN MODEL 2500", "SPO2= 98 HR= 72"], &random)
        let whole = Self.decode([bytes])
        let plain = PlainNonin.stream(bytes)
        #expect(whole.samples == plain.samples, "seed \(seed)")
        #expect(whole.counters.frames == UInt64(plain.frames), "seed \(seed)")
        #expect(whole.counters.skippedBytes == UInt64(plain.skippedBytes), "seed \(seed)")
        #expect(whole.counters.bytes == UInt64(bytes.count), "seed \(seed)")
        #expect(Self.decode(cut(bytes, &random)).says(whole), "seed \(seed)")
    }
}
