/// One period of a tone with its harmonics, scaled so that its highest point is 1.
struct Waveform {
    static let length = 4_096
    private let points: [Double]

    /// Set-up: the only place here that computes sines.
    init(harmonics: [Double]) {
        var raw = [Double](repeating: 0, count: Self.length + 1)
        for place in 0...Self.length {
            for (index, strength) in harmonics.enumerated() {
                let turn = place * (index + 1) % Self.length
                raw[place] += strength * Self.sine(turns: Double(turn) / Double(Self.length))
            }
        }
        let peak = raw.reduce(0) { max($0, abs($1)) }
        points = peak > 0 ? raw.map { $0 / peak } : raw
    }

    /// The height at a phase of 0 to 1 turns.
    @inline(__always)
    func height(atTurns turns: Double) -> Double {
        let place = turns * Double(Self.length)
        let below = min(Int(place), Self.length - 1)
        return points[below] + (points[below + 1] - points[below]) * (place - Double(below))
    }

    /// sin(2 pi turns) for 0...1 by its Taylor series; the rest is below 1e-15 on a quarter turn.
    static func sine(turns: Double) -> Double {
        let quarter = turns > 0.75 ? turns - 1 : (turns > 0.25 ? 0.5 - turns : turns)
        let angle = quarter * 2 * Double.pi
        var term = angle
        var sum = angle
        for step in 1...11 {
            term *= -angle * angle / Double(2 * step * (2 * step + 1))
            sum += term
        }
        return sum
    }
}
