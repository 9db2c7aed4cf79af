public import ResponseLog

extension SpO2Strip.Mark {
    /// The mark of a timeline's row; `nil` for what belongs beside the picture, not into it.
    public init?(_ row: TimelineRow) {
        switch row.logged.fact {
        case .alertChanged(let alert):
            // The steps in between are in the timeline; here they would bury the others.
            guard ["raised", "escalated", "cleared"].contains(alert.change) else { return nil }
            self.init(
                unixMilliseconds: row.occurredUnixMilliseconds,
                label: "\(PlainWords.of(alert.alertKind)) \(alert.change)",
                kind: .alert, withdrawn: row.withdrawn)
        case .care(let care):
            self.init(
                unixMilliseconds: row.occurredUnixMilliseconds, label: row.words,
                kind: care.act.isTreatment ? .treatment : .observation, withdrawn: row.withdrawn)
        default: return nil
        }
    }
}

extension SpO2Strip {
    /// A mark: a shape in its label's row, a line down to the axis, the label beside it.
    func draw(_ label: StripLabel, _ scale: StripScale) -> String {
        let mark = label.mark
        let time = LocalTime(
            unixMilliseconds: mark.unixMilliseconds, utcOffsetMinutes: utcOffsetMinutes)
        let gone = mark.withdrawn ? " strip-withdrawn" : ""
        let opacity = mark.withdrawn ? " opacity=\".6\"" : ""
        let row = label.row ?? max(0, scale.labelRows - 1)
        let y = row * StripScale.rowHeight + 12
        let title = (mark.label + (mark.withdrawn ? " (withdrawn)" : "")).xmlEscaped
        return """
            <g class="strip-mark strip-\(mark.kind.rawValue)\(gone)" fill="\(mark.kind.colour)"\
            \(opacity)><title>\(time.text) \(title)</title>\
            <path d="M\(label.x) \(y)V\(scale.bottom)" stroke="\(mark.kind.colour)" \
            stroke-opacity=".45"/>\(shape(mark.kind, label.x, y))\(text(label, y))</g>

            """
    }

    private func text(_ label: StripLabel, _ y: Int) -> String {
        guard label.row != nil else { return "" }
        let side = label.endsAtMark ? "dx=\"-6\" text-anchor=\"end\"" : "dx=\"6\""
        let strike = label.mark.withdrawn ? " text-decoration=\"line-through\"" : ""
        return "<text x=\"\(label.x)\" y=\"\(y)\" fill=\"currentColor\" \(side)\(strike)>"
            + "\(label.text.xmlEscaped)</text>"
    }

    /// Told apart by shape first, colour second.
    private func shape(_ kind: Mark.Kind, _ x: Decimal1, _ y: Int) -> String {
        switch kind {
        case .alert: "<path d=\"M\(x) \(y - 9)l4.5 8h-9z\"/>"
        case .treatment: "<path d=\"M\(x) \(y - 8)h3.5v7h-7v-7z\"/>"
        case .observation: "<circle cx=\"\(x)\" cy=\"\(y - 4)\" r=\"3.5\"/>"
        }
    }
}

extension SpO2Strip.Mark.Kind {
    fileprivate var colour: String {
        switch self {
        case .alert: "#dc2645"
        case .treatment: "#2563eb"
        case .observation: "#6b7785"
        }
    }
}
