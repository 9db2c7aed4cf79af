import Drivers

extension Family {
    /// How many points of its pulse waveform a family sends in a second; `nil` for one without.
    ///
    /// Contec 60 (V5.0A, V7.0 and USB-HID), BCI 100, Nonin formats 2 and 7 75, from the makers' pages;
    /// devices were seen a few in a hundred off, which shifts a pulse rate by as much.
    var waveHertz: Int? {
        switch self {
        case .contecV5, .contecV7, .contecHID: 60
        case .bci: 100
        case .noninDF2, .noninDF7: 75
        case .noninDF1, .noninDF8, .noninASCII, .nellcorASCII, .masimoASCII1: nil
        }
    }
}
