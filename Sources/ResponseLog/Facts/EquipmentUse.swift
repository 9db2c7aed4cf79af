public import Ledger

/// Equipment that was used up or needs something before the next time.
public struct EquipmentUse: Equatable, Sendable {
    /// What it is.
    public enum Kind: String, CaseIterable, Sendable {
        case oximeter
        case naloxoneKit = "naloxone-kit"
        case oxygenCylinder = "oxygen-cylinder"
        case bagValveMask = "bag-valve-mask"
        case airway
        case aed = "AED"
        case gloves
        case other
    }

    /// The response it was used in.
    public var incident: EntryID
    /// What it is.
    public var equipment: Kind
    /// Its label; `nil` when nobody said.
    public var label: String?
    /// True when it must be replaced, refilled or mended.
    public var toReplace: Bool

    /// Makes the fact.
    public init(incident: EntryID, equipment: Kind, label: String?, toReplace: Bool) {
        self.incident = incident
        self.equipment = equipment
        self.label = label
        self.toReplace = toReplace
    }

    static let kind = "equipment.used"

    var payload: CanonicalValue {
        .object([
            "incident": .id(incident), "equipment": .choice(equipment), "label": .optional(label),
            "toReplace": .bool(toReplace),
        ])
    }

    init(_ reader: PayloadReader) throws(FactError) {
        self.init(
            incident: try reader.id("incident"), equipment: try reader.choice("equipment"),
            label: try reader.optionalText("label", longest: 40),
            toReplace: try reader.flag("toReplace"))
    }

    var words: String {
        "Equipment: \(equipment.plain)" + (label.map { " \($0)" } ?? "")
            + (toReplace ? ", to replace" : "")
    }
}
