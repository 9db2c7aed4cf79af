public import Drivers
import SerialPort
public import SignalCore

/// What a link is doing, in the words the whole program uses.
///
/// ```
/// searching ──opened──▶ identifying ──frames──▶ streaming ◀──frames── stalled
///     ▲                      │                      └────quiet────────▲  │
///     └─────────── gone, taken, no permission, unusable ◀── cannot be opened, or error
/// ```
/// A stalled port is closed and opened again now and then; it stays stalled until frames come.
public enum LinkState: Equatable, Sendable {
    /// The port is being opened.
    case searching
    /// The port is open; not enough frames of any family were heard to claim it.
    case identifying
    /// Frames come.
    case streaming
    /// Frames stopped. The port is listened to, and start commands are sent where that is allowed.
    case stalled
    /// The port went away.
    case gone
    /// Another program holds the port; one sentence says what to do.
    case taken(String)
    /// This user may not use the port; one sentence says what to do.
    case noPermission(String)
    /// The port cannot be used for another reason; one sentence says why and what to do.
    case unusable(String)

    /// The state's name in `spotter watch --jsonl`.
    public var name: String {
        switch self {
        case .searching, .taken, .noPermission, .unusable: "searching"
        case .identifying: "identifying"
        case .streaming: "streaming"
        case .stalled: "stalled"
        case .gone: "gone"
        }
    }

    /// What stands in the way and what to do, where the state has a sentence for it.
    public var sentence: String? {
        switch self {
        case .taken(let sentence), .noPermission(let sentence), .unusable(let sentence): sentence
        case .searching, .identifying, .streaming, .stalled, .gone: nil
        }
    }

    /// The state that trouble with a port makes; `wasThere` when the port could be opened before.
    init(_ error: SerialPortError, wasThere: Bool) {
        self =
            switch error {
            case .gone: .gone
            case .notFound where wasThere: .gone
            case .taken: .taken(error.description)
            case .noPermission: .noPermission(error.description)
            default: .unusable(error.description)
            }
    }
}

/// Takes what a link finds. Called on the link's own thread: must not block.
public protocol LinkSink: Sendable {
    /// One second was judged.
    func take(_ reading: Reading)
    /// The link's state changed.
    func take(_ state: LinkState, at: BootTime)
    /// Waveform points that came in one read, and when its bytes were read.
    func take(pleth points: Span<UInt8>, at: BootTime)
    /// The port speaks this family: said each time that frames were found, before `streaming`.
    func claimed(_ family: Family, at: BootTime)
    /// The machine slept for so long. The port is opened again.
    func slept(milliseconds: Int64, at: BootTime)
}

extension LinkSink {
    /// Not every sink shows the family.
    public func claimed(_ family: Family, at: BootTime) {}
    /// Not every sink cares.
    public func slept(milliseconds: Int64, at: BootTime) {}
}
