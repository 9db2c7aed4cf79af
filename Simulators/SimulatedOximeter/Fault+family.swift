extension Fault {
    /// Why this fault would change nothing on a family's devices, in one plain sentence; `nil` when
    /// it would.
    public func pointlessness(for family: OximeterFamily) -> String? {
        switch self {
        case .lowBattery where !family.oximeter.canSay.contains(.lowBattery):
            "\(name.rawValue) changes nothing on \(family.rawValue), which cannot say it; "
                + Self.sentence(OximeterFamily.allCases.filter(Self.saysLowBattery))
        case .wrongBaud where family.oximeter.line == nil:
            "\(name.rawValue) changes nothing on \(family.rawValue), which has no serial line"
        default:
            nil
        }
    }

    private static func saysLowBattery(_ family: OximeterFamily) -> Bool {
        family.oximeter.canSay.contains(.lowBattery)
    }

    private static func sentence(_ families: [OximeterFamily]) -> String {
        let names = families.map(\.rawValue).joined(separator: ", ")
        return families.isEmpty ? "no family can" : "these can: \(names)"
    }
}
