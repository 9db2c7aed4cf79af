import Drivers
import SignalCore
import Testing

@testable import Link

/// A pipeline of a known family on virtual time, ticked every 20 ms, as often as any port wakes.
private final class Bench {
    let notes = LinkNotes()
    var pipeline: LinkPipeline
    var commands: [(at: Int64, code: UInt8)] = []
    private var now: Int64 = 0

    init(_ family: Family = .contecV7) {
        pipeline = LinkPipeline(
            plan: ListeningPlan(only: family), sink: notes, canReopen: false, at: Self.time(0))
        pipeline.opened(at: Self.time(0))
    }

    static func time(_ milliseconds: Int64) -> BootTime {
        BootTime(milliseconds: 1_000_000 + milliseconds)
    }

    func feed(_ bytes: [UInt8], at milliseconds: Int64) {
        run(to: milliseconds)
        pipeline.take(bytes.span, at: Self.time(milliseconds))
    }

    func run(to milliseconds: Int64) {
        while now < milliseconds {
            now = min(now + 20, milliseconds)
            while let command = pipeline.tick(at: Self.time(now)) {
                commands.append((now, command[2]))
            }
        }
    }

    /// A stream of 50 frames a second, from now to then.
    func stream(to milliseconds: Int64) {
        while now < milliseconds { feed(Frames.steady, at: now + 20) }
    }

    func second(at milliseconds: Int64) -> Reading? {
        run(to: milliseconds)
        pipeline.second(at: Self.time(milliseconds))
        return notes.readings.last
    }
}

@Suite("Link pipeline on virtual time")
struct PipelineTests {
    @Test func threeFramesClaimAPort() {
        let bench = Bench()
        bench.feed(Frames.steady, at: 20)
        bench.feed(Frames.steady, at: 40)
        #expect(bench.notes.states == [.searching, .identifying])
        bench.feed(Frames.steady, at: 60)
        #expect(bench.notes.states == [.searching, .identifying, .streaming])
        #expect(bench.notes.told.states.last?.at == Bench.time(60))
        #expect(bench.notes.told.claims == [.contecV7])
    }

    @Test("however the reads cut them", arguments: [1, 2, 4, 9, 13, 27])
    func claimsInAnyCut(size: Int) {
        let bench = Bench()
        let bytes = [0xFF, 0x80] + Frames.idle + Frames.steady(3)
        var place = 0
        while place < bytes.count {
            bench.feed(Array(bytes[place..<min(place + size, bytes.count)]), at: 20)
            place += size
        }
        #expect(bench.notes.last == .streaming)
        let counters = bench.pipeline.counters
        #expect(counters.samples == 3)
        #expect(counters.frames == 4)
        #expect(counters.skippedBytes == 2)
        #expect(counters.bytesRead == UInt64(bytes.count))
    }

    @Test("answers without a sample claim nothing")
    func noticesDoNotClaim() {
        let bench = Bench()
        for step in 1...20 { bench.feed(Frames.idle, at: Int64(step) * 20) }
        #expect(bench.notes.last == .identifying)
    }

    @Test("frames by chance in noise claim nothing, and their values reach nobody")
    func noiseClaimsNothing() {
        let bench = Bench()
        for step in 1...40 { bench.feed(Frames.steady + [0x55, 0x31], at: Int64(step) * 20) }
        #expect(bench.notes.last == .identifying)
        #expect(bench.notes.told.plethPoints == 0)
        let reading = bench.second(at: 1_000)
        #expect(reading?.state == .absent)
        #expect(reading?.spo2Percent == nil)
        #expect(reading?.dippedToPercent == nil)
    }

    @Test("the frame that claims a port is worth its value")
    func claimingFrameCounts() {
        let bench = Bench()
        bench.feed(Frames.steady(3), at: 20)
        #expect(bench.second(at: 1_000)?.spo2Percent == 97)
    }

    @Test func startsADeviceThatIsSilent() {
        let bench = Bench()
        bench.run(to: 1_000)
        #expect(bench.commands.map(\.code) == [0xA7, 0xA2, 0xA1])
        #expect(bench.commands.map(\.at) == [300, 360, 420])
        #expect(bench.pipeline.counters.commandsSent == 3)
    }

    @Test func keepsAStreamAliveOnceASecondAndStartsItNoFurther() {
        let bench = Bench()
        bench.stream(to: 10_000)
        #expect(bench.commands.allSatisfy { $0.code == 0xAF })
        #expect((9...11).contains(bench.commands.count))
    }

    @Test func restartsAStreamThatStopped() {
        let bench = Bench()
        bench.stream(to: 3_000)
        bench.commands = []
        bench.run(to: 9_100)
        let restarts = bench.commands.filter { $0.code == 0xA1 }.map(\.at)
        #expect(restarts == [4_500, 6_000, 7_500, 9_000])
    }

    @Test func isStalledAfterThreeTimesItsPeriodAndComesBack() {
        let bench = Bench()
        bench.stream(to: 3_000)
        bench.run(to: 5_980)
        #expect(bench.notes.last == .streaming)
        bench.run(to: 6_000)
        #expect(bench.notes.last == .stalled)
        #expect(bench.pipeline.counters.stalls == 1)
        bench.feed(Frames.steady(3), at: 7_000)
        #expect(
            bench.notes.states == [
                .searching, .identifying, .streaming, .stalled, .streaming,
            ])
        #expect(bench.notes.told.claims == [.contecV7, .contecV7])
    }

    @Test("a slower family may be silent for longer")
    func slowFamiliesStallLater() {
        let bench = Bench(.nellcorASCII)
        let line = "01-Jul-17 04:48:%%   97      62   110\r\n"
        for second in [10, 12, 14] {
            let bytes = Array(line.replacing("%%", with: "\(second)").utf8)
            bench.feed(bytes, at: Int64(second) * 1_000)
        }
        #expect(bench.notes.last == .streaming)
        bench.run(to: 19_980)
        #expect(bench.notes.last == .streaming)
        bench.run(to: 20_000)
        #expect(bench.notes.last == .stalled)
        #expect(bench.commands.isEmpty)
    }

    @Test("a chance frame does not end a stall")
    func oneFrameDoesNotEndAStall() {
        let bench = Bench()
        bench.stream(to: 1_000)
        bench.feed([0x55] + Frames.steady + [0x55], at: 5_000)
        #expect(bench.notes.last == .stalled)
        #expect(bench.second(at: 5_100)?.spo2Percent == nil)
    }

    @Test func everySecondHasAReading() {
        let bench = Bench()
        bench.stream(to: 1_000)
        #expect(bench.second(at: 1_000)?.spo2Percent == 97)
        bench.feed(Frames.fingerOut, at: 1_020)
        #expect(bench.second(at: 2_000)?.reason == .fingerOut)
        #expect(bench.second(at: 5_000)?.reason == .silent)
        #expect(bench.notes.readings.count == 3)
    }

    @Test func handsOnEveryPointOfTheWaveform() {
        let bench = Bench()
        bench.feed(Frames.steady(3), at: 20)
        let before = bench.notes.told.plethPoints
        bench.feed(Frames.steady(100), at: 40)
        #expect(bench.notes.told.plethPoints - before == 100)
    }
}

@Suite("Link's small clocks")
struct ClockTests {
    @Test func secondsDoNotDrift() {
        var clock = SecondClock(at: BootTime(seconds: 10))
        let late: [Int64] = [11_003, 12_150, 12_999, 13_000, 13_001, 14_000]
        let passed = late.map { clock.passed(BootTime(milliseconds: $0)) }
        #expect(passed == [true, true, false, true, false, true])
    }

    @Test func secondsSleptThroughAreNotMadeUp() {
        var clock = SecondClock(at: BootTime(seconds: 10))
        let passed = [4_000_000, 4_000_999, 4_001_000].map {
            clock.passed(BootTime(milliseconds: $0))
        }
        #expect(passed == [true, false, true])
    }

    @Test func thePauseGrowsToTwoSeconds() {
        var pause = ReopenPause()
        let pauses = (0..<6).map { _ in pause.next() }
        #expect(pauses == [250, 500, 1_000, 2_000, 2_000, 2_000])
    }

    @Test("a sleep is what one clock counts and the other does not")
    func sleep() {
        var watch = SleepWatch(boot: BootTime(seconds: 100), awake: 5_000_000_000)
        func look(_ boot: Int64, _ awake: Int64) -> Int64? {
            watch.look(boot: BootTime(milliseconds: boot), awake: awake * 1_000_000)
        }
        #expect(look(101_000, 6_000) == nil)
        // A busy machine: both went on.
        #expect(look(161_000, 66_000) == nil)
        #expect(look(163_000, 66_000) == nil, "2 s are not more than 2 s")
        #expect(look(166_000, 66_999) == 2_001)
        #expect(look(166_010, 67_009) == nil, "told once")
        #expect(look(3_766_010, 67_009) == 3_600_000)
    }
}
