import Testing

@testable import SignalCore

@Suite("Indices: whole, in pieces, live")
struct IndicesStreamTests {
    @Test("a short series cut anywhere gives the same bits", arguments: [1, 2, 3])
    func everyCut(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let values = madeSeries(700, noise: seed == 1 ? 0 : 20, using: &random)
        let whole = IndicesFacts.whole(values)
        #expect(whole == .live(values), "seed \(seed)")
        #expect(!(whole.events["jung 3"] ?? []).isEmpty)
        for cut in 0...values.count {
            #expect(whole == .pieces(values, cuts: [cut]), "seed \(seed) cut \(cut)")
        }
    }

    @Test("long series cut at random give the same bits", arguments: 1...12)
    func randomCuts(seed: UInt64) {
        var random = SeededRandom(seed: 0x1D1CE5 ^ seed)
        let noise = [0, 5, 40][Int(seed % 3)]
        let values = madeSeries(20_000, noise: noise, using: &random)
        let whole = IndicesFacts.whole(values)
        #expect(whole == .live(values), "seed \(seed)")
        for _ in 0..<4 {
            let cuts = (0..<Int.random(in: 1...60, using: &random))
                .map { _ in Int.random(in: 0...values.count, using: &random) }
                .sorted()
            #expect(whole == .pieces(values, cuts: cuts), "seed \(seed) cuts \(cuts)")
        }
    }

    @Test("values that wander anywhere, 0 and above 100 among them", arguments: 1...30)
    func anything(seed: UInt64) {
        var random = SeededRandom(seed: 0xA11 &+ seed)
        var value = 95
        let values = (0..<3000).map { _ -> UInt8 in
            value = max(30, min(100, value + Int.random(in: -3...3, using: &random)))
            switch Int.random(in: 0..<200, using: &random) {
            case 0: return 0
            case 1: return UInt8.random(in: .min ... .max, using: &random)
            default: return UInt8(value)
            }
        }
        let whole = IndicesFacts.whole(values)
        #expect(whole == .live(values), "seed \(seed)")
        #expect(whole == .pieces(values, cuts: [1, 33, 64, 700, 2999]), "seed \(seed)")
        let absent = values.map { $0 > 100 ? 0 : $0 }
        #expect(whole == .whole(absent), "seed \(seed): above 100 is no value")
        for (rule, events) in whole.events {
            for event in events {
                #expect(event.start <= event.nadirAt && event.nadirAt <= event.end, "\(rule)")
                #expect(event.end <= values.count && event.depthPercent > 0, "\(rule)")
            }
        }
    }

    @Test("spotter-1 never changes its mind: what a beginning shows stays", arguments: 1...6)
    func causal(seed: UInt64) {
        var random = SeededRandom(seed: 0xCA05A1 ^ seed)
        let values = madeSeries(4000, noise: 10, using: &random)
        let whole = OxygenIndices.over(values).events(.spotter, drop: 3)
        for cut in stride(from: 0, to: values.count, by: 97) {
            var part = OxygenIndices()
            part.take(values.span.extracting(0..<cut))
            let known = part.events(.spotter, drop: 3)
            #expect(known == Array(whole.prefix(known.count)), "seed \(seed) cut \(cut)")
        }
    }

    @Test("with room for three events three are kept and the figures are the same")
    func room() {
        var random = SeededRandom(seed: 6)
        let values = madeSeries(20_000, noise: 0, using: &random)
        var small = OxygenIndices(eventRoom: 3)
        small.take(values.span)
        small.finish()
        let whole = OxygenIndices.over(values)
        let events = whole.events(.spotter, drop: 3)
        #expect(events.count > 10)
        #expect(small.events(.spotter, drop: 3) == Array(events.prefix(3)))
        #expect(small.eventCount(.spotter, drop: 3) == events.count)
        #expect(small.burdenPercentMinutesPerHour == whole.burdenPercentMinutesPerHour)
    }
}
