extension ReportEdition {
    /// One number a line, after RFC 4180: `figure,line,words,measure,value,state`. A value is there
    /// only where the state is `known`; else it is empty and the state `not-known` or `left-out`.
    public var csv: String {
        var lines = ["figure,line,words,measure,value,state"]
        for figure in figures.figures {
            for line in self.lines(of: figure) {
                let head = [figure.id, line.row.code, line.row.words]
                if let count = line.count { lines.append(Self.line(head + ["count"], count)) }
                for measure in line.measures {
                    lines.append(Self.line(head + [measure.key], measure.number))
                }
            }
        }
        return lines.joined(separator: "\r\n") + "\r\n"
    }

    private static func line(_ head: [String], _ number: Number) -> String {
        (head.map(quoted) + [number.text ?? "", number.state]).joined(separator: ",")
    }

    private static func quoted(_ text: String) -> String {
        guard text.contains(where: { ",\"\r\n".contains($0) }) else { return text }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }
}

extension ReportEdition.Number {
    /// The value, without a fraction where there is none; `nil` when it is not known or left out.
    public var text: String? {
        guard case .value(let value) = self else { return nil }
        return Int64(exactly: value).map { "\($0)" } ?? "\(value)"
    }

    /// `known`, `not-known` or `left-out`.
    public var state: String {
        switch self {
        case .value: "known"
        case .notKnown: "not-known"
        case .leftOut: "left-out"
        }
    }
}
