import SiteReport

/// A report as one JSON document; `null` means no value, and `state` says why.
struct ReportJSON {
    private let edition: ReportEdition
    private let month: String

    init(_ edition: ReportEdition, month: String) {
        self.edition = edition
        self.month = month
    }

    var text: String {
        JSONText.object([
            ("month", .text(month)),
            ("fromUnixMilliseconds", .integer(edition.figures.fromUnixMilliseconds)),
            ("beforeUnixMilliseconds", .integer(edition.figures.beforeUnixMilliseconds)),
            ("release", .flag(edition.threshold != nil)),
            ("threshold", .integer(edition.threshold)),
            ("figures", .objects(edition.figures.figures.map(figure))),
        ])
    }

    private func figure(_ figure: ReportFigure) -> [(String, JSONText.Value)] {
        [
            ("figure", .text(figure.id)), ("title", .text(figure.title)),
            ("definition", .text(figure.definition)),
            ("lines", .objects(edition.lines(of: figure).map(line))),
        ]
    }

    private func line(_ line: ReportEdition.Line) -> [(String, JSONText.Value)] {
        var fields: [(String, JSONText.Value)] = [
            ("line", .text(line.row.code)), ("words", .text(line.row.words)),
        ]
        if let count = line.count {
            fields.append(("count", Self.value(count)))
            fields.append(("state", .text(count.state)))
        }
        for measure in line.measures {
            fields.append((measure.key, Self.value(measure.number)))
            if measure.number == .leftOut {
                fields.append((measure.key + "State", .text("left-out")))
            }
        }
        return fields
    }

    private static func value(_ number: ReportEdition.Number) -> JSONText.Value {
        guard case .value(let value) = number else { return .integer(nil) }
        return Int64(exactly: value).map { .integer($0) } ?? .decimal(value)
    }
}
