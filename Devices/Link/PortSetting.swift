public import Drivers
public import SerialPort

/// How a port is opened.
public enum PortSetting: Equatable, Hashable, Sendable {
    /// A serial line, set so.
    case serial(LineSettings)
    /// Reports of a human-interface device.
    case hid
}

extension PortSetting: CustomStringConvertible {
    /// The setting as people write it: `19200 8O1`, or `HID reports`.
    public var description: String {
        switch self {
        case .serial(let line): line.description
        case .hid: "HID reports"
        }
    }
}

extension LineSettings {
    /// The settings of a family's line.
    public init(_ line: FamilyLine) {
        self.init(baud: line.baud, parity: line.oddParity ? .odd : .none)
    }
}

extension FamilyModel {
    /// How a port is opened to hear the family, in the order they are tried.
    var settings: [PortSetting] {
        switch bus {
        case .serial(let lines): lines.map { .serial(LineSettings($0)) }
        case .hid: [.hid]
        }
    }
}
