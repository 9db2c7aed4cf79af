/// A value of FHIR's JSON. Decimals are kept as text, so that 0.4 mg stays 0.4 and no binary
/// fraction comes in between.
public indirect enum FHIRValue: Equatable, Sendable {
    /// Text, a code or a time.
    case text(String)
    /// A decimal number as it is written.
    case decimal(String)
    /// Values in order.
    case list([FHIRValue])
    /// Values by name.
    case object([String: FHIRValue])

    /// The member of this name; setting `nil` takes it away.
    public subscript(name: String) -> FHIRValue? {
        get {
            guard case .object(let members) = self else { return nil }
            return members[name]
        }
        set {
            guard case .object(var members) = self else { return }
            members[name] = newValue
            self = .object(members)
        }
    }

    /// The text; `nil` when it is none.
    public var text: String? {
        guard case .text(let text) = self else { return nil }
        return text
    }

    /// The elements; none when it is no list.
    public var elements: [FHIRValue] {
        guard case .list(let elements) = self else { return [] }
        return elements
    }

    /// The number; `nil` when it is none.
    var number: Double? {
        guard case .decimal(let digits) = self else { return nil }
        return Double(digits)
    }

    /// The JSON, members in the order of their names: the same value gives the same bytes.
    public var json: String {
        switch self {
        case .text(let text): Self.quoted(text)
        case .decimal(let digits): digits
        case .list(let elements): "[" + elements.map(\.json).joined(separator: ",") + "]"
        case .object(let members):
            "{"
                + members.sorted { $0.key < $1.key }
                .map { Self.quoted($0.key) + ":" + $0.value.json }.joined(separator: ",") + "}"
        }
    }

    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": result += "\\\(scalar)"
            // FHIR text holds no control characters but line ends and tabs.
            case _ where scalar.value < 0x20: result += " "
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}

extension FHIRValue {
    static func concept(_ codes: [ClinicalCode], _ words: String) -> FHIRValue {
        var members: [String: FHIRValue] = ["text": .text(words)]
        if !codes.isEmpty { members["coding"] = .list(codes.map(coding)) }
        return .object(members)
    }

    static func coding(_ code: ClinicalCode) -> FHIRValue {
        .object([
            "system": .text(code.system), "code": .text(code.code),
            "display": .text(code.display),
        ])
    }

    static func quantity(_ digits: String, _ unit: String) -> FHIRValue {
        .object([
            "value": .decimal(digits), "unit": .text(unit), "system": .text(ClinicalCode.ucum),
            "code": .text(unit),
        ])
    }

    static func reference(_ id: String) -> FHIRValue {
        .object(["reference": .text("urn:uuid:" + id)])
    }
}
