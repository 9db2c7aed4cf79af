import Foundation

/// A clean 7-bit pulse wave whose breathing is known in closed form.
struct BreathingPulse {
    enum Way: CaseIterable { case level, height, interval }

    var hertz = 60
    var pulseBpm = 75.0
    var breathsPerMinute = 15.0
    var way = Way.level
    /// How far breathing moves the pulse: a share of its height, or of its interval.
    var depth = 0.15

    /// So many seconds of samples, 0 to 127.
    func samples(seconds: Int) -> [UInt8] {
        var phase = 0.0
        return (0..<seconds * hertz).map { index in
            let time = Double(index) / Double(hertz)
            let breath = depth * sin(2 * .pi * breathsPerMinute / 60 * time)
            let faster = way == .interval ? 1 + breath : 1
            phase += pulseBpm / 60 / Double(hertz) * faster
            let height = way == .height ? 60 * (1 + breath) : 60
            let level = way == .level ? 30 + 60 * breath : 30
            return UInt8(min(127, max(0, level + height * shape(phase - phase.rounded(.down)))))
        }
    }

    /// A steep rise, a slow fall and a notch, 0 to 1.
    private func shape(_ phase: Double) -> Double {
        if phase < 0.2 { return 0.5 - 0.5 * cos(.pi * phase / 0.2) }
        let fall = 1 - (phase - 0.2) / 0.8
        let notch = 0.08 * exp(-pow((phase - 0.5) / 0.05, 2))
        return fall * fall + notch
    }
}
