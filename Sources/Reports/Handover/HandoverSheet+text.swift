extension HandoverSheet {
    /// The sheet as plain text, for a terminal or a printer without a browser.
    public var text: String {
        var lines: [String] = []
        lines.append(
            "HANDOVER \(heading.person)\(heading.drill ? "  DRILL: NOT A REAL PERSON" : "")")
        lines.append(
            [heading.site, heading.phone ?? "telephone not recorded"].joined(separator: ", "))
        lines.append("Prepared by \(heading.preparedBy ?? HandoverFacts.missing), \(heading.made)")
        for section in before { lines += Self.lines(section) }
        lines.append("S  Signs (first | worst | latest)")
        for row in vitals {
            let cells = [row.first, row.worst, row.latest].map(Self.words)
            lines.append("   \(row.name): " + cells.joined(separator: " | "))
        }
        lines.append("   \(signal)")
        lines.append("T  Treatment")
        if !folded.isEmpty { lines.append("   Earlier: \(folded)") }
        for row in treatments {
            let words = [row.action, row.amount, row.route].filter { !$0.isEmpty }
            var line = "   \(row.time)  " + words.joined(separator: ", ")
            if !row.by.isEmpty { line += " by \(row.by)" }
            if !row.response.isEmpty { line += ": \(row.response)" }
            if row.isPossibleDuplicate { line += " (possible duplicate)" }
            if row.isLate { line += " (written later)" }
            lines.append(line)
        }
        for line in [rolesMissing].compactMap(\.self) + totals {
            lines.append("   \(line.label): \(line.value)")
        }
        for section in after { lines += Self.lines(section) }
        lines += foot
        return lines.joined(separator: "\n") + "\n"
    }

    private static func lines(_ section: Section) -> [String] {
        ["\(section.letter)  \(section.title)"]
            + section.lines.map { "   \($0.label): \($0.value)" }
    }

    private static func words(_ vital: Vital?) -> String {
        guard let vital else { return HandoverFacts.missing }
        let note = vital.note.isEmpty ? "" : ", \(vital.note)"
        return "\(vital.value) at \(vital.time)\(note)"
    }
}
