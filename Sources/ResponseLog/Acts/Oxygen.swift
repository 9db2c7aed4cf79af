/// Oxygen as it flows: how much, through what, from which cylinder.
public struct Oxygen: Equatable, Sendable {
    /// What brings it to the person.
    public enum Device: String, CaseIterable, Sendable {
        case nasalCannula = "nasal-cannula"
        case simpleMask = "simple-mask"
        case nonRebreather = "non-rebreather"
        case bagReservoir = "bag-valve-mask-reservoir"
        case notRecorded = "not-recorded"
    }

    /// Litres a minute, 0 to 60; 0 means it was taken off.
    public var litresPerMinute: Int
    /// What brings it to the person.
    public var device: Device
    /// The cylinder's label; `nil` when nobody said.
    public var cylinder: String?
    /// What the cylinder's gauge showed, in bar; `nil` when nobody said.
    public var gaugeBar: Int?

    /// Makes it. Throws for a flow outside 0 to 60 L/min or a gauge outside 0 to 400 bar (the
    /// fullest cylinders hold 300).
    public init(
        litresPerMinute: Int, device: Device = .notRecorded, cylinder: String? = nil,
        gaugeBar: Int? = nil
    ) throws(FactError) {
        guard (0...60).contains(litresPerMinute) else {
            throw FactError(field: "flowLitresPerMinute", problem: "must be from 0 to 60")
        }
        if let gaugeBar, !(0...400).contains(gaugeBar) {
            throw FactError(field: "gaugeBar", problem: "must be from 0 to 400")
        }
        self.litresPerMinute = litresPerMinute
        self.device = device
        self.cylinder = cylinder
        self.gaugeBar = gaugeBar
    }

    private init(off: Void) {
        litresPerMinute = 0
        device = .notRecorded
    }

    /// Taken off.
    public static let off = Oxygen(off: ())

    /// False when it was taken off.
    public var flows: Bool { litresPerMinute > 0 }
}
