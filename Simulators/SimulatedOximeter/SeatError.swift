/// Why a simulated seat could not be set up.
public enum SeatError: Error, Equatable, CustomStringConvertible {
    /// The system refused a pseudo-terminal.
    case port(call: String, errno: Int32)
    /// Something that is not a simulator's link stands where the link should be.
    case linkTaken(path: String)
    /// The system refused the link.
    case link(path: String, errno: Int32)
    /// The speed is not between 0.1 and 100.
    case speed

    /// One plain sentence: what, where, what to do.
    public var description: String {
        switch self {
        case .port(let call, let errno):
            "no pseudo-terminal could be opened (\(call), error \(errno)); close some and try again"
        case .linkTaken(let path):
            "\(path) exists and is not a link to a pseudo-terminal; remove it or name another link"
        case .link(let path, let errno):
            "the link \(path) could not be made (error \(errno)); is its folder there and writable?"
        case .speed:
            "a speed must lie between 0.1 and 100"
        }
    }
}
