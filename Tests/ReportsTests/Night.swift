import Reports
import SignalCore

/// 2026-11-22 22:22:00 UTC.
let nightStart: Int64 = 1_795_386_120_000

/// Readings written as text, one character a second: `a` is 70 %, `b` 71 % … `z` 95 %, `+` 99 %;
/// upper case the same on a poor signal; `.` no value.
func night(_ text: String, from start: Int64 = nightStart) -> [SpO2Point] {
    text.utf8.enumerated().map { second, letter in
        let time = start + Int64(second) * 1000
        switch letter {
        case UInt8(ascii: "+"):
            return SpO2Point(unixMilliseconds: time, spo2Percent: 99, state: .measured)
        case UInt8(ascii: "a")...UInt8(ascii: "z"):
            return SpO2Point(
                unixMilliseconds: time, spo2Percent: 70 + letter - UInt8(ascii: "a"),
                state: .measured)
        case UInt8(ascii: "A")...UInt8(ascii: "Z"):
            return SpO2Point(
                unixMilliseconds: time, spo2Percent: 70 + letter - UInt8(ascii: "A"),
                state: .unreliable)
        default: return SpO2Point(unixMilliseconds: time, spo2Percent: nil, state: .absent)
        }
    }
}

func strip(
    _ points: [SpO2Point], _ marks: [SpO2Strip.Mark] = [], seconds: Int,
    from start: Int64 = nightStart
) -> SpO2Strip {
    SpO2Strip(
        points: points, marks: marks, fromUnixMilliseconds: start,
        toUnixMilliseconds: start + Int64(seconds) * 1000, lowPercent: 90, criticalPercent: 85,
        utcOffsetMinutes: -480)
}

func mark(
    _ second: Int, _ label: String, _ kind: SpO2Strip.Mark.Kind = .treatment,
    withdrawn: Bool = false
) -> SpO2Strip.Mark {
    SpO2Strip.Mark(
        unixMilliseconds: nightStart + Int64(second) * 1000, label: label, kind: kind,
        withdrawn: withdrawn)
}

/// The same numbers on every machine for the same seed (SplitMix64).
struct SeededRandom: RandomNumberGenerator {
    private var state: UInt64
    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// A night in runs: values, poor signal, and lost signal, of random lengths.
func randomNight(seconds: Int, seed: UInt64) -> [SpO2Point] {
    var random = SeededRandom(seed: seed)
    var points: [SpO2Point] = []
    var value = 97
    var state = Reading.State.measured
    for second in 0..<seconds {
        if Int.random(in: 0..<20, using: &random) == 0 {
            state = [.measured, .measured, .unreliable, .absent].randomElement(using: &random)!
        }
        value = min(100, max(55, value + Int.random(in: -2...2, using: &random)))
        // A second nobody wrote is lost like one that says so.
        if state == .absent && Bool.random(using: &random) { continue }
        points.append(
            SpO2Point(
                unixMilliseconds: nightStart + Int64(second) * 1000,
                spo2Percent: state == .absent ? nil : UInt8(value), state: state))
    }
    return points
}
