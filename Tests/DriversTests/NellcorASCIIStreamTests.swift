import Drivers
import Foundation
import SignalCore
import Testing

@Suite("Nellcor ASCII: streams")
struct NellcorASCIIStreamTests {
    static let headings = [
        "N-560    VERSION 1.56.00    CRC:XXXX  SpO2 Limit: 90-100%    PR Limit: 60-170BPM",
        "                             ADULT            0SAT-S ",
        "TIME                 %SpO2   BPM     PA     Status",
        "NPB-290 VERSION 1.0.0.1 CRC: XXXX SpO2 Limit: 30-100% PR Limit: 100-180BPM",
        "TIME %SPO2 BPM PA Status", "NEONATE 25SAT-S", "ADULT", "Output Complete",
    ]

    static let data = [
        "29-Dec-17 07:18:55    99      66       8    MO               ",
        "29-Dec-17 07:18:57    89*     66     201    MO SL            ",
        "29-Dec-17 07:18:59   ---     ---     ---    SD          AS   ",
        "29-Dec-17 07:19:01     0       0     ---    PS               ",
        "29-Dec-17 07:19:03   100     128       4                     ",
    ]

    static let stream = Array(
        ([headings[0], headings[1], headings[2], data[0], data[1] + "\r\n\0\0"] + [
            "\u{13}\u{11}" + data[2], "  \t\r\n\r\n" + data[3], data[4], "",
        ]).joined(separator: "\r\n").utf8)

    static func decode(_ chunks: [[UInt8]]) -> DecodedStream {
        DecodedStream(chunks, decoder: NellcorASCIIDecoder())
    }

    @Test("headings, blank lines, NUL and flow control go between")
    func whole() {
        let decoded = Self.decode([Self.stream])
        #expect(decoded.samples.map(\.spo2Percent) == [99, 89, nil, nil, 100])
        #expect(decoded.samples.map(\.pulseBpm) == [66, 66, nil, nil, 128])
        #expect(decoded.notices.count == 3 && decoded.skips.isEmpty)
        #expect(decoded.counters.frames == 8)
        #expect(decoded.counters.framedBytes == UInt64(Self.stream.count))
    }

    @Test("byte by byte, and cut at every place")
    func everySplit() {
        let bytes = Self.stream.map { [$0] }
        #expect(Self.decode(bytes).says(Self.decode([Self.stream])))
        #expect(wrongSplits(Self.stream, NellcorASCIIDecoder()).isEmpty)
    }

    @Test("every way to end a line", arguments: ["\n", "\r", "\r\n", "\n\r", "\r\n\r\n", "\r\n\0"])
    func ends(end: String) {
        let text = Self.data.map { $0 + end }.joined()
        let decoded = Self.decode([Array(text.utf8)])
        #expect(decoded.samples.count == 5 && decoded.skips.isEmpty)
        #expect(decoded.counters.framedBytes == UInt64(text.utf8.count))
    }

    @Test("headings are frames without a sample", arguments: headings)
    func heading(text: String) {
        let decoded = Self.decode([Array((text + "\r\n").utf8)])
        let expected = Array((text.drop { $0 == " " } + "\r").utf8)
        #expect(decoded.notices == [expected] && decoded.skips.isEmpty && decoded.samples.isEmpty)
    }

    @Test(
        "what only looks like a heading is none",
        arguments: [
            "VERSION 1.56.00", "66 12 MO N-560 VERSION 1.56.00", "TIME SpO2", "ADULT 29-Dec-17",
            "SAT-S 1",
            "Output", "Complete", "29-Dec-17 07:21:13 97 61 N-560 VERSION 1",
        ])
    func noHeading(text: String) {
        #expect(Self.decode([Array((text + "\n").utf8)]).skips.map(\.why) == [.unreadableLine])
    }

    @Test("what stands in the monitor's memory is never live")
    func trend() {
        let trend = "NPB-290 VERSION 1.0.0.1 TREND SpO2 Limit: 30-100% PR Limit: 100-180BPM\r\n"
        let old = "22-NOV-97 14:00:05 100 120 150\r\n22-NOV-97 14:00:07 88 121 154 PS\r\n"
        let text =
            trend + "TIME %SPO2 BPM PA\r\n" + old + "Output Complete\r\n" + Self.headings[0]
            + "\r\n"
            + Self.data[0] + "\r\n"
        let decoded = Self.decode([Array(text.utf8)])
        #expect(
            decoded.stored == [
                Sample(spo2Percent: 100, pulseBpm: 120, flags: .stored),
                Sample(flags: [.stored, .searching]),
            ])
        #expect(decoded.samples.map(\.spo2Percent) == [99])
        #expect(decoded.skips.isEmpty && decoded.notices.count == 4)
        #expect(wrongSplits(Array(text.utf8), NellcorASCIIDecoder()).isEmpty)
        #expect(Self.decode([Array((trend + String(old.dropLast())).utf8)]).samples.isEmpty)
    }

    @Test("the same second again is no news")
    func repeats() {
        let lines = [Self.data[0], Self.data[0], Self.data[1], Self.data[1], Self.data[0]]
        let decoded = Self.decode([Array((lines.joined(separator: "\n") + "\n").utf8)])
        #expect(decoded.samples.map(\.spo2Percent) == [99, 89, 99])
        #expect(decoded.notices.count == 2 && decoded.skips.isEmpty)
        #expect(decoded.counters.frames == 5)
    }

    static let garbage = [
        "", "\n", "x\n", "29-Dec-17 07:1\r\n", "29-Dec-17 07:17:57    89*     66     201    M",
        "\u{1}",
        "\u{7F}\u{7F}\n", " \t\r\0", String(repeating: "y", count: 255),
        String(repeating: "y", count: 256),
        String(repeating: "y", count: 5000), "\u{FF}\u{FE}\n",
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
        #expect(
            decoded.samples.map(\.spo2Percent) == (isApart ? [99, 89, nil, 100] : [89, 100]))
        #expect(Self.decode(bytes.map { [$0] }).says(decoded))
        #expect(decoded.counters.bytes == UInt64(bytes.count))
    }

    @Test("text without an end is too long from 256 characters on, up to its end")
    func tooLong() {
        for count in 250...300 {
            let text = String(repeating: "z", count: count) + "\n" + Self.data[0] + "\n"
            let decoded = Self.decode([Array(text.utf8)])
            #expect(
                decoded.joinedSkips == [
                    .init(count: count + 1, why: count < 256 ? .unreadableLine : .lineTooLong)
                ])
            #expect(decoded.samples.count == 1)
            #expect(Self.decode(text.utf8.map { [$0] }).says(decoded))
        }
    }

    @Test("a last line without its end counts when it is whole")
    func lastLine() {
        let lines = Self.data.joined(separator: "\r\n")
        for missing in 0...24 {
            let decoded = Self.decode([Array(lines.utf8.dropLast(missing))])
            #expect(decoded.samples.count == (missing == 0 ? 5 : 4), "\(missing)")
            #expect(decoded.skips.map(\.why) == (missing == 0 ? [] : [.truncated]))
        }
        #expect(Self.decode([Array("29-Dec-17 07:18:55 99 66 49".utf8)]).samples.count == 1)
        // Cut inside a code, a repeat, a heading, a byte that is no text.
        for text in [
            "29-Dec-17 07:18:55 99 66 49 M", Self.data[0] + "\n" + Self.data[0], Self.headings[0],
            "29-Dec-17 07:18:55 99 66 49 \u{1}",
        ] {
            let decoded = Self.decode([Array(text.utf8)])
            #expect(decoded.skips.map(\.why) == [.truncated], "\(text)")
        }
    }
}
