/// JSON written field by field, in the order given: what scripts read, line by line.
enum JSONText {
    /// A value of a field.
    enum Value {
        case text(String)
        case optional(String?)
        case integer(Int64?)
        case decimal(Double)
        case optionalDecimal(Double?)
        case integers([Int64])
        case object([(String, Value)])
        case flag(Bool)
        case texts([String])
        case objects([[(String, Value)]])
    }

    /// One object on one line.
    static func object(_ fields: [(String, Value)]) -> String {
        "{" + fields.map { "\"\($0.0)\":" + text($0.1) }.joined(separator: ",") + "}"
    }

    private static func text(_ value: Value) -> String {
        switch value {
        case .text(let text): quoted(text)
        case .optional(let text): text.map(quoted) ?? "null"
        case .integer(let number): number.map { "\($0)" } ?? "null"
        case .decimal(let number): "\(number)"
        case .optionalDecimal(let number): number.map { "\($0)" } ?? "null"
        case .integers(let numbers):
            "[" + numbers.map { "\($0)" }.joined(separator: ",") + "]"
        case .object(let fields): object(fields)
        case .flag(let flag): flag ? "true" : "false"
        case .texts(let texts): "[" + texts.map(quoted).joined(separator: ",") + "]"
        case .objects(let objects): "[" + objects.map(object).joined(separator: ",") + "]"
        }
    }

    /// A JSON string with its quotes.
    static func quoted(_ text: String) -> String {
        var out = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            case "\n": out += "\\n"
            case "\r": out += "\\r"
            case "\t": out += "\\t"
            case let control where control.value < 0x20:
                let digits = String(control.value, radix: 16)
                out += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out + "\""
    }
}
