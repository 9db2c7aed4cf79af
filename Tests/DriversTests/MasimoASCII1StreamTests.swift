import Drivers
import Foundation
import SignalCore
import Testing

/// Masimo's lines read by splitting strings.
enum PlainMasimo {
    static func stream(_ bytes: [UInt8]) -> PlainStream {
        var lastExceptions = 0
        var lastAlarms = 0
        return PlainStream(bytes) { line in
            guard let fields = fields(line), let sample = sample(fields) else { return .unreadable }
            let exceptions = fields["EXC"]?.count ?? 0
            let alarms = fields["ALARM"]?.count ?? 0
            defer { (lastExceptions, lastAlarms) = (exceptions, alarms) }
            if exceptions < lastExceptions && alarms == lastAlarms { return .unreadable }
            return .data(sample, stamp: fields["stamp"] ?? "")
        }
    }

    private static func fields(_ line: String) -> [String: String]? {
        let words = words(line)
        guard words.count > 2, let time = plainTime(words[1]) else { return nil }
        let date = words[0].split(separator: "/", omittingEmptySubsequences: false)
        guard date.count == 3, date[0].count <= 2, let month = plainDigits(date[0]),
            date[1].count <= 2,
            (1...12).contains(month), let day = plainDigits(date[1]),
            plainDays(month).contains(day),
            date[2].count == 2 || date[2].count == 4, let year = plainDigits(date[2])
        else { return nil }
        var fields = ["stamp": "\(year)-\(month)-\(day) \(time)"]
        for word in words[2...] {
            guard let equals = word.firstIndex(of: "=") else { return nil }
            let key = String(word[..<equals])
            if fields[key] != nil && ["SPO2", "BPM", "EXC"].contains(key) { return nil }
            fields[key] = String(word[word.index(after: equals)...])
        }
        return fields
    }

    private static func sample(_ fields: [String: String]) -> Sample? {
        guard let spo2 = number(fields["SPO2"]), let pulse = number(fields["BPM"]),
            let bits = hexadecimal(fields["EXC"]),
            let alarms = hexadecimal(fields["ALARM"] ?? "0000")
        else { return nil }
        let isFilled = [spo2, pulse].contains { $0.count > 1 && $0.hasPrefix("0") }
        let isNarrow = [spo2, pulse].contains { $0 != "-" && $0.count < 3 }
        if isFilled && isNarrow { return nil }
        var perfusion: Double?
        if let text = fields["PI"].map(withoutPercent), !(text.hasPrefix("-") && isDashes(text)) {
            guard text.wholeMatch(of: #/[0-9]{1,2}(\.[0-9]{1,2})?/#) != nil else { return nil }
            perfusion = Double(text)
        }
        var flags: SampleFlags = []
        for (bit, flag, _) in MasimoASCII1LineTests.exceptions where bits & bit != 0 {
            flags.formUnion(flag)
        }
        if alarms & 0x1F != 0 { flags.insert(.deviceAlarm) }
        if alarms & 0x20 != 0 { flags.insert(.deviceAlarmSilenced) }
        guard bits & 0xEB == 0 else { return Sample(flags: flags) }
        return Sample(
            spo2Percent: UInt8(spo2).flatMap { (1...100).contains($0) ? $0 : nil },
            pulseBpm: UInt16(pulse).flatMap { (1...300).contains($0) ? $0 : nil },
            perfusionHundredths: perfusion.map { UInt16(($0 * 100).rounded()) }, flags: flags)
    }

    /// Digits, or "-" for dashes.
    private static func number(_ text: String?) -> String? {
        guard let text = text.map(withoutPercent) else { return nil }
        if !text.isEmpty, text.allSatisfy({ $0 == "-" }) { return "-" }
        return (1...3).contains(text.utf8.count) && plainDigits(text[...]) != nil ? text : nil
    }

    private static func hexadecimal(_ text: String?) -> UInt32? {
        guard let text, (4...8).contains(text.utf8.count), text.allSatisfy(\.isHexDigit) else {
            return nil
        }
        return UInt32(text, radix: 16)
    }

    private static func withoutPercent(_ text: String) -> String {
        text.hasSuffix("%") ? String(text.dropLast()) : text
    }

    private static func isDashes(_ text: String) -> Bool { text.allSatisfy { "-.".contains($0) } }
}

@Suite("Masimo ASCII 1: streams")
struct MasimoASCII1StreamTests {
    static func line(_ second: Int, _ numbers: String, exceptions: String) -> String {
        "02/22/16 22:47:4\(second) SN=0000000000 \(numbers) SPCO=--.-% DESAT=-- PIDELTA=+-- "
            + "ALARM=0000 EXC=\(exceptions)"
    }

    static let data = [
        line(1, "SPO2=098% BPM=097 PI=03.60%", exceptions: "000800"),
        line(2, "SPO2=089% BPM=066 PI=03.95%", exceptions: "000C00"),
        line(3, "SPO2=---% BPM=--- PI=--.--%", exceptions: "000820"),
        line(4, "SPO2=098% BPM=101 PI=--.--%", exceptions: "000824"),
        line(5, "SPO2=100% BPM=128 PI=12.34%", exceptions: "000800"),
    ]

    /// Line ends as the manual has them, as they were seen, blank lines and NUL between.
    static let stream = Array(
        ("\r\n\0" + data[0] + "\n\r" + data[1] + "\r\n\r\n\0\0" + data[2] + "\n\0\u{11}" + data[3]
            + "\r \t \n" + data[4] + "\r\n").utf8)

    static func decode(_ chunks: [[UInt8]]) -> DecodedStream {
        DecodedStream(chunks, decoder: MasimoASCII1Decoder())
    }

    @Test("blank lines, NUL and flow control go between")
    func whole() {
        let decoded = Self.decode([Self.stream])
        #expect(decoded.samples.map(\.spo2Percent) == [98, 89, nil, nil, 100])
        #expect(decoded.samples.map(\.pulseBpm) == [97, 66, nil, nil, 128])
        #expect(decoded.samples.map(\.perfusionHundredths) == [360, 395, nil, nil, 1234])
        #expect(decoded.skips.isEmpty && decoded.notices.isEmpty)
        #expect(decoded.counters.framedBytes == UInt64(Self.stream.count))
    }

    @Test("byte by byte, and cut at every place")
    func everySplit() {
        #expect(Self.decode(Self.stream.map { [$0] }).says(Self.decode([Self.stream])))
        #expect(wrongSplits(Self.stream, MasimoASCII1Decoder()).isEmpty)
    }

    @Test("the same second again is no news")
    func repeats() {
        let lines = [Self.data[0], Self.data[0], Self.data[1], Self.data[1], Self.data[0]]
        let decoded = Self.decode([Array((lines.joined(separator: "\n\r") + "\n\r").utf8)])
        #expect(decoded.samples.map(\.spo2Percent) == [98, 89, 98])
        #expect(decoded.notices.count == 2 && decoded.skips.isEmpty)
    }

    @Test("a line whose EXC lost digits counts for nothing, the next one for all")
    func lostEnd() {
        for kept in 0...(Self.data[3].count) {
            let lines = [
                Self.data[0], String(Self.data[3].prefix(kept)), Self.data[1], Self.data[4],
            ]
            let decoded = Self.decode([Array((lines.joined(separator: "\n") + "\n").utf8)])
            let isWhole = kept == Self.data[3].count
            #expect(
                decoded.samples.map(\.spo2Percent)
                    == (isWhole ? [98, nil, 89, 100] : [98, 89, 100]))
        }
        // Another device in the same file, and one that really is narrower.
        let narrow = (6...9).map { Self.line($0, "SPO2=091% BPM=061", exceptions: "0800") }
        let other = narrow[0].replacing("ALARM=0000", with: "ALARM=000000")
        for (lines, count) in [([Self.data[0], other], 2), ([Self.data[0]] + narrow, 4)] {
            let decoded = Self.decode([Array((lines.joined(separator: "\n") + "\n").utf8)])
            #expect(decoded.samples.count == count)
        }
    }

    @Test("a last line without its end counts when it is whole")
    func lastLine() {
        let lines = Self.data.joined(separator: "\r\n")
        for missing in 0...40 {
            let decoded = Self.decode([Array(lines.utf8.dropLast(missing))])
            #expect(decoded.samples.count == (missing == 0 ? 5 : 4), "\(missing)")
            #expect(decoded.skips.map(\.why) == (missing == 0 ? [] : [.truncated]))
        }
        #expect(Self.decode([Array(Self.data[0].utf8)]).samples.count == 1)
        #expect(Self.decode([Array((Self.data[0] + "\n" + Self.data[0]).utf8)]).samples.count == 1)
        // Bytes that are no text, where any word may stand.
        #expect(Self.decode([Array((Self.data[0] + " XY=ab").utf8)]).samples.count == 1)
        #expect(Self.decode([Array((Self.data[0] + " XY=\u{1}b").utf8)]).samples.isEmpty)
        #expect(Self.decode([Array((Self.data[0] + " XY=\u{E9}").utf8)]).samples.isEmpty)
    }

    static let garbage = [
        "", "\n", "x\n", "22:47:45 SN=00000\r\n", "02/22/16 22:47:45 SN=0000000000 SPO2=09",
        "\u{1}",
        " \t\r\0", String(repeating: "=", count: 255), String(repeating: "A=", count: 3000),
        "\u{FF}\n",
    ]

    /// Garbage that runs into a line costs that line and no other.
    @Test("garbage before, between and after", arguments: garbage)
    func garbageAround(noise: String) {
        let text =
            noise + Self.data[0] + "\n" + Self.data[1] + "\n" + noise + Self.data[2] + "\n"
            + Self.data[4]
            + "\n" + noise + "\n"
        let bytes = Array(text.utf8)
        let decoded = Self.decode([bytes])
        let isApart = noise.isEmpty || noise.utf8.last == 10 || noise == " \t\r\0"
        #expect(decoded.samples.map(\.spo2Percent) == (isApart ? [98, 89, nil, 100] : [89, 100]))
        #expect(Self.decode(bytes.map { [$0] }).says(decoded))
        #expect(decoded.counters.bytes == UInt64(bytes.count))
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
                let plain = PlainMasimo.stream(bytes)
                let isDigit = (48...57).contains(clean[place]) && (48...57).contains(value)
                let second = found.samples.dropFirst().dropLast(2).first
                let numbers = [second?.spo2Percent.map(UInt16.init) ?? 89, second?.pulseBpm ?? 66]
                if found.samples != plain.samples
                    || found.counters.skippedBytes != UInt64(plain.skippedBytes)
                    || found.samples.first?.spo2Percent != 98
                    || found.samples.suffix(2).map(\.spo2Percent) != [nil, 100]
                    || !isDigit && numbers != [89, 66]
                {
                    wrong.append("byte \(place - start) as \(value): \(found.samples)")
                }
            }
        }
        #expect(wrong.isEmpty, "\(wrong.prefix(5))")
    }

    @Test("bits for no reading are only lost where they stand")
    func noReadingStays() {
        let line = Array((Self.data[3] + "\n").utf8)
        let before = Array((Self.data[2] + "\n").utf8)
        let bits = (line.count - 3)..<(line.count - 1)
        var wrong: [String] = []
        for place in line.indices {
            for value in UInt8.min...UInt8.max
            where !(bits.contains(place) && Unicode.Scalar(value).properties.isASCIIHexDigit) {
                var bytes = before + line
                bytes[before.count + place] = value
                let found = Self.decode([bytes])
                if found.samples.contains(where: { $0.spo2Percent != nil || $0.pulseBpm != nil }) {
                    wrong.append("byte \(place) as \(value)")
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
        let bytes = randomText(Self.data + ["SPO2=098 HR=072"], &random)
        let whole = Self.decode([bytes])
        let plain = PlainMasimo.stream(bytes)
        #expect(whole.samples == plain.samples, "seed \(seed)")
        #expect(whole.counters.frames == UInt64(plain.frames), "seed \(seed)")
        #expect(whole.counters.skippedBytes == UInt64(plain.skippedBytes), "seed \(seed)")
        #expect(whole.counters.bytes == UInt64(bytes.count), "seed \(seed)")
        #expect(Self.decode(cut(bytes, &random)).says(whole), "seed \(seed)")
    }
}

@Suite("Masimo ASCII 1: a real capture")
struct MasimoASCII1CaptureTests {
    static let path =
        ContecV7CaptureTests.recordings
        + "/captures/masimo/masimo-ascii1-nmenon-comment-samples.txt"

    @Test(
        "three models, 9 to 17 words a line",
        .enabled(
            if: FileManager.default.fileExists(atPath: path),
            "no recordings: set SPOTTER_RECORDINGS")
    )
    func capture() throws {
        let bytes = Array(try Data(contentsOf: URL(filePath: Self.path)))
        let decoded = MasimoASCII1StreamTests.decode([bytes])
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
        #expect(lines.map { words(String($0)).count } == [9, 17, 13])
        #expect(
            decoded.samples == [
                Sample(flags: .sensorFault),
                Sample(spo2Percent: 98, pulseBpm: 123, perfusionHundredths: 55, flags: .artifact),
                Sample(),
            ])
        #expect(decoded.samples == PlainMasimo.stream(bytes).samples)
        #expect(decoded.skips.isEmpty && decoded.counters.framedBytes == UInt64(bytes.count))
    }
}
