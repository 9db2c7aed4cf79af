import Testing

@testable import Exports

extension NemsisElement {
    /// The first element of this name changed, wherever it stands.
    mutating func change(
        _ name: String, where holds: (NemsisElement) -> Bool,
        _ body: (inout NemsisElement) -> Void
    ) -> Bool {
        if self.name == name, holds(self) {
            body(&self)
            return true
        }
        for place in children.indices where children[place].change(name, where: holds, body) {
            return true
        }
        return false
    }
}

@Suite("The gate of NEMSIS")
struct NemsisGateTests {
    /// Which element becomes what, and what the gate says.
    static let faults: [(String, String, String)] = [
        ("eVitals.12", "101", "101 is outside"),
        ("eVitals.12", "0", "0 is outside"),
        ("eVitals.01", "2026-11-22T14:00:25", "no time with an offset"),
        ("eVitals.26", "3326009", "not on the list"),
        ("eVitals.02", "9923001", "not on the list"),
        ("eMedications.03", "7243", "not on the list"),
        ("eMedications.06", "3706025", "not on the list"),
        ("eMedications.06", "3706035", "does not fit drug and unit"),
        ("eMedications.05", "400", "outside"),
        ("eMedications.10", "Peer Worker", "not on the list"),
        ("eProcedures.03", "372890007", "not on the list"),
        ("eMedications.07", "9916007", "not on the list"),
    ]

    @Test("good fragments pass")
    func good() throws {
        let sections = try ExportStory().sections
        #expect(sections.map(\.name) == ["eVitals", "eProcedures", "eMedications"])
        #expect(NemsisGate.faults(sections) == [])
    }

    @Test("each wrong value is caught for its own reason", arguments: faults)
    func fault(_ name: String, _ text: String, _ says: String) throws {
        var root = NemsisElement("root", try ExportStory().sections)
        // The dose, not the oxygen: its group has milligrams.
        let changed = root.change(
            name,
            where: {
                !$0.text.isEmpty && (name != "eMedications.06" || $0.text == "3706021")
                    && (name != "eMedications.05" || $0.text == "0.4")
            }
        ) { $0.text = text }
        try #require(changed)
        let found = NemsisGate.faults(root.children)
        #expect(found.contains { $0.description.contains(says) }, "\(found)")
    }

    @Test("a value that is not there must say so")
    func notValue() throws {
        var root = NemsisElement("root", try ExportStory().sections)
        try #require(root.change("eVitals.12", where: { $0.text.isEmpty }) { $0.attributes = [:] })
        #expect(
            NemsisGate.faults(root.children).map(\.problem) == ["is empty and does not say why"])
    }

    @Test("an element that is demanded may not be left out")
    func missing() throws {
        var root = NemsisElement("root", try ExportStory().sections)
        try #require(
            root.change("eVitals.VitalGroup", where: { _ in true }) { group in
                group.children.removeAll { $0.name == "eVitals.12" }
            })
        #expect(NemsisGate.faults(root.children).map(\.problem) == ["lacks eVitals.12"])
    }
}
