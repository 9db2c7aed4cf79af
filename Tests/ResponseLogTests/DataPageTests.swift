import Foundation
import Ledger
import ResponseLog
import Testing

@Suite("The page of what is recorded")
struct DataPageTests {
    static func page() throws -> String {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return try String(contentsOf: root.appending(path: "docs/data.md"), encoding: .utf8)
    }

    @Test("has every field with every value, and every kind of act")
    func dataPageIsWhole() throws {
        let rows = try Self.page().split(separator: "\n")
        for field in RecordField.allCases {
            let row = try #require(
                rows.first { $0.hasPrefix("| `\(field.rawValue)` |") }, "\(field.rawValue)")
            #expect(row.contains("| \(field.words) |"), "\(field.rawValue)")
            for choice in field.choices {
                #expect(row.contains("`\(choice.code)`"), "\(field.rawValue): \(choice.code)")
            }
            if case .words(let longest) = field.shape {
                #expect(row.contains("at most \(longest) characters"), "\(field.rawValue)")
            }
        }
        for act in FactTests.acts + (try FactTests.checkedActs()) {
            let row = try #require(rows.first { $0.hasPrefix("| `\(act.kind)` |") }, "\(act.kind)")
            for value in Self.choices(act) {
                #expect(row.contains("`\(value)`"), "\(act.kind): \(value)")
            }
        }
    }

    /// The payload's values that are choices.
    private static func choices(_ act: CareAct) -> [String] {
        if case .note = act { return [] }
        let free: Set = ["watch", "incident", "kit", "cylinder", "text", "dose"]
        return (FactTests.care(act).payload.members ?? [:])
            .filter { !free.contains($0.key) }.compactMap { $0.value.text }
    }
}
