import Reports

/// An element of NEMSIS XML: text, or elements in order.
public struct NemsisElement: Equatable, Sendable {
    /// Its name, such as eVitals.12.
    public var name: String
    /// Attributes by name.
    public var attributes: [String: String] = [:]
    /// The text, when it holds no elements.
    public var text = ""
    /// The elements in it.
    public var children: [NemsisElement] = []

    init(_ name: String, _ text: String) {
        self.name = name
        self.text = text
    }

    init(_ name: String, _ children: [NemsisElement]) {
        self.name = name
        self.children = children
    }

    /// An element nobody recorded a value for: 7701003, Not Recorded. Never an invented value.
    static func notRecorded(_ name: String) -> NemsisElement {
        var element = NemsisElement(name, "")
        element.attributes = ["xsi:nil": "true", "NV": NemsisCodes.notRecorded]
        return element
    }

    static func value(_ name: String, _ text: String?) -> NemsisElement {
        text.map { NemsisElement(name, $0) } ?? notRecorded(name)
    }

    /// The XML, indented.
    public func xml(indent: String = "") -> String {
        let pairs = attributes.sorted { $0.key < $1.key }
            .map { " \($0.key)=\"\(Self.escaped($0.value))\"" }.joined()
        guard !children.isEmpty || !text.isEmpty else { return "\(indent)<\(name)\(pairs)/>\n" }
        guard !children.isEmpty else {
            return "\(indent)<\(name)\(pairs)>\(Self.escaped(text))</\(name)>\n"
        }
        return "\(indent)<\(name)\(pairs)>\n"
            + children.map { $0.xml(indent: indent + "  ") }.joined() + "\(indent)</\(name)>\n"
    }

    private static func escaped(_ text: String) -> String {
        var result = ""
        for character in text {
            switch character {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case "\"": result += "&quot;"
            default: result.append(character)
            }
        }
        return result
    }
}
