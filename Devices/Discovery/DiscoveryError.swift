/// Why ports cannot be looked for.
public enum DiscoveryError: Error, Equatable, Sendable {
    /// A call into libudev failed, with its errno.
    case failed(call: String, errno: Int32)
}

extension DiscoveryError: CustomStringConvertible {
    /// One plain sentence for the person at the terminal.
    public var description: String {
        switch self {
        case .failed(let call, let number):
            "The system's device list cannot be read (\(call), errno \(number));"
                + " name the port with --port."
        }
    }
}
