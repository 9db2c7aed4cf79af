/// An oximeter family: devices that speak the same bytes. The raw value is its name everywhere.
public enum Family: String, CaseIterable, Sendable {
    /// Contec's protocol V5.0A: five bytes at 60 a second. Old CMS50D, D+ below firmware 4.6, E, F.
    case contecV5 = "contec-v5"
    /// Contec's protocol V7.0 at 115200: CMS50D+ from firmware 4.6, E, F, I and relabels.
    case contecV7 = "contec-v7"
    /// Contec's USB-HID messages: the CMS50E sold now, Beurer PO 80, Pulox PO-400.
    case contecHID = "contec-hid"
    /// BCI and Berry: five bytes at 100 a second.
    case bci = "bci"
    /// Nonin data format 1: three bytes a second.
    case noninDF1 = "nonin-df1"
    /// Nonin data format 2: 75 five-byte frames a second with an 8-bit waveform.
    case noninDF2 = "nonin-df2"
    /// Nonin data format 7: as format 2, with a 16-bit waveform.
    case noninDF7 = "nonin-df7"
    /// Nonin data format 8: four bytes a second.
    case noninDF8 = "nonin-df8"
    /// Nonin table units: a line of text a second.
    case noninASCII = "nonin-ascii"
    /// Nellcor bedside monitors: a line of text every two seconds.
    case nellcorASCII = "nellcor-ascii"
    /// Masimo bedside monitors set to ASCII 1: a line of text a second.
    case masimoASCII1 = "masimo-ascii1"

    /// What a link must know to talk to this family.
    public var model: FamilyModel {
        switch self {
        case .contecV5: .contecV5
        case .contecV7: .contecV7
        case .contecHID: .contecHID
        case .bci: .bci
        case .noninDF1: .noninDF1
        case .noninDF2: .noninDF2
        case .noninDF7: .noninDF7
        case .noninDF8: .noninDF8
        case .noninASCII: .noninASCII
        case .nellcorASCII: .nellcorASCII
        case .masimoASCII1: .masimoASCII1
        }
    }

    /// The families' names in one sentence, for messages.
    public static var namesSentence: String { allCases.map(\.rawValue).joined(separator: ", ") }
}
