import ResponseLog

extension SpO2Strip {
    /// A condition's row under the axis: every stretch it was open.
    struct BarRow {
        let words: String
        var stretches: [AlertStretch]
    }

    /// So many conditions have a row of their own; the timeline has them all. Own choice: more than
    /// one person's watch ever has open at once.
    static let mostBarRows = 12

    /// The conditions that were open within the stretch, in the order they first were.
    var barRows: [BarRow] {
        var rows: [BarRow] = []
        for stretch in alerts {
            guard stretch.fromUnixMilliseconds ?? .min <= toUnixMilliseconds,
                stretch.untilUnixMilliseconds ?? .max >= fromUnixMilliseconds
            else { continue }
            if let row = rows.firstIndex(where: { $0.words == stretch.words }) {
                rows[row].stretches.append(stretch)
            } else if rows.count < Self.mostBarRows {
                rows.append(BarRow(words: stretch.words, stretches: [stretch]))
            }
        }
        return rows
    }

    /// Each row a name with its bars under it, as thick as the alert was urgent.
    func draw(_ rows: [BarRow], _ scale: StripScale) -> String {
        guard !rows.isEmpty else { return "" }
        var text = "<g class=\"strip-bars\" fill=\"#dc2645\">\n"
        for (place, row) in rows.enumerated() {
            let top = scale.barTop + place * StripScale.barRowHeight
            text += name(of: row, top + 11, scale)
            for stretch in row.stretches { text += bar(stretch, top + 19, scale) }
        }
        return text + "</g>\n"
    }

    private func bar(_ stretch: AlertStretch, _ middle: Int, _ scale: StripScale) -> String {
        let begin = self.begin(of: stretch, scale)
        let end = scale.x(unixMilliseconds: stretch.untilUnixMilliseconds ?? toUnixMilliseconds)
        let half = ["high": 5, "medium": 3][stretch.priority] ?? 1
        let left = stretch.fromUnixMilliseconds.map(clock) ?? "before"
        let right = stretch.untilUnixMilliseconds.map(clock) ?? "the end"
        // Something that came and went within a pixel is still to be seen.
        let width = Decimal1(tenths: max((end - begin).tenths, 10))
        return "<path d=\"M\(begin) \(middle - half)h\(width)v\(2 * half)H\(begin)z\"><title>"
            + "\(stretch.words.xmlEscaped), \(stretch.priority): \(left) to \(right)"
            + "</title></path>\n"
    }

    /// From the row's first bar on, or ending at the picture's edge where no room is left.
    private func name(of row: BarRow, _ y: Int, _ scale: StripScale) -> String {
        let begin = row.stretches.map { self.begin(of: $0, scale) }.min() ?? scale.x(0)
        let room = row.words.count * StripLabel.letterWidth
        let fits = begin.tenths + room <= StripScale.width * 10
        let x = fits ? "\(begin)" : "\(StripScale.right)"
        return "<text x=\"\(x)\" y=\"\(y)\" fill=\"currentColor\""
            + (fits ? "" : " text-anchor=\"end\"") + ">\(row.words.xmlEscaped)</text>\n"
    }

    private func begin(of stretch: AlertStretch, _ scale: StripScale) -> Decimal1 {
        scale.x(unixMilliseconds: stretch.fromUnixMilliseconds ?? fromUnixMilliseconds)
    }

    private func clock(_ time: Int64) -> String {
        LocalTime(unixMilliseconds: time, utcOffsetMinutes: utcOffsetMinutes).text
    }
}
