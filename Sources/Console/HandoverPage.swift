import Mustache
import QRCode
public import Reports

/// The handover page as HTML: for the browser, for a printer, and as a file of its own.
public struct HandoverPage: Sendable {
    let sheet: HandoverSheet
    /// The ledger's signed checkpoint; `nil` when there is none yet.
    let checkpoint: String?
    /// Where the response's page is; `nil` in a file.
    let back: String?
    /// Where this person's sheet is as PDF; `nil` in a file.
    let pdf: String?
    /// The other people of the response, each with a sheet of their own.
    let others: [Other]

    /// A link to another person's sheet.
    struct Other: Sendable {
        let handle: String
        let address: String
    }

    /// Makes the page of a sheet, with the checkpoint the ledger had.
    public init(_ sheet: HandoverSheet, checkpoint: String?) {
        self.init(sheet, checkpoint: checkpoint, back: nil, pdf: nil, others: [])
    }

    init(
        _ sheet: HandoverSheet, checkpoint: String?, back: String?, pdf: String?, others: [Other]
    ) {
        self.sheet = sheet
        self.checkpoint = checkpoint
        self.back = back
        self.pdf = pdf
        self.others = others
    }

    /// The page as a file that needs nothing else: its style stands inside.
    public var file: String {
        html(style: String(decoding: PackageResources.handover_css, as: UTF8.self), assets: nil)
    }

    /// The page for a browser, which fetches the style from the station.
    var page: String { html(style: nil, assets: Assets.root) }

    private func html(style: String?, assets: String?) -> String {
        let code = checkpoint.flatMap(QRCode.init)
        var fields: [String: Any] = [
            "h": sheet.heading, "before": sheet.before, "vitals": sheet.vitals.map(VitalView.init),
            "signal": sheet.signal, "dense": sheet.isDense, "busy": sheet.isBusy,
            "treatments": sheet.treatments,
            "totals": sheet.totals, "after": sheet.after, "foot": sheet.foot,
            "others": others, "w": Words.english, "s": HandoverWords.english,
            "several": sheet.heading.peopleCount > 1, "roles": sheet.rolesMissing == nil,
        ]
        // What is empty must not be a key: to a template an empty text is there.
        fields["folded"] = sheet.folded.isEmpty ? nil : sheet.folded
        if let strip = sheet.strip?.svg() { fields["strip"] = strip }
        if let style { fields["style"] = style }
        if let assets { fields["assets"] = assets }
        if let checkpoint { fields["checkpoint"] = checkpoint }
        if let back { fields["back"] = back }
        if let pdf { fields["pdf"] = pdf }
        if let code = code?.svg(title: HandoverWords.english.checkpointCode) {
            fields["code"] = code
        }
        if let missing = sheet.rolesMissing { fields["rolesMissing"] = missing }
        return Templates.parsed.render(fields, withTemplate: "handover") ?? ""
    }

    /// A sign with an empty cell said as such.
    private struct VitalView {
        let name: String
        let cells: [CellView]

        init(_ row: HandoverSheet.VitalRow) {
            name = row.name
            cells = [row.first, row.worst, row.latest].map(CellView.init)
        }
    }

    private struct CellView {
        let value: String
        let when: String?
        let note: String?
        let isMissing: Bool

        init(_ vital: HandoverSheet.Vital?) {
            value = vital?.value ?? HandoverWords.english.notRecorded
            when = vital.map { "\($0.time) · \($0.age)" }
            note = vital.flatMap { $0.note.isEmpty ? nil : $0.note }
            isMissing = vital == nil
        }
    }
}
