public import Ledger

/// Someone came. A visit may hold watches or none.
public struct Visit: Equatable, Sendable {
    /// What someone came for.
    public enum Service: String, CaseIterable, Sendable {
        case supervisedUse = "supervised-use"
        case drugCheck = "drug-check"
        case supplies
        case naloxoneKit = "naloxone-kit"
        case referral
        case rest
        case other
    }

    /// The visit's random id.
    public var visit: EntryID
    /// Where in the site, as `RecordField.area` names it; `nil` when nobody said.
    public var area: String?
    /// What they came for; may be empty.
    public var services: [Service]
    /// The handle that links visits, when the person chose to have one.
    public var personHandle: Answer?
    /// True on a drill.
    public var drill: Bool

    /// Makes the fact.
    public init(
        visit: EntryID, area: String?, services: [Service], personHandle: Answer?, drill: Bool
    ) throws(FactError) {
        if let area { _ = try RecordField.area.fitting(.given(.codes([area]))) }
        self.visit = visit
        self.area = area
        self.services = Service.allCases.filter(services.contains)
        self.personHandle = try personHandle.map { answer throws(FactError) in
            try RecordField.personHandle.fitting(answer)
        }
        self.drill = drill
    }

    static let kind = "visit.recorded"

    var payload: CanonicalValue {
        var handle = CanonicalValue.null
        switch personHandle {
        case .given(.words(let text)): handle = .string(text)
        case .unknown, .given, .takenBack, nil: break
        case .declined: handle = .bool(false)
        }
        return .object([
            "visit": .id(visit), "area": .optional(area),
            "services": .array(services.map { .choice($0) }), "personHandle": handle,
            "drill": .bool(drill),
        ])
    }

    init(_ reader: PayloadReader) throws(FactError) {
        var services: [Service] = []
        for text in try reader.texts("services") {
            guard let service = Service(rawValue: text) else {
                throw FactError(field: "services", problem: "has no value named \(text)")
            }
            services.append(service)
        }
        let handle: Answer?
        if let declined = try? reader.optionalFlag("personHandle"), declined == false {
            handle = .declined
        } else {
            handle = try reader.optionalText("personHandle").map { .given(.words($0)) }
        }
        try self.init(
            visit: try reader.id("visit"), area: try reader.optionalText("area"),
            services: services, personHandle: handle, drill: try reader.flag("drill"))
    }

    var words: String {
        let wanted = services.map(\.plain).joined(separator: ", ")
        return wanted.isEmpty ? "Visit" : "Visit: \(wanted)"
    }
}
