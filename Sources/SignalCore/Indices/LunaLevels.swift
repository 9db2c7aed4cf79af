/// The value each of up to 255 levels has for `median-120`.
///
/// lunapi keeps a series in 16 bits between its lowest and its highest value and rounds towards
/// zero, so 92 becomes 91.9993 or 92.0001. Luna's comparisons are strict, and whether a fall of
/// exactly 3 points is an event hangs on that rounding. To agree with it event for event, the same
/// values are computed here, in the same order of operations.
///
/// Artifacts, below 50 or above 100, are not a number: no comparison with them is ever true.
@safe struct LunaLevels: ~Copyable {
    /// Added to the drop: 0 with Luna's own levels. With exact levels −0.25, which makes its strict
    /// comparison `baseline − value >= drop` (baselines are whole or half points).
    let slack: Double
    /// On the heap, once: an inline table of this size is copied at each look.
    private let table: UnsafeMutablePointer<Double>

    /// Whole percents: as lunapi keeps a series with this range, or as they are.
    init(percents range: ClosedRange<UInt8>?) {
        self.init(slack: range == nil ? -0.25 : 0)
        let all = range ?? 1...100
        let kept = Kept(lowest: Double(all.lowerBound), highest: Double(all.upperBound))
        for percent in all {
            set(Int(percent), to: range == nil ? Double(percent) : kept.value(of: Double(percent)))
        }
    }

    /// Ascending levels as lunapi keeps them: level n + 1 is `ascending[n]`. At most 255.
    init(ascending: [Double]) {
        self.init(slack: 0)
        guard let lowest = ascending.first, let highest = ascending.last else { return }
        let kept = Kept(lowest: lowest, highest: highest)
        for (index, level) in ascending.prefix(255).enumerated() {
            set(index + 1, to: kept.value(of: level))
        }
    }

    private init(slack: Double) {
        self.slack = slack
        unsafe table = .allocate(capacity: 256)
        unsafe table.initialize(repeating: .nan, count: 256)
    }

    deinit { unsafe table.deallocate() }

    @inline(__always)
    func percent(_ level: Int) -> Double { unsafe table[level & 0xFF] }

    @inline(__always)
    func isArtifact(_ level: UInt8) -> Bool { percent(Int(level)).isNaN }

    private func set(_ level: Int, to kept: Double) {
        guard kept >= 50, kept <= 100 else { return }
        unsafe table[level] = kept
    }

    /// Luna's conversion to 16 bits and back.
    private struct Kept {
        let step: Double
        let offset: Double

        init(lowest: Double, highest: Double) {
            let isFlat = highest - lowest <= 1e-6
            let top = isFlat ? highest + 1 : highest
            let bottom = isFlat ? lowest - 1 : lowest
            step = (top - bottom) / 65535
            offset = top / step - 32767
        }

        func value(of percent: Double) -> Double {
            let digital = (percent / step - offset).rounded(.towardZero)
            return step * (offset + digital)
        }
    }
}
