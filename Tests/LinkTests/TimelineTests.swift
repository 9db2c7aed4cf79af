import Drivers
import SerialPort
import SignalCore
import Testing

@testable import Link

private let contecCable = ListeningPlan(suspects: [
    Suspect(family: .contecV7, mayWrite: true), Suspect(family: .contecV5, mayWrite: false),
])

/// A frame of the shape that contec-v5 and bci share: SpO2 97 %, pulse 65.
private let fiveBytes: [UInt8] = [0x85, 40, 0x06, 65, 97]
private let v5Line = PortSetting.line(19_200, .odd)
private let v7Line = PortSetting.line(115_200)

/// What a link does and when, as text.
@Suite("A link's rounds on virtual time")
struct TimelineTests {
    @Test("a silent Contec cable: heard first, then asked, round by round")
    func silentCable() {
        let timeline = Timeline(contecCable)
        timeline.run(to: 4_000)
        #expect(
            timeline.text == """
                0 searching
                0 open 19200 8O1
                0 identifying
                1000 open 115200 8N1
                1300 write A7
                1360 write A2
                1420 write A1
                2420 write AF
                2500 open 4800 8O1
                3500 open 19200 8O1
                """)
    }

    @Test("an old clip that streams is claimed without a byte to it")
    func passive() {
        let timeline = Timeline(contecCable)
        timeline.stream(fiveBytes, every: 16, from: 30, to: 20_000, on: v5Line)
        timeline.run(to: 20_000)
        #expect(
            timeline.text == """
                0 searching
                0 open 19200 8O1
                0 identifying
                830 claimed contec-v5
                830 streaming
                """)
        #expect(timeline.counters.commandsSent == 0)
        #expect(timeline.second()?.spo2Percent == 97)
    }

    @Test("a remembered clip is started in its first half second")
    func remembered() {
        let timeline = Timeline(
            ListeningPlan(
                suspects: [
                    Suspect(family: .contecV7, mayWrite: true),
                    Suspect(family: .contecV5, mayWrite: false),
                ], remembered: .contecV7))
        timeline.stream(Frames.steady, every: 16, from: 430, to: 1_000, on: v7Line)
        timeline.run(to: 1_000)
        #expect(
            timeline.text == """
                0 searching
                0 open 115200 8N1
                0 identifying
                300 write A7
                360 write A2
                420 write A1
                462 claimed contec-v7
                462 streaming
                """)
    }

    @Test("a stream that stops: stalled until frames come, opened anew less and less often")
    func stall() {
        let timeline = Timeline(
            ListeningPlan(suspects: [
                Suspect(family: .masimoASCII1, mayWrite: false),
                Suspect(family: .nellcorASCII, mayWrite: false),
            ]))
        for second in 1...4 { timeline.send(Lines.masimo(second), at: Int64(second) * 1_000) }
        timeline.run(to: 60_000)
        #expect(
            timeline.text == """
                0 searching
                0 open 9600 8N1
                0 identifying
                2000 claimed masimo-ascii1
                2000 streaming
                7000 stalled
                16000 open 9600 8N1
                21000 open 19200 8N1
                26000 open 9600 8N1
                31000 open 19200 8N1
                36000 open 9600 8N1
                44000 open 19200 8N1
                49000 open 9600 8N1
                """)
        #expect(timeline.state == .stalled)
        timeline.send(Lines.masimo(30), at: 62_000)
        timeline.run(to: 64_000)
        #expect(
            timeline.text == """
                62000 claimed masimo-ascii1
                62000 streaming
                """)
        #expect(timeline.counters.stalls == 1)
        #expect(timeline.counters.openings == 8)
    }

    @Test(
        "a clip that fell asleep is started again and again, and is asked before its cable's others"
    )
    func stalledClip() {
        let timeline = Timeline(contecCable)
        timeline.stream(Frames.steady, every: 20, from: 1_020, to: 2_001, on: v7Line)
        timeline.run(to: 2_000)
        #expect(timeline.state == .streaming)
        _ = timeline.text
        timeline.run(to: 20_500)
        let lines = timeline.text.split(separator: "\n").filter { !$0.hasSuffix("AF") }
        #expect(
            lines.joined(separator: "\n") == """
                3500 write A1
                5000 stalled
                5000 write A1
                6500 write A1
                8000 write A1
                9500 write A1
                11000 write A1
                12500 write A1
                14000 open 115200 8N1
                14300 write A7
                14360 write A2
                14420 write A1
                15920 write A1
                16000 open 19200 8O1
                17000 open 4800 8O1
                18000 open 115200 8N1
                18300 write A7
                18360 write A2
                18420 write A1
                19920 write A1
                """)
    }

    @Test("another device on the same line is heard in the stall, without a new opening")
    func exchangedOnTheSpot() {
        let timeline = Timeline(
            ListeningPlan(suspects: [
                Suspect(family: .masimoASCII1, mayWrite: false),
                Suspect(family: .noninASCII, mayWrite: false),
            ]))
        for second in 1...3 { timeline.send(Lines.masimo(second), at: Int64(second) * 1_000) }
        for second in 5...8 {
            timeline.send(Array("SPO2=095 HR=070\r\n".utf8), at: Int64(second) * 1_000)
        }
        timeline.run(to: 8_500)
        #expect(timeline.text.hasSuffix("6000 stalled\n8000 claimed nonin-ascii\n8000 streaming"))
        #expect(timeline.counters.openings == 1)
        #expect(timeline.second()?.spo2Percent == 95)
    }

    @Test("while another family may be heard nothing is sent")
    func asksAreHeld() {
        let timeline = Timeline(
            ListeningPlan(suspects: [
                Suspect(family: .contecV7, mayWrite: true), Suspect(family: .bci, mayWrite: false),
            ]))
        timeline.run(to: 0)
        // Five good frames and then noise, over and over: something of that shape is there.
        for at in stride(from: Int64(0), to: 20_000, by: 80) {
            timeline.send(Array(repeatElement(fiveBytes, count: 7).joined()), at: at, on: v7Line)
            timeline.send([1], at: at + 79, on: v7Line)
        }
        timeline.run(to: 20_000)
        #expect(!timeline.text.contains("write"))
        timeline.run(to: 40_000)
        #expect(timeline.text.contains("write A7"))
    }

    @Test("a round in which a family is half heard goes on, once")
    func prolonged() {
        let timeline = Timeline(
            ListeningPlan(suspects: [
                Suspect(family: .masimoASCII1, mayWrite: false),
                Suspect(family: .nellcorASCII, mayWrite: false),
            ]))
        timeline.send(Lines.masimo(1), at: 4_700, on: .line(9_600))
        timeline.send(Lines.masimo(2), at: 5_700, on: .line(9_600))
        timeline.run(to: 6_000)
        #expect(timeline.text.hasSuffix("5700 claimed masimo-ascii1\n5700 streaming"))

        let half = Timeline(ListeningPlan(suspects: [Suspect(family: .bci, mayWrite: false)]))
        for at in stride(from: Int64(0), to: 5_000, by: 10) {
            half.send(at % 80 == 0 ? [1] : fiveBytes, at: at, on: v7Line)
        }
        half.run(to: 5_000)
        #expect(
            half.text == """
                0 searching
                0 open 115200 8N1
                0 identifying
                2000 open 9600 8N1
                3000 open 19200 8N1
                4000 open 115200 8N1
                """)
    }

    @Test("a setting that the adapter cannot do is passed over")
    func impossibleSetting() {
        let timeline = Timeline(contecCable)
        timeline.impossible = [.line(4_800, .odd)]
        timeline.run(to: 4_000)
        let lines = timeline.text.split(separator: "\n").filter { !$0.contains("write") }
        #expect(
            lines.joined(separator: "\n") == """
                0 searching
                0 open 19200 8O1
                0 identifying
                1000 open 115200 8N1
                2500 open 4800 8O1
                2500 open 19200 8O1
                3500 open 115200 8N1
                """)
        timeline.impossible = [.line(4_800, .odd), v5Line, v7Line]
        timeline.run(to: 6_000)
        #expect(
            timeline.text.split(separator: "\n").filter { !$0.contains("write") } == [
                "5000 open 4800 8O1", "5000 open 19200 8O1", "5000 open 115200 8N1",
                "5000 unusable", "5250 open 4800 8O1", "5250 open 19200 8O1",
                "5250 open 115200 8N1", "5750 open 4800 8O1", "5750 open 19200 8O1",
                "5750 open 115200 8N1",
            ])
    }

    @Test("each trouble has its own state, and the round is not lost over it")
    func trouble() {
        let timeline = Timeline(contecCable)
        let path = "/dev/ttyUSB0"
        timeline.refusal = .notFound(path: path)
        timeline.run(to: 200)
        timeline.refusal = .noPermission(path: path)
        timeline.run(to: 700)
        timeline.refusal = .taken(path: path)
        timeline.run(to: 1_700)
        timeline.refusal = nil
        timeline.run(to: 4_000)
        timeline.fail(.gone(path: path))
        timeline.refusal = .notFound(path: path)
        timeline.run(to: 7_000)
        #expect(
            timeline.text == """
                0 searching
                0 open 19200 8O1
                0 unusable
                250 open 19200 8O1
                250 no permission
                750 open 19200 8O1
                750 taken
                1750 open 19200 8O1
                1750 identifying
                2750 open 115200 8N1
                3050 write A7
                3110 write A2
                3170 write A1
                4000 gone
                6000 open 19200 8O1
                """)
    }

    @Test("a claimed port that went and came back is opened with its own line first")
    func replugged() {
        let timeline = Timeline(contecCable)
        timeline.stream(Frames.steady, every: 20, from: 1_020, to: 2_000, on: v7Line)
        timeline.run(to: 2_000)
        timeline.fail(.gone(path: "/dev/ttyUSB0"))
        _ = timeline.text
        #expect(timeline.second()?.reason == .gone)
        timeline.stream(Frames.steady, every: 20, from: 2_700, to: 3_000, on: v7Line)
        timeline.run(to: 3_000)
        #expect(
            timeline.text == """
                2250 open 115200 8N1
                2250 identifying
                2550 write A7
                2610 write A2
                2670 write A1
                2740 claimed contec-v7
                2740 streaming
                """)
    }

    @Test("after a sleep of the machine the port is opened anew at once")
    func slept() {
        let timeline = Timeline(contecCable)
        timeline.stream(Frames.steady, every: 20, from: 1_020, to: 2_000, on: v7Line)
        timeline.run(to: 2_000)
        _ = timeline.text
        timeline.sleep(milliseconds: 60_000)
        timeline.stream(Frames.steady, every: 20, from: 62_100, to: 62_200, on: v7Line)
        timeline.run(to: 62_200)
        #expect(
            timeline.text == """
                62000 slept 60000
                62000 stalled
                62000 open 115200 8N1
                62140 claimed contec-v7
                62140 streaming
                62140 write AF
                """)
    }

    @Test("a device that appears is tried at once, whatever round it is")
    func retry() {
        let timeline = Timeline(contecCable)
        timeline.stream(Frames.steady, every: 20, from: 1_020, to: 2_001, on: v7Line)
        timeline.run(to: 16_500)
        _ = timeline.text
        timeline.retry()
        timeline.run(to: 16_501)
        #expect(timeline.text == "16500 open 115200 8N1")
        timeline.retry()
        timeline.run(to: 16_600)
        #expect(timeline.text == "", "it is being tried already")
        timeline.run(to: 18_499)
        #expect(!timeline.text.contains("open"))
    }

    @Test("what cannot be opened twice is heard to its end")
    func openedOnce() {
        let timeline = Timeline(ListeningPlan(only: .contecV7), canReopen: false)
        timeline.stream(Frames.steady, every: 20, from: 100_000, to: 101_001)
        timeline.stream(Frames.steady, every: 20, from: 200_000, to: 200_100)
        timeline.run(to: 200_100)
        timeline.sleep(milliseconds: 10_000)
        timeline.run(to: 250_000)
        let lines = timeline.text.split(separator: "\n").filter { !$0.contains("write") }
        #expect(
            lines.joined(separator: "\n") == """
                0 searching
                0 open 115200 8N1
                0 identifying
                100040 claimed contec-v7
                100040 streaming
                104000 stalled
                200040 claimed contec-v7
                200040 streaming
                210100 slept 10000
                210100 stalled
                """)
    }

    @Test(
        "a family that may not be written to is never written to, whatever happens",
        arguments: 1...8 as ClosedRange<UInt64>)
    func neverWritten(seed: UInt64) {
        var random = SplitMix(seed: seed)
        let plan = ListeningPlan(
            suspects: Family.allCases.map { Suspect(family: $0, mayWrite: false) },
            remembered: Family.allCases[Int(random.next() % 11)])
        let timeline = Timeline(plan)
        let frames: [[UInt8]] = [
            Frames.steady, fiveBytes, Frames.idle, Lines.masimo(3), [0x55, 0xFF],
        ]
        for step in 0..<2_000 {
            let frame = frames[Int(random.next() % UInt64(frames.count))]
            let at = Int64(step) * 137
            for copy in 0..<Int64(random.next() % 4) { timeline.send(frame, at: at + copy * 5) }
        }
        timeline.run(to: 300_000)
        #expect(timeline.counters.commandsSent == 0, "seed \(seed)")
        #expect(timeline.counters.openings > 3, "seed \(seed)")
    }

    @Test(
        "an idle link sleeps: a few turns a round, none of them in the past",
        arguments: Family.allCases)
    func idle(family: Family) {
        let timeline = Timeline(ListeningPlan(suspects: [], pinned: family))
        timeline.run(to: 600_000)
        // A family that is asked is kept alive once a second; nothing else wakes the thread.
        #expect(timeline.turns < (family.model.talk == nil ? 700 : 2_500))
    }
}
