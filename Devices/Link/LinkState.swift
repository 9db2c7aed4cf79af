public import SignalCore

/// What a link is doing, in the words the whole program uses.
///
/// ```
/// searching ──opened──▶ identifying ──frames──▶ streaming ◀──frames── stalled
///     ▲                      │                      └────quiet────────▲  │
///     └──────────── gone / unusable ◀── far end gone, error, too long ───┘
/// ```
public enum LinkState: Equatable, Sendable {
    /// The port is being opened.
    case searching
    /// The port is open; not enough frames of the family were heard to claim it.
    case identifying
    /// Frames come.
    case streaming
    /// Frames stopped; the port is open and start commands are being sent again.
    case stalled
    /// The port went away.
    case gone
    /// The port cannot be used; one sentence says why and what to do.
    case unusable(String)

    /// The state's name in `spotter watch --jsonl`.
    public var name: String {
        switch self {
        case .searching, .unusable: "searching"
        case .identifying: "identifying"
        case .streaming: "streaming"
        case .stalled: "stalled"
        case .gone: "gone"
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
}
