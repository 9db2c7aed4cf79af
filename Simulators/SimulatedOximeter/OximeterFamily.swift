/// The families that can be imitated, by their command-line names.
public enum OximeterFamily: String, CaseIterable, Sendable {
    /// Contec's first stream: five bytes a frame at 19200 baud with odd parity.
    case contecV5 = "contec-v5"
    /// Contec V7 typed packets over 115200 baud serial.
    case contecV7 = "contec-v7"
    /// Contec messages in USB-HID reports.
    case contecHID = "contec-hid"
    /// BCI and Berry: five bytes a frame, 100 frames a second.
    case bci
    /// Nonin data format 1: three bytes a second.
    case noninDF1 = "nonin-df1"
    /// Nonin data format 2: 75 frames a second with an eight-bit wave.
    case noninDF2 = "nonin-df2"
    /// Nonin data format 7: 75 frames a second with a sixteen-bit wave.
    case noninDF7 = "nonin-df7"
    /// Nonin data format 8: four bytes a second.
    case noninDF8 = "nonin-df8"
    /// Nonin table units: a line of text a second.
    case noninASCII = "nonin-ascii"
    /// Nellcor monitors: a line of text every two seconds.
    case nellcorASCII = "nellcor-ascii"
    /// Masimo devices set to ASCII 1: a line of text a second.
    case masimoASCII1 = "masimo-ascii1"

    /// The imitated device. Hand it to a function that is generic over `EmulatedOximeter`: inside,
    /// the family is as fast as if it had been named.
    ///
    ///     func emit<Oximeter: EmulatedOximeter>(_ device: Oximeter.Type) { … }
    ///     emit(family.oximeter)
    public var oximeter: any EmulatedOximeter.Type {
        switch self {
        case .contecV5: ContecV5Oximeter.self
        case .contecV7: ContecV7Oximeter.self
        case .contecHID: ContecHIDOximeter.self
        case .bci: BCIOximeter.self
        case .noninDF1: NoninDF1Oximeter.self
        case .noninDF2: NoninDF2Oximeter.self
        case .noninDF7: NoninDF7Oximeter.self
        case .noninDF8: NoninDF8Oximeter.self
        case .noninASCII: NoninASCIIOximeter.self
        case .nellcorASCII: NellcorASCIIOximeter.self
        case .masimoASCII1: MasimoASCII1Oximeter.self
        }
    }
}
