import Drivers

/// How much a family's frames prove, when nobody says what is behind a port.
extension Family {
    /// The families whose frames have the same shape, itself among them.
    var lookAlikes: [Family] {
        switch self {
        case .contecV5, .bci: [.contecV5, .bci]
        default: [self]
        }
    }

    /// Whether its frames prove themselves: by a check byte, by lines of text, or by the top bit of
    /// every byte. The others are known by a byte with bit 7 set and some without, which noise and
    /// other families have too.
    var framesProveThemselves: Bool {
        switch self {
        case .contecV5, .bci, .noninDF1, .noninDF8: false
        case .contecV7, .contecHID, .noninDF2, .noninDF7, .noninASCII, .nellcorASCII,
            .masimoASCII1:
            true
        }
    }

    /// Whether it sends one message a second or fewer, and silence between them.
    var sendsMessagesBySeconds: Bool {
        switch self {
        case .noninDF1, .noninDF8, .noninASCII, .nellcorASCII, .masimoASCII1: true
        case .contecV5, .contecV7, .contecHID, .bci, .noninDF2, .noninDF7: false
        }
    }

    /// The pace that its frames must keep to be believed among these families; `nil` for those whose
    /// frames prove themselves. A device's line heard at a wrong speed gives the same wrong bytes
    /// again and again, which may have another family's shape, but hardly its pace.
    func pace(among families: [Family]) -> FramePace? {
        switch self {
        case .noninDF1, .noninDF8: .aSecond
        case .contecV5: families.contains(.bci) ? .contecNotBCI : .contecV5
        case .bci: families.contains(.contecV5) ? .bciNotContec : .bci
        default: nil
        }
    }
}

/// How fast frames come: so many in a second, measured for so long at least.
struct FramePace: Equatable {
    /// Frames in 1000 seconds.
    let framesPerKilosecond: ClosedRange<Int64>
    /// Shorter than this tells nothing, in milliseconds: reads come late by some tens of them, and
    /// what comes once a second comes in bursts.
    let overMilliseconds: Int64

    /// One a second, for formats 1 and 8. Noise that has their shape comes faster than that.
    static let aSecond = FramePace(
        framesPerKilosecond: 500...2000, overMilliseconds: 1500)
    /// Contec sends 60 a second, and faster in a simulation that is sped up.
    static let contecV5 = FramePace(framesPerKilosecond: 40_000...(.max), overMilliseconds: 800)
    /// BCI sends 100 a second.
    static let bci = FramePace(framesPerKilosecond: 70_000...(.max), overMilliseconds: 800)
    /// Where both are listened for: between 72 and 88 a second nobody can tell.
    static let contecNotBCI = FramePace(
        framesPerKilosecond: 40_000...72_000, overMilliseconds: 800)
    static let bciNotContec = FramePace(
        framesPerKilosecond: 88_000...(.max), overMilliseconds: 800)

    /// Whether so many frames in so long a time keep the pace.
    func isKept(frames: UInt64, milliseconds: Int64) -> Bool {
        milliseconds >= overMilliseconds
            && framesPerKilosecond.contains(Int64(clamping: frames) * 1_000_000 / milliseconds)
    }
}
