import Foundation
import Sounds
import Testing

@Suite("Pieces, clicks, names and JSON")
struct RendererTests {
    @Test("any cut into pieces gives the same samples, over several rounds")
    func pieces() {
        let seed = UInt64.random(in: 0...UInt64.max)
        print("seed \(seed)")
        var state = seed
        for pattern in [SoundPattern.highOxygen, .drill, .test] {
            let round = pattern.render(sampleRate: 44_100)
            var renderer = SoundRenderer(pattern, sampleRate: 44_100)
            var got: [Int16] = []
            while got.count < round.count * 2 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                var piece = [Int16](repeating: 77, count: Int(state >> 51) + 1)
                var span = piece.mutableSpan
                renderer.fill(&span)
                got += piece
            }
            #expect(Array(got.prefix(round.count)) == round)
            let again = Array(got[round.count..<(2 * round.count)])
            if pattern.repeatMilliseconds == nil {
                #expect(again.allSatisfy { $0 == 0 }, "played once")
                #expect(renderer.isOver)
            } else {
                #expect(again == round)
                #expect(!renderer.isOver)
            }
        }
    }

    @Test("each pulse begins and ends near zero", arguments: [8_000, 44_100, 48_000])
    func clicks(rate: Int) {
        for pattern in SoundPattern.all {
            let samples = pattern.render(sampleRate: rate)
            for pulse in pattern.pulses {
                let begin = pulse.atMilliseconds * rate / 1_000
                let end = pulse.endMilliseconds * rate / 1_000
                for place in [begin, begin + 1, end - 1] {
                    #expect(abs(Int(samples[place])) < 500, "\(pattern.name) at \(place)")
                }
                #expect(samples[(begin + end) / 2 - 200..<(begin + end) / 2].contains { $0 != 0 })
            }
        }
    }

    @Test func namesAreUniqueAndFound() {
        #expect(Set(SoundPattern.all.map(\.name)).count == SoundPattern.all.count)
        for pattern in SoundPattern.all { #expect(SoundPattern.named(pattern.name) == pattern) }
        #expect(SoundPattern.named("") == nil)
    }

    @Test("drills are quieter than every alert and like none of them")
    func drill() {
        func loudness(_ pattern: SoundPattern) -> Int {
            pattern.render(sampleRate: 48_000).map { abs(Int($0)) }.max() ?? 0
        }
        for pattern in SoundPattern.all where pattern != .drill {
            #expect(loudness(.drill) * 3 < loudness(pattern))
            #expect(pattern.pulses != SoundPattern.drill.pulses)
        }
    }

    @Test("the screens' numbers are the station's")
    func json() throws {
        let object = try JSONSerialization.jsonObject(with: Data(SoundPattern.json.utf8))
        let patterns = try #require(object as? [String: [String: Any]])
        #expect(Set(patterns.keys) == Set(SoundPattern.all.map(\.name)))
        for pattern in SoundPattern.all {
            let said = try #require(patterns[pattern.name])
            let pulses = try #require(said["pulses"] as? [[String: Any]])
            #expect(
                pulses.map { $0["atMilliseconds"] as? Int } == pattern.pulses.map(\.atMilliseconds))
            #expect(
                pulses.map { $0["lengthMilliseconds"] as? Int }
                    == pattern.pulses.map(\.lengthMilliseconds))
            #expect(pulses.map { $0["hertz"] as? Double } == pattern.pulses.map(\.hertz))
            #expect(said["burstIntervalMilliseconds"] as? Int == pattern.repeatMilliseconds)
            #expect(said["level"] as? Double == pattern.level)
            #expect(said["riseMilliseconds"] as? Int == pattern.riseMilliseconds)
            #expect(said["harmonics"] as? [Double] == pattern.harmonics)
        }
    }
}
