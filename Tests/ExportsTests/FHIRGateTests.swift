import Testing

@testable import Exports

extension FHIRValue {
    /// The Bundle with one resource changed: the first of this kind that `holds`.
    func changing(
        _ kind: String, where holds: (FHIRValue) -> Bool = { _ in true },
        _ change: (inout FHIRValue) -> Void
    ) -> FHIRValue {
        var elements = self["entry"]!.elements
        let place = elements.firstIndex {
            $0["resource"]?["resourceType"]?.text == kind && holds($0["resource"]!)
        }!
        var resource = elements[place]["resource"]!
        change(&resource)
        elements[place]["resource"] = resource
        var bundle = self
        bundle["entry"] = .list(elements)
        return bundle
    }
}

@Suite("The gate of FHIR")
struct FHIRGateTests {
    struct Fault: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let says: String
        let make: @Sendable (FHIRValue) -> FHIRValue

        init(
            _ name: String, says: String, _ make: @escaping @Sendable (FHIRValue) -> FHIRValue
        ) {
            testDescription = name
            self.says = says
            self.make = make
        }
    }

    static let dose = "MedicationAdministration"
    static let faults: [Fault] = [
        Fault("micrograms written as milligrams", says: "outside 0 to 20") {
            $0.changing(dose, where: { $0["dosage"]?["dose"] != nil }) {
                $0["dosage"] = .object(["dose": .quantity("400", "mg")])
            }
        },
        Fault("a unit off the list", says: "unit that is not on the list") {
            $0.changing(dose, where: { $0["dosage"]?["dose"] != nil }) {
                $0["dosage"] = .object(["dose": .quantity("0.4", "milligram")])
            }
        },
        Fault("the unit of another drug", says: "outside 0 to 20") {
            $0.changing(dose, where: { $0["dosage"]?["dose"] != nil }) {
                $0["dosage"] = .object(["dose": .quantity("4", "L/min")])
            }
        },
        Fault("naltrexone's code", says: "7243 is not on the list") {
            $0.changing(dose) {
                $0["medicationCodeableConcept"] = .concept(
                    [ClinicalCode(ClinicalCode.rxnorm, "7243", "naltrexone", "")], "x")
            }
        },
        Fault("a status off its list", says: "no status of its list") {
            $0.changing(dose) { $0["status"] = .text("given") }
        },
        Fault("no status", says: "no status of its list") {
            $0.changing("Communication") { $0["status"] = nil }
        },
        Fault("a dosage without dose or rate", says: "mad-1") {
            $0.changing(dose) { $0["dosage"] = .object(["text": .text("some")]) }
        },
        Fault("a time without a zone", says: "no time with an offset") {
            $0.changing("Procedure") { $0["performedDateTime"] = .text("2026-11-22T14:00:25") }
        },
        Fault("a minute without a value and without a reason", says: "why there is none") {
            $0.changing("Observation", where: { $0["dataAbsentReason"] != nil }) {
                $0["dataAbsentReason"] = nil
            }
        },
        Fault("an oxygen of 0 for no value", says: "outside 1.0 to 100") {
            $0.changing("Observation", where: { $0["dataAbsentReason"] != nil }) {
                $0["dataAbsentReason"] = nil
                $0["valueQuantity"] = .quantity("0", "%")
            }
        },
        Fault("one id twice", says: "id another resource has") {
            var bundle = $0
            let elements = bundle["entry"]!.elements
            bundle["entry"] = .list(elements + [elements[1]])
            return bundle
        },
        Fault("a reference to nothing", says: "which is not here") {
            $0.changing("Procedure") {
                $0["encounter"] = .reference("00000000-0000-0000-0000-0000000000ff")
            }
        },
        Fault("nobody", says: "about nobody") {
            $0.changing("Encounter") { $0["subject"] = nil }
        },
        Fault("two times", says: "must have one time") {
            $0.changing(dose) {
                $0["effectiveDateTime"] = .text("2026-11-22T14:00:25-08:00")
                $0["effectivePeriod"] = .object(["start": .text("2026-11-22T14:00:25-08:00")])
            }
        },
        Fault("another kind of Bundle", says: "must be a collection") {
            var bundle = $0
            bundle["type"] = .text("batch-of-things")
            return bundle
        },
    ]

    @Test("a good Bundle passes")
    func good() throws {
        #expect(FHIRGate.faults(try ExportStory().bundle) == [])
    }

    @Test("each deliberate fault is caught for its own reason", arguments: faults)
    func fault(_ fault: Fault) throws {
        let found = FHIRGate.faults(fault.make(try ExportStory().bundle))
        #expect(found.contains { $0.description.contains(fault.says) }, "\(found)")
    }

    @Test("the same response gives the same bytes, and doses keep their decimals")
    func same() throws {
        let json = try ExportStory().bundle.json
        #expect(try ExportStory().bundle.json == json)
        #expect(json.contains(#""value":0.4"#))
        #expect(json.contains("2026-11-22T14:01:00-08:00") || json.contains("14:01:00"))
    }

    @Test("free words and fears do not leave")
    func privacy() throws {
        let json = try ExportStory().bundle.json
        #expect(!json.contains("confidence"))
        #expect(!json.lowercased().contains("police"))
        #expect(json.contains("911 not called"))
    }

    @Test("every code has a source and stands once")
    func codes() {
        let codes = ClinicalCode.allowed
        #expect(codes.allSatisfy { !$0.source.isEmpty && !$0.display.isEmpty })
        #expect(Set(codes.map { $0.system + $0.code }).count == codes.count)
    }

    @Test(
        "micrograms as milligrams",
        arguments: [
            (400, "0.4"), (1000, "1"), (4000, "4"), (20_000, "20"), (1, "0.001"), (50, "0.05"),
        ])
    func milligrams(_ micrograms: Int64, _ text: String) {
        #expect(ExportTime.milligrams(micrograms) == text)
    }
}
