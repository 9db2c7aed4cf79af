import Ledger
import ResponseLog

/// Fragments of NEMSIS 3.5.1 for the ambulance's own chart: vitals, medications and procedures
/// "prior to this unit's care". Not a patient care report: a site has no agency, unit or crew.
public struct NemsisFragment: Sendable {
    /// The sections that hold something, in the order of the standard.
    public let sections: [NemsisElement]

    private let source: ExportedPerson

    /// Makes it. `NemsisGate` says whether it may leave.
    public init(_ source: ExportedPerson) {
        self.source = source
        let vitals =
            source.minutes.map { Self.vitals($0, source.utcOffsetMinutes) }
            + source.rows.compactMap(Self.vitals)
        let medications = source.rows.compactMap { Self.medication($0, source) }
        let procedures = source.rows.compactMap { Self.procedure($0, source) }
        sections = [
            ("eVitals", vitals), ("eProcedures", procedures), ("eMedications", medications),
        ].filter { !$0.1.isEmpty }.map { NemsisElement($0.0, $0.1) }
    }

    /// Several people's fragments as one file. The root is ours: the standard has none for
    /// fragments; what stands inside is NEMSIS's own.
    public static func file(_ fragments: [NemsisFragment]) -> String {
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            + "<spotter:priorCare xmlns:spotter=\"urn:spotter:prior-care:1\""
            + " xmlns=\"http://www.nemsis.org\""
            + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">\n"
            + fragments.map(\.person).joined() + "</spotter:priorCare>\n"
    }

    private var person: String {
        var element = NemsisElement("spotter:person", sections)
        element.attributes = [
            "incident": source.record.incident.text, "handle": source.person.handle,
        ]
        return element.xml(indent: "  ")
    }

    private static func time(_ row: TimelineRow) -> String {
        ExportTime.text(row.occurredUnixMilliseconds, row.logged.utcOffsetMinutes)
    }

    private static func vitals(
        _ minute: ExportedPerson.Minute, _ offset: Int
    ) -> NemsisElement {
        vitalGroup(
            at: ExportTime.text(minute.atUnixMilliseconds, offset),
            spo2: minute.spo2Percent.map { "\($0)" }, pulse: minute.pulseBpm.map { "\($0)" },
            isOximeter: true)
    }

    private static func vitals(_ row: TimelineRow) -> NemsisElement? {
        guard let act = row.standingAct else { return nil }
        switch act {
        case .awake(let level):
            return vitalGroup(at: time(row), awake: NemsisCodes.awake(level))
        case .breathsCounted:
            return act.breathsPerMinute.map { vitalGroup(at: time(row), breaths: "\($0)") }
        case .vitalsTyped(let typed):
            return vitalGroup(
                at: time(row), spo2: typed.spo2Percent.map { "\($0)" },
                pulse: typed.pulseBpm.map { "\($0)" })
        default: return nil
        }
    }

    /// Every element the standard demands stands there; what a site does not measure is marked not
    /// recorded.
    private static func vitalGroup(
        at time: String, spo2: String? = nil, pulse: String? = nil, isOximeter: Bool = false,
        breaths: String? = nil, awake: String? = nil
    ) -> NemsisElement {
        func none(_ number: Int) -> NemsisElement {
            .notRecorded("eVitals." + (number < 10 ? "0\(number)" : "\(number)"))
        }
        var heart = [NemsisElement.value("eVitals.10", pulse)]
        if isOximeter, pulse != nil {
            heart.append(NemsisElement("eVitals.11", NemsisCodes.pulseOximeter))
        }
        return NemsisElement(
            "eVitals.VitalGroup",
            [
                NemsisElement("eVitals.01", time),
                NemsisElement("eVitals.02", NemsisCodes.yes),
                NemsisElement("eVitals.CardiacRhythmGroup", [none(3), none(4), none(5)]),
                NemsisElement("eVitals.BloodPressureGroup", [none(6)]),
                NemsisElement("eVitals.HeartRateGroup", heart),
                .value("eVitals.12", spo2), .value("eVitals.14", breaths), none(16), none(18),
                NemsisElement(
                    "eVitals.GlasgowScoreGroup", [none(19), none(20), none(21), none(22)]),
                .value("eVitals.26", awake),
                NemsisElement("eVitals.PainScaleGroup", [none(27)]),
                NemsisElement("eVitals.StrokeScaleGroup", [none(29), none(30)]), none(31),
            ])
    }

    private static func medication(
        _ row: TimelineRow, _ source: ExportedPerson
    ) -> NemsisElement? {
        switch row.standingAct {
        case .dose(let dose):
            medication(
                row, .naloxone, route: NemsisCodes.route(dose.route),
                amount: dose.amountMicrograms.map(ExportTime.milligrams),
                unit: NemsisCodes.milligram,
                change: source.response(to: row).flatMap { NemsisCodes.change($0.change) },
                by: dose.beforeUs
                    ? NemsisCodes.layPerson : NemsisCodes.who(source.role(of: row)))
        case .oxygen(let oxygen) where oxygen.flows:
            medication(
                row, .oxygen, route: NemsisCodes.route(oxygen.device),
                amount: "\(oxygen.litresPerMinute)", unit: NemsisCodes.litresPerMinute,
                change: nil, by: NemsisCodes.who(source.role(of: row)))
        default: nil
        }
    }

    private static func medication(
        _ row: TimelineRow, _ drug: ClinicalCode, route: String?, amount: String?, unit: String,
        change: String?, by who: String?
    ) -> NemsisElement {
        var name = NemsisElement("eMedications.03", drug.code)
        name.attributes = ["CodeType": "9924003"]
        return NemsisElement(
            "eMedications.MedicationGroup",
            [
                NemsisElement("eMedications.01", time(row)),
                NemsisElement("eMedications.02", NemsisCodes.yes), name,
                .value("eMedications.04", route),
                NemsisElement(
                    "eMedications.DosageGroup",
                    [
                        .value("eMedications.05", amount),
                        .value("eMedications.06", amount == nil ? nil : unit),
                    ]),
                .value("eMedications.07", change), .notRecorded("eMedications.08"),
                .value("eMedications.10", who),
            ])
    }

    private static func procedure(
        _ row: TimelineRow, _ source: ExportedPerson
    ) -> NemsisElement? {
        guard let code = row.standingAct?.procedureCode else { return nil }
        return NemsisElement(
            "eProcedures.ProcedureGroup",
            [
                NemsisElement("eProcedures.01", time(row)),
                NemsisElement("eProcedures.02", NemsisCodes.yes),
                NemsisElement("eProcedures.03", code.code), .notRecorded("eProcedures.05"),
                .notRecorded("eProcedures.06"), .notRecorded("eProcedures.07"),
                .notRecorded("eProcedures.08"),
                .value("eProcedures.10", NemsisCodes.who(source.role(of: row))),
            ])
    }
}
