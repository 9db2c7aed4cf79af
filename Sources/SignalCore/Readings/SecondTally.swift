/// What one second of samples came to. Plain counters: nothing here grows with the sample rate.
struct SecondTally: Sendable {
    /// Samples that came and have a place for an oxygen value, and those that carried one.
    private(set) var samples = 0
    private(set) var usable = 0
    /// The lowest and highest oxygen value; meaningful only when `usable` is above 0.
    private(set) var lowest: UInt8 = .max
    private(set) var highest: UInt8 = 0
    /// Everything the device said.
    private(set) var flags: SampleFlags = []
    /// Frames of any kind, and those of them the device called disturbed.
    private var frames = 0
    private var disturbed = 0
    private var strengthSum = 0
    private var strengthCount = 0

    mutating func take(_ sample: Sample, usableValue: UInt8?) {
        if sample.carriesNumbers { samples += 1 }
        frames += 1
        flags.formUnion(sample.flags)
        if !sample.flags.isDisjoint(with: [.artifact, .interference, .outOfTrack]) {
            disturbed += 1
        }
        if let strength = sample.strengthPercent {
            strengthSum += Int(strength)
            strengthCount += 1
        }
        guard let value = usableValue else { return }
        usable += 1
        if value < lowest { lowest = value }
        if value > highest { highest = value }
    }

    /// The mean strength the device gave, 0 to 100; `nil` when it gave none.
    var strengthPercent: Int? { strengthCount == 0 ? nil : strengthSum / strengthCount }

    /// The share of samples with a value, 0 to 100. A second without samples says nothing against
    /// a value that is still current.
    var usablePercent: Int { samples == 0 ? 100 : usable * 100 / samples }

    /// Whether anything came.
    var isEmpty: Bool { frames == 0 }

    /// The device called half of what came disturbed, or more.
    var mostlyDisturbed: Bool { frames > 0 && disturbed * 2 >= frames }

    /// The share of frames the device called disturbed, 0 to 100.
    var disturbedPercent: Int { frames == 0 ? 0 : disturbed * 100 / frames }

    /// Less than half of the samples carried a value.
    var mostlyUnusable: Bool { usable * 2 < samples }
}
