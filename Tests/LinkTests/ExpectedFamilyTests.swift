import Drivers
import SerialPort
import SignalCore
import Testing

@testable import Link

/// A family that was heard here before, or was pinned, and speaks once a second or less: its value
/// has to be back two seconds after a replug, so one message must be enough.
@Suite("A slow family that is expected")
struct ExpectedFamilyTests {
    private static let ftdi = [Family.noninDF2, .noninDF1, .noninDF8, .noninASCII, .masimoASCII1]
        .map { Suspect(family: $0, mayWrite: false) }

    private static let messages: [(Family, [UInt8])] = [
        (.masimoASCII1, Lines.masimo(1)),
        (.noninASCII, Array("SPO2=097 HR=072\r\n".utf8)),
        (.noninDF1, [0x80, 72, 97]),
        (.noninDF8, [0x80, 72, 97, 0x20]),
    ]

    private func timeline(_ family: Family, _ messages: [(Int64, [UInt8])]) -> Timeline {
        let timeline = Timeline(ListeningPlan(suspects: Self.ftdi, remembered: family))
        for (at, bytes) in messages { timeline.send(bytes, at: at, on: .line(9_600)) }
        timeline.run(to: 2_000)
        return timeline
    }

    private func claim(_ timeline: Timeline) -> String? {
        timeline.text.split(separator: "\n").first { $0.contains("claimed") }.map(String.init)
    }

    @Test("is claimed by one whole message, text at once and bytes after a silence")
    func oneMessage() {
        for (family, bytes) in Self.messages {
            let wait = family.framesProveThemselves ? 0 : 300
            #expect(
                claim(timeline(family, [(900, bytes)]))
                    == "\(900 + wait) claimed \(family.rawValue)")
            #expect(timeline(family, [(900, bytes)]).second()?.spo2Percent != nil, "\(family)")
        }
    }

    @Test("is not claimed by one message when another family is expected, or none")
    func notExpected() {
        for (family, bytes) in Self.messages {
            #expect(claim(timeline(.noninDF2, [(900, bytes)])) == nil, "\(family)")
            let fresh = Timeline(ListeningPlan(suspects: Self.ftdi))
            fresh.send(bytes, at: 900, on: .line(9_600))
            fresh.run(to: 2_000)
            #expect(claim(fresh) == nil, "\(family)")
        }
    }

    @Test("a byte before its message, or bytes that go on, are somebody else's")
    func doubt() {
        for family in [Family.noninDF1, .noninDF8] {
            let bytes = Self.messages.first { $0.0 == family }!.1
            #expect(claim(timeline(family, [(900, [0x11] + bytes)])) == nil, "\(family)")
            let stream = (0..<60).map { (900 + Int64($0) * 16, bytes) }
            #expect(claim(timeline(family, stream)) == nil, "\(family)")
        }
        // Format 8's first three bytes are a frame of format 1; its fourth is not.
        #expect(claim(timeline(.noninDF1, [(900, [0x80, 72, 97, 0x20])])) == nil)
    }

    @Test("after a pulled cable the family that was claimed is the expected one")
    func claimedBefore() {
        let timeline = Timeline(ListeningPlan(suspects: Self.ftdi))
        for second in 1...3 {
            timeline.send(Lines.masimo(second), at: Int64(second) * 1000, on: .line(9_600))
        }
        timeline.run(to: 3_500)
        #expect(claim(timeline) != nil)
        timeline.fail(.gone(path: "/dev/ttyUSB0"))
        timeline.run(to: 5_000)
        timeline.send(Lines.masimo(4), at: 5_900, on: .line(9_600))
        timeline.run(to: 6_000)
        #expect(timeline.text.hasSuffix("5900 claimed masimo-ascii1\n5900 streaming"))
    }
}
