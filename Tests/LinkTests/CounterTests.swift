import Drivers
import SerialPort
import SignalCore
import Testing

@testable import Link

/// Every byte that was read is framed, skipped for a reason, or the start of a frame to come.
@Suite("A link's counters")
struct CounterTests {
    private let reasons = SkipReason.allCases

    private func check(_ counters: LinkCounters, fed: Int, _ what: Comment) {
        #expect(counters.bytesRead == UInt64(fed), what)
        #expect(
            counters.framedBytes + counters.skippedBytes + counters.waitingBytes
                == counters.bytesRead, what)
        #expect(counters.waitingBytes <= 256, what)
        let byReason = reasons.reduce(0) { $0 + counters.skipped[$1] }
        #expect(byReason == counters.skippedBytes, what)
    }

    @Test(
        "framed + skipped + waiting = read, in every state", arguments: 1...6 as ClosedRange<UInt64>
    )
    func everyByte(seed: UInt64) {
        var random = SplitMix(seed: seed)
        let families: [Family] = [.contecV7, .masimoASCII1, .noninDF2, .contecV5]
        let plan = ListeningPlan(
            suspects: families.map { Suspect(family: $0, mayWrite: $0 == .contecV7) })
        var pipeline = LinkPipeline(plan: plan, sink: LinkNotes(), at: Timeline.time(0))
        var now: Int64 = 0
        var fed = 0
        pipeline.opened(at: Timeline.time(now))
        for _ in 0..<4_000 {
            now += Int64(random.next() % 60)
            if random.next() % 200 == 0 { now += Int64(random.next() % 20_000) }
            let bytes = Self.bytes(&random)
            pipeline.take(bytes.span, at: Timeline.time(now))
            fed += bytes.count
            while pipeline.tick(at: Timeline.time(now)) != nil {}
            if random.next() % 900 == 0 {
                now += pipeline.failed(.gone(path: ""), at: Timeline.time(now))
                #expect(pipeline.counters.waitingBytes == 0, "seed \(seed)")
                pipeline.opened(at: Timeline.time(now))
            } else if pipeline.wantsReopening {
                pipeline.closed()
                #expect(pipeline.counters.waitingBytes == 0, "seed \(seed)")
                pipeline.opened(at: Timeline.time(now))
            } else {
                #expect(pipeline.due > Timeline.time(now), "seed \(seed)")
            }
            check(pipeline.counters, fed: fed, "seed \(seed), at \(now)")
        }
        let counters = pipeline.counters
        #expect(counters.openings > 3 && counters.frames > 1_000)
        #expect(counters.skippedBytes > 100 && counters.commandsSent > 0)
        #expect(counters.claimed == .contecV7)
    }

    private static func bytes(_ random: inout SplitMix) -> [UInt8] {
        switch random.next() % 20 {
        case 0: (0..<Int(random.next() % 40)).map { _ in UInt8(truncatingIfNeeded: random.next()) }
        case 1: Array(Frames.steady(3).dropLast(Int(random.next() % 9)))
        case 2: []
        default: Frames.steady(3)
        }
    }

    @Test("what waits when a port is closed was cut off")
    func cutOff() {
        var pipeline = LinkPipeline(
            plan: ListeningPlan(only: .contecV7), sink: LinkNotes(), at: Timeline.time(0))
        pipeline.opened(at: Timeline.time(0))
        let bytes = Frames.steady(4) + Frames.steady.prefix(4)
        pipeline.take(bytes.span, at: Timeline.time(10))
        #expect(pipeline.counters.waitingBytes == 4)
        _ = pipeline.failed(.gone(path: ""), at: Timeline.time(20))
        #expect(pipeline.counters.waitingBytes == 0)
        #expect(pipeline.counters.skipped[.truncated] == 4)
        #expect(pipeline.counters.framedBytes == 36)
        #expect(pipeline.counters.frames == 4)
    }

    @Test func reasonsAreToldApart() {
        var pipeline = LinkPipeline(
            plan: ListeningPlan(only: .noninDF2), sink: LinkNotes(), at: Timeline.time(0))
        pipeline.opened(at: Timeline.time(0))
        let bytes: [UInt8] = [7, 7, 1, 0x80, 5, 5, 0]
        pipeline.take(bytes.span, at: Timeline.time(10))
        #expect(pipeline.counters.skipped[.noFrameStart] == 2)
        #expect(pipeline.counters.skipped[.badChecksum] > 0)
    }
}
