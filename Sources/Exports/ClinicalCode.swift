/// One code of another body's list, with where it was checked. Only what stands in `allowed` may
/// leave in a coded field; everything else leaves as text.
public struct ClinicalCode: Equatable, Sendable {
    /// Whose list it is, as FHIR names it.
    public let system: String
    /// The code.
    public let code: String
    /// The list's own words.
    public let display: String
    /// Where the code was checked.
    public let source: String

    init(_ system: String, _ code: String, _ display: String, _ source: String) {
        self.system = system
        self.code = code
        self.display = display
        self.source = source
    }

    static let loinc = "http://loinc.org"
    static let snomed = "http://snomed.info/sct"
    static let rxnorm = "http://www.nlm.nih.gov/research/umls/rxnorm"
    static let ucum = "http://unitsofmeasure.org"
    static let nemsis = "NEMSIS 3.5.1"

    private static let nemsisList = "NEMSIS 3.5.1 defined lists, build 250403CP1"
    private static let r4 = "FHIR R4 (4.0.1) specification"

    static let saturation = ClinicalCode(
        loinc, "2708-6", "Oxygen saturation in Arterial blood", "US Core vital signs")
    static let pulseOximetry = ClinicalCode(
        loinc, "59408-5", "Oxygen saturation in Arterial blood by Pulse oximetry",
        "US Core vital signs")
    static let heartRate = ClinicalCode(loinc, "8867-4", "Heart rate", "US Core; IHE PCC.PCS")
    static let respiratoryRate = ClinicalCode(
        loinc, "9279-1", "Respiratory rate", "US Core; IHE PCC.PCS")
    static let responsiveness = ClinicalCode(
        loinc, "67775-7", "Level of responsiveness", "IHE PCC.PCS volume 3")
    static let naloxone = ClinicalCode(rxnorm, "7242", "naloxone", nemsisList)
    static let oxygen = ClinicalCode(rxnorm, "7806", "oxygen", nemsisList)
    static let intramuscular = ClinicalCode(
        snomed, "78421000", "Intramuscular route", "several published FHIR guides")
    static let intravenous = ClinicalCode(
        snomed, "47625008", "Intravenous route", "several published FHIR guides")
    static let subcutaneous = ClinicalCode(
        snomed, "34206005", "Subcutaneous route", "several published FHIR guides")
    static let nasal = ClinicalCode(
        snomed, "46713006", "Nasal route", "several published FHIR guides")
    static let improved = ClinicalCode(
        snomed, "268910001", "Patient's condition improved", "HL7 fhir-us-ph-library")
    static let bagValveMask = ClinicalCode(
        snomed, "425447009", "Bag valve mask ventilation", nemsisList)
    static let nasopharyngeal = ClinicalCode(
        snomed, "182692007", "Nasopharyngeal airway insertion", nemsisList)
    static let oropharyngeal = ClinicalCode(
        snomed, "7443007", "Oropharyngeal airway insertion", nemsisList)
    static let cpr = ClinicalCode(snomed, "89666000", "Cardiopulmonary resuscitation", nemsisList)
    static let field = ClinicalCode(
        "http://terminology.hl7.org/CodeSystem/v3-ActCode", "FLD", "field", r4)
    static let vitalSigns = ClinicalCode(
        "http://terminology.hl7.org/CodeSystem/observation-category", "vital-signs",
        "Vital Signs", r4)
    static let absent = ClinicalCode(
        "http://terminology.hl7.org/CodeSystem/data-absent-reason", "unknown", "Unknown", r4)

    /// Every code that may leave in a coded field of FHIR.
    public static let allowed: [ClinicalCode] = [
        saturation, pulseOximetry, heartRate, respiratoryRate, responsiveness, naloxone, oxygen,
        intramuscular, intravenous, subcutaneous, nasal, improved, bagValveMask, nasopharyngeal,
        oropharyngeal, cpr, field, vitalSigns, absent,
    ]

    /// Units that may leave, by UCUM.
    public static let units: Set<String> = ["%", "/min", "L/min", "mg"]
}
