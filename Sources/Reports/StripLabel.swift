/// A mark with its place: labels are put in the lowest row where they touch no other.
struct StripLabel {
    static let mostRows = 8
    /// A label is cut to so many characters; the whole text stays in the mark's own title.
    static let longestText = 28
    /// One text for several marks is as long as what was done.
    static let longestShort = 60
    /// Wider than any common letter at 11 units, so that labels never touch.
    static let letterWidth = 66
    private static let gap = 140

    let mark: SpO2Strip.Mark
    let x: Decimal1
    /// From the top; `nil` when every row was taken: the mark keeps its line and its title.
    let row: Int?
    let endsAtMark: Bool
    let text: String

    /// Places marks in the order of time.
    static func place(_ marks: [SpO2Strip.Mark], x: (Int64) -> Decimal1) -> [StripLabel] {
        var taken: [Int] = []
        return marks.map { mark in
            let x = x(mark.unixMilliseconds)
            guard mark.short != "" else {
                return StripLabel(mark: mark, x: x, row: nil, endsAtMark: false, text: "")
            }
            let text = mark.short.map { cut($0, longestShort) } ?? cut(mark.label, longestText)
            let width = text.count * letterWidth + gap
            let endsAtMark = x.tenths + width > StripScale.width * 10
            let begin = endsAtMark ? x.tenths - width : x.tenths
            var row = taken.firstIndex { $0 <= begin }
            if row == nil, taken.count < mostRows {
                taken.append(.min)
                row = taken.count - 1
            }
            if let row { taken[row] = begin + width }
            return StripLabel(mark: mark, x: x, row: row, endsAtMark: endsAtMark, text: text)
        }
    }

    private static func cut(_ text: String, _ longest: Int) -> String {
        text.count <= longest ? text : text.prefix(longest - 1) + "…"
    }
}
