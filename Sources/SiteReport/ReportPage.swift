/// A report as one page of HTML that prints: no script, nothing loaded from elsewhere.
public struct ReportPage: Sendable {
    private let edition: ReportEdition
    private let title: String
    private let subtitle: String

    /// Makes the page. The title names site and month, the subtitle says when it was made.
    public init(_ edition: ReportEdition, title: String, subtitle: String) {
        self.edition = edition
        self.title = title
        self.subtitle = subtitle
    }

    /// The page.
    public var html: String {
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>\(Self.escaped(title))</title>
        <style>\(Self.style)</style>
        </head>
        <body>
        <main>
        <h1>\(Self.escaped(title))</h1>
        <p>\(Self.escaped(subtitle))</p>
        <p>\(Self.escaped(note))</p>
        \(edition.figures.figures.map(section).joined(separator: "\n"))
        </main>
        </body>
        </html>

        """
    }

    private var note: String {
        guard let threshold = edition.threshold else {
            return "Whole report, for the site itself. It holds counts small enough to point at "
                + "somebody: do not hand it out."
        }
        return "Release edition. Counts below \(threshold), and others they would follow from, are "
            + "left out; nothing about workers is in it. A count of 0 is shown."
    }

    private func section(_ figure: ReportFigure) -> String {
        let lines = edition.lines(of: figure)
        let keys = lines.first?.measures.map(\.words) ?? []
        let hasCount = lines.contains { $0.count != nil }
        let counts = lines.compactMap { line -> Double? in
            guard case .value(let value)? = line.count else { return nil }
            return value
        }
        let heads = (hasCount ? ["count"] : []) + (hasCount ? keys : keys.isEmpty ? [] : ["value"])
        let head = heads.map { "<th scope=\"col\">\(Self.escaped($0))</th>" }.joined()
        let bar = hasCount ? "<td></td>" : ""
        let body = lines.map { row($0, most: counts.max() ?? 0) }.joined(separator: "\n")
        return """
            <section>
            <h2>\(Self.escaped(figure.title))</h2>
            <p>\(Self.escaped(figure.definition))</p>
            <table>
            <thead><tr><td></td>\(head)\(bar)</tr></thead>
            <tbody>
            \(body)
            </tbody>
            </table>
            </section>
            """
    }

    private func row(_ line: ReportEdition.Line, most: Double) -> String {
        let numbers = (line.count.map { [$0] } ?? []) + line.measures.map(\.number)
        let cells = numbers.map { "<td class=\"number\">\(Self.words($0))</td>" }.joined()
        let bar = line.count.map { "<td>\(Self.bar($0, most: most))</td>" } ?? ""
        return "<tr><th scope=\"row\">\(Self.escaped(line.row.words))</th>\(cells)\(bar)</tr>"
    }

    private static func words(_ number: ReportEdition.Number) -> String {
        number.text ?? (number == .notKnown ? "not known" : "left out")
    }

    /// A bar of at most 200 units beside the number, which says the same.
    private static func bar(_ number: ReportEdition.Number, most: Double) -> String {
        guard case .value(let value) = number, most > 0, value > 0 else { return "" }
        let width = max(1, Int(value * 200 / most))
        return """
            <svg width="200" height="14" viewBox="0 0 200 14" aria-hidden="true">\
            <rect width="\(width)" height="14"/></svg>
            """
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
            .replacing(">", with: "&gt;").replacing("\"", with: "&quot;")
    }

    private static let style = """
        :root{color-scheme:light dark}\
        body{font:16px/1.5 sans-serif;margin:0 auto;max-width:52em;padding:1em}\
        table{border-collapse:collapse}\
        th,td{padding:.2em .8em .2em 0;text-align:left;border-bottom:1px solid #8888}\
        th{font-weight:normal}thead th{font-weight:bold}\
        .number{text-align:right;font-variant-numeric:tabular-nums}\
        rect{fill:#4a7db5}\
        section{break-inside:avoid}\
        @media print{body{font-size:10pt;max-width:none}}
        """
}
