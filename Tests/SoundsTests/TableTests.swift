import Foundation
import Sounds
import Testing

/// The rendered sound against the table of docs/signals.md, measured, not read back from the data.
@Suite("Rendered sound against the table")
struct TableTests {
    static let oxygen = [523.25, 493.88, 440, 392, 349.23]

    /// What is wrong with a rendered high burst, in words; empty when it is as the table says.
    static func faultsOfHigh(_ raw: [Int16]) -> [String] {
        let found = Measured(raw)
        var faults = common(found, lengths: 75...200)
        guard found.pulses.count == 10 else { return faults + ["pulses \(found.pulses.count)"] }
        for group in [found.pulses[0..<5], found.pulses[5..<10]].map(Array.init) {
            let gaps = Self.gaps(group)
            for place in [0, 1, 3] where !(50...125).contains(gaps[place]) {
                faults.append("gap \(gaps[place])")
            }
            let length = group.map(\.at50).reduce(0, +) / 5
            if abs(gaps[2] - (2 * gaps[0] + length)) > 4 { faults.append("long gap \(gaps[2])") }
        }
        let between = found.pulses[5].begin - found.pulses[4].end
        if !(350...1_300).contains(between) { faults.append("between groups \(between)") }
        return faults + interval(found, 2_500...15_000)
    }

    static func faultsOfMedium(_ raw: [Int16]) -> [String] {
        let found = Measured(raw)
        var faults = common(found, lengths: 125...250)
        guard found.pulses.count == 3 else { return faults + ["pulses \(found.pulses.count)"] }
        let gaps = Self.gaps(found.pulses)
        if !gaps.allSatisfy((125...250).contains) || abs(gaps[0] - gaps[1]) > 2 {
            faults.append("gaps \(gaps)")
        }
        return faults + interval(found, 2_500...30_000)
    }

    static func faultsOfLow(_ raw: [Int16]) -> [String] {
        let found = Measured(raw)
        var faults = common(found, lengths: 125...250)
        if !(1...2).contains(found.pulses.count) { faults.append("pulses \(found.pulses.count)") }
        if !gaps(found.pulses).allSatisfy((125...250).contains) { faults.append("gaps") }
        return faults + interval(found, 15_000...Double.infinity)
    }

    static func gaps(_ pulses: [Measured.Pulse]) -> [Double] {
        zip(pulses.dropFirst(), pulses).map { $0.begin - $1.end }
    }

    static func interval(_ found: Measured, _ allowed: ClosedRange<Double>) -> [String] {
        guard let first = found.pulses.first, let last = found.pulses.last else { return ["mute"] }
        let whole = Double(found.samples.count) * 1_000 / Double(Measured.rate)
        let rest = whole - last.end + first.begin
        return allowed.contains(rest) ? [] : ["interval \(rest)"]
    }

    /// Length at 10, 50 and 90 % of the height, rise and fall, harmonics, clipping, clicks.
    static func common(_ found: Measured, lengths: ClosedRange<Double>) -> [String] {
        var faults: [String] = []
        if found.peak > 0.99 || found.peak < 0.5 { faults.append("peak \(found.peak)") }
        // A partial of 3140 Hz at full height moves by 0.41 a sample; a click is a jump of more.
        let edges = found.samples.first ?? 1
        if abs(edges) > 0.001 || abs(found.samples.last ?? 1) > 0.001 { faults.append("click") }
        for pulse in found.pulses {
            for length in [pulse.at10, pulse.at50, pulse.at90] where !lengths.contains(length) {
                faults.append("length \(length)")
            }
            for slope in [pulse.rise, pulse.fall] {
                let share = slope / pulse.at50
                if !(0.1...0.4).contains(share) { faults.append("slope \(share)") }
            }
            let hertz = Measured.fundamental(pulse.middle)
            if Measured.harmonics(pulse.middle, of: hertz) < 4 { faults.append("harmonics") }
        }
        return faults
    }

    @Test(arguments: [SoundPattern.highOxygen, .highGeneral])
    func high(pattern: SoundPattern) {
        #expect(Self.faultsOfHigh(pattern.render(sampleRate: Measured.rate)) == [])
    }

    @Test(arguments: [SoundPattern.mediumOxygen, .mediumGeneral])
    func medium(pattern: SoundPattern) {
        #expect(Self.faultsOfMedium(pattern.render(sampleRate: Measured.rate)) == [])
    }

    @Test(arguments: [SoundPattern.lowOxygen, .lowGeneral])
    func low(pattern: SoundPattern) {
        #expect(Self.faultsOfLow(pattern.render(sampleRate: Measured.rate)) == [])
    }

    @Test("the melody as heard: C5 B4 A4 - G4 F4, twice; other alerts keep one pitch")
    func melody() {
        func heard(_ pattern: SoundPattern) -> [Double] {
            Measured(pattern.render(sampleRate: Measured.rate)).pulses.map {
                Measured.fundamental($0.middle)
            }
        }
        let high = heard(.highOxygen)
        #expect(high.count == 10)
        for (hertz, wanted) in zip(high, Self.oxygen + Self.oxygen) {
            #expect(abs(hertz - wanted) < 3)
        }
        for (hertz, wanted) in zip(heard(.mediumOxygen), Self.oxygen) {
            #expect(abs(hertz - wanted) < 3)
        }
        for pattern in [SoundPattern.highGeneral, .mediumGeneral, .lowGeneral] {
            let pitches = heard(pattern)
            #expect((pitches.max() ?? 9) - (pitches.min() ?? 0) < 3)
        }
    }

    @Test("wrong patterns are found out")
    func mutations() {
        let right = SoundPattern.highOxygen
        func faults(
            _ pulses: [Pulse], every: Int = 6_000, level: Double = 0.8, rise: Int = 36,
            harmonics: [Double] = SoundPattern.harmonics
        ) -> [String] {
            Self.faultsOfHigh(
                SoundPattern(
                    name: "wrong", pulses: pulses, repeatMilliseconds: every, level: level,
                    riseMilliseconds: rise, harmonics: harmonics
                ).render(sampleRate: Measured.rate))
        }
        func moved(_ place: Int, by shift: Int, longer: Int = 0) -> [Pulse] {
            right.pulses.enumerated().map { index, pulse in
                Pulse(
                    atMilliseconds: pulse.atMilliseconds + (index == place ? shift : 0),
                    lengthMilliseconds: pulse.lengthMilliseconds + (index == place ? longer : 0),
                    hertz: pulse.hertz)
            }
        }
        #expect(faults(right.pulses) == [])
        #expect(faults(Array(right.pulses.dropLast())) != [])
        #expect(faults(moved(3, by: -30)) != [])
        #expect(faults(moved(4, by: 0, longer: 70)) != [])
        #expect(faults(right.pulses, every: 5_000) != [])
        #expect(faults(right.pulses, rise: 2) != [])
        #expect(faults(right.pulses, rise: 70) != [])
        #expect(faults(right.pulses, harmonics: [1]) != [])
        #expect(faults(right.pulses, harmonics: [1, 0.1, 0.1, 0.1, 0.1, 0.1]) != [])
        #expect(faults(right.pulses, level: 1) != [])
        #expect(faults(right.pulses, level: 0.1) != [])
    }
}
