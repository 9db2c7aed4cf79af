import Drivers
import Foundation
import SignalCore
import Testing

/// Nellcor's lines read by splitting strings.
enum PlainNellcor {
    static func stream(_ bytes: [UInt8]) -> PlainStream {
        var last = ""
        return PlainStream(bytes) { line in
            let meaning = read(line)
            guard case .data = meaning else { return meaning }
            let isCut =
                last.utf8.suffix(2).allSatisfy { $0 <= 32 } && line.utf8.count + 4 < last.utf8.count
            last = line
            return isCut ? .unreadable : meaning
        }
    }

    static func read(_ line: String) -> PlainLine {
        let words = words(line)
        let capitals = words.map { $0.uppercased() }
        if capitals.count > 1, capitals[1] == "VERSION" { return .heading }
        if capitals.starts(with: ["TIME", "%SPO2"]) || capitals == ["OUTPUT", "COMPLETE"]
            || capitals == ["ADULT"] || capitals.count == 2 && capitals[1].hasSuffix("SAT-S")
        {
            return .heading
        }
        guard words.count >= 5, let date = date(words[0]), let time = plainTime(words[1]),
            let spo2 = value(words[2]), let pulse = value(words[3]), value(words[4]) != nil,
            words[5...].allSatisfy({
                $0.utf8.count == 2 && $0.utf8.allSatisfy { (65...90).contains($0) }
            })
        else { return .unreadable }
        var flags = words[2...4].contains { $0.hasSuffix("*") } ? SampleFlags.deviceAlarm : []
        for code in words[5...] {
            flags.formUnion(NellcorASCIILineTests.codes.first { $0.0 == code }?.1 ?? [])
        }
        let isReading = flags.isDisjoint(with: .noReading)
        return .data(
            Sample(
                spo2Percent: isReading && (1...100).contains(spo2) ? UInt8(spo2) : nil,
                pulseBpm: isReading && (1...300).contains(pulse) ? UInt16(pulse) : nil, flags: flags
            ),
            stamp: date + " " + time)
    }

    private static func date(_ text: String) -> String? {
        let months = [
            "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC",
        ]
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].count <= 2, let day = plainDigits(parts[0]),
            let month = months.firstIndex(of: parts[1].uppercased()),
            parts[2].count == 2 || parts[2].count == 4, let year = plainDigits(parts[2]),
            plainDays(month + 1).contains(day)
        else { return nil }
        return "\(year)-\(month + 1)-\(day)"
    }

    private static func value(_ text: String) -> Int? {
        let text = text.hasSuffix("*") ? text.dropLast() : text[...]
        if !text.isEmpty, text.allSatisfy({ $0 == "-" }) { return 0 }
        return text.count <= 3 ? plainDigits(text) : nil
    }
}

func plainDigits(_ text: Substring) -> Int? {
    text.utf8.allSatisfy { (48...57).contains($0) } ? Int(text) : nil
}

func plainDays(_ month: Int) -> ClosedRange<Int> {
    month == 2 ? 1...29 : [4, 6, 9, 11].contains(month) ? 1...30 : 1...31
}

func plainTime(_ text: String) -> String? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].count <= 2, parts[1].count == 2, parts[2].count == 2,
        let hours = plainDigits(parts[0]), let minutes = plainDigits(parts[1]),
        let seconds = plainDigits(parts[2]), hours < 24, minutes < 60, seconds < 60
    else { return nil }
    return "\(hours):\(minutes):\(seconds)"
}

@Suite("Nellcor ASCII: damage and noise")
struct NellcorASCIIDamageTests {
    /// Every place of the second of five lines, every value.
    @Test("one damaged byte costs at most its line and the next, and makes no number up")
    func everyDamagedByte() {
        let lines = NellcorASCIIStreamTests.data.map { Array(($0 + "\r\n").utf8) }
        let start = lines[0].count
        let clean = lines.flatMap { $0 }
        var wrong: [String] = []
        for place in start..<(start + lines[1].count) {
            for value in UInt8.min...UInt8.max {
                var bytes = clean
                bytes[place] = value
                let found = NellcorASCIIStreamTests.decode([bytes])
                let plain = PlainNellcor.stream(bytes)
                let isInNumber = [21...25, 29...34, 37...42].contains { $0.contains(place - start) }
                let second = found.samples.dropFirst().dropLast(2).first
                let numbers = [second?.spo2Percent.map(UInt16.init) ?? 89, second?.pulseBpm ?? 66]
                if found.samples != plain.samples
                    || found.counters.skippedBytes != UInt64(plain.skippedBytes)
                    || found.samples.first?.spo2Percent != 99
                    || found.samples.suffix(2).map(\.spo2Percent) != [nil, 100]
                    || !isInNumber && numbers != [89, 66]
                {
                    wrong.append("byte \(place - start) as \(value): \(found.samples)")
                }
            }
        }
        #expect(wrong.isEmpty, "\(wrong.prefix(5))")
    }

    @Test("a code for no reading is only lost where it stands")
    func noReadingStays() {
        let before = Array((NellcorASCIIStreamTests.data[2] + "\n").utf8)
        let line = Array("29-Dec-17 07:21:13    96      63     ---    PS               \n".utf8)
        var wrong: [String] = []
        for place in line.indices where !(44...45).contains(place) {
            for value in UInt8.min...UInt8.max {
                var bytes = before + line
                bytes[before.count + place] = value
                let found = NellcorASCIIStreamTests.decode([bytes])
                if found.samples.contains(where: { $0.spo2Percent != nil || $0.pulseBpm != nil }) {
                    wrong.append("byte \(place) as \(value)")
                }
            }
        }
        #expect(wrong.isEmpty, "\(wrong.prefix(5))")
    }

    @Test("a line that lost its end counts for nothing, the next one for all")
    func lostEnd() {
        let whole = NellcorASCIIStreamTests.data
        for kept in 0..<56 {
            let lines = [whole[0], String(whole[1].prefix(kept)), whole[2], whole[4]]
            let found = NellcorASCIIStreamTests.decode([
                Array((lines.joined(separator: "\n") + "\n").utf8)
            ])
            #expect(found.samples.map(\.spo2Percent) == [99, nil, 100], "\(kept)")
        }
        // Lines that nothing fills up are as long as what they say, and small differences are none.
        for (first, second) in [
            ("29-Dec-17 07:21:13 97 61 10 MO SL AS", "29-Dec-17 07:21:15 97 61 10"),
            ("29-Dec-17 07:21:13 97 61 10 MO SL ", "29-Dec-17 07:21:15 97 61 10"),
            ("29-Dec-17 07:21:13 97 61 10 MO  ", "29-Dec-17 07:21:15 97 61 10 "),
        ] {
            let found = NellcorASCIIStreamTests.decode([Array((first + "\n" + second + "\n").utf8)])
            #expect(found.samples.count == 2 && found.skips.isEmpty)
        }
    }

    @Test("shorter lines are believed from the second on")
    func shorterLines() {
        let text = (1...5).map { "29-Dec-17 07:2\($0):13   97    61    10  " }
        let lines = [NellcorASCIIStreamTests.data[0]] + text
        let found = NellcorASCIIStreamTests.decode([
            Array((lines.joined(separator: "\n") + "\n").utf8)
        ])
        #expect(found.samples.count == 5 && found.skips.count == 1)
    }

    @Test(
        "random streams: as read plainly, however they are cut", arguments: 0..<150 as Range<UInt64>
    )
    func randomStreams(seed: UInt64) {
        var random = SplitMix(seed: seed)
        let lines = NellcorASCIIStreamTests.data + NellcorASCIIStreamTests.headings
        let bytes = randomText(lines, &random)
        let whole = NellcorASCIIStreamTests.decode([bytes])
        let plain = PlainNellcor.stream(bytes)
        #expect(whole.samples == plain.samples, "seed \(seed)")
        #expect(whole.counters.frames == UInt64(plain.frames), "seed \(seed)")
        #expect(whole.counters.skippedBytes == UInt64(plain.skippedBytes), "seed \(seed)")
        #expect(whole.counters.bytes == UInt64(bytes.count), "seed \(seed)")
        #expect(NellcorASCIIStreamTests.decode(cut(bytes, &random)).says(whole), "seed \(seed)")
    }
}

@Suite("Nellcor ASCII: a real capture")
struct NellcorASCIICaptureTests {
    static let path =
        ContecV7CaptureTests.recordings + "/captures/nellcor/n560-desaturation-sensoroff-konz.txt"

    @Test(
        "a fall from 99 to 73, the sensor off and found again",
        .enabled(
            if: FileManager.default.fileExists(atPath: path),
            "no recordings: set SPOTTER_RECORDINGS")
    )
    func capture() throws {
        let bytes = Array(try Data(contentsOf: URL(filePath: Self.path)))
        let decoded = NellcorASCIIStreamTests.decode([bytes])
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map {
            words(String($0))
        }
        let data = lines.filter { $0[0].split(separator: "-").count == 3 && $0[0] != "N-560" }
        #expect(decoded.samples.count == data.count && data.count > 70)
        #expect(decoded.notices.count == lines.count - data.count && decoded.skips.isEmpty)
        for (sample, words) in zip(decoded.samples, data) {
            let hasReading = Set(words).isDisjoint(with: ["SD", "SO", "PS"])
            #expect(
                sample.spo2Percent.map(String.init)
                    == (hasReading ? words[2].filter(\.isNumber) : nil))
            #expect(
                sample.pulseBpm.map(String.init) == (hasReading ? words[3].filter(\.isNumber) : nil)
            )
            #expect(sample.flags.contains(.oxygenDropping) == words.contains("SL"))
        }
        let values = decoded.samples.compactMap(\.spo2Percent)
        #expect(values.first == 99 && values.min() == 73)
        #expect(decoded.samples.count { $0.flags.contains(.sensorFault) } == 14)
    }
}
