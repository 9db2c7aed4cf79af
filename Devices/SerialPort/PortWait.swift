/// What ended a wait on a port.
public enum PortWait: Equatable, Sendable {
    /// Bytes, or news of the port's end, can be read.
    case readable
    /// Another thread asked for attention through the wake pipe, which is now empty.
    case woken
    /// The deadline came first.
    case timedOut
    /// The device is unplugged, or the other end is closed, and nothing is left to read.
    case gone
}
