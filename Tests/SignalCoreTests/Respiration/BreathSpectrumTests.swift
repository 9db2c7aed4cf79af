import Foundation
import Testing

@testable import SignalCore

@Suite("Respiration: spectrum and tracking")
struct BreathSpectrumTests {
    @Test("the cosine is a cosine")
    func cosine() {
        for step in -400...400 {
            let turns = Double(step) / 37
            #expect(abs(Circle.cosine(turns: turns) - cos(2 * .pi * turns)) < 1e-12)
        }
    }

    @Test("a steady climb leaves nothing, a step stays where it was")
    func climb() {
        var series = PulseModulations(sampleRateHertz: 60)
        for beat in 0..<40 {
            let level = Int32(100 * beat + (beat >= 30 ? 5000 : 0))
            let cycle = PulseCycle(
                peakAt: 45 * beat, peak: level, foot: Int32(100 * beat), total: Int64(beat))
            let goesOn = series.take(cycle)
            #expect(goesOn)
        }
        var points = InlineArray<64, SIMD8<Float>>(repeating: SIMD8())
        do {
            var span = points.mutableSpan
            series.detrend(into: &span)
        }
        #expect(series.count == 57)
        for point in 0..<57 { #expect(abs(points[point][2]) < 0.5) }
        let highest = (0..<57).max { points[$0][1] < points[$1][1] }
        // The step's beat is at 22.5 s; the series begins after the second beat, at 1 s.
        #expect(highest == 43)
    }

    @Test("beats more than 5 s apart start the series anew")
    func hole() {
        var series = PulseModulations(sampleRateHertz: 60)
        let taken = [0, 60, 120, 180, 481].map { at in
            series.take(PulseCycle(peakAt: at, peak: 9, foot: 1, total: 0))
        }
        #expect(taken == [true, true, true, true, false])
        #expect(series.count == 0)
    }

    @Test("a tone peaks at its own bin", arguments: [8, 15, 31, 48, 60])
    func tone(bin: Int) {
        let hertz = Double(BreathBins.rate(bin)) / 60
        var points = InlineArray<64, Float>(repeating: 0)
        for index in 0..<64 {
            let hann = 0.5 - 0.5 * cos(2 * .pi * (Double(index) + 0.5) / 64)
            points[index] = Float(hann * sin(2 * .pi * hertz * Double(index) / 2 + 0.3))
        }
        var bins = BreathBins()
        BreathWaves.shared.power(points.span, into: &bins)
        #expect(bins.peak == bin)
        #expect(bins.sum(near: bin) > 0.8 * bins.sum)
    }

    @Test("the belief gathers where the spectrum says, and moves when it moves")
    func belief() {
        var tracker = BreathTracker()
        for bin in [20, 45] {
            var bins = BreathBins()
            bins.values[bin] = 0.7
            bins.values[bin + 1] = 0.3
            for _ in 0..<40 {
                tracker.walk()
                tracker.weigh(bins)
            }
            #expect(abs(tracker.median - BreathBins.rate(bin)) < 0.6)
            #expect(tracker.belief(around: tracker.median) > 0.9)
            #expect(tracker.belief(around: 40) < 0.1)
        }
    }

    @Test("a spectrum without power leaves the belief as it is")
    func silence() {
        var tracker = BreathTracker()
        tracker.walk()
        let before = tracker.median
        tracker.weigh(BreathBins())
        #expect(tracker.median == before)
        #expect(abs(before - 24.9) < 0.1)
    }
}
