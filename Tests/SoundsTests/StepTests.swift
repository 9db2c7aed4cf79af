import Foundation
import Sounds
import Testing

/// The samples against the sound that the numbers describe, computed here a second way: sine by
/// sine, as a screen's Web Audio does it.
@Suite("Samples as the numbers say")
struct StepTests {
    static let rate = 48_000

    /// The sum of the partials at a phase in turns, before scaling.
    static func sum(_ harmonics: [Double], turns: Double) -> Double {
        harmonics.enumerated().reduce(0) { sum, partial in
            sum + partial.element * sin(2 * .pi * turns * Double(partial.offset + 1))
        }
    }

    static func peak(_ harmonics: [Double]) -> Double {
        (0..<20_000).reduce(0) { max($0, abs(sum(harmonics, turns: Double($1) / 20_000))) }
    }

    /// The pattern's first burst by its numbers: straight rise and fall, peak at its level.
    static func burst(_ pattern: SoundPattern, peak: Double) -> [Double] {
        var samples = [Double](repeating: 0, count: pattern.burstMilliseconds * rate / 1_000)
        let rise = Double(pattern.riseMilliseconds * rate) / 1_000
        for pulse in pattern.pulses {
            let begin = pulse.atMilliseconds * rate / 1_000
            let length = pulse.lengthMilliseconds * rate / 1_000
            for place in 0..<length {
                let turns = Double(place) * pulse.hertz / Double(rate)
                let edge = min(1, Double(min(place, length - place)) / rise)
                let wave = sum(pattern.harmonics, turns: turns) / peak
                samples[begin + place] = wave * edge * pattern.level * 32_767
            }
        }
        return samples
    }

    @Test("every sample is the sum of its partials, rising and falling straight")
    func sums() {
        let peak = Self.peak(SoundPattern.harmonics)
        for pattern in SoundPattern.all {
            #expect(pattern.harmonics == SoundPattern.harmonics)
            let rendered = pattern.render(sampleRate: Self.rate)
            let wanted = Self.burst(pattern, peak: peak)
            let worst = zip(rendered, wanted).map { abs(Double($0) - $1) }.max() ?? .infinity
            #expect(worst < 2, "\(pattern.name): off by \(worst) of 32768")
            #expect(rendered.dropFirst(wanted.count).allSatisfy { $0 == 0 }, "\(pattern.name)")
        }
    }

    @Test("no step is greater than its partials allow: nothing clicks, clips or jumps")
    func steps() {
        let harmonics = SoundPattern.harmonics
        let slope = harmonics.enumerated().reduce(0) { $0 + Double($1.offset + 1) * $1.element }
        for pattern in SoundPattern.all {
            let highest = pattern.pulses.map(\.hertz).max() ?? 0
            let wave = 2 * .pi * highest * slope / Self.peak(harmonics) / Double(Self.rate)
            let edge = 1_000 / Double(pattern.riseMilliseconds * Self.rate)
            let limit = (wave + edge) * pattern.level * 32_767 + 2
            let samples = pattern.render(sampleRate: Self.rate).map(Int.init)
            let greatest = zip(samples.dropFirst(), samples).map { abs($0 - $1) }.max() ?? 0
            #expect(Double(greatest) <= limit, "\(pattern.name): \(greatest) of \(limit)")
            #expect((samples.map(abs).max() ?? 32_768) < 32_767, "\(pattern.name) clips")
        }
    }

    @Test(
        "bursts begin at their interval to the sample, a hundred times",
        arguments: [44_100, 48_000])
    func intervals(rate: Int) {
        for (pattern, seconds) in [
            (SoundPattern.highOxygen, 6), (.mediumGeneral, 8), (.lowOxygen, 20), (.lost, 5),
        ] {
            var renderer = SoundRenderer(pattern, sampleRate: rate)
            let round = pattern.render(sampleRate: rate)
            #expect(round.count == seconds * rate)
            var piece = [Int16](repeating: 0, count: round.count)
            for number in 0..<100 {
                var span = piece.mutableSpan
                renderer.fill(&span)
                guard piece != round else { continue }
                Issue.record("\(pattern.name): burst \(number) differs")
                break
            }
        }
    }
}
